package recovery.systemtests.story;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import recovery.shared.alarm.Alarm;
import recovery.shared.control.Installation;
import recovery.shared.control.Mode;
import recovery.shared.control.Switch;
import recovery.shared.ec2.InstanceId;
import recovery.shared.ec2.InstanceState;
import recovery.shared.journal.JournalRow;
import recovery.shared.json.Fields;
import recovery.shared.record.Group;
import recovery.shared.record.Target;
import recovery.shared.record.TargetState;
import recovery.shared.store.Item;
import recovery.shared.store.Write;
import recovery.simulator.Ailment;

/** The invariants of what is written, checked at each transaction, each second and at the end. */
final class Books {
    private static final Duration TAKEOVER = Duration.ofMinutes(1);
    private static final Duration SOAK = Duration.ofMinutes(2);

    private final World world;
    private final Set<String> broken;
    private final Map<String, Item> records = new HashMap<>();
    private final Map<InstanceId, Instant> lastNotGreen = new HashMap<>();
    private final Set<String> texts = new HashSet<>();
    private Mode mode = Mode.OBSERVE;
    private boolean everActing;
    private boolean braked;

    Books(World world, Set<String> broken) {
        this.world = world;
        this.broken = broken;
    }

    boolean everActing() {
        return everActing;
    }

    private void breaks(String invariant, String sentence) {
        broken.add(invariant + ": " + sentence + " (" + world.clock.now() + ")");
    }

    void written(List<Write> writes) {
        for (Write write : writes) {
            if (write instanceof Write.Put(Item item)) {
                if (item.key().partition().startsWith("recovery#")) {
                    record(item, writes);
                }
                notices(item);
            }
        }
        for (Write write : writes) {
            if (write instanceof Write.Put(Item item)) {
                limits(item);
            }
        }
    }

    private void record(Item item, List<Write> writes) {
        if (!text(item, "schema").equals("1") || !item.body().containsKey("target")) {
            return; // put there by a run, to be tripped over
        }
        Item before = records.put(item.key().partition(), item);
        String id = text(item, "id");
        if (item.version() != (before == null ? 0 : before.version()) + 1
                || (before != null && closed(before) && !closed(item))) {
            breaks("S14", id + " took an illegal step to version " + item.version());
        }
        String sequence = JournalRow.sequenceOf(item.version());
        boolean told = writes.stream()
                .anyMatch(write -> write instanceof Write.Append(JournalRow row)
                        && row.subject().equals(id)
                        && row.sequence().equals(sequence));
        if (!told) {
            breaks("S4", id + " reached version " + item.version() + " without a row in the journal");
        }
        alone(item);
        inFlight(item);
        intents(item, before, writes);
        if (closed(item) && (before == null || !closed(before))) {
            closes(item, before);
        }
    }

    private void alone(Item item) {
        boolean another = records.values().stream()
                .anyMatch(other -> !other.key().equals(item.key())
                        && !closed(other)
                        && !closed(item)
                        && text(other, "target").equals(text(item, "target")));
        if (another) {
            breaks("S1", "two recoveries are open on " + text(item, "target"));
        }
    }

    private void inFlight(Item item) {
        long open = records.values().stream().filter(record -> !closed(record)).count();
        if (!closed(item) && open > 1) {
            breaks("S9", "two members of the group are in recovery at once");
        }
    }

    private void intents(Item item, @Nullable Item before, List<Write> writes) {
        boolean notes = writes.stream()
                .anyMatch(
                        write -> write instanceof Write.Append(JournalRow row) && row.kind() == JournalRow.Kind.INTENT);
        boolean owed = before != null && before.body().containsKey("startOwed");
        if (((notes && !owed) || before == null) && (mode != Mode.ACT || braked)) {
            breaks("S15", text(item, "id") + " goes on with mode " + mode + (braked ? " and the brake latched" : ""));
        }
        if (before == null) {
            return;
        }
        for (Map<?, ?> was : list(before, "intents")) {
            for (Map<?, ?> is : list(item, "intents")) {
                Instant over = Instant.parse(text(was, "at")).plus(TAKEOVER);
                boolean settles = text(was, "id").equals(text(is, "id"))
                        && text(was, "state").equals("WRITTEN")
                        && !text(is, "state").equals("WRITTEN");
                boolean stranger = !item.writer().equals(text(was, "writer"));
                if (settles && stranger && world.clock.now().isBefore(over)) {
                    breaks("S2", "a stranger settles " + text(is, "id") + " before its writer can be over");
                }
            }
        }
    }

