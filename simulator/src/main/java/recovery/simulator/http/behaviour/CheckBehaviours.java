package recovery.simulator.http.behaviour;

import static recovery.simulator.http.behaviour.SharedBehaviours.stopped;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import recovery.shared.ec2.InstanceId;
import recovery.simulator.Ailment;
import recovery.simulator.ScheduledEvent;
import recovery.simulator.Traits;
import recovery.simulator.http.behaviour.Ec2Behaviour.Gap;
import recovery.simulator.http.behaviour.Ec2Behaviour.SimulatorOnly;

/** What status checks and scheduled events show, and what cures an impaired one. */
final class CheckBehaviours {
    private CheckBehaviours() {}

    static List<SimulatorOnly> all() {
        return List.of(
                row(
                        "a broken host impairs the system check alone, and tells since when",
                        Sources.DETAILS,
                        "system impaired since 2026-03-01T10:01:00Z, instance ok",
                        b -> {
                            String id = broken(b, Ailment.Part.SYSTEM, Ailment.Cure.STOP_START);
                            var status = Observed.status(b.ec2(), id);
                            return "system " + Observed.summary(status.systemStatus()) + ", instance "
                                    + Observed.summary(status.instanceStatus());
                        }),
                row(
                        "a stop and start moves the instance to another host, which cures the system check",
                        Sources.STOP_START,
                        "system ok, instance ok",
                        b -> afterStopStart(b, broken(b, Ailment.Part.SYSTEM, Ailment.Cure.STOP_START))),
                row(
                        "some faults outlast a stop and start; such an instance is impaired since its launch",
                        Sources.DETAILS,
                        "impaired since its launch",
                        b -> {
                            String id = broken(b, Ailment.Part.INSTANCE, Ailment.Cure.NONE);
                            afterStopStart(b, id);
                            Instant launch = Observed.instance(b.ec2(), id).launchTime();
                            String said = Observed.summary(
                                    Observed.status(b.ec2(), id).instanceStatus());
                            return said.equals("impaired since " + launch) ? "impaired since its launch" : said;
                        }),
                row("a reboot does not cure a broken host", Sources.CHECKS, "system impaired, instance ok", b -> {
                    String id = broken(b, Ailment.Part.SYSTEM, Ailment.Cure.STOP_START);
                    return afterReboot(b, id);
                }),
                row("a reboot cures a hung operating system", Sources.CHECKS, "system ok, instance ok", b -> {
                    String id = broken(b, Ailment.Part.INSTANCE, Ailment.Cure.REBOOT);
                    return afterReboot(b, id);
                }),
                new SimulatorOnly(
                        "a broken path to the volumes impairs the attached EBS check",
                        Sources.STATUS,
                        Gap.NO_STORAGE_CHECK,
                        "impaired",
                        b -> Observed.storage(b.ec2(), broken(b, Ailment.Part.STORAGE, Ailment.Cure.STOP_START))),
                new SimulatorOnly(
                        "a type that is not Nitro reports no attached EBS check",
                        Sources.STATUS,
                        Gap.NO_STORAGE_CHECK,
                        "absent",
                        b -> Observed.storage(
                                b.ec2(),
                                b.add(Traits.inZone("eu-west-1a").withoutStorageCheck())
                                        .value())),
                row(
                        "the checks of a fresh start are initializing for minutes",
                        Sources.CHECKS,
                        "running: system initializing, instance initializing",
                        b -> {
                            String id = stopped(b);
                            StateBehaviours.start(b, id);
                            b.pass(Duration.ofMinutes(1));
                            return Observed.state(b.ec2(), id) + ": " + Observed.checks(b.ec2(), id);
                        }),
                row(
                        "a retirement is shown as a scheduled event",
                        Sources.STATUS,
                        "instance-retirement \"The host is degraded\"",
                        b -> Observed.events(b.ec2(), retiring(b))),
                row(
                        "a stop and start completes a retirement, which is shown on as [Completed]",
                        Sources.RETIREMENT,
                        "instance-retirement \"[Completed] The host is degraded\"",
                        b -> {
                            String id = retiring(b);
                            afterStopStart(b, id);
                            return Observed.events(b.ec2(), id);
                        }));
    }

    private static String broken(SimulatorBench bench, Ailment.Part part, Ailment.Cure cure) {
        String id = bench.running();
        bench.model().breaks(new InstanceId(id), part, cure);
        bench.pass(Duration.ofMinutes(2));
        return id;
    }

    private static String retiring(SimulatorBench bench) {
        String id = bench.running();
        var when = Instant.parse(SimulatorBench.START).plus(Duration.ofDays(14));
        bench.model()
                .schedules(new InstanceId(id), new ScheduledEvent("instance-retirement", "The host is degraded", when));
        return id;
    }

    private static String afterStopStart(SimulatorBench bench, String id) {
        StateBehaviours.stop(bench, id);
        bench.settle();
        StateBehaviours.start(bench, id);
        bench.settle();
        return Observed.checks(bench.ec2(), id);
    }

    private static String afterReboot(SimulatorBench bench, String id) {
        bench.ec2().rebootInstances(request -> request.instanceIds(id));
        bench.settle();
        return Observed.checks(bench.ec2(), id);
    }

    private static SimulatorOnly row(
            String sentence, String source, String expected, Function<SimulatorBench, String> observe) {
        return new SimulatorOnly(sentence, source, Gap.NO_IMPAIRED_CHECKS, expected, observe);
    }
}
