package recovery.systemtests.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import recovery.shared.ec2.InstanceId;
import recovery.shared.journal.JournalRow;
import recovery.shared.json.Fields;
import recovery.shared.record.Outcome;
import recovery.shared.record.RosterEntry;
import recovery.shared.store.Store;
import recovery.systemtests.local.LocalWorld;

/** Watches one instance from outside and tells what happens, as it happens: alarm, journal, calls and states. */
public final class Timeline {
    private static final Duration PAUSE = Duration.ofMillis(400);
    private static final int ENOUGH = 100;

    private final LocalWorld world;
    private final InstanceId instance;
    private final String alarm;
    private final Consumer<String> say;
    private final Store store;
    private final Set<String> told = new HashSet<>();
    private Instant fault = Instant.EPOCH;
    private String alarmState = "OK";

    public Timeline(LocalWorld world, InstanceId instance, String alarm, Consumer<String> say) {
        this.world = world;
        this.instance = instance;
        this.alarm = alarm;
        this.say = say;
        this.store = world.store();
    }

    /** Waits until the sweep knows so many instances. */
    public void untilRostered(int members, Duration patience) {
        if (!until(() -> RosterEntry.readAll(store).size() >= members, patience)) {
            throw new IllegalStateException("the sweep does not know the instances after " + patience);
        }
    }

    /** Tells what happens until a recovery closes. False if none does in time. */
    public boolean follow(Instant since, Duration patience) {
        fault = since;
        boolean closed = until(
                () -> {
                    tell();
                    return outcome().isPresent();
                },
                patience);
        tell();
        return closed;
    }

    /** Everything about the instance since the fault, oldest first. */
    public List<JournalRow> journal() {
        return store.newest(instance.value(), ENOUGH).reversed().stream()
                .filter(row -> !row.at().isBefore(fault))
                .toList();
    }

    /** How its recovery ended; empty while it is open. */
    public Optional<Outcome> outcome() {
        return journal().stream()
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
        alarmNews().ifPresent(state -> news.add(Map.entry(Instant.now(), "alarm     " + alarm + " is " + state)));
        for (JournalRow row : journal()) {
            if (told.add(row.subject() + row.sequence())) {
                news.add(Map.entry(row.at(), "journal   " + row.kind() + ": " + row.sentence()));
                guards(row).forEach(guard -> news.add(Map.entry(row.at(), "              " + guard)));
            }
        }
        for (Fields call : world.simulator().calls()) {
            boolean ours = call.flag("acts") && call.text("instance").equals(instance.value());
            if (ours && told.add("call " + call.text("at") + call.text("words"))) {
                news.add(Map.entry(call.instant("at"), "EC2 got   " + call.text("words")));
            }
        }
        for (Fields change : world.simulator().changes(instance)) {
            if (told.add("change " + change.text("at") + change.text("state"))) {
                news.add(Map.entry(change.instant("at"), "EC2 says  " + change.text("state")));
            }
        }
        news.sort(Map.Entry.comparingByKey());
        news.forEach(item -> say.accept(String.format(
                Locale.ROOT,
                "%+7.1f s  %s",
                Duration.between(fault, item.getKey()).toMillis() / 1000.0,
                item.getValue())));
    }

    private Optional<String> alarmNews() {
        String state = world.cloudWatch()
                .describeAlarms(request -> request.alarmNames(alarm))
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
