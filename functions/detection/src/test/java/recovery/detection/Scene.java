package recovery.detection;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import recovery.shared.alarm.Alarm;
import recovery.shared.alarm.Metric;
import recovery.shared.control.Installation;
import recovery.shared.control.Mode;
import recovery.shared.control.Switch;
import recovery.shared.ec2.Checks;
import recovery.shared.ec2.Checks.Check;
import recovery.shared.ec2.Instance;
import recovery.shared.ec2.InstanceId;
import recovery.shared.ec2.InstanceState;
import recovery.shared.guard.Facts;
import recovery.shared.json.Json;
import recovery.shared.look.Look;
import recovery.shared.plan.Plan;
import recovery.shared.plan.Rung;
import recovery.shared.plan.Symptom;
import recovery.shared.record.Group;
import recovery.shared.record.Target;
import recovery.shared.record.TargetState;

/**
 * One instance with a broken host, under a plan that would act, with nothing in the way. Each call changes one fact; the
 * service of which the instance is the primary is a scene of its own.
 */
final class Scene {
    static final Instant NOW = Instant.parse("2026-03-01T10:05:00Z");
    static final InstanceId TARGET = new InstanceId("i-00000000000000001");
    static final String ALARM = "recovery-web-1-host";

    /** The alarm on the service itself, and the second one that its plan wants to ring too. */
    static final String SERVICE_ALARM = "recovery-users-see-errors";

    static final String WITNESS = "recovery-canary-fails";
    static final Target SERVICE = new Target.OfService("web");

    /** What a plan with a failover says more: the alarm on its service, and where the service goes. */
    static final String FAILOVER =
            "\"mode\": \"ACT\", \"failover\": {\"primary\": \"%s\", \"standby\": \"i-00000000000000002\","
                    + " \"fence\": \"STOP\", \"steps\": [], \"window\": \"PT24H\", \"bake\": \"PT1H\"}";

    private static final Instant RANG = NOW.minusSeconds(60);

    private Plan plan = plan("\"mode\": \"ACT\"");
    private Symptom symptom = Symptom.SYSTEM;
    private Mode installed = Mode.ACT;
    private Optional<Installation.Brake> brake = Optional.empty();
    private Optional<String> claim = Optional.empty();
    private List<Instant> attempts = List.of();
    private Map<Rung, Instant> lastUse = Map.of();
    private Optional<Instant> closedAt = Optional.empty();
    private Optional<String> awaiting = Optional.empty();
    private Instant seen = RANG;
    private boolean delivered = true;
    private Alarm.State alarm = Alarm.State.ALARM;
    private Alarm.State witness = Alarm.State.ALARM;
    private Target target = new Target.OfInstance(TARGET);
    private Map<String, Group.Slot> slots = Map.of();
    private Optional<Instant> groupClosed = Optional.empty();
    private Optional<String> primaryClaim = Optional.empty();
    private Map<String, String> tags = Map.of(Instance.OPT_IN_TAG, "web");
    private Checks.Status check = Checks.Status.IMPAIRED;
    private boolean looked = true;

    /** A plan with one trigger of each kind. {@code more} is JSON that only this plan says. */
    static Plan plan(String more) {
        return Plan.of(Json.read(
                """
                {"plan": "web", "hash": "0123456789abcdef", %s,
                 "triggers": [{"alarm": "recovery-users-*", "witness": "recovery-canary-fails", "symptom": "APPLICATION"},
                              {"metric": "AWS/EC2:StatusCheckFailed_System", "symptom": "SYSTEM"},
                              {"state": "stopped", "symptom": "STOPPED"}, {"health": "retirement", "symptom": "RETIREMENT"}],
                 "limits": {"minHealthy": 0, "inFlight": {"floor": 1, "percent": 20}, "attemptsPerDay": 3,
                            "coolDown": "PT30M", "quiet": "PT5M", "maxEventAge": "PT10M", "holdDeadline": "PT1H"},
                 "ladder": {"SYSTEM": ["STOP_START"], "RETIREMENT": ["STOP_START"], "STOPPED": ["START"]},
                 "accept": {"forcedStop": false, "guestShutdown": false},
                 "clocks": {"step": "PT5M", "recovery": "PT20M", "unstop": "PT1H"}, "proof": {"soak": "PT2M"}}
                """
                        .formatted(more)));
    }

    /** The service does not serve, say two alarms that name no instance; EC2 finds nothing wrong. */
    static Scene service() {
        var scene = new Scene()
                .plan(plan(FAILOVER.formatted(TARGET)))
                .symptom(Symptom.APPLICATION)
                .check(Checks.Status.OK);
        scene.target = SERVICE;
        return scene;
    }

    Scene witness(Alarm.State state) {
        witness = state;
        return this;
    }

    /** A member of the group is in recovery. */
    Scene working(String recovery, InstanceId member) {
        slots = Map.of(recovery, new Group.Slot(new Target.OfInstance(member), "eu-west-1b"));
        return this;
    }

