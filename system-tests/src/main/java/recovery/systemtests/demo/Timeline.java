package recovery.systemtests.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import recovery.shared.ec2.InstanceId;
import recovery.shared.journal.JournalRow;
import recovery.shared.json.Fields;
import recovery.shared.record.Outcome;
import recovery.shared.record.RosterEntry;
import recovery.shared.store.Store;
import recovery.systemtests.local.LocalWorld;
import recovery.systemtests.local.Pair;

/** Watches from outside and tells what happens, as it happens: alarm, journal, calls, states, and where levers stand. */
public final class Timeline {
    private static final Duration PAUSE = Duration.ofMillis(400);
    private static final int ENOUGH = 100;

    private final LocalWorld world;
    private final Watched watched;
    private final Consumer<String> say;
    private final Store store;
    private final Set<String> told = new HashSet<>();
    private Instant fault = Instant.EPOCH;
    private String alarmState = "OK";
    private Map<String, String> levers;

    /**
     * What is watched.
     *
     * @param instances whose calls and states are told
     * @param subjects whose journal is read
     * @param alarm which began it
     * @param levers how each lever stands now
     */
    private record Watched(
            List<InstanceId> instances, List<String> subjects, String alarm, Supplier<Map<String, String>> levers) {}

    private Timeline(LocalWorld world, Watched watched, Consumer<String> say) {
        this.world = world;
        this.watched = watched;
        this.say = say;
        this.store = world.store();
        this.levers = watched.levers().get();
    }

    /** Watches one instance. */
    public Timeline(LocalWorld world, InstanceId instance, String alarm, Consumer<String> say) {
        this(world, new Watched(List.of(instance), List.of(instance.value()), alarm, Map::of), say);
    }

    /** Watches all that a failover of a pair may touch. */
    public Timeline(LocalWorld world, Pair pair, Consumer<String> say) {
        this(
                world,
                new Watched(
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

    /** Tells what happens until the journal says so. False if it does not in time. */
    public boolean follow(Instant since, Predicate<List<JournalRow>> end, Duration patience) {
        fault = since;
        boolean came = until(
                () -> {
                    tell();
                    return end.test(journal());
                },
                patience);
        tell();
        return came;
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

    private void tell() {
        var news = new ArrayList<Map.Entry<Instant, String>>();
        alarmNews()
                .ifPresent(
                        state -> news.add(Map.entry(Instant.now(), "alarm     " + watched.alarm() + " is " + state)));
        for (JournalRow row : journal()) {
            if (told.add(row.subject() + row.sequence())) {
                news.add(Map.entry(row.at(), "journal   " + row.kind() + ": " + row.sentence()));
                guards(row).forEach(guard -> news.add(Map.entry(row.at(), "              " + guard)));
            }
        }
        for (Fields call : world.simulator().calls()) {
            boolean ours = call.flag("acts") && isWatched(call);
            if (ours && told.add("call " + call.text("at") + call.text("words"))) {
                news.add(Map.entry(call.instant("at"), "EC2 got   " + call.text("words")));
            }
        }
        for (InstanceId instance : watched.instances()) {
            for (Fields change : world.simulator().changes(instance)) {
                if (told.add("change " + instance + change.text("at") + change.text("state"))) {
                    news.add(Map.entry(change.instant("at"), "EC2 says  " + instance + " " + change.text("state")));
                }
            }
        }
        leverNews().forEach(lever -> news.add(Map.entry(Instant.now(), "lever     " + lever)));
        news.sort(Map.Entry.comparingByKey());
        news.forEach(item -> say.accept(String.format(
                Locale.ROOT,
                "%+7.1f s  %s",
                Duration.between(fault, item.getKey()).toMillis() / 1000.0,
                item.getValue())));
    }

    private boolean isWatched(Fields call) {
        return watched.instances().stream().map(InstanceId::value).anyMatch(call.text("instance")::equals);
    }

    private List<String> leverNews() {
        Map<String, String> now = watched.levers().get();
        List<String> news = now.entrySet().stream()
                .filter(lever -> !lever.getValue().equals(levers.get(lever.getKey())))
                .map(lever -> lever.getKey() + ": " + levers.get(lever.getKey()) + " -> " + lever.getValue())
                .toList();
        levers = now;
        return news;
    }

    private Optional<String> alarmNews() {
        String state = world.cloudWatch()
                .describeAlarms(request -> request.alarmNames(watched.alarm()))
                .metricAlarms()
                .getFirst()
                .stateValueAsString();
        if (state.equals(alarmState)) {
            return Optional.empty();
        }
        alarmState = state;
        return Optional.of(state);
    }

    private static List<String> guards(JournalRow row) {
        if (row.kind() != JournalRow.Kind.OPENED || !(row.detail().get("guards") instanceof List<?> guards)) {
            return List.of();
        }
        return guards.stream()
                .map(guard -> (Map<?, ?>) guard)
                .map(guard -> guard.get("guard") + " " + guard.get("finding") + ": " + guard.get("sentence"))
                .toList();
    }
}
