package recovery.restart;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import recovery.restart.rung.Move;
import recovery.restart.rung.Observation;
import recovery.shared.bus.BusEvent;
import recovery.shared.control.Installation;
import recovery.shared.control.Mode;
import recovery.shared.control.Switch;
import recovery.shared.door.Ports;
import recovery.shared.ec2.InstanceId;
import recovery.shared.ec2.Power;
import recovery.shared.guard.Facts;
import recovery.shared.guard.Gathering;
import recovery.shared.guard.Verdict;
import recovery.shared.journal.JournalRow;
import recovery.shared.look.Look;
import recovery.shared.record.Endings;
import recovery.shared.record.Outcome;
import recovery.shared.record.Owner;
import recovery.shared.record.Recovery;
import recovery.shared.record.RecoveryDraft;
import recovery.shared.record.Stage;
import recovery.shared.record.Transition;
import recovery.shared.record.WritePath;
import recovery.shared.words.Said;

/** Moves one recovery on, as far as it goes now: look, decide, carry out, and again until there is nothing to do. */
final class Work {
    /** The most moves of one recovery in one execution; the next event or tick goes on. */
    private static final int MOST_MOVES = 12;

    private final Ports ports;
    private final Power power;
    private final RestartSettings settings;
    private final Gathering gathering;
    private final Sending sending;
    private final WritePath path;
    private final Pages pages;
    private final String writer;

    /** @param writer the token of this execution */
    Work(Ports ports, Power power, RestartSettings settings, String writer) {
        this.ports = ports;
        this.power = power;
        this.settings = settings;
        this.gathering = new Gathering(ports, settings.attemptsPerHour());
        this.sending = new Sending(ports, power, settings.attemptsPerHour(), writer);
        this.path = new WritePath(ports.store());
        this.pages = new Pages(settings.region());
        this.writer = writer;
    }

    /** What was last done, for the door's answer. */
    record Done(Optional<Recovery> recovery, String decision, String reason) {}

    /** Works on a recovery that restart owns. {@code stoppedEvent} is the time of a `stopped` that was delivered. */
    Done on(String id, Optional<Instant> stoppedEvent) {
        String last = "Wait";
        for (int moves = 0; moves < MOST_MOVES; moves++) {
            Optional<Recovery> found = Recovery.read(ports.store(), id);
            if (found.isEmpty() || !found.get().open() || found.get().owner() != Owner.RESTART) {
                return new Done(found, last, "nothing is left for restart to do on " + id);
            }
            Recovery recovery = found.get();
            Move move = RestartPolicy.next(recovery, observe(recovery, stoppedEvent));
            if (!carryOut(recovery, move)) {
                return new Done(Recovery.read(ports.store(), id), last, move.reason());
            }
            last = move.getClass().getSimpleName();
        }
        return new Done(Recovery.read(ports.store(), id), last, "the next tick goes on");
    }

    private Observation observe(Recovery recovery, Optional<Instant> stoppedEvent) {
        Switch mode = Switch.read(ports.store());
        Optional<Installation.Brake> brake = Installation.read(ports.store()).brake();
        Mode allowed = mode.mode().and(recovery.plan().mode());
        String whyNot = brake.map(latched -> "the brake is latched since " + Said.time(latched.at()))
                .orElse(allowed == Mode.ACT ? "" : "the mode is " + allowed);
        return new Observation(
                ports.clock().now(),
                ports.ec2().instance(recovery.instance()),
                recovery.stage() == Stage.PROOF
                        ? ports.ec2().checks(recovery.instance())
                        : new Look.Unreadable<>("not looked at"),
                recovery.stage() == Stage.PROOF
                        ? recovery.opening().alarm().map(ports.alarms()::alarm)
                        : Optional.empty(),
                stoppedEvent,
                whyNot.isEmpty(),
                whyNot,
                settings.takeoverAfter());
    }

    /** False if there is nothing more to do now. */
    private boolean carryOut(Recovery recovery, Move move) {
        return switch (move) {
            case Move.Wait wait -> false;
            case Move.Stop stop -> stop(recovery, stop.reason());
            case Move.StopHarder harder -> sending.stopHarder(recovery, harder).isPresent();
            case Move.Start start -> start(recovery, start);
            case Move.Settle settle -> sending.record(recovery, settle.known()).isPresent();
            case Move.Enter enter -> progress(recovery, enter(recovery, enter), move.reason());
            case Move.Green green -> progress(recovery, recovery.next().greenSince(green.since()), move.reason());
            case Move.Page page -> page(recovery, page);
            case Move.HandOver handOver -> handOver(recovery, handOver);
            case Move.Close close -> close(recovery, close);
        };
    }

    private boolean stop(Recovery recovery, String reason) {
        Duration begun = ports.clock().uptime();
        Facts facts = facts(recovery);
        InstanceId instance = recovery.instance();
        Preflight.Result result = Preflight.judge(
                recovery, facts, power.mayStop(instance), power.mayStart(instance), power.mayDecrypt(instance));
        return switch (result) {
            case Preflight.Result.Clear(List<Verdict> verdicts) ->
                sending.stop(recovery, facts, verdicts, begun, reason).isPresent();
            case Preflight.Result.Instead(Move move, List<Verdict> verdicts) -> carryOut(recovery, move);
        };
    }

