package recovery.failover;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import recovery.failover.step.Step;
import recovery.failover.step.Steps;
import recovery.shared.door.Ports;
import recovery.shared.ec2.Power;
import recovery.shared.guard.Facts;
import recovery.shared.guard.Gathering;
import recovery.shared.journal.JournalRow;
import recovery.shared.record.Direction;
import recovery.shared.record.Endings;
import recovery.shared.record.Owner;
import recovery.shared.record.Passage;
import recovery.shared.record.Recovery;
import recovery.shared.record.RecoveryDraft;
import recovery.shared.record.Stage;
import recovery.shared.record.StepState;
import recovery.shared.record.Transition;
import recovery.shared.record.WritePath;

/** Moves one failover on, as far as it goes now: look, decide, carry out, and again until there is nothing to do. */
final class Work {
    /** The most moves of one recovery in one execution; the next event or tick goes on. */
    private static final int MOST_MOVES = 30;
    /** How often a lost race is judged again from fresh reads. */
    private static final int MOST_TRIES = 3;

    private final Ports ports;
    private final Steps steps;
    private final Looking looking;
    private final Gathering gathering;
    private final Sending sending;
    private final WritePath path;
    private final Pages pages;
    private final String writer;

    /** @param writer the token of this execution */
    Work(Ports ports, Power power, Steps steps, FailoverSettings settings, String writer) {
        this.ports = ports;
        this.steps = steps;
        this.looking = new Looking(ports, steps, settings);
        this.gathering = new Gathering(ports, settings.attemptsPerHour());
        this.sending = new Sending(ports, power, settings.attemptsPerHour(), writer);
        this.path = new WritePath(ports.store());
        this.pages = new Pages(settings.region());
        this.writer = writer;
    }

    /** What was last done, for the door's answer. */
    record Done(Optional<Recovery> recovery, String decision, String reason) {}

    Done on(String id) {
        String last = "Wait";
        int lost = 0;
        for (int moves = 0; moves < MOST_MOVES; moves++) {
            Optional<Recovery> found = Recovery.read(ports.store(), id);
            if (found.isEmpty() || found.get().owner() != Owner.FAILOVER) {
                return new Done(found, "Ignore", "recovery " + id + " is not failover's");
            }
            Recovery recovery = found.get();
            if (!recovery.open()) {
                String ended = recovery.closing().map(Recovery.Closing::reason).orElse("it is closed");
                return new Done(found, last, ended);
            }
            Sight seen = looking.at(recovery);
            FailoverMove move = preflight(recovery, seen, FailoverPolicy.next(recovery, seen));
            if (move instanceof FailoverMove.Wait) {
                return new Done(found, last, move.reason());
            }
            if (carryOut(recovery, seen.judged(), move)) {
                last = move.getClass().getSimpleName();
            } else if (++lost == MOST_TRIES) {
                return new Done(found, last, "others were faster " + MOST_TRIES + " times: the next tick tries again");
            }
        }
        return new Done(Recovery.read(ports.store(), id), last, "the next tick goes on");
    }

    private FailoverMove preflight(Recovery recovery, Sight seen, FailoverMove move) {
        if (!Preflight.isDue(recovery, move)) {
            return move;
        }
        Facts.Matter leaving = Preflight.leaving(recovery.plan(), Optional.of(recovery.id()));
        return Preflight.judge(recovery, seen, move, gathering.look(gathering.own(leaving)));
    }

