package recovery.systemtests.story;

import static recovery.systemtests.story.TestPlans.setting;
import static recovery.systemtests.story.Trace.row;
import static recovery.systemtests.story.World.WEB_1;
import static recovery.systemtests.story.World.WEB_2;
import static recovery.systemtests.story.World.WEB_3;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import recovery.shared.alarm.Alarm;
import recovery.shared.bus.BusEvent;
import recovery.shared.control.Installation;
import recovery.shared.control.Mode;
import recovery.shared.control.Switch;
import recovery.shared.ec2.InstanceId;
import recovery.shared.ec2.InstanceState;
import recovery.shared.ec2.StopMode;
import recovery.shared.journal.JournalRow.Kind;
import recovery.shared.record.Notice;
import recovery.shared.record.Outcome;
import recovery.shared.record.Recovery;
import recovery.shared.record.Stage;
import recovery.shared.record.Target;
import recovery.shared.store.Item;
import recovery.shared.store.Key;
import recovery.shared.store.StoreUnreadable;
import recovery.shared.store.Write;
import recovery.simulator.Action;
import recovery.simulator.Ailment;
import recovery.simulator.Aim;
import recovery.simulator.Ec2Error;
import recovery.simulator.Fault;
import recovery.simulator.Happening;
import recovery.simulator.ScheduledEvent;

/**
 * Short runs of the real flows in which one thing goes wrong each, held against the invariants all the way. A run's
 * answer is every invariant that was found broken, as {@code name: sentence}; only types of the JDK go in and out, so
 * that a copy of the product in another class loader can be run as well.
 */
public final class Runs implements Function<String, List<String>> {
    private static final Duration A_WHILE = Duration.ofMinutes(20);
    private static final Duration LONG = Duration.ofMinutes(45);
    private static final Duration NOTE_TOO_LONG = Duration.ofSeconds(9);
    private static final String ALARM = "recovery-web-host-" + WEB_1;

    private final Map<String, Supplier<List<String>>> runs = new TreeMap<>();