    private boolean start(Recovery recovery, Move.Start move) {
        var instance = ports.ec2().instance(recovery.instance()).seen();
        boolean optedIn = instance.map(
                        seen -> seen.plan().equals(Optional.of(recovery.plan().name())))
                .orElse(move.owed());
        if (!optedIn) {
            return false; // the last look before a request: one that is not owed needs it, and the tag in it
        }
        Optional<Facts> judged = move.owed() ? Optional.empty() : Optional.of(gathering.own(matter(recovery)));
        return sending.start(recovery, move, instance, judged).isPresent();
    }

    private Facts facts(Recovery recovery) {
        return gathering.look(gathering.own(matter(recovery)));
    }

    private static Facts.Matter matter(Recovery recovery) {
        return new Facts.Matter(
                recovery.plan(),
                recovery.symptom(),
                recovery.target(),
                recovery.rung(),
                new Facts.Evidence(recovery.opening().alarm(), Instant.EPOCH, false, false),
                Optional.of(recovery.id()));
    }

    private RecoveryDraft enter(Recovery recovery, Move.Enter move) {
        Instant now = ports.clock().now();
        Duration step = recovery.plan().clocks().step();
        RecoveryDraft next = recovery.next().greenSince(Optional.empty());
        return switch (move.stage()) {
            case PROOF -> next.owesNothing().stage(Stage.PROOF, proofDeadline(recovery, now));
            case REQUESTED, STOP, START, MOVE, UNDO, CLOSED -> next.stage(move.stage(), now.plus(step));
        };
    }

    /** The recovery's clock ends the proof too, unless that clock was spent on a Start that was owed. */
    private static Instant proofDeadline(Recovery recovery, Instant now) {
        Duration soak = recovery.plan().proof().soak();
        Instant step = now.plus(recovery.plan().clocks().step()).plus(soak);
        Instant clock = recovery.deadlines().recovery();
        return clock.isBefore(step) && now.plus(soak).isBefore(clock) ? clock : step;
    }

    private boolean progress(Recovery recovery, RecoveryDraft next, String reason) {
        return write(Transition.of(recovery, next.done(), writer), JournalRow.Kind.PROGRESS, reason);
    }

    private boolean page(Recovery recovery, Move.Page move) {
        Instant now = ports.clock().now();
        Recovery next = recovery.next()
                .pages(move.what(), pages.page(recovery, move.reason(), now))
                .done();
        return write(Transition.of(recovery, next, writer), JournalRow.Kind.PAGED, move.reason());
    }

    /** One transaction: the owner changes, the duty to start goes along, and service and standby are claimed too. */
    private boolean handOver(Recovery recovery, Move.HandOver move) {
        Instant now = ports.clock().now();
        var takeover = new Takeover(ports, recovery.plan());
        if (takeover.blind() && now.isBefore(recovery.deadlines().recovery())) {
            return false; // the next tick looks again
        }
        Optional<String> refused = takeover.refusal(now);
        if (refused.isPresent()) {
            return withoutFailover(recovery, move, refused.get());
        }
        Recovery next = duty(recovery, move.endsDuty())
                .ownedBy(Owner.FAILOVER)
                .greenSince(Optional.empty())
                .renewed(now.plus(recovery.plan().clocks().recovery()))
                .stage(Stage.REQUESTED, now.plus(recovery.plan().clocks().step()))
                .done();
        boolean written = write(
                takeover.claims(Transition.of(recovery, next, writer), recovery.id()),
                JournalRow.Kind.PROGRESS,
                "to failover: " + move.reason());
        if (written) {
            ports.bus()
                    .put(new BusEvent(
                            BusEvent.Kind.FAILOVER_REQUESTED,
                            Map.of(
                                    "recovery",
                                    next.id(),
                                    "target",
                                    next.target().key())));
        }
        return written;
    }

    /** A person instead. A Start that is owed keeps the record open, and is still sent. */
    private boolean withoutFailover(Recovery recovery, Move.HandOver move, String why) {
        String reason = move.reason() + "; it cannot fail over: " + why;
        boolean owes = recovery.startOwed().isPresent() && !move.endsDuty();
        if (!owes) {
            return close(recovery, new Move.Close(Outcome.NEEDS_PERSON, move.endsDuty(), reason));
        }
        return !recovery.paged().contains("failover-refused")
                && page(recovery, new Move.Page("failover-refused", reason));
    }

    private boolean close(Recovery recovery, Move.Close move) {
        Instant now = ports.clock().now();
        RecoveryDraft closed = duty(recovery, move.endsDuty())
                .closes(move.outcome(), move.reason(), now)
                .tells(pages.closed(recovery, move.outcome(), move.reason(), now));
        return new Endings(ports.store(), writer)
                .close(recovery, closed, JournalRow.Kind.CLOSED, move.outcome() + ": " + move.reason(), now);
    }

    private static RecoveryDraft duty(Recovery recovery, boolean ends) {
        return ends ? recovery.next().owesNothing() : recovery.next();
    }

    private boolean write(Transition step, JournalRow.Kind kind, String sentence) {
        return path.write(step.because(kind, ports.clock().now(), sentence, Map.of()))
                instanceof Transition.Result.Written;
    }
}
