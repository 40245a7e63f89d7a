package recovery.simulator.http.behaviour;

import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import recovery.shared.ec2.InstanceId;
import recovery.simulator.Happening;
import recovery.simulator.Traits;
import recovery.simulator.http.behaviour.Ec2Behaviour.Gap;
import recovery.simulator.http.behaviour.Ec2Behaviour.SimulatorOnly;

/** How states follow each other, what they forbid, and how EC2 tells why. */
final class StateBehaviours {
    private StateBehaviours() {}

    static List<SimulatorOnly> all() {
        return List.of(
                row(
                        "a terminated instance is no longer found after about an hour",
                        Sources.TERMINATE,
                        Gap.NO_HAND_CLOCK,
                        "400 InvalidInstanceID.NotFound",
                        b -> {
                            String id = terminated(b);
                            b.pass(Duration.ofMinutes(61));
                            return Observed.error(() -> Observed.instance(b.ec2(), id));
                        }),
                row(
                        "stop protection is answered OperationNotPermitted",
                        Sources.PROTECTION,
                        Gap.OTHER_SETUP,
                        "400 OperationNotPermitted",
                        b -> stopOf(b, Traits.inZone("eu-west-1a").stopProtected(true))),
                row(
                        "an instance with an instance-store root cannot be stopped",
                        Sources.STOP,
                        Gap.NO_STATE_RULES,
                        "400 UnsupportedOperation",
                        b -> stopOf(b, Traits.inZone("eu-west-1a").onInstanceStore())),
                happens(
                        "a guest that shuts itself down is told by the code, and no time is given",
                        Happening.GUEST_SHUTS_DOWN,
                        "Client.InstanceInitiatedShutdown"
                                + " | Client.InstanceInitiatedShutdown: Instance initiated shutdown | User initiated"),
                happens(
                        "a stop for a retirement has the code Server.ScheduledStop",
                        Happening.AWS_STOPS,
                        "Server.ScheduledStop | Server.ScheduledStop: Stopped due to scheduled retirement"
                                + " | Server.ScheduledStop: Stopped due to scheduled retirement"));
    }

    static String stop(Bench bench, String id) {
        return Observed.change(
                bench.ec2().stopInstances(request -> request.instanceIds(id)).stoppingInstances());
    }

    static String start(Bench bench, String id) {
        return Observed.change(
                bench.ec2().startInstances(request -> request.instanceIds(id)).startingInstances());
    }

    private static String stopOf(SimulatorBench bench, Traits traits) {
        InstanceId id = bench.add(traits);
        return Observed.error(() -> stop(bench, id.value()));
    }

    static String terminated(Bench bench) {
        String id = bench.running();
        bench.ec2().terminateInstances(request -> request.instanceIds(id));
        bench.settle();
        return id;
    }

    private static SimulatorOnly happens(String sentence, Happening what, String expected) {
        return row(sentence, Sources.STATE_REASON, Gap.NO_SUCH_HAPPENINGS, expected, b -> {
            String id = b.running();
            b.model().happens(new InstanceId(id), what);
            b.settle();
            return Observed.reason(b.ec2(), id);
        });
    }

    private static SimulatorOnly row(
            String sentence, String source, Gap gap, String expected, Function<SimulatorBench, String> observe) {
        return new SimulatorOnly(sentence, source, gap, expected, observe);
    }
}
