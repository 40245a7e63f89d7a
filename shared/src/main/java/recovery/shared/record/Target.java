package recovery.shared.record;

import recovery.shared.ec2.InstanceId;
import recovery.shared.json.BadInput;
import recovery.shared.json.PlainText;

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
