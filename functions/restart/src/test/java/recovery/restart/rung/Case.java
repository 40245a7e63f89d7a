package recovery.restart.rung;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import recovery.shared.alarm.Alarm;
import recovery.shared.bus.BusEvent;
import recovery.shared.ec2.Checks;
import recovery.shared.ec2.Checks.Check;
import recovery.shared.ec2.Instance;
import recovery.shared.ec2.InstanceId;
import recovery.shared.ec2.InstanceState;
import recovery.shared.ec2.StopMode;
import recovery.shared.json.Json;
import recovery.shared.look.Look;
import recovery.shared.plan.Plan;
import recovery.shared.plan.Rung;
import recovery.shared.plan.Symptom;
import recovery.shared.record.Intent;
import recovery.shared.record.Notice;
import recovery.shared.record.Owner;
import recovery.shared.record.Recovery;
import recovery.shared.record.RecoveryDraft;
import recovery.shared.record.Stage;
import recovery.shared.record.Target;

/**
 * A recovery and what is seen of its target: opened two minutes ago for a broken host under a plan without failover; the
 * instance runs as it was launched a month ago, all checks are ok, and so is the alarm. Each call changes one thing.
 */
public final class Case {
    public static final Instant NOW = Instant.parse("2026-03-01T10:05:00Z");
    public static final InstanceId TARGET = new InstanceId("i-00000000000000001");
    public static final String ALARM = "recovery-web-1-host";

    /** When the month-old launch was, and when our last request was noted. */
    public static final Instant LAUNCHED = NOW.minus(Duration.ofDays(30));

    public static final Instant ASKED = NOW.minusSeconds(60);

    private Map<String, String> tags = Map.of(Instance.OPT_IN_TAG, "web");
    private Duration passed = Duration.ZERO;
    private Recovery recovery;
    private Look<Instance> instance = new Look.Seen<>(instance(InstanceState.RUNNING, "", Optional.empty(), LAUNCHED));
    private Look<Checks> checks = new Look.Seen<>(checks(Checks.Status.OK));
    private Optional<Look<Alarm>> alarm = Optional.of(new Look.Seen<>(alarm(Alarm.State.OK)));
    private Optional<Instant> stoppedEvent = Optional.empty();
    private boolean mayAct = true;

    private Case(Rung rung, String more) {
        Plan plan = plan(more);
        Instant opened = NOW.minus(Duration.ofMinutes(2));
        recovery = new Recovery(
                "r-1",
                1,
                Owner.RESTART,
                new Target.OfInstance(TARGET),
                Symptom.SYSTEM,
                new Recovery.Opening(opened, Optional.of(ALARM), "eu-west-1a", "a broken host"),
                plan,
                Stage.REQUESTED,
                Optional.of(rung),
                new Recovery.Deadlines(
                        opened.plus(plan.clocks().step()),
                        opened.plus(plan.clocks().recovery()),
                        Optional.empty()),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Set.of(),
                Optional.empty(),
                List.of());
    }

    public static Case of(Rung rung) {
        return new Case(rung, "\"accept\": {\"forcedStop\": true, \"guestShutdown\": false}");
    }

    /** Under a plan that accepts no stronger stop. */
    public static Case gentle(Rung rung) {
        return new Case(rung, "\"accept\": {\"forcedStop\": false, \"guestShutdown\": false}");
    }

    /** Under a plan by which another machine stands in for this one. */
    public static Case withStandby(Rung rung) {
        return new Case(
                rung,
                "\"accept\": {\"forcedStop\": false, \"guestShutdown\": false}," + " \"failover\": {\"primary\": \""
                        + TARGET + "\", \"standby\": \"i-00000000000000002\","
                        + " \"fence\": \"STOP\", \"steps\": [], \"window\": \"PT24H\", \"bake\": \"PT1H\"}");
    }

    /** Under a plan by which this machine stands in for another one. */
    public static Case standingIn(Rung rung) {
        return new Case(
                rung,
                "\"accept\": {\"forcedStop\": false, \"guestShutdown\": false},"
                        + " \"failover\": {\"primary\": \"i-00000000000000002\", \"standby\": \"" + TARGET + "\","
                        + " \"fence\": \"STOP\", \"steps\": [], \"window\": \"PT24H\", \"bake\": \"PT1H\"}");
    }

    private static Plan plan(String more) {
        return Plan.of(Json.read(
                """
                {"plan": "web", "mode": "ACT", "hash": "0123456789abcdef", "triggers": [], %s,
                 "limits": {"minHealthy": 0, "inFlight": {"floor": 1, "percent": 20}, "attemptsPerDay": 3,
                            "coolDown": "PT30M", "quiet": "PT5M", "maxEventAge": "PT10M", "holdDeadline": "PT1H"},
                 "ladder": {"SYSTEM": ["STOP_START"], "STOPPED": ["START"]},
                 "clocks": {"step": "PT5M", "recovery": "PT20M", "unstop": "PT1H"}, "proof": {"soak": "PT2M"}}
                """
                        .formatted(more)));
    }