    /** False if somebody else was faster. */
    private boolean carryOut(Recovery recovery, Sight.Judged judged, FailoverMove move) {
        Instant now = ports.clock().now();
        return switch (move) {
            case FailoverMove.Wait wait -> false;
            case FailoverMove.Prepare prepare -> prepare(recovery, prepare, now);
            case FailoverMove.Stop stop -> sending.stop(recovery, judged, stop).isPresent();
            case FailoverMove.Start start -> sending.start(recovery, start).isPresent();
            case FailoverMove.Set set -> sending.set(recovery, judged, set).isPresent();
            case FailoverMove.Settle settle ->
                sending.record(recovery, settle.known()).isPresent();
            case FailoverMove.Stands stands -> progress(recovery, stands(recovery, stands, now), stands.reason(), now);
            case FailoverMove.Enter enter -> progress(recovery, enter(recovery, enter, now), enter.reason(), now);
            case FailoverMove.TurnBack back -> turnBack(recovery, back, now);
            case FailoverMove.Green green ->
                progress(recovery, recovery.next().greenSince(green.since()), green.reason(), now);
            case FailoverMove.Page page -> page(recovery, page, now);
            case FailoverMove.Close close -> close(recovery, close, now);
        };
    }

    private boolean prepare(Recovery recovery, FailoverMove.Prepare move, Instant now) {
        Passage passage = recovery.passage().orElseGet(() -> Passage.begin(Direction.AWAY));
        var undo = new HashMap<String, Object>();
        for (StepState step : move.steps()) {
            undo.put(step.name(), Map.of("before", step.before(), "after", step.after()));
        }
        Recovery next = recovery.next().passage(passage.prepared(move.steps())).done();
        return write(
                Transition.of(recovery, next, writer),
                JournalRow.Kind.PROGRESS,
                move.reason(),
                Map.of("undo", undo),
                now);
    }

    private static RecoveryDraft stands(Recovery recovery, FailoverMove.Stands move, Instant now) {
        RecoveryDraft next = recovery.next()
                .passage(recovery.passage().orElseThrow().with(move.step()))
                .stage(recovery.stage(), Moving.stepDeadline(recovery, now));
        return Moving.passesTheReturn(recovery, move.step()) ? next.owesNothing() : next;
    }

    private RecoveryDraft enter(Recovery recovery, FailoverMove.Enter move, Instant now) {
        Duration soak = move.stage() == Stage.PROOF ? recovery.plan().proof().soak() : Duration.ZERO;
        return recovery.next()
                .greenSince(Optional.empty())
                .stage(move.stage(), Moving.stepDeadline(recovery, now).plus(soak));
    }

    private boolean turnBack(Recovery recovery, FailoverMove.TurnBack move, Instant now) {
        Passage passage = recovery.passage()
                .orElseGet(() -> Passage.begin(Direction.AWAY))
                .turningBack(move.reason());
        RecoveryDraft next = recovery.next().passage(passage).stage(Stage.UNDO, Moving.stepDeadline(recovery, now));
        return progress(recovery, next, "back: " + move.reason(), now);
    }

    private boolean page(Recovery recovery, FailoverMove.Page move, Instant now) {
        Recovery next = recovery.next()
                .pages(move.what(), pages.page(recovery, known(recovery), move.reason(), now))
                .done();
        return write(Transition.of(recovery, next, writer), JournalRow.Kind.PAGED, move.reason(), Map.of(), now);
    }

    private boolean close(Recovery recovery, FailoverMove.Close move, Instant now) {
        RecoveryDraft next = move.endsDuty() ? recovery.next().owesNothing() : recovery.next();
        RecoveryDraft closed = next.closes(move.outcome(), move.reason(), now)
                .tells(pages.closed(recovery, known(recovery), move.outcome(), move.reason(), now));
        return new Endings(ports.store(), writer)
                .close(
                        recovery,
                        closed,
                        recovery.keptBehindFence(move.outcome()),
                        JournalRow.Kind.CLOSED,
                        move.outcome() + ": " + move.reason(),
                        now);
    }

    private List<Step> known(Recovery recovery) {
        return steps.of(recovery);
    }

    private boolean progress(Recovery recovery, RecoveryDraft next, String reason, Instant now) {
        return write(Transition.of(recovery, next.done(), writer), JournalRow.Kind.PROGRESS, reason, Map.of(), now);
    }

    private boolean write(
            Transition step, JournalRow.Kind kind, String sentence, Map<String, Object> detail, Instant now) {
        return path.write(step.because(kind, now, sentence, detail)) instanceof Transition.Result.Written;
    }
}
