package recovery.failover;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import recovery.failover.step.Step;
import recovery.shared.act.Settling;
import recovery.shared.alarm.Alarm;
import recovery.shared.bus.BusEvent;
import recovery.shared.control.Installation;
import recovery.shared.control.Mode;
import recovery.shared.control.Switch;
import recovery.shared.ec2.Checks;
import recovery.shared.ec2.Checks.Check;
import recovery.shared.ec2.Instance;
import recovery.shared.ec2.InstanceId;
import recovery.shared.ec2.InstanceState;
import recovery.shared.ec2.StopMode;
import recovery.shared.json.Json;
import recovery.shared.lever.LeverReply;
import recovery.shared.look.Look;
import recovery.shared.plan.Plan;
import recovery.shared.plan.Symptom;
import recovery.shared.record.Direction;
import recovery.shared.record.Intent;
import recovery.shared.record.Intent.Act;
import recovery.shared.record.Notice;
import recovery.shared.record.Outcome;
import recovery.shared.record.Owner;
import recovery.shared.record.Passage;
import recovery.shared.record.Recovery;
import recovery.shared.record.RecoveryDraft;
import recovery.shared.record.Stage;
import recovery.shared.record.StepState;
import recovery.shared.record.Target;

/**
 * A failover and what is seen: opened two minutes ago, its undo data stored, nothing moved. The side that is left runs as
 * it was launched a month ago, the other one is healthy, no alarm on the service opened it, and we may act. Each call changes
 * one thing.
 */
final class Case {
    static final Instant NOW = Instant.parse("2026-03-01T10:05:00Z");
    static final InstanceId PRIMARY = new InstanceId("i-00000000000000001");
    static final InstanceId STANDBY = new InstanceId("i-00000000000000002");

    /** The first step lets nobody write, the second one is the point of no return. */
    static final String READS = "signpost reads";

    static final String ADDRESS = "signpost address";

    /** When the month-old launch was, and when our last request was noted. */
    static final Instant LAUNCHED = NOW.minus(Duration.ofDays(30));

    static final Instant ASKED = NOW.minusSeconds(60);

    /** When it was started again since. */
    static final Instant LAUNCHED_AGAIN = NOW.minusSeconds(10);

    static final String BY_HAND = "Client.UserInitiatedShutdown";
    static final String BY_AWS = "Server.InternalError";
    static final Duration SECOND = Duration.ofSeconds(1);
    static final Duration MINUTE = Duration.ofMinutes(1);
    static final Duration THREE_MINUTES = Duration.ofMinutes(3);

    /** Who decides looks only at what follows from it. */
    private static final Sight.Judged JUDGED = new Sight.Judged(
            new Switch(Mode.ACT, "Ann", "a test", Optional.empty(), 1),
            new Installation(Optional.empty(), List.of(), List.of(), 0),
            Duration.ZERO);

    private final Recovery.Sides sides;
    private final Map<String, Look<Map<String, Object>>> levers = new HashMap<>();
    private Map<String, String> tags = Map.of(Instance.OPT_IN_TAG, "db");
    private Duration passed = Duration.ZERO;
    private Recovery recovery;
    private Sight.Leave leave = new Sight.Leave.Act();
    private Look<Instance> from;
    private Look<Checks> to;
    private Optional<Look<Alarm>> alarm = Optional.empty();
    private Step.Effect effect = new Step.Effect.There();

    private Case(Direction direction, String more) {
        Plan plan = plan(more);
        Instant opened = NOW.minus(Duration.ofMinutes(2));
        boolean away = direction == Direction.AWAY;
        sides = away ? new Recovery.Sides(PRIMARY, STANDBY) : new Recovery.Sides(STANDBY, PRIMARY);
        var steps = List.of(
                StepState.prepared(
                        READS, false, at(sides.from().value()), at(sides.to().value())),
                StepState.prepared(
                        ADDRESS, true, at(sides.from().value()), at(sides.to().value())));
        recovery = new Recovery(
                "r-1",
                1,
                Owner.FAILOVER,
                away ? new Target.OfInstance(PRIMARY) : new Target.OfService("db"),
                Symptom.SYSTEM,
                new Recovery.Opening(opened, Optional.empty(), "eu-west-1a", "a broken host"),
                plan,
                Stage.REQUESTED,
                Optional.empty(),
                new Recovery.Deadlines(
                        opened.plus(plan.clocks().step()),
                        opened.plus(plan.clocks().recovery()),
                        Optional.empty()),
                List.of(),
                Optional.of(new Passage(direction, steps, Optional.empty())),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Set.of(),
                Optional.empty(),
                List.of());
        from = new Look.Seen<>(instance(InstanceState.RUNNING, "", Optional.empty(), LAUNCHED));
        to = new Look.Seen<>(checks(Checks.Status.OK));
        steps.forEach(step -> levers.put(step.name(), new Look.Seen<>(step.before())));
    }

