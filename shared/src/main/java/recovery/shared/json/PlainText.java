package recovery.shared.json;

/** Text from outside, made harmless before it is stored, logged or sent to a person. */
public final class PlainText {
    /** The most characters that are kept of a text from outside. */
    public static final int LONGEST = 256;

    private PlainText() {}

    /**
     * Returns the text on one line without control, format or surrogate characters (escape sequences, line breaks and
     * marks that turn the writing direction can make a log or a mail say what never happened), clipped to
     * {@link #LONGEST} characters.
     */
    public static String clean(String text) {
        return clean(text, LONGEST);
    }

    /** The same, clipped to another length. */
    public static String clean(String text, int longest) {
        var kept = new StringBuilder(Math.min(text.length(), longest));
        for (int i = 0; i < text.length() && kept.length() < longest; i++) {
            char c = text.charAt(i);
            kept.append(
                    switch (Character.getType(c)) {
                        case Character.CONTROL,
                                Character.FORMAT,
                                Character.SURROGATE,
                                Character.PRIVATE_USE,
                                Character.LINE_SEPARATOR,
                                Character.PARAGRAPH_SEPARATOR,
                                Character.UNASSIGNED -> ' ';
                        default -> c;
                    });
        }
        if (text.length() > longest) {
            kept.setCharAt(longest - 1, '…');
        }
        return kept.toString();
    }

    static String quoted(String text) {
        return '"' + clean(text) + '"';
    }
}
