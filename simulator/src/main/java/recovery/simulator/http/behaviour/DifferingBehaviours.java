package recovery.simulator.http.behaviour;

import static recovery.simulator.http.behaviour.SharedBehaviours.stopped;
import static recovery.simulator.http.behaviour.StateBehaviours.start;
import static recovery.simulator.http.behaviour.StateBehaviours.stop;
import static recovery.simulator.http.behaviour.StateBehaviours.terminated;

import java.util.List;
import java.util.function.Function;
import recovery.simulator.http.behaviour.Ec2Behaviour.Differs;
import recovery.simulator.http.behaviour.Ec2Behaviour.Gap;

/** What can be asked of LocalStack's own EC2 as well, and is answered otherwise there. */
final class DifferingBehaviours {
    private static final String TIME = "\\(\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d GMT\\)";

    private DifferingBehaviours() {}

    static List<Differs> all() {
        return List.of(
                differs(
                        "Stop of a stopped instance is no error, and says that it was stopped",
                        Sources.PRACTICE,
                        Gap.OTHER_WORDS,
                        "stopped -> stopped",
                        b -> stop(b, stopped(b))),
                differs(
                        "Start of a running instance is no error, and says that it was running",
                        Sources.PRACTICE,
                        Gap.OTHER_WORDS,
                        "running -> running",
                        b -> start(b, b.running())),
                differs(
                        "a second Stop says stopping",
                        Sources.PRACTICE,
                        Gap.INSTANT_STATES,
                        "stopping -> stopping",
                        b -> {
                            String id = b.running();
                            stop(b, id);
                            return stop(b, id);
                        }),
                differs(
                        "Start while it is stopping is answered IncorrectInstanceState",
                        Sources.ERRORS,
                        Gap.NO_STATE_RULES,
                        "400 IncorrectInstanceState",
                        b -> {
                            String id = b.running();
                            stop(b, id);
                            return Observed.error(() -> start(b, id));
                        }),
                differs(
                        "Stop while it is pending is answered IncorrectInstanceState",
                        Sources.ERRORS,
                        Gap.NO_STATE_RULES,
                        "400 IncorrectInstanceState",
                        b -> {
                            String id = stopped(b);
                            start(b, id);
                            return Observed.error(() -> stop(b, id));
                        }),
                differs(
                        "Start of a terminated instance is answered IncorrectInstanceState",
                        Sources.ERRORS,
                        Gap.NO_STATE_RULES,
                        "400 IncorrectInstanceState",
                        b -> {
                            String id = terminated(b);
                            return Observed.error(() -> start(b, id));
                        }),
                differs(
                        "a reboot of a terminated instance is ignored without an error",
                        Sources.REBOOT,
                        Gap.NO_STATE_RULES,
                        "no error, still terminated",
                        b -> {
                            String id = terminated(b);
                            String answer =
                                    Observed.error(() -> b.ec2().rebootInstances(request -> request.instanceIds(id)));
                            return answer + ", still " + Observed.state(b.ec2(), id);
                        }),
                differs(
                        "each start sets the launch time anew",
                        Sources.STOP_START,
                        Gap.SAME_LAUNCH_TIME,
                        "later",
                        b -> {
                            String id = stopped(b);
                            var before = Observed.instance(b.ec2(), id).launchTime();
                            start(b, id);
                            return Observed.instance(b.ec2(), id).launchTime().isAfter(before) ? "later" : "the same";
                        }),
                differs(
                        "a malformed id is answered InvalidInstanceID.Malformed",
                        Sources.ERRORS,
                        Gap.OTHER_WORDS,
                        "400 InvalidInstanceID.Malformed",
                        b -> Observed.error(() -> stop(b, "web-1"))),
                differs(
                        "a stop by the API tells its time to the second",
                        Sources.STATE_REASON,
                        Gap.OTHER_WORDS,
                        "Client.UserInitiatedShutdown | Client.UserInitiatedShutdown: User initiated shutdown"
                                + " | User initiated (date, time and GMT)",
                        b -> Observed.reason(b.ec2(), stopped(b)).replaceAll(TIME, "(date, time and GMT)")),
                differs(
                        "a start clears the reason of the stop before it",
                        Sources.PRACTICE,
                        Gap.OTHER_WORDS,
                        "no reason | ",
                        b -> {
                            String id = stopped(b);
                            start(b, id);
                            b.settle();
                            return Observed.reason(b.ec2(), id);
                        }),
                differs(
                        "a machine of an ordinary type reports its attached EBS check",
                        Sources.STATUS,
                        Gap.NO_STORAGE_CHECK,
                        "ok",
                        b -> Observed.storage(b.ec2(), b.running())));
    }

    private static Differs differs(
            String sentence, String source, Gap gap, String expected, Function<Bench, String> observe) {
        return new Differs(sentence, source, gap, expected, observe);
    }
}