    /** All runs, by name. */
    public Runs() {
        runs.put("host-broken", () -> hostBroken(trace -> {}, A_WHILE));
        runs.put("reply-of-the-stop-lost", () -> stopMeets(new Fault.LoseReply(true)));
        runs.put("stop-lost-on-its-way", () -> stopMeets(new Fault.LoseReply(false)));
        runs.put("stronger-stop-lost-on-its-way", this::strongerStopLost);
        runs.put("stronger-stop-throttled", this::strongerStopThrottled);
        runs.put("reply-of-the-note-lost", this::replyOfTheNoteLost);
        runs.put("stop-lost-with-one-attempt-a-day", this::oneAttempt);
        runs.put("dies-after-noting", () -> hostBroken(trace -> trace.after(row(Kind.INTENT), Runs::die), LONG));
        runs.put(
                "dies-before-sending-the-start",
                () -> hostBroken(trace -> trace.after(Runs::notesAStart, Runs::die), LONG));
        runs.put("slow-note", this::slowNote);
        runs.put("two-judges-at-once", this::twoJudges);
        runs.put("two-restarts-at-once", this::twoRestarts);
        runs.put("two-restarts-and-one-dies-after-sending", this::oneOfTwoDies);
        runs.put("switched-off-while-noting", () -> switchedOff(Kind.INTENT));
        runs.put("switched-off-while-opening", () -> switchedOff(Kind.OPENED));
        runs.put("brake-latches-while-opening", this::brakeWhileOpening);
        runs.put("switched-off-with-a-start-owed", this::offWithStartOwed);
        runs.put("braked-with-a-start-owed", this::brakedWithStartOwed);
        runs.put("switch-unreadable", () -> unreadable(Switch.KEY));
        runs.put("brake-unreadable", () -> unreadable(Installation.KEY));
        runs.put("fresh-installation", () -> observing(World.with(UnaryOperator.identity())));
        runs.put(
                "plan-observes",
                () -> observing(World.with(setting("mode", "OBSERVE")).mode(Mode.ACT)));
        runs.put("tag-removed-while-waiting", this::tagRemoved);
        runs.put("forged-alarm", () -> forged(world -> {}));
        runs.put("forged-alarm-and-no-data", () -> forged(world -> world.model.blinds(WEB_1, Ailment.Part.SYSTEM)));
        runs.put("alarm-silent-again", this::alarmSilentAgain);
        runs.put("heals-before-the-stop", this::healsBeforeTheStop);
        runs.put("person-stops", this::personStops);
        runs.put("person-stops-before-ours", this::personStopsBeforeOurs);
        runs.put("person-stops-after-the-start", this::personStopsAfterTheStart);
        runs.put("person-stops-before-the-start-is-seen", this::personStopsUnseen);
        runs.put("stale-stopped-event", this::staleStopped);
        runs.put("answer-behind-during-the-proof", this::answerBehind);
        runs.put("no-capacity", this::noCapacity);
        runs.put("restart-does-not-help", () -> doesNotHelp(world -> {}));
        runs.put("restart-does-not-help-and-no-alarm", () -> doesNotHelp(world -> world.alarms.delete(ALARM)));
        runs.put("alarm-stays", this::alarmStays);
        runs.put("two-hosts-broken", this::twoHosts);
        runs.put("retirement-of-the-last-but-one", this::retirement);
        runs.put("breaks-again-at-once", this::breaksAgain);
        runs.put("breaks-again-with-one-attempt-a-day", this::breaksAgainThatDay);
        runs.put("tenth-attempt-of-the-hour", this::tenthAttempt);
        runs.put("bus-is-out", this::busIsOut);
        runs.put("record-of-a-later-version", this::laterVersion);
        runs.put("one-record-fails", () -> oneFails(Key.single("recovery#r-strange"), "restart"));
        runs.put("one-watch-fails", () -> oneFails(new Key("watch#" + WEB_2, "SYSTEM"), "detection"));
        runs.put("event-an-hour-late", this::lateEvent);
        runs.put("bus-is-dead", () -> busIsDead(Mode.ACT));
        runs.put("bus-is-dead-while-observing", () -> busIsDead(Mode.OBSERVE));
        runs.put("status-checks-refused", this::checksRefused);
        runs.put("one-series-of-many", this::oneSeries);
        runs.put("terminated-after-its-recovery", this::terminatedAfter);
        runs.put("sibling-stops-after-a-failback-opened", this::siblingStops);
    }

    /** The names of all runs. */
    public List<String> names() {
        return List.copyOf(runs.keySet());
    }

    @Override
    public List<String> apply(String name) {
        return Optional.ofNullable(runs.get(name))
                .orElseThrow(() -> new IllegalArgumentException("there is no run " + name))
                .get();
    }

    private interface Twist {
        void on(Trace trace);
    }

    private interface Change {
        void of(World world);
    }

    private static void die() {
        throw new Interruption.Died();
    }

    private static boolean notesAStart(Write write) {
        return write instanceof Write.Append(var row)
                && row.kind() == Kind.INTENT
                && row.sentence().startsWith("Start");
    }

    private static List<String> hostBroken(Twist twist, Duration span) {
        World world = World.acting();
        var trace = new Trace(world);
        twist.on(trace);
        world.model.breakHost(WEB_1);
        world.run(span);
        return ended(world, trace, Outcome.RECOVERED);
    }

    private static List<String> ended(World world, Trace trace, Outcome expected) {
        var outcome = world.recoveryOf(WEB_1).flatMap(Recovery::closing).map(Recovery.Closing::outcome);
        if (!outcome.equals(Optional.of(expected))) {
            trace.breaks("L1", "expected " + expected + ", found " + outcome);
        }
        return trace.broken();
    }

    private List<String> stopMeets(Fault fault) {
        World world = World.acting();
        var trace = new Trace(world);
        world.model.arm(fault, Aim.at(Action.STOP_INSTANCES).on(WEB_1), 1);
        world.model.breakHost(WEB_1);
        world.run(Duration.ofMinutes(25));
        return ended(world, trace, Outcome.RECOVERED);
    }

    /** The recovery's clock leaves time for two stops and no more. */
    private List<String> strongerStopLost() {
        return hangs(setting("clocks", "recovery", "PT10M"), StopMode.FORCE, new Fault.LoseReply(false), 1);
    }