    /** From the primary to the standby. */
    static Case away() {
        return new Case(
                Direction.AWAY, "\"accept\": {\"forcedStop\": true, \"guestShutdown\": false}, " + fence("STOP"));
    }

    /** Under a plan that accepts no stronger stop. */
    static Case gentle() {
        return new Case(
                Direction.AWAY, "\"accept\": {\"forcedStop\": false, \"guestShutdown\": false}, " + fence("STOP"));
    }

    /** Under a plan whose owner declares the service safe without a fence. */
    static Case unfenced() {
        return new Case(
                Direction.AWAY, "\"accept\": {\"forcedStop\": true, \"guestShutdown\": false}, " + fence("NONE"));
    }

    /** From the standby back to the primary, because a person asked for it. */
    static Case home() {
        return new Case(
                Direction.HOME, "\"accept\": {\"forcedStop\": true, \"guestShutdown\": false}, " + fence("STOP"));
    }

    /** Under a plan that knows no failover. */
    static Case planless() {
        return new Case(Direction.AWAY, "\"accept\": {\"forcedStop\": true, \"guestShutdown\": false}").untouched();
    }

    /** The primary is fenced, and no lever has moved. */
    static Case fenced() {
        return away().stopSent(Intent.State.ACCEPTED, "").in(Stage.MOVE).seen(InstanceState.STOPPED, BY_HAND);
    }

    /** Both levers stand as planned. */
    static Case moved() {
        return fenced().applied(READS).applied(ADDRESS);
    }

    /** A request was noted after that, and two looks saw nothing of it. */
    static Case unseen(Case given, Act act) {
        return given.refused(READS, 1).asked(act, READS, MINUTE, Intent.State.WITHOUT_EFFECT, Settling.UNCHANGED);
    }

    private static String fence(String fence) {
        return """
                "failover": {"primary": "%s", "standby": "%s", "fence": "%s", "window": "PT1H", "bake": "PT24H",
                             "steps": [{"signpost": {"name": "reads", "standbyWrites": false}},
                                       {"signpost": {"name": "address", "standbyWrites": true}}]}"""
                .formatted(PRIMARY, STANDBY, fence);
    }

    private static Plan plan(String more) {
        return Plan.of(Json.read(
                """
                {"plan": "db", "mode": "ACT", "hash": "0123456789abcdef", "triggers": [], %s,
                 "limits": {"minHealthy": 0, "inFlight": {"floor": 1, "percent": 20}, "attemptsPerDay": 3,
                            "coolDown": "PT30M", "quiet": "PT5M", "maxEventAge": "PT10M", "holdDeadline": "PT1H"},
                 "ladder": {}, "clocks": {"step": "PT5M", "recovery": "PT20M", "unstop": "PT1H"},
                 "proof": {"soak": "PT2M"}}
                """
                        .formatted(more)));
    }

    Case record(UnaryOperator<RecoveryDraft> change) {
        recovery = change.apply(recovery.next()).done();
        return this;
    }

    /** In this stage, whose step has time left. */
    Case in(Stage stage) {
        return record(draft -> draft.stage(stage, NOW.plusSeconds(60)));
    }

    /** In this stage, whose time is over. */
    Case lateIn(Stage stage) {
        return record(draft -> draft.stage(stage, NOW));
    }

    /** The whole recovery's time is over. */
    Case overdue() {
        return at(Duration.ofMinutes(18));
    }

    /** So much later. */
    Case at(Duration later) {
        passed = later;
        return this;
    }

    /** The undo data are not yet stored. */
    Case unprepared() {
        return passage(new Passage(passage().direction(), List.of(), Optional.empty()));
    }

    /** Nothing of a failover has begun. */
    Case untouched() {
        recovery = new Recovery(
                recovery.id(),
                recovery.version(),
                recovery.owner(),
                recovery.target(),
                recovery.symptom(),
                recovery.opening(),
                recovery.plan(),
                recovery.stage(),
                recovery.rung(),
                recovery.deadlines(),
                recovery.intents(),
                Optional.empty(),
                recovery.startOwed(),
                recovery.greenSince(),
                recovery.cancelled(),
                recovery.paged(),
                recovery.closing(),
                recovery.notices());
        return this;
    }

