package recovery.shared.look;

import java.util.Optional;

/** The answer to one read of the world. Not being able to see is never the same as seeing nothing. */
public sealed interface Look<T> {
    record Seen<T>(T value) implements Look<T> {}

    /** The other side knows no such thing, which soon after a launch need not mean that it is gone. */
    record Absent<T>(String why) implements Look<T> {}

    /** No answer, or one that could not be used: nothing is known. */
    record Unreadable<T>(String why) implements Look<T> {}

    default Optional<T> seen() {
        return this instanceof Seen<T>(var value) ? Optional.of(value) : Optional.empty();
    }

    /** Why there is nothing to see; empty if there is. */
    default String why() {
        return switch (this) {
            case Seen<T> seen -> "";
            case Absent<T>(var why) -> why;
            case Unreadable<T>(var why) -> why;
        };
    }
}
