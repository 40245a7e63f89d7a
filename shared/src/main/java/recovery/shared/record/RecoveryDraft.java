package recovery.shared.record;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import recovery.shared.plan.Rung;

/** The next version of a recovery, while it is made. */
public final class RecoveryDraft {
    /** How many requests a record carries; the journal has all of them. */
    public static final int MOST_INTENTS = 8;

    private final Recovery before;
    private final List<Intent> intents;
    private final Set<String> paged;
    private final List<Notice> notices;
    private Owner owner;
    private Stage stage;
    private Optional<Rung> rung;
    private Recovery.Deadlines deadlines;
    private Optional<Passage> passage;
    private Optional<Instant> startOwed;
    private Optional<Instant> greenSince;
    private Optional<String> cancelled;
    private Optional<Recovery.Closing> closing;

    RecoveryDraft(Recovery before) {
        this.before = before;
        intents = new ArrayList<>(before.intents());
        paged = new HashSet<>(before.paged());
        notices = new ArrayList<>(before.notices());
        owner = before.owner();
        stage = before.stage();
        rung = before.rung();
        deadlines = before.deadlines();
        passage = before.passage();
        startOwed = before.startOwed();
        greenSince = before.greenSince();
        cancelled = before.cancelled();
        closing = before.closing();
    }

    /** Enters a stage, whose step has until then. */
    public RecoveryDraft stage(Stage entered, Instant stepDeadline) {
        stage = entered;
        deadlines = new Recovery.Deadlines(stepDeadline, deadlines.recovery(), deadlines.unstop());
        return this;
    }

    public RecoveryDraft rung(Rung chosen) {
        rung = Optional.of(chosen);
        return this;
    }

    /** A failover that takes over has the recovery's whole time again. */
    public RecoveryDraft renewed(Instant recoveryDeadline) {
        deadlines = new Recovery.Deadlines(deadlines.step(), recoveryDeadline, deadlines.unstop());
        return this;
    }

    public RecoveryDraft ownedBy(Owner next) {
        owner = next;
        return this;
    }

    /** Notes a request that is about to be sent. What the earlier ones were answered stands in the journal at length. */
    public RecoveryDraft intends(Intent intent) {
        intents.replaceAll(Intent::inShort);
        intents.add(intent);
        if (intents.size() > MOST_INTENTS) {
            intents.remove(oldestToForget());
        }
        return this;
    }

    /**
     * The oldest, but neither the last stop nor the last one that happened: as long as the recovery is open, the one tells
     * how hard it was asked to stop, and the other that it was us.
     */
    private Intent oldestToForget() {
        Optional<Intent> last = lastStop(stop -> true);
        Optional<Intent> happened = lastStop(Intent::happened);
        return intents.stream()
                .filter(intent -> !last.equals(Optional.of(intent)) && !happened.equals(Optional.of(intent)))
                .findFirst()
                .orElseThrow();
    }

    private Optional<Intent> lastStop(Predicate<Intent> which) {
        return intents.reversed().stream()
                .filter(intent -> intent.act() == Intent.Act.STOP && which.test(intent))
                .findFirst();
    }

    /** How far a failover has come now. */
    public RecoveryDraft passage(Passage next) {
        passage = Optional.of(next);
        return this;
    }

    /** Notes what became of a request, on whatever version is the newest now. */
    public RecoveryDraft settles(Intent known) {
        intents.replaceAll(intent -> intent.id().equals(known.id()) ? known : intent);
        return this;
    }

    /** A Start is owed from now on, and is paged for when the budget ends. */
    public RecoveryDraft owesStart(Instant now) {
        if (startOwed.isEmpty()) {
            startOwed = Optional.of(now);
            deadlines = new Recovery.Deadlines(
                    deadlines.step(),
                    deadlines.recovery(),
                    Optional.of(now.plus(before.plan().clocks().unstop())));
        }
        return this;
    }

    /** No Start is owed any more: it runs, the stop never happened, or a person took it over. */
    public RecoveryDraft owesNothing() {
        startOwed = Optional.empty();
        deadlines = new Recovery.Deadlines(deadlines.step(), deadlines.recovery(), Optional.empty());
        return this;
    }

    public RecoveryDraft greenSince(Optional<Instant> since) {
        greenSince = since;
        return this;
    }

    public RecoveryDraft cancelled(String why) {
        cancelled = Optional.of(why);
        return this;
    }

    /** Calls a person, and remembers for what. */
    public RecoveryDraft pages(String what, Notice notice) {
        paged.add(what);
        return tells(notice);
    }

    public RecoveryDraft tells(Notice notice) {
        notices.add(notice);
        return this;
    }

    /** The bus took this one. */
    public RecoveryDraft told(Notice notice) {
        notices.remove(notice);
        return this;
    }

    public RecoveryDraft closes(Outcome outcome, String reason, Instant now) {
        stage = Stage.CLOSED;
        closing = Optional.of(new Recovery.Closing(outcome, now, reason));
        return this;
    }

    /** If it would be too large, only the newest of those notices is kept whole that the bus has not taken yet. */
    public Recovery done() {
        Recovery next = built();
        if (notices.size() < 2 || next.size() <= Recovery.LARGEST) {
            return next;
        }
        Notice newest = notices.removeLast();
        notices.replaceAll(Notice::inShort);
        notices.add(newest);
        return built();
    }

    private Recovery built() {
        return new Recovery(
                before.id(),
                before.version() + 1,
                owner,
                before.target(),
                before.symptom(),
                before.opening(),
                before.plan(),
                stage,
                rung,
                deadlines,
                intents,
                passage,
                startOwed,
                greenSince,
                cancelled,
                paged,
                closing,
                notices);
    }
}
