package recovery.shared.record;

import java.util.List;
import recovery.shared.ec2.InstanceId;
import recovery.shared.json.BadInput;
import recovery.shared.json.PlainText;
import recovery.shared.plan.Plan;

/** What is recovered: exactly one thing. */
public sealed interface Target {
    /** The name under which it is claimed, journalled and asked for. */
    String key();

    /** One instance. */
    record OfInstance(InstanceId id) implements Target {
        @Override
        public String key() {
            return id.value();
        }
    }

    /** The service that a plan stands for. */
    record OfService(String plan) implements Target {
        @Override
        public String key() {
            return "service:" + plan;
        }
    }

    /** All that a failover may touch: the service, its primary and its standby. */
    static List<Target> ofFailover(String plan, Plan.Failover failover) {
        return List.of(new OfService(plan), new OfInstance(failover.primary()), new OfInstance(failover.standby()));
    }

    static Target of(String key) {
        if (key.startsWith("service:")) {
            return new OfService(key.substring("service:".length()));
        }
        if (InstanceId.isOne(key)) {
            return new OfInstance(new InstanceId(key));
        }
        throw new BadInput(
                "a target: expected an instance id or service:<plan>, found \"" + PlainText.clean(key) + "\"");
    }
}