    /** More often than a record keeps requests. */
    private List<String> strongerStopThrottled() {
        return hangs(
                setting("clocks", "step", "PT1M"), StopMode.SKIP_OS_SHUTDOWN, new Fault.Refuse(Ec2Error.THROTTLED), 8);
    }

    /** The first stop hangs until a stronger one ends it, and what follows on it meets this fault so often. */
    private static List<String> hangs(
            UnaryOperator<Map<String, Object>> clock, StopMode yieldsTo, Fault fault, int times) {
        World world = World.with(plan -> setting("limits", "attemptsPerDay", 20)
                        .apply(setting("accept", "forcedStop", true).apply(clock.apply(plan))))
                .mode(Mode.ACT);
        var trace = new Trace(world);
        Aim stops = Aim.at(Action.STOP_INSTANCES).on(WEB_1);
        world.model.arm(new Fault.HangStop(Optional.of(yieldsTo), Optional.empty()), stops);
        trace.after(row(Kind.RESULT), () -> world.model.arm(fault, stops, times));
        world.model.breakHost(WEB_1);
        world.run(LONG);
        return ended(world, trace, Outcome.RECOVERED);
    }

    private List<String> replyOfTheNoteLost() {
        World world = World.acting();
        var trace = new Trace(world);
        trace.before(row(Kind.INTENT), world.store::loseNextReply);
        world.model.breakHost(WEB_1);
        world.run(Duration.ofMinutes(5));
        if (trace.requests().sent().isEmpty()) {
            trace.breaks("S14", "its own write was not known again, and nothing was sent");
        }
        world.run(LONG);
        return ended(world, trace, Outcome.RECOVERED);
    }

    private List<String> oneAttempt() {
        World world = World.with(setting("limits", "attemptsPerDay", 1)).mode(Mode.ACT);
        var trace = new Trace(world);
        world.model.arm(
                new Fault.LoseReply(false), Aim.at(Action.STOP_INSTANCES).on(WEB_1), 3);
        world.model.breakHost(WEB_1);
        world.run(LONG);
        return ended(world, trace, Outcome.NEEDS_PERSON);
    }

    private List<String> slowNote() {
        World world = World.acting();
        var trace = new Trace(world);
        trace.after(row(Kind.INTENT), () -> world.clock.advance(NOTE_TOO_LONG));
        world.model.breakHost(WEB_1);
        world.run(A_WHILE);
        return ended(world, trace, Outcome.RECOVERED);
    }

    private List<String> twoJudges() {
        World world = World.acting();
        var trace = new Trace(world);
        trace.before(row(Kind.OPENED), () -> world.once(Bundle.Function.DETECTION, Documents.tick(world.clock.now())));
        world.model.breakHost(WEB_1);
        world.run(A_WHILE);
        return ended(world, trace, Outcome.RECOVERED);
    }

    private List<String> twoRestarts() {
        World world = World.acting();
        var trace = new Trace(world);
        trace.before(row(Kind.INTENT), () -> world.invoke(Bundle.Function.RESTART, Documents.tick(world.clock.now())));
        world.model.breakHost(WEB_1);
        world.run(A_WHILE);
        return ended(world, trace, Outcome.RECOVERED);
    }

    private List<String> oneOfTwoDies() {
        World world = World.acting();
        var trace = new Trace(world);
        trace.before(row(Kind.RESULT), Runs::die);
        trace.before(row(Kind.INTENT), () -> {
            try {
                world.once(Bundle.Function.RESTART, Documents.tick(world.clock.now()));
            } catch (Interruption.Died once) {
                world.log.add("the other restart died after it had sent");
            }
        });
        world.model.breakHost(WEB_1);
        world.run(LONG);
        return ended(world, trace, Outcome.RECOVERED);
    }

    private List<String> switchedOff(Kind at) {
        World world = World.acting();
        var trace = new Trace(world);
        trace.before(row(at), () -> world.mode(Mode.OFF));
        world.model.breakHost(WEB_1);
        world.run(A_WHILE);
        return trace.broken();
    }

