package recovery.shared.words;

import java.util.List;

/**
 * Commands within a sentence: between brackets with a space on either side, so that no full stop is glued to one. A notice has
 * no lines, since a line break would arrive as a backslash and a letter.
 */
public final class Shown {
    private Shown() {}

    /** One command, or several that are pasted as one: each is run only if the one before it succeeded. */
    public static String command(String... commands) {
        return commands(List.of(commands));
    }

    /** The same for a list, which is not empty. */
    public static String commands(List<String> commands) {
        return "[ " + String.join(" && ", commands) + " ]";
    }
}
