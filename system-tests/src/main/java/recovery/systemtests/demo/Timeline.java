package recovery.systemtests.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Predicate;
import recovery.shared.ec2.InstanceId;
import recovery.shared.journal.JournalRow;
import recovery.shared.record.Outcome;
import recovery.shared.record.RosterEntry;
import recovery.shared.store.Store;
import recovery.systemtests.local.LocalWorld;
import recovery.systemtests.local.Pair;

/**
 * Watches from outside and tells what happens in the order of its times, a few seconds later: alarm, journal, calls,
 * states, and where levers stand.
 */
public final class Timeline {
    private static final Duration PAUSE = Duration.ofMillis(400);
    private static final int ENOUGH = 100;

    private final Lookout.Watched watched;
    private final Consumer<String> say;
    private final Store store;
    private final Chronicle chronicle = new Chronicle();
    private final Lookout lookout;
    private Instant fault = Instant.EPOCH;

    private Timeline(LocalWorld world, Lookout.Watched watched, Consumer<String> say) {
        this.watched = watched;
        this.say = say;
        this.store = world.store();
        this.lookout = new Lookout(world, watched, chronicle);
    }

    /** Watches one instance. */
    public Timeline(LocalWorld world, InstanceId instance, String alarm, Consumer<String> say) {
        this(world, new Lookout.Watched(List.of(instance), List.of(instance.value()), alarm, Map::of), say);
    }

    /** Watches all that a failover of a pair may touch. */
    public Timeline(LocalWorld world, Pair pair, Consumer<String> say) {
        this(
                world,
                new Lookout.Watched(
                        List.of(pair.primary(), pair.standby()),
                        List.of(pair.primary().value(), pair.service()),
                        pair.alarm(),
                        pair::levers),
                say);
    }

    /** Waits until the sweep knows so many instances. */
    public void untilRostered(int members, Duration patience) {
        if (!until(() -> RosterEntry.readAll(store).size() >= members, patience)) {
            throw new IllegalStateException("the sweep does not know the instances after " + patience);
        }
    }

    /** Tells what happens until a recovery closes. False if none does in time. */
    public boolean follow(Instant since, Duration patience) {
        return follow(since, journal -> outcome(journal).isPresent(), patience);
    }

    /** Tells what happens until the journal says so, and all that has happened by then. False if it does not in time. */
    public boolean follow(Instant since, Predicate<List<JournalRow>> end, Duration patience) {
        fault = since;
        boolean came = watch(() -> end.test(journal()), patience);
        lookout.look(this::journal);
        chronicle.rest().forEach(this::tell);
        return came;
    }

    /**
     * Tells what happens until something holds. What happened last is told by the next call. False if it does not in time.
     * The fault is known from an earlier call.
     */
    boolean watch(BooleanSupplier holds, Duration patience) {
        return until(
                () -> {
                    Instant looked = Instant.now();
                    lookout.look(this::journal);
                    chronicle.due(looked).forEach(this::tell);
                    return holds.getAsBoolean();
                },
                patience);
    }

    /** Somebody does something now. It is told in its place, by the next call that watches. */
    void happens(String words) {
        chronicle.add(Instant.now(), words);
    }

    /** Everything since the fault, oldest first. */
    public List<JournalRow> journal() {
        return watched.subjects().stream()
                .flatMap(subject -> store.newest(subject, ENOUGH).reversed().stream())
                .filter(row -> !row.at().isBefore(fault))
                .sorted(Comparator.comparing(JournalRow::at))
                .toList();
    }

    /** How the recovery ended; empty while it is open. */
    public Optional<Outcome> outcome() {
        return outcome(journal());
    }

    /** Whether a recovery closed so. */
    public static boolean closed(List<JournalRow> journal, Outcome outcome) {
        return journal.stream()
                .anyMatch(row ->
                        row.kind() == JournalRow.Kind.CLOSED && row.sentence().startsWith(outcome + ":"));
    }

    /** The journal, as it is read back. */
    void tellJournal() {
        say.accept("--- the journal, as read back from DynamoDB ---");
        journal().forEach(row -> say.accept(row.at() + "  " + row.kind() + "  " + row.sentence()));
    }

    private static Optional<Outcome> outcome(List<JournalRow> journal) {
        return journal.stream()
                .filter(row -> row.kind() == JournalRow.Kind.CLOSED)
                .map(row -> Outcome.valueOf(row.sentence().split(":", 2)[0]))
                .findFirst();
    }

    /** Looks again and again until something holds. False if it does not in time. */
    public static boolean until(BooleanSupplier holds, Duration patience) {
        Instant end = Instant.now().plus(patience);
        while (!holds.getAsBoolean()) {
            if (Instant.now().isAfter(end)) {
                return false;
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
        return true;
    }

    private void tell(Chronicle.Event event) {
        double seconds = Duration.between(fault, event.at()).toMillis() / 1000.0;
        say.accept(String.format(Locale.ROOT, "%+7.1f s  %s", seconds, event.words()));
    }
}