    private static void latch(World world) {
        Instant now = world.clock.now();
        var notice = new Notice(BusEvent.Kind.BRAKE_LATCHED, "installation", "latched", now);
        var latched = Installation.read(world.store).latched(now, "a test", notice);
        world.store.commit(List.of(new Write.Put(latched.item("test"))));
    }

    private List<String> brakeWhileOpening() {
        World world = World.acting();
        var trace = new Trace(world);
        trace.before(row(Kind.OPENED), () -> latch(world));
        world.model.breakHost(WEB_1);
        world.run(A_WHILE);
        return trace.broken();
    }

    private List<String> offWithStartOwed() {
        World world = World.acting();
        var trace = new Trace(world);
        trace.after(row(Kind.RESULT), () -> world.mode(Mode.OFF));
        world.model.breakHost(WEB_1);
        world.run(A_WHILE);
        return trace.broken();
    }

    private List<String> brakedWithStartOwed() {
        World world = World.acting();
        var trace = new Trace(world);
        trace.after(row(Kind.RESULT), () -> latch(world));
        world.model.breakHost(WEB_1);
        world.run(A_WHILE);
        return trace.broken();
    }

    private List<String> unreadable(Key key) {
        World world = World.acting();
        var trace = new Trace(world);
        world.model.breakHost(WEB_1);
        trace.unreadable(key);
        for (int minutes = 0; minutes < 10; minutes++) {
            try {
                world.run(Duration.ofMinutes(1));
            } catch (StoreUnreadable expected) {
                // the door answers with an error, and Lambda tries the event again
            }
        }
        if (!trace.requests().sent().isEmpty() || world.recoveryOf(WEB_1).isPresent()) {
            trace.breaks("S21", "it acted although " + key + " could not be read");
        }
        return trace.broken();
    }

    private List<String> observing(World world) {
        var trace = new Trace(world);
        world.model.breakHost(WEB_1);
        world.run(A_WHILE);
        if (!trace.requests().sent().isEmpty() || world.recoveryOf(WEB_1).isPresent()) {
            trace.breaks("S16", "something was begun although it may only observe");
        }
        return trace.broken();
    }

    private List<String> tagRemoved() {
        World world = World.acting();
        var trace = new Trace(world);
        trace.after(row(Kind.OPENED), () -> world.model.alter(WEB_1, traits -> traits.tagged(Map.of())));
        world.model.breakHost(WEB_1);
        world.run(A_WHILE);
        return trace.broken();
    }

    private List<String> forged(Change how) {
        World world = World.acting();
        var trace = new Trace(world);
        how.of(world);
        world.alarms.set(ALARM, Alarm.State.ALARM);
        world.run(A_WHILE);
        return trace.broken();
    }

    private List<String> alarmSilentAgain() {
        World world = World.acting();
        var trace = new Trace(world);
        trace.after(row(Kind.OPENED), () -> world.alarms.set(ALARM, Alarm.State.OK));
        world.model.breakHost(WEB_1);
        world.run(A_WHILE);
        return trace.broken();
    }

    private List<String> healsBeforeTheStop() {
        World world = World.acting();
        var trace = new Trace(world);
        trace.after(row(Kind.OPENED), () -> world.model.happens(WEB_1, Happening.HEALS));
        world.model.breakHost(WEB_1);
        world.run(A_WHILE);
        return ended(world, trace, Outcome.HEALED_ITSELF);
    }

    private List<String> personStops() {
        World world = World.acting();
        var trace = new Trace(world);
        world.model.happens(WEB_1, Happening.PERSON_STOPS);
        trace.person(WEB_1);
        world.run(A_WHILE);
        return trace.broken();
    }

    private List<String> personStopsBeforeOurs() {
        World world = World.acting();
        var trace = new Trace(world);
        trace.after(row(Kind.INTENT), () -> world.model.happens(WEB_1, Happening.PERSON_STOPS));
        trace.after(row(Kind.RESULT), () -> trace.person(WEB_1));
        world.model.breakHost(WEB_1);
        world.run(A_WHILE);
        return ended(world, trace, Outcome.CANCELLED);
    }

    private List<String> personStopsAfterTheStart() {
        World world = World.acting();
        return personStopsAfterTheStart(world, new Trace(world));
    }

