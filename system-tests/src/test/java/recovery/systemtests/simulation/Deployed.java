package recovery.systemtests.simulation;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import recovery.failover.step.Steps;
import recovery.shared.alarm.Alarms;
import recovery.shared.bus.Bus;
import recovery.shared.door.Ports;
import recovery.shared.ec2.Ec2;
import recovery.shared.ec2.InstanceId;
import recovery.shared.ec2.Power;
import recovery.shared.json.Json;
import recovery.shared.lever.Addresses;
import recovery.shared.lever.Balancers;
import recovery.shared.lever.Dns;
import recovery.shared.lever.Levers;
import recovery.shared.lever.Scaling;
import recovery.shared.store.Store;
import recovery.systemtests.story.Bundle;
import recovery.systemtests.story.Bundle.Function;

/** The functions of a run, as the last deployment made them, each behind its policy. */
final class Deployed {
    private Bundle bundle;
    private Policies policies = Policies.NONE;

    Deployed(Bundle bundle) {
        this.bundle = bundle;
    }

    /** Each call goes by these policies first. */
    void behind(Policies policies) {
        this.policies = policies;
        policies.deployed(bundle.plans());
    }

    /** A deployment with another plan: what is open goes on by its own. */
    void drawn(Choices choices, List<InstanceId> machines) {
        bundle = DrawnPlan.bundle(choices, machines, bundle.attemptsPerHour());
        policies.deployed(bundle.plans());
    }

    int attemptsPerHour() {
        return bundle.attemptsPerHour();
    }

    /** The plan in the words of its document. */
    String plan() {
        return Json.write(bundle.plans().named("web").orElseThrow().document());
    }

    Map<String, Object> invoke(Delivery delivery, Gate gate, LeverGate levers, Consumer<String> log) {
        Function function = delivery.function();
        Ports ports = gate.ports();
        var guarded = new Ports(
                policies.before(function, Store.class, ports.store()),
                policies.before(function, Ec2.class, ports.ec2()),
                policies.before(function, Alarms.class, ports.alarms()),
                policies.before(function, Bus.class, ports.bus()),
                ports.clock(),
                ports.ids());
        return bundle.invoke(
                function,
                delivery.document(),
                guarded,
                policies.before(function, Power.class, gate),
                Steps.standard(() -> levers(function, levers)),
                log);
    }

    private Levers levers(Function function, LeverGate levers) {
        return new Levers(
                policies.before(function, Addresses.class, levers),
                policies.before(function, Dns.class, levers),
                policies.before(function, Balancers.class, levers),
                policies.before(function, Scaling.class, levers));
    }
}
