package recovery.shared.guard;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import recovery.shared.json.PlainText;

/**
 * What one guard says of an act.
 *
 * @param guard its name, in design's words
 * @param sentence why, with the numbers
 * @param lookAgain when the refusal may be over; empty if nobody can tell
 */
public record Verdict(String guard, Finding finding, String sentence, Optional<Instant> lookAgain) {
    public Verdict {
        sentence = PlainText.clean(sentence);
    }

    public static Verdict passes(String guard, String sentence) {
        return new Verdict(guard, Finding.PASSES, sentence, Optional.empty());
    }

    public static Verdict notLookedAt(String guard) {
        return new Verdict(guard, Finding.NOT_LOOKED_AT, "not looked at", Optional.empty());
    }

    public static Verdict observes(String guard, String sentence) {
        return new Verdict(guard, Finding.OBSERVES, sentence, Optional.empty());
    }

    public static Verdict holds(String guard, String sentence) {
        return new Verdict(guard, Finding.HOLDS, sentence, Optional.empty());
    }

    public static Verdict holds(String guard, String sentence, Instant lookAgain) {
        return new Verdict(guard, Finding.HOLDS, sentence, Optional.of(lookAgain));
    }

    public static Verdict escalates(String guard, String sentence) {
        return new Verdict(guard, Finding.ESCALATES, sentence, Optional.empty());
    }

    public static Verdict ignores(String guard, String sentence) {
        return new Verdict(guard, Finding.IGNORES, sentence, Optional.empty());
    }

    /** The first refusal in the guards' order; empty if all pass. */
    public static Optional<Verdict> firstRefusal(List<Verdict> verdicts) {
        return verdicts.stream().filter(verdict -> verdict.finding().refuses()).findFirst();
    }

    /** As a journal row or an answer shows it. */
    public Map<String, Object> map() {
        return Map.of("guard", guard, "finding", finding.name(), "sentence", sentence);
    }
}
