package recovery.simulator.http.behaviour;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import recovery.simulator.http.behaviour.Ec2Behaviour.Shared;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Filter;

/** The rows that hold in LocalStack as well. */
final class SharedBehaviours {
    private static final String UNKNOWN = "i-0ffffffffffffffff";

    private SharedBehaviours() {}

    static List<Shared> all() {
        return List.of(
                new Shared(
                        "Stop answers that the instance is stopping",
                        Sources.LIFECYCLE,
                        "running -> stopping",
                        bench -> StateBehaviours.stop(bench, bench.running())),
                new Shared(
                        "Start answers that the instance is pending",
                        Sources.LIFECYCLE,
                        "stopped -> pending",
                        bench -> StateBehaviours.start(bench, stopped(bench))),
                new Shared(
                        "one bad id spoils a whole call: none is stopped",
                        Sources.PRACTICE,
                        "400 InvalidInstanceID.NotFound, the other running",
                        SharedBehaviours::oneBadId),
                new Shared(
                        "the checks of a stopped instance are not applicable",
                        Sources.STATUS,
                        "system not-applicable, instance not-applicable",
                        bench -> Observed.checks(bench.ec2(), stopped(bench))),
                new Shared(
                        "Stop names the state from which it took the instance",
                        Sources.STOP,
                        "running",
                        bench -> previousOfStop(bench, bench.running())),
                new Shared("a stopped instance rests in stopped", Sources.LIFECYCLE, "stopped", bench -> bench.ec2()
                        .describeInstances(request -> request.instanceIds(stopped(bench)))
                        .reservations()
                        .getFirst()
                        .instances()
                        .getFirst()
                        .state()
                        .nameAsString()),
                new Shared(
                        "Start brings a stopped instance back to running",
                        Sources.START,
                        "stopped, then running",
                        SharedBehaviours::startAgain),
                new Shared("Force is accepted for a running instance", Sources.STOP, "running", bench -> bench.ec2()
                        .stopInstances(
                                request -> request.instanceIds(bench.running()).force(true))
                        .stoppingInstances()
                        .getFirst()
                        .previousState()
                        .nameAsString()),
                new Shared(
                        "a stop by the API leaves the code Client.UserInitiatedShutdown",
                        Sources.STATE_REASON,
                        "Client.UserInitiatedShutdown",
                        bench -> Observed.instance(bench.ec2(), stopped(bench))
                                .stateReason()
                                .code()),
                new Shared("a reboot leaves the instance running", Sources.REBOOT, "running", bench -> {
                    String id = bench.running();
                    bench.ec2().rebootInstances(request -> request.instanceIds(id));
                    return Observed.state(bench.ec2(), id);
                }),
                new Shared("a terminated instance ends in terminated", Sources.TERMINATE, "terminated", bench -> {
                    String id = bench.running();
                    bench.ec2().terminateInstances(request -> request.instanceIds(id));
                    bench.settle();
                    return Observed.state(bench.ec2(), id);
                }),
                new Shared(
                        "a permitted dry run of Stop is answered DryRunOperation, and stops nothing",
                        Sources.ERRORS,
                        "412 DryRunOperation, still running",
                        SharedBehaviours::dryRun),
                new Shared(
                        "a read of an unknown id is answered InvalidInstanceID.NotFound",
                        Sources.ERRORS,
                        "400 InvalidInstanceID.NotFound",
                        bench -> Observed.error(
                                () -> bench.ec2().describeInstances(request -> request.instanceIds(UNKNOWN)))),
                new Shared(
                        "a stop of an unknown id is answered InvalidInstanceID.NotFound",
                        Sources.ERRORS,
                        "400 InvalidInstanceID.NotFound",
                        bench -> Observed.error(
                                () -> bench.ec2().stopInstances(request -> request.instanceIds(UNKNOWN)))),
                new Shared(
                        "the filter tag-key finds the instances that carry the tag, whatever its value",
                        Sources.DESCRIBE,
                        "tagged true, untagged false",
                        SharedBehaviours::byTagKey),
                new Shared(
                        "the checks of a running instance come to be ok",
                        Sources.CHECKS,
                        "system ok, instance ok",
                        bench -> Observed.checks(bench.ec2(), bench.running())),
                new Shared(
                        "DescribeInstanceStatus shows running instances only, unless told otherwise",
                        Sources.STATUS,
                        "0 by default, 1 with all instances",
                        SharedBehaviours::statusOfStopped),
                new Shared(
                        "an instance tells when it was launched",
                        Sources.DESCRIBE,
                        "true",
                        bench -> String.valueOf(Observed.instance(bench.ec2(), bench.running())
                                .launchTime()
                                .isAfter(Instant.EPOCH))),
                new Shared(
                        "the root device of an ordinary machine is EBS",
                        Sources.DESCRIBE,
                        "ebs",
                        bench -> Observed.instance(bench.ec2(), bench.running()).rootDeviceTypeAsString()));
    }

    static String stopped(Bench bench) {
        String id = bench.running();
        bench.ec2().stopInstances(request -> request.instanceIds(id));
        bench.settle();
        return id;
    }

    private static String previousOfStop(Bench bench, String id) {
        return bench.ec2()
                .stopInstances(request -> request.instanceIds(id))
                .stoppingInstances()
                .getFirst()
                .previousState()
                .nameAsString();
    }

    private static String startAgain(Bench bench) {
        String id = stopped(bench);
        String previous = bench.ec2()
                .startInstances(request -> request.instanceIds(id))
                .startingInstances()
                .getFirst()
                .previousState()
                .nameAsString();
        bench.settle();
        return previous + ", then " + Observed.state(bench.ec2(), id);
    }

    private static String dryRun(Bench bench) {
        String id = bench.running();
        String answer = Observed.error(() ->
                bench.ec2().stopInstances(request -> request.instanceIds(id).dryRun(true)));
        bench.settle();
        return answer + ", still " + Observed.state(bench.ec2(), id);
    }

    private static String oneBadId(Bench bench) {
        String id = bench.running();
        String answer = Observed.error(() -> bench.ec2().stopInstances(request -> request.instanceIds(id, UNKNOWN)));
        return answer + ", the other " + Observed.state(bench.ec2(), id);
    }

    private static String byTagKey(Bench bench) {
        String key = "recovery:behaviour";
        String tagged = bench.running(Map.of(key, "any"));
        String untagged = bench.running();
        var filter = Filter.builder().name("tag-key").values(key).build();
        List<String> found = bench.ec2().describeInstances(request -> request.filters(filter)).reservations().stream()
                .flatMap(reservation -> reservation.instances().stream())
                .map(instance -> instance.instanceId())
                .toList();
        return "tagged " + found.contains(tagged) + ", untagged " + found.contains(untagged);
    }

    private static String statusOfStopped(Bench bench) {
        String id = stopped(bench);
        Ec2Client ec2 = bench.ec2();
        int usual = ec2.describeInstanceStatus(request -> request.instanceIds(id))
                .instanceStatuses()
                .size();
        int all = ec2.describeInstanceStatus(request -> request.instanceIds(id).includeAllInstances(true))
                .instanceStatuses()
                .size();
        return usual + " by default, " + all + " with all instances";
    }
}