    /** No event tells that it runs, and at the next tick it does no more. */
    private List<String> personStopsUnseen() {
        World world = World.acting();
        var trace = new Trace(world);
        trace.after(Runs::notesAStart, () -> world.eventsAreLost = true);
        return personStopsAfterTheStart(world, trace);
    }

    private static List<String> personStopsAfterTheStart(World world, Trace trace) {
        world.model.breakHost(WEB_1);
        world.runUntil(A_WHILE, () -> world.acts().size() >= 2 && world.state(WEB_1) == InstanceState.RUNNING);
        world.model.happens(WEB_1, Happening.PERSON_STOPS);
        trace.person(WEB_1);
        world.run(A_WHILE);
        return ended(world, trace, Outcome.CANCELLED);
    }

    /** EventBridge delivers a `stopped` of an hour ago while our stop is still under way. */
    private List<String> staleStopped() {
        World world = World.acting();
        var trace = new Trace(world);
        Map<String, Object> old = Documents.stateChanged(
                WEB_1, InstanceState.STOPPED, world.clock.now().minus(Duration.ofHours(1)));
        trace.after(row(Kind.RESULT), () -> world.invoke(Bundle.Function.RESTART, old));
        world.model.breakHost(WEB_1);
        world.run(A_WHILE);
        return ended(world, trace, Outcome.RECOVERED);
    }

    private List<String> noCapacity() {
        World world = World.acting();
        var trace = new Trace(world);
        world.model.arm(new Fault.NoCapacity(), Aim.at(Action.START_INSTANCES).on(WEB_1));
        world.model.breakHost(WEB_1);
        world.run(Duration.ofMinutes(90));
        if (world.notices().stream().noneMatch(text -> text.contains("the recovery's time is over"))) {
            trace.breaks("L5", "nobody was called when the recovery's time was over");
        }
        world.model.lift(Fault.NoCapacity.class);
        world.run(LONG);
        return ended(world, trace, Outcome.RECOVERED);
    }

    private List<String> alarmStays() {
        World world = World.acting();
        var trace = new Trace(world);
        trace.after(row(Kind.INTENT), () -> world.alarms.set(ALARM, Alarm.State.ALARM));
        world.model.breakHost(WEB_1);
        world.run(LONG);
        return ended(world, trace, Outcome.NEEDS_PERSON);
    }

    private List<String> doesNotHelp(Change how) {
        World world = World.acting();
        var trace = new Trace(world);
        how.of(world);
        world.model.breaks(WEB_1, Ailment.Part.SYSTEM, Ailment.Cure.NONE);
        world.run(Duration.ofHours(3));
        if (trace.requests().sent().size() > 2) {
            trace.breaks("S9", "it went on although its outcome waits for a person");
        }
        return ended(world, trace, Outcome.NEEDS_PERSON);
    }

    private List<String> twoHosts() {
        World world = World.acting();
        var trace = new Trace(world);
        world.model.breakHost(WEB_1);
        world.model.breakHost(WEB_2);
        world.run(LONG);
        return ended(world, trace, Outcome.RECOVERED);
    }

    private List<String> retirement() {
        World world = World.acting();
        var trace = new Trace(world);
        world.model.happens(WEB_2, Happening.PERSON_STOPS);
        trace.person(WEB_2);
        world.model.schedules(
                WEB_1,
                new ScheduledEvent(
                        "instance-retirement", "it retires", world.clock.now().plus(LONG)));
        world.run(A_WHILE);
        return trace.broken();
    }

    private static void recoverOnce(World world) {
        world.model.breakHost(WEB_1);
        for (int minutes = 0;
                minutes < 30
                        && world.recoveryOf(WEB_1)
                                .filter(recovery -> !recovery.open())
                                .isEmpty();
                minutes++) {
            world.run(Duration.ofMinutes(1));
        }
        world.model.breakHost(WEB_1);
    }

    private List<String> breaksAgain() {
        World world = World.acting();
        var trace = new Trace(world);
        recoverOnce(world);
        world.run(A_WHILE);
        return trace.broken();
    }

    private List<String> breaksAgainThatDay() {
        World world = World.with(setting("limits", "attemptsPerDay", 1)).mode(Mode.ACT);
        var trace = new Trace(world);
        recoverOnce(world);
        world.run(Duration.ofHours(2));
        return trace.broken();
    }

