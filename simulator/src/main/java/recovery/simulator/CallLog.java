package recovery.simulator;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import recovery.shared.ec2.InstanceId;
import recovery.shared.ec2.StopMode;

/** Every call that this EC2 received, in order. It keeps the newest {@link #MOST}. */
public final class CallLog {
    /** How many entries are kept. */
    public static final int MOST = 100_000;

    private final List<Entry> entries = new ArrayList<>();
    private long dropped;

    /**
     * One call.
     *
     * @param number 1 for the first call ever
     * @param about the address that it names, by whatever name; empty if none
     * @param outcome in a few words: the change of state, the error's code, or what became of the reply
     */
    public record Entry(
            long number,
            Instant at,
            Action action,
            List<InstanceId> ids,
            StopMode mode,
            boolean dryRun,
            String by,
            String about,
            String outcome) {

        /** One line for people and for assertions: {@code StopInstances i-0123456789abcdef0: running -> stopping}. */
        public String inWords() {
            var words = new StringBuilder(action.wireName());
            ids.forEach(id -> words.append(' ').append(id));
            if (action == Action.STOP_INSTANCES && mode != StopMode.GRACEFUL) {
                words.append(' ').append(mode);
            }
            if (!about.isEmpty()) {
                words.append(' ').append(about);
            }
            return words.append(dryRun ? " (dry run): " : ": ").append(outcome).toString();
        }
    }

    synchronized void add(Instant at, Call call, String outcome) {
        if (entries.size() == MOST) {
            entries.removeFirst();
            dropped++;
        }
        long number = dropped + entries.size() + 1;
        entries.add(new Entry(
                number,
                at,
                call.action(),
                call.ids(),
                call.mode(),
                call.dryRun(),
                call.by(),
                call.address().map(AddressRequest::inWords).orElse(""),
                outcome));
    }

    /** All calls. */
    public synchronized List<Entry> all() {
        return List.copyOf(entries);
    }

    /** The calls that asked to change something, dry runs apart: what tests most often want to know. */
    public List<Entry> acts() {
        return all().stream()
                .filter(entry -> !entry.action().reads() && !entry.dryRun())
                .toList();
    }

    /** The calls of one action, dry runs apart. */
    public List<Entry> acts(Action action) {
        return acts().stream().filter(entry -> entry.action() == action).toList();
    }
}