    /** This step's lever stood as planned before anything began. */
    Case already(String step) {
        Map<String, Object> planned = state(step).after();
        levers.put(step, new Look.Seen<>(planned));
        return passage(passage().with(StepState.prepared(step, state(step).standbyWrites(), planned, planned)));
    }

    /** This step was seen to stand as planned. */
    Case applied(String step) {
        levers.put(step, new Look.Seen<>(state(step).after()));
        return passage(passage().with(state(step).at(StepState.Position.AFTER)));
    }

    /** A request for this step was sent a minute ago from where it stands, and it may be anywhere. */
    Case sending(String step) {
        Map<String, Object> stands = shown(step).seen().orElseThrow();
        return passage(passage().with(state(step).sending(stands, state(step).after())));
    }

    /** AWS accepted so long ago a request for this step, noted where it stands: from then on it may move at any time. */
    Case accepted(Act act, String step, Duration ago) {
        sending(step);
        passage(passage().with(state(step).sent(Optional.empty(), NOW.minus(ago))));
        return asked(act, step, ago, Intent.State.ACCEPTED, "accepted");
    }

    /** So many requests for this step had no effect. */
    Case refused(String step, int times) {
        StepState state = state(step);
        state = state.sending(shown(step).seen().orElseThrow(), state.after());
        for (int i = 0; i < times; i++) {
            state = state.refused();
        }
        return passage(passage().with(state));
    }

    /** It goes back, because of this. */
    Case turnedBack(String why) {
        return passage(passage().turningBack(why));
    }

    private Case passage(Passage next) {
        return record(draft -> draft.passage(next));
    }

    private Passage passage() {
        return recovery.passage().orElseThrow();
    }

    private StepState state(String step) {
        return passage().step(step).orElseThrow();
    }

    /** A stop of ours was sent a minute ago, and became this; a Start is owed for it. */
    Case stopSent(Intent.State state, String answer) {
        return stopSent(StopMode.GRACEFUL, state, answer);
    }

    Case stopSent(StopMode mode, Intent.State state, String answer) {
        Intent stop = Intent.stop("a-1", mode, ASKED, "w", LAUNCHED).is(state, answer, ASKED);
        return record(draft -> {
            draft.intends(stop);
            return state == Intent.State.WITHOUT_EFFECT ? draft : draft.owesStart(ASKED);
        });
    }

    /** A Start is owed for a stop that restart sent. */
    Case owed() {
        return record(draft -> draft.owesStart(ASKED));
    }

    /** A start was sent so long ago after our stop, which EC2 dates as we do, and became this. */
    Case startSent(Duration ago, Intent.State state, String answer) {
        Instant at = NOW.minus(ago);
        return record(draft -> draft.intends(
                Intent.start("a-2", at, "w", LAUNCHED).after(Optional.of(ASKED)).is(state, answer, at)));
    }

    /** A lever was asked to move so long ago, and this became of it. */
    Case asked(Act act, String step, Duration ago, Intent.State state, String answer) {
        Instant at = NOW.minus(ago);
        return record(
                draft -> draft.intends(Intent.move("a-3", act, step, at, "w").is(state, answer, at)));
    }

    Case paged(String what) {
        return record(draft ->
                draft.pages(what, new Notice(BusEvent.Kind.RECOVERY_ESCALATED, PRIMARY.value(), "come", ASKED)));
    }

    Case cancelled() {
        return record(draft -> draft.cancelled("Ann: a test"));
    }

    Case closed() {
        return record(draft -> draft.closes(Outcome.CANCELLED, "a test", NOW));
    }

    /** Everything that the proof asks for holds for so long. */
    Case green(Duration ago) {
        return record(draft -> draft.greenSince(Optional.of(NOW.minus(ago))));
    }

    /** The side that is left. */
    Case seen(InstanceState state, String reason) {
        return seen(state, reason, Optional.empty());
    }

    /** With the time that EC2 tells in the state transition reason. */
    Case seen(InstanceState state, String reason, Optional<Instant> changedAt) {
        from = new Look.Seen<>(instance(state, reason, changedAt, LAUNCHED));
        return this;
    }

    Case launchedAgain(InstanceState state) {
        from = new Look.Seen<>(instance(state, "", Optional.empty(), LAUNCHED_AGAIN));
        return this;
    }

