package recovery.simulator.http.behaviour;

import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import recovery.shared.ec2.InstanceId;
import recovery.simulator.Happening;
import recovery.simulator.Traits;
import recovery.simulator.http.behaviour.Ec2Behaviour.Gap;
import recovery.simulator.http.behaviour.Ec2Behaviour.SimulatorOnly;
import software.amazon.awssdk.services.ec2.model.Filter;

/** How states follow each other, what they forbid, and how EC2 tells why. */
final class StateBehaviours {
    private static final String KEY = "arn:aws:kms:eu-west-1:123456789012:key/1a2b3c4d-0000-4000-8000-000000000001";

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
                row(
                        "the volumes of an instance tell which are encrypted, and by which key",
                        Sources.VOLUMES,
                        Gap.OTHER_SETUP,
                        "false, true " + KEY,
                        b -> volumes(b, b.add(Traits.inZone("eu-west-1a").encryptedWith(KEY, true)))),
                row(
                        "a start whose key cannot be used is taken and falls back to stopped; its dry run does not tell",
                        Sources.VOLUME_KEYS,
                        Gap.OTHER_SETUP,
                        "412 DryRunOperation, stopped -> pending, then stopped",
                        b -> startOf(b, Traits.inZone("eu-west-1a").encryptedWith(KEY, false))),
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

    private static String volumes(SimulatorBench bench, InstanceId id) {
        var attached = Filter.builder()
                .name("attachment.instance-id")
                .values(id.value())
                .build();
        return bench.ec2().describeVolumes(request -> request.filters(attached)).volumes().stream()
                .map(volume -> volume.encrypted() + (volume.kmsKeyId() == null ? "" : " " + volume.kmsKeyId()))
                .collect(Collectors.joining(", "));
    }

    private static String startOf(SimulatorBench bench, Traits traits) {
        String id = bench.add(traits).value();
        stop(bench, id);
        bench.settle();
        String dry = Observed.error(() ->
                bench.ec2().startInstances(request -> request.instanceIds(id).dryRun(true)));
        String answer = start(bench, id);
        bench.settle();
        return dry + ", " + answer + ", then " + Observed.state(bench.ec2(), id);
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