    private List<String> tenthAttempt() {
        World world = World.acting();
        var trace = new Trace(world);
        Installation installation = Installation.read(world.store);
        for (int attempts = 0; attempts < 9; attempts++) {
            installation = installation.charged(world.clock.now());
            world.store.commit(List.of(new Write.Put(installation.item("test"))));
        }
        world.model.breakHost(WEB_1);
        world.model.breakHost(WEB_2);
        world.run(LONG);
        long stops = world.acts().stream().filter(act -> act.startsWith("Stop")).count();
        if (stops > 1) {
            trace.breaks("S9", "the eleventh attempt of the hour was made");
        }
        if (Installation.read(world.store).brake().isEmpty()) {
            trace.breaks("S9", "the limit of the hour was reached, and the brake did not latch");
        }
        return ended(world, trace, Outcome.RECOVERED);
    }

    private List<String> busIsOut() {
        World world = World.acting();
        var trace = new Trace(world);
        world.bus.refuseNext(12);
        trace.before(row(Kind.CLOSED), () -> world.bus.refuseNext(4));
        world.model.breakHost(WEB_1);
        world.run(LONG);
        return ended(world, trace, Outcome.RECOVERED);
    }

    private static List<String> busIsDead(Mode mode) {
        World world = World.acting().mode(mode);
        var trace = new Trace(world);
        world.bus.refuseNext(Integer.MAX_VALUE);
        world.model.breakHost(WEB_1);
        world.run(A_WHILE);
        String silent = mode == Mode.ACT ? "restart" : "detection";
        if (world.heartbeatsAtTheLastTick().contains(silent)) {
            trace.breaks("L5", silent + " has something to tell, the bus takes nothing, and no alarm rings");
        }
        world.bus.refuseNext(0);
        world.run(A_WHILE);
        return trace.broken();
    }

    /** An alarm over many hosts rings for another one, before and after. */
    private List<String> oneSeries() {
        World world = World.acting();
        var trace = new Trace(world);
        world.alarms.delete(ALARM);
        world.alarms.define("recovery-web-fleet");
        world.alarms.set("recovery-web-fleet", Alarm.State.ALARM);
        world.model.breakHost(WEB_1);
        world.run(Duration.ofSeconds(100));
        world.invoke(Bundle.Function.DETECTION, Documents.seriesRang("recovery-web-fleet", WEB_1, world.clock.now()));
        world.run(LONG);
        return ended(world, trace, Outcome.RECOVERED);
    }

    /** It runs again, and is seen to; then EC2 answers for a while as it did before our Start. */
    private List<String> answerBehind() {
        World world = World.acting();
        var trace = new Trace(world);
        world.model.breakHost(WEB_1);
        world.runUntil(A_WHILE, () -> isInProof(world));
        Instant started = trace.requests().sent().getLast().at();
        Duration behind = Duration.between(started, world.clock.now()).plusSeconds(1);
        world.model.arm(
                new Fault.Stale(behind), Aim.at(Action.DESCRIBE_INSTANCES).on(WEB_1), 1);
        world.invoke(Bundle.Function.RESTART, Documents.tick(world.clock.now()));
        world.run(LONG);
        return ended(world, trace, Outcome.RECOVERED);
    }

    private static boolean isInProof(World world) {
        return world.recoveryOf(WEB_1).filter(one -> one.stage() == Stage.PROOF).isPresent();
    }

    private List<String> checksRefused() {
        World world = World.acting();
        var trace = new Trace(world);
        world.eventsAreLost = true;
        world.model.arm(new Fault.Refuse(Ec2Error.UNAUTHORIZED), Aim.at(Action.DESCRIBE_INSTANCE_STATUS));
        world.run(Duration.ofMinutes(5));
        if (world.heartbeatsAtTheLastTick().contains("detection")) {
            trace.breaks("L5", "detection cannot see a single check, and no alarm rings");
        }
        return trace.broken();
    }

