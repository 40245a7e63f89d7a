package recovery.simulator.http.behaviour;

import static recovery.simulator.http.behaviour.SharedBehaviours.stopped;

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
    private static final String A_START = "2026-03-01 10:00:00 GMT";

    private StateBehaviours() {}

    static List<SimulatorOnly> all() {
        return List.of(
                row(
                        "Stop of a stopped instance is no error, and says that it was stopped",
                        Sources.PRACTICE,
                        Gap.OTHER_WORDS,
                        "stopped -> stopped",
                        b -> stop(b, stopped(b))),
                row(
                        "Start of a running instance is no error, and says that it was running",
                        Sources.PRACTICE,
                        Gap.OTHER_WORDS,
                        "running -> running",
                        b -> start(b, b.running())),
                row("a second Stop says stopping", Sources.PRACTICE, Gap.INSTANT_STATES, "stopping -> stopping", b -> {
                    String id = b.running();
                    stop(b, id);
                    return stop(b, id);
                }),
                row(
                        "Start while it is stopping is answered IncorrectInstanceState",
                        Sources.ERRORS,
                        Gap.NO_STATE_RULES,
                        "400 IncorrectInstanceState",
                        b -> {
                            String id = b.running();
                            stop(b, id);
                            return Observed.error(() -> start(b, id));
                        }),
                row(
                        "Stop while it is pending is answered IncorrectInstanceState",
                        Sources.ERRORS,
                        Gap.NO_STATE_RULES,
                        "400 IncorrectInstanceState",
                        b -> {
                            String id = stopped(b);
                            start(b, id);
                            return Observed.error(() -> stop(b, id));
                        }),
                row(
                        "Start of a terminated instance is answered IncorrectInstanceState",
                        Sources.ERRORS,
                        Gap.NO_STATE_RULES,
                        "400 IncorrectInstanceState",
                        b -> {
                            String id = terminated(b);
                            return Observed.error(() -> start(b, id));
                        }),
                row(
                        "a reboot of a terminated instance is ignored without an error",
                        Sources.REBOOT,
                        Gap.NO_STATE_RULES,
                        "no error",
                        b -> {
                            String id = terminated(b);
                            return Observed.error(() -> b.ec2().rebootInstances(request -> request.instanceIds(id)));
                        }),
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
                row("each start sets the launch time anew", Sources.STOP_START, Gap.SAME_LAUNCH_TIME, "later", b -> {
                    String id = stopped(b);
                    var before = Observed.instance(b.ec2(), id).launchTime();
                    start(b, id);
                    return Observed.instance(b.ec2(), id).launchTime().isAfter(before) ? "later" : "the same";
                }),
                row(
                        "a malformed id is answered InvalidInstanceID.Malformed",
                        Sources.ERRORS,
                        Gap.OTHER_WORDS,
                        "400 InvalidInstanceID.Malformed",
                        b -> Observed.error(() -> stop(b, "web-1"))),
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
                row(
                        "a stop by the API tells its time to the second",
                        Sources.STATE_REASON,
                        Gap.OTHER_WORDS,
                        "Client.UserInitiatedShutdown | Client.UserInitiatedShutdown: User initiated shutdown"
                                + " | User initiated (" + A_START + ")",
                        b -> Observed.reason(b.ec2(), stopped(b))),
                happens(
                        "a guest that shuts itself down is told by the code, and no time is given",
                        Happening.GUEST_SHUTS_DOWN,
                        "Client.InstanceInitiatedShutdown"
                                + " | Client.InstanceInitiatedShutdown: Instance initiated shutdown | User initiated"),
                happens(
                        "a stop for a retirement has the code Server.ScheduledStop",
                        Happening.AWS_STOPS,
                        "Server.ScheduledStop | Server.ScheduledStop: Stopped due to scheduled retirement"
                                + " | Server.ScheduledStop: Stopped due to scheduled retirement"),
                row(
                        "a start clears the reason of the stop before it",
                        Sources.PRACTICE,
                        Gap.OTHER_WORDS,
                        "no reason | ",
                        b -> {
                            String id = stopped(b);
                            start(b, id);
                            b.settle();
                            return Observed.reason(b.ec2(), id);
                        }));
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

    private static String terminated(SimulatorBench bench) {
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