    public Case record(UnaryOperator<RecoveryDraft> change) {
        recovery = change.apply(recovery.next()).done();
        return this;
    }

    /** In this stage, whose step has time left. */
    public Case in(Stage stage) {
        return record(draft -> draft.stage(stage, NOW.plusSeconds(60)));
    }

    /** In this stage, whose time is over. */
    public Case lateIn(Stage stage) {
        return record(draft -> draft.stage(stage, NOW));
    }

    /** The whole recovery's time is over. */
    public Case overdue() {
        return at(Duration.ofMinutes(18));
    }

    /** So much later. */
    public Case at(Duration later) {
        passed = later;
        return this;
    }

    /** A graceful stop of ours was sent a minute ago, and became this; a Start is owed for it. */
    public Case stopSent(Intent.State state, String answer) {
        return stopSent(StopMode.GRACEFUL, state, answer);
    }

    public Case stopSent(StopMode mode, Intent.State state, String answer) {
        Intent stop = Intent.stop("a-1", mode, ASKED, "w", LAUNCHED).is(state, answer, ASKED);
        return record(draft -> {
            draft.intends(stop);
            return state == Intent.State.WITHOUT_EFFECT ? draft : draft.owesStart(ASKED);
        });
    }

    /** A start was sent so long ago after our stop, which EC2 dates as we do, and became this. */
    public Case startSent(Duration ago, Intent.State state, String answer) {
        Instant at = NOW.minus(ago);
        return record(draft -> draft.intends(
                Intent.start("a-2", at, "w", LAUNCHED).after(Optional.of(ASKED)).is(state, answer, at)));
    }

    public Case paged(String what) {
        return record(draft ->
                draft.pages(what, new Notice(BusEvent.Kind.RECOVERY_ESCALATED, TARGET.value(), "come", ASKED)));
    }

    public Case seen(InstanceState state, String reason) {
        return seen(state, reason, Optional.empty());
    }

    /** With the time that EC2 tells in the state transition reason. */
    public Case seen(InstanceState state, String reason, Optional<Instant> changedAt) {
        instance = new Look.Seen<>(instance(state, reason, changedAt, LAUNCHED));
        return this;
    }

    public Case launchedAgain(InstanceState state) {
        return launchedAgain(state, "");
    }

    public Case launchedAgain(InstanceState state, String reason) {
        instance = new Look.Seen<>(instance(state, reason, Optional.empty(), NOW.minusSeconds(10)));
        return this;
    }

    public Case unreadable() {
        instance = new Look.Unreadable<>("throttled");
        return this;
    }

    public Case optedOut() {
        tags = Map.of();
        Instance was = instance.seen().orElseThrow();
        instance = new Look.Seen<>(instance(was.state(), was.reason(), was.changedAt(), was.launchedAt()));
        return this;
    }

    public Case system(Checks.Status status) {
        checks = new Look.Seen<>(checks(status));
        return this;
    }

    public Case checksUnreadable() {
        checks = new Look.Unreadable<>("throttled");
        return this;
    }

    public Case alarmIs(Alarm.State state) {
        alarm = Optional.of(new Look.Seen<>(alarm(state)));
        return this;
    }

    public Case alarm(Look<Alarm> look) {
        alarm = Optional.of(look);
        return this;
    }

    /** EC2 announced `stopped` at that time. */
    public Case announced(Instant stopped) {
        stoppedEvent = Optional.of(stopped);
        return this;
    }

    public Case forbidden() {
        mayAct = false;
        return this;
    }

    public Recovery recovery() {
        return recovery;
    }

    public Observation observation() {
        return new Observation(
                NOW.plus(passed),
                instance,
                checks,
                alarm,
                stoppedEvent,
                mayAct,
                mayAct ? "" : "the switch says OFF",
                Duration.ofMinutes(2));
    }

    private Instance instance(InstanceState state, String reason, Optional<Instant> changedAt, Instant launched) {
        return new Instance(TARGET, state, reason, changedAt, launched, "eu-west-1a", Instance.RootDevice.EBS, tags);
    }

    public static Checks checks(Checks.Status system) {
        return new Checks(
                TARGET, InstanceState.RUNNING, new Check(system, Optional.empty()), Check.OK, Check.OK, Set.of());
    }

    public static Alarm alarm(Alarm.State state) {
        return new Alarm(ALARM, "arn:" + ALARM, state, ASKED, true, List.of());
    }
}
