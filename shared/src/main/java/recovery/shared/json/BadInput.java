package recovery.shared.json;

/**
 * Input that cannot be used. The message is one sentence that names the field and what was expected there, harmless to
 * log and to show: the names of fields come from outside too.
 */
public final class BadInput extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final int LONGEST = 1024;

    public BadInput(String sentence) {
        super(PlainText.clean(sentence, LONGEST));
    }

    static BadInput at(String path, String expected, Object found) {
        return new BadInput(
                "field " + path + ": expected " + expected + ", found " + PlainText.quoted(String.valueOf(found)));
    }
}
