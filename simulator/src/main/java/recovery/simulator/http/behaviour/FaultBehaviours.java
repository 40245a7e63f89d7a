package recovery.simulator.http.behaviour;

import static recovery.simulator.http.behaviour.SharedBehaviours.stopped;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import recovery.shared.ec2.InstanceId;
import recovery.shared.ec2.StopMode;
import recovery.simulator.Action;
import recovery.simulator.Aim;
import recovery.simulator.Ec2Error;
import recovery.simulator.Fault;
import recovery.simulator.http.behaviour.Ec2Behaviour.Gap;
import recovery.simulator.http.behaviour.Ec2Behaviour.SimulatorOnly;

/** What goes wrong in EC2, and how it looks to a caller. */
final class FaultBehaviours {
    private FaultBehaviours() {}

    static List<SimulatorOnly> all() {
        return List.of(
                row(
                        "a start without capacity is answered with HTTP 500, and the instance stays stopped",
                        Sources.ERRORS,
                        "500 InsufficientInstanceCapacity, then stopped",
                        b -> {
                            String id = stopped(b);
                            b.model().arm(new Fault.NoCapacity(), Aim.at(Action.START_INSTANCES), 1);
                            String answer = Observed.error(() -> StateBehaviours.start(b, id));
                            return answer + ", then " + Observed.state(b.ec2(), id);
                        }),
                row(
                        "a start that was accepted can fall from pending back to stopped, with a new reason",
                        Sources.STATE_REASON,
                        "stopped -> pending, then Server.InternalError | Client.InternalError: Client error on launch"
                                + " | Server.InternalError",
                        b -> {
                            String id = stopped(b);
                            b.model().arm(new Fault.FailToBoot(), Aim.at(Action.START_INSTANCES), 1);
                            String answer = StateBehaviours.start(b, id);
                            b.settle();
                            return answer + ", then " + Observed.reason(b.ec2(), id);
                        }),
                row(
                        "a caller that asks too often is answered RequestLimitExceeded",
                        Sources.THROTTLING,
                        "503 RequestLimitExceeded, then stopping",
                        b -> refusedOnce(b, Ec2Error.THROTTLED)),
                row(
                        "an outage is answered Unavailable",
                        Sources.ERRORS,
                        "503 Unavailable, then stopping",
                        b -> refusedOnce(b, Ec2Error.UNAVAILABLE)),
                row(
                        "a caller without the right is answered UnauthorizedOperation, and so is its dry run",
                        Sources.ERRORS,
                        "403 UnauthorizedOperation",
                        b -> {
                            String id = b.running();
                            var refuse = new Fault.Refuse(Ec2Error.UNAUTHORIZED);
                            b.model().arm(refuse, Aim.at(Action.STOP_INSTANCES).andDryRuns());
                            return Observed.error(() -> b.ec2().stopInstances(request -> request.instanceIds(id)
                                    .dryRun(true)));
                        }),
                row(
                        "a hanging stop stays in stopping until a stronger one is sent",
                        Sources.STUCK_STOP,
                        "stopping, then stopped",
                        b -> hangsUntilForced(b)),
                row(
                        "a stop may be sent with SkipOsShutdown while a graceful one is under way",
                        Sources.STOP,
                        "stopped",
                        b -> {
                            String id = b.running();
                            StateBehaviours.stop(b, id);
                            b.ec2().stopInstances(request -> request.instanceIds(id)
                                    .skipOsShutdown(true));
                            b.pass(Duration.ofSeconds(15));
                            return Observed.state(b.ec2(), id);
                        }),
                row(
                        "a describe may answer what was true a while ago",
                        Sources.CONSISTENCY,
                        "running, then stopped",
                        b -> {
                            String id = b.running();
                            StateBehaviours.stop(b, id);
                            b.pass(Duration.ofMinutes(1));
                            var stale = new Fault.Stale(Duration.ofMinutes(2));
                            b.model().arm(stale, Aim.at(Action.DESCRIBE_INSTANCES), 1);
                            return Observed.state(b.ec2(), id) + ", then " + Observed.state(b.ec2(), id);
                        }),
                row(
                        "an outage of a zone spoils a read that names none of its instances",
                        Sources.DESCRIBE,
                        "503 Unavailable",
                        b -> {
                            b.running();
                            b.model()
                                    .arm(
                                            new Fault.Refuse(Ec2Error.UNAVAILABLE),
                                            Aim.at(Action.DESCRIBE_INSTANCES).inZone("eu-west-1a"));
                            return Observed.error(() -> b.ec2().describeInstances());
                        }),
                row(
                        "a call whose reply is lost was carried out, once",
                        Sources.PRACTICE,
                        "no answer, stopping, received 1 time",
                        b -> lost(b, true)),
                row(
                        "a call that is lost on the way was not carried out",
                        Sources.PRACTICE,
                        "no answer, running, received 1 time",
                        b -> lost(b, false)));
    }

    private static String refusedOnce(SimulatorBench bench, Ec2Error error) {
        String id = bench.running();
        bench.model().arm(new Fault.Refuse(error), Aim.at(Action.STOP_INSTANCES), 1);
        String answer = Observed.error(() -> StateBehaviours.stop(bench, id));
        StateBehaviours.stop(bench, id);
        return answer + ", then " + Observed.state(bench.ec2(), id);
    }

    private static String hangsUntilForced(SimulatorBench bench) {
        String id = bench.running();
        var hang = new Fault.HangStop(Optional.of(StopMode.FORCE), Optional.empty());
        bench.model().arm(hang, Aim.at(Action.STOP_INSTANCES), 1);
        StateBehaviours.stop(bench, id);
        bench.pass(Duration.ofHours(1));
        String hanging = Observed.state(bench.ec2(), id);
        bench.ec2().stopInstances(request -> request.instanceIds(id).force(true));
        bench.settle();
        return hanging + ", then " + Observed.state(bench.ec2(), id);
    }

    private static String lost(SimulatorBench bench, boolean carriedOut) {
        String id = bench.running();
        bench.model().arm(new Fault.LoseReply(carriedOut), Aim.at(Action.STOP_INSTANCES), 1);
        String answer = Observed.error(() -> StateBehaviours.stop(bench, id));
        long received = bench.model().log().acts(Action.STOP_INSTANCES).stream()
                .filter(entry -> entry.ids().contains(new InstanceId(id)))
                .count();
        return answer + ", " + Observed.state(bench.ec2(), id) + ", received " + received + " time"
                + (received == 1 ? "" : "s");
    }

    private static SimulatorOnly row(
            String sentence, String source, String expected, Function<SimulatorBench, String> observe) {
        return new SimulatorOnly(sentence, source, Gap.NO_FAULTS, expected, observe);
    }
}