    /** A recovery of the group ended so long ago. */
    Scene groupClosed(Duration ago) {
        groupClosed = Optional.of(NOW.minus(ago));
        return this;
    }

    Scene primaryClaimedBy(String recovery) {
        primaryClaim = Optional.of(recovery);
        return this;
    }

    Scene untagged() {
        tags = Map.of();
        return this;
    }

    Scene plan(Plan other) {
        plan = other;
        return this;
    }

    Scene symptom(Symptom other) {
        symptom = other;
        return this;
    }

    Scene mode(Mode mode) {
        installed = mode;
        return this;
    }

    Scene braked() {
        brake = Optional.of(new Installation.Brake(NOW.minusSeconds(300), "10 attempts in an hour"));
        return this;
    }

    Scene claimedBy(String recovery) {
        claim = Optional.of(recovery);
        return this;
    }

    /** The outcome of that recovery waits for a person. */
    Scene awaiting(String recovery) {
        awaiting = Optional.of(recovery);
        return this;
    }

    /** As many attempts of ours, the last two hours ago. */
    Scene attempts(int count) {
        attempts = Collections.nCopies(count, NOW.minus(Duration.ofHours(2)));
        return this;
    }

    /** One attempt of ours, so long ago. */
    Scene attempted(Duration ago) {
        attempts = List.of(NOW.minus(ago));
        return this;
    }

    /** A recovery of ours ended so long ago. */
    Scene closed(Duration ago) {
        closedAt = Optional.of(NOW.minus(ago));
        return this;
    }

    /** This rung was begun so long ago. */
    Scene used(Rung rung, Duration ago) {
        lastUse = Map.of(rung, NOW.minus(ago));
        return this;
    }

    /** No event told of it: our own sweep found it. */
    Scene swept() {
        delivered = false;
        return this;
    }

    Scene seen(Duration ago) {
        seen = NOW.minus(ago);
        return this;
    }

    Scene alarm(Alarm.State state) {
        alarm = state;
        return this;
    }

    /** What EC2 says of the check that the symptom is about. */
    Scene check(Checks.Status status) {
        check = status;
        return this;
    }

    /** AWS was not asked yet. */
    Scene own() {
        looked = false;
        return this;
    }

    Facts facts() {
        var rung = plan.rungs(symptom).stream().findFirst();
        var evidence = new Facts.Evidence(Optional.of(alarmName()), seen, delivered, false);
        var state = new TargetState(target, claim, attempts, lastUse, closedAt, awaiting, 1);
        var own = new Facts.Own(
                new Switch(installed, "anna", "the day has come", Optional.of(NOW), 1),
                new Installation(brake, List.of(), List.of(), 1),
                state,
                new Group("web", slots, groupClosed, 1),
                10,
                Map.of(TARGET, "eu-west-1a"),
                states());
        var matter = new Facts.Matter(plan, symptom, target, rung, evidence, Optional.empty());
        return new Facts(NOW, matter, own, looked ? Optional.of(world()) : Optional.empty());
    }

    private String alarmName() {
        return target.equals(SERVICE) ? SERVICE_ALARM : ALARM;
    }

    /** Nothing else stands on service, primary and standby. */
    private List<TargetState> states() {
        return plan.failover().stream()
                .flatMap(failover -> Target.ofFailover(plan.name(), failover).stream())
                .map(each -> new TargetState(
                        each,
                        each.key().equals(TARGET.value()) ? primaryClaim : Optional.empty(),
                        List.of(),
                        Map.of(),
                        Optional.empty(),
                        Optional.empty(),
                        0))
                .toList();
    }

    private Facts.World world() {
        var metric = new Metric("AWS/EC2", "StatusCheckFailed_System", Map.of(Metric.INSTANCE, TARGET.value()));
        var instance = new Instance(
                TARGET,
                InstanceState.RUNNING,
                "",
                Optional.empty(),
                NOW.minus(Duration.ofDays(30)),
                "eu-west-1a",
                Instance.RootDevice.EBS,
                tags);
        var checks = new Checks(
                TARGET,
                InstanceState.RUNNING,
                check(Symptom.SYSTEM),
                check(Symptom.INSTANCE),
                check(Symptom.STORAGE),
                Set.of());
        List<Metric> read = target.equals(SERVICE) ? List.of() : List.of(metric);
        var ringing = new Alarm(alarmName(), "arn:" + alarmName(), alarm, RANG, true, read);
        var second = new Alarm(WITNESS, "arn:" + WITNESS, witness, RANG, true, List.of());
        return new Facts.World(
                new Look.Seen<>(instance),
                new Look.Seen<>(checks),
                Optional.of(new Look.Seen<>(ringing)),
                Optional.of(new Look.Seen<>(second)),
                Map.of(TARGET, checks));
    }

    private Check check(Symptom of) {
        return of == symptom ? new Check(check, Optional.of(NOW.minus(Duration.ofMinutes(30)))) : Check.OK;
    }
}