    private void closes(Item item, @Nullable Item before) {
        String outcome = Fields.of(item.body()).object("closing").text("outcome");
        boolean success = outcome.equals("RECOVERED") || outcome.equals("HEALED_ITSELF");
        if (success) {
            proved(new InstanceId(text(item, "target")), outcome);
        }
        if (before != null && list(before, "intents").stream().anyMatch(intent -> open(text(intent, "state")))) {
            breaks("S11", text(item, "id") + " closed with a request unsettled");
        }
    }

    private void proved(InstanceId instance, String outcome) {
        Instant since = lastNotGreen.getOrDefault(instance, Instant.EPOCH);
        if (!green(instance) || world.clock.now().isBefore(since.plus(SOAK).minusSeconds(2))) {
            breaks("proof", outcome + " although it was not well at " + since);
        }
    }

    private static boolean open(String state) {
        return state.equals("WRITTEN") || state.equals("UNKNOWN");
    }

    private void notices(Item item) {
        list(item, "notices").forEach(notice -> texts.add(String.valueOf(notice.get("text"))));
    }

    private void limits(Item item) {
        if (item.key().equals(Switch.KEY)) {
            mode = Mode.valueOf(text(item, "mode"));
            everActing |= mode == Mode.ACT;
        } else if (item.key().equals(Installation.KEY)) {
            if (braked && !item.body().containsKey("brake") && !item.writer().equals("person")) {
                breaks("S9", "the brake came off without a person");
            }
            braked = item.body().containsKey("brake");
        }
    }

    void second() {
        for (InstanceId id : List.of(World.WEB_1, World.WEB_2, World.WEB_3)) {
            if (!green(id)) {
                lastNotGreen.put(id, world.clock.now());
            }
        }
        records.values().stream().filter(record -> !closed(record)).forEach(record -> {
            var claim = TargetState.read(world.store, Target.of(text(record, "target")))
                    .claim();
            if (!claim.equals(Optional.of(text(record, "id")))) {
                breaks("S1", text(record, "id") + " is open without its claim");
            }
        });
    }

    void end() {
        Set<String> heard = new HashSet<>();
        world.bus
                .events()
                .forEach(event -> heard.add(String.valueOf(event.detail().get("text"))));
        texts.stream().filter(text -> !heard.contains(text)).forEach(text -> breaks("L5", "nobody was told: " + text));
        boolean open = records.values().stream().anyMatch(record -> !closed(record));
        boolean held = !Group.read(world.store, "web").slots().isEmpty()
                || List.of(World.WEB_1, World.WEB_2, World.WEB_3).stream()
                        .flatMap(id -> world.target(id).claim().stream())
                        .anyMatch(holder -> !isFailover(holder));
        if (!open && held) {
            breaks("L4", "nothing is open, and a claim or a slot is still held");
        }
    }

    /** What is fenced stays claimed until a failback or a person. */
    private boolean isFailover(String recovery) {
        return Optional.ofNullable(records.get("recovery#" + recovery))
                .filter(record -> record.body().containsKey("passage"))
                .isPresent();
    }

    boolean green(InstanceId id) {
        return world.model.instance(id).orElseThrow().state() == InstanceState.RUNNING && checksPass(id) && alarmOk(id);
    }

    boolean checksPass(InstanceId id) {
        return world.model.check(id, Ailment.Part.SYSTEM).passes()
                && world.model.check(id, Ailment.Part.INSTANCE).passes();
    }

    boolean alarmOk(InstanceId id) {
        return world.alarms
                .alarm("recovery-web-host-" + id)
                .seen()
                .map(alarm -> alarm.state() == Alarm.State.OK)
                .orElse(true);
    }

    private static boolean closed(Item item) {
        return "CLOSED".equals(item.body().get("stage"));
    }

    private static String text(Item item, String field) {
        return String.valueOf(item.body().get(field));
    }

    private static String text(Map<?, ?> map, String field) {
        return String.valueOf(map.get(field));
    }

    private static List<Map<?, ?>> list(Item item, String field) {
        return item.body().get(field) instanceof List<?> all
                ? all.stream().<Map<?, ?>>map(one -> (Map<?, ?>) one).toList()
                : List.of();
    }
}
