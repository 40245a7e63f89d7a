package recovery.shared.bus;

import java.util.Optional;

/** What became of one event that was put on the bus. */
public sealed interface BusReply {
    /** The bus took it. */
    record Taken() implements BusReply {}

    /** It was not taken, or nobody can tell; whoever must be sure puts it again. */
    record NotTaken(String why) implements BusReply {}

    /** Why it cannot count as taken; empty if it was. */
    default Optional<String> trouble() {
        return this instanceof NotTaken(var why) ? Optional.of(why) : Optional.empty();
    }
}