    private List<String> laterVersion() {
        World world = World.acting();
        var trace = new Trace(world);
        var queued = new Item.Queued("restart", world.clock.now().minus(LONG));
        Map<String, Object> body = Map.of("schema", 99, "id", "r-strange", "stage", "CLOSED");
        var later = new Item(Key.single("recovery#r-strange"), 1, "later", Optional.of(queued), body);
        world.store.commit(List.of(new Write.Put(later)));
        world.model.breakHost(WEB_1);
        world.run(A_WHILE);
        if (world.store.get(later.key()).orElseThrow().version() != 1) {
            trace.breaks("S20", "a record of a schema that we do not know was written");
        }
        if (world.notices().stream().noneMatch(text -> text.contains("r-strange"))) {
            trace.breaks("S20", "nobody was told of a record of a schema that we do not know");
        }
        return ended(world, trace, Outcome.RECOVERED);
    }

    private List<String> oneFails(Key key, String queue) {
        World world = World.acting();
        world.eventsAreLost = true;
        var trace = new Trace(world);
        var queued = new Item.Queued(queue, world.clock.now().minus(LONG));
        Map<String, Object> unreadable = Map.of("schema", 1, "id", "r-strange");
        world.store.commit(List.of(new Write.Put(new Item(key, 1, "nobody", Optional.of(queued), unreadable))));
        world.model.breakHost(WEB_1);
        for (int minutes = 0; minutes < 30; minutes++) {
            try {
                world.run(Duration.ofMinutes(1));
            } catch (RuntimeException died) {
                trace.breaks(
                        "L2",
                        "one item's trouble ended the tick: " + died.getClass().getSimpleName());
            }
        }
        return ended(world, trace, Outcome.RECOVERED);
    }

    /** A delivered event asks for something an hour after it was true, while the host is broken anew. */
    private List<String> lateEvent() {
        World world = World.acting();
        var trace = new Trace(world);
        world.eventsAreLost = true;
        world.model.happens(WEB_1, Happening.AWS_STOPS);
        world.clock.advance(Duration.ofMinutes(5));
        InstanceId id = WEB_1;
        world.once(
                Bundle.Function.DETECTION,
                Documents.stateChanged(
                        id, InstanceState.STOPPED, world.clock.now().minus(Duration.ofHours(1))));
        if (world.recoveryOf(id).isPresent()) {
            trace.breaks("S6", "an event of an hour ago opened a recovery");
        }
        return trace.broken();
    }

    private List<String> terminatedAfter() {
        World world = World.acting();
        var trace = new Trace(world);
        world.model.breakHost(WEB_1);
        world.run(A_WHILE);
        world.model.happens(WEB_1, Happening.AWS_TERMINATES);
        world.run(A_WHILE);
        if (world.notices().stream().noneMatch(text -> text.contains("GONE"))) {
            trace.breaks("L5", "nobody was called for a machine that is gone");
        }
        return ended(world, trace, Outcome.RECOVERED);
    }

    /** Three serve when a person asks to go home, and two must; then another person stops the third. */
    private List<String> siblingStops() {
        Object failover = TestPlans.db().getOrDefault("failover", Map.of());
        World world = World.with(plan -> setting("ladder", Map.of())
                        .apply(setting("failover", failover).apply(plan)))
                .mode(Mode.ACT);
        world.site.furnish(WEB_1);
        world.model.breakHost(WEB_1);
        world.run(A_WHILE);
        world.model.happens(WEB_1, Happening.PERSON_STARTS);
        world.run(Duration.ofMinutes(4));
        var trace = new Trace(world);
        trace.after(row(Kind.OPENED), () -> {
            world.model.happens(WEB_3, Happening.PERSON_STOPS);
            trace.person(WEB_3);
        });
        world.invoke(
                Bundle.Function.OPERATOR,
                Map.of("request", "failback", "plan", "web", "by", "Ann", "reason", "the primary is well"));
        world.run(A_WHILE);
        var outcome = world.recoveryOf(new Target.OfService("web"))
                .flatMap(Recovery::closing)
                .map(Recovery.Closing::outcome);
        if (!outcome.equals(Optional.of(Outcome.ROLLED_BACK))) {
            trace.breaks("L1", "expected " + Outcome.ROLLED_BACK + ", found " + outcome);
        }
        return trace.broken();
    }
}