    Case unreadable() {
        from = new Look.Unreadable<>("throttled");
        return this;
    }

    /** EC2 forgets a terminated instance after about an hour. */
    Case forgotten() {
        from = new Look.Absent<>("EC2 knows no such instance");
        return this;
    }

    Case optedOut() {
        tags = Map.of();
        Instance was = from.seen().orElseThrow();
        from = new Look.Seen<>(instance(was.state(), was.reason(), was.changedAt(), was.launchedAt()));
        return this;
    }

    /** The side that is to serve. */
    Case other(Checks.Status system) {
        to = new Look.Seen<>(checks(system));
        return this;
    }

    Case otherUnreadable() {
        to = new Look.Unreadable<>("throttled");
        return this;
    }

    Case lever(String step, String points) {
        levers.put(step, new Look.Seen<>(at(points)));
        return this;
    }

    Case leverUnreadable(String step) {
        levers.put(step, new Look.Unreadable<>("throttled"));
        return this;
    }

    /** Whether what a lever shows has taken effect. */
    Case effect(Step.Effect other) {
        effect = other;
        return this;
    }

    Case alarmIs(Alarm.State state) {
        alarm = Optional.of(new Look.Seen<>(alarm(state)));
        return this;
    }

    Case alarm(Look<Alarm> look) {
        alarm = Optional.of(look);
        return this;
    }

    /** Mode, brake or a person let nothing new begin. */
    Case heldBack() {
        leave = new Sight.Leave.NothingNew("the mode is OBSERVE");
        return this;
    }

    Case off() {
        leave = new Sight.Leave.Off("the mode is OFF");
        return this;
    }

    Recovery recovery() {
        return recovery;
    }

    Sight sight() {
        var all = new ArrayList<Sight.Lever>();
        for (String name : List.of(READS, ADDRESS)) {
            all.add(new Sight.Lever(new Signpost(name, sides, effect), shown(name)));
        }
        return new Sight(NOW.plus(passed), JUDGED, leave, from, to, alarm, all, Duration.ofMinutes(2));
    }

    private Instance instance(InstanceState state, String reason, Optional<Instant> changedAt, Instant launched) {
        return new Instance(
                sides.from(), state, reason, changedAt, launched, "eu-west-1a", Instance.RootDevice.EBS, tags);
    }

    private Checks checks(Checks.Status system) {
        return new Checks(
                sides.to(), InstanceState.RUNNING, new Check(system, Optional.empty()), Check.OK, Check.OK, Set.of());
    }

    private static Alarm alarm(Alarm.State state) {
        return alarm(state, ASKED, true);
    }

    static Alarm alarm(Alarm.State state, Instant since, boolean actionsEnabled) {
        return new Alarm("db-is-served", "arn:db-is-served", state, since, actionsEnabled, List.of());
    }

    private Look<Map<String, Object>> shown(String step) {
        return Objects.requireNonNull(levers.get(step), step);
    }

    private static Map<String, Object> at(String side) {
        return Map.of("to", side);
    }

    /** A lever that points to a side, or, between the two, to both. */
    private record Signpost(String name, Recovery.Sides sides, Effect effect) implements Step {
        private static final Map<String, Object> BOTH = at("both");

        @Override
        public Look<Map<String, Object>> look() {
            throw new AssertionError("who decides does not look");
        }

        @Override
        public Goal goal(Map<String, Object> before) {
            return before.equals(at(sides.from().value()))
                    ? new Goal.To(at(sides.to().value()))
                    : new Goal.Cannot("it points to " + inWords(before));
        }

        @Override
        public Optional<Map<String, Object>> towards(
                Map<String, Object> now, Map<String, Object> from, Map<String, Object> to) {
            return now.equals(BOTH) ? Optional.of(to) : Step.super.towards(now, from, to);
        }

        @Override
        public LeverReply set(Map<String, Object> now, Map<String, Object> next) {
            throw new AssertionError("who decides sends nothing");
        }

        @Override
        public Effect effect(StepState state, Map<String, Object> now, Instant at) {
            if (now.equals(state.before()) && !now.equals(state.after())) {
                throw new AssertionError("asked where the way begins");
            }
            return effect;
        }

        @Override
        public String command(Map<String, Object> to) {
            return "turn " + name + " to " + inWords(to);
        }

        @Override
        public String inWords(Map<String, Object> setting) {
            return String.valueOf(setting.get("to"));
        }
    }
}
