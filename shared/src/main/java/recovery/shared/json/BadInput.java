package recovery.shared.json;

/** Input that cannot be used. The message is one sentence that names the field and what was expected there. */
public final class BadInput extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public BadInput(String sentence) {
        super(sentence);
    }

    static BadInput at(String path, String expected, Object found) {
        return new BadInput(
                "field " + path + ": expected " + expected + ", found " + PlainText.quoted(String.valueOf(found)));
    }
}
