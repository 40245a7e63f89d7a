package recovery.detection.guard;

import java.time.Duration;
import recovery.shared.guard.Facts;
import recovery.shared.guard.Guard;
import recovery.shared.guard.Verdict;
import recovery.shared.words.Said;

/** Guard 3: a delivered event is young enough. EventBridge may deliver a day late; what the sweep finds is new. */
public final class AgeGuard implements Guard {
    @Override
    public String name() {
        return "age";
    }

    @Override
    public Verdict judge(Facts facts) {
        Facts.Evidence evidence = facts.matter().evidence();
        if (!evidence.delivered()) {
            return Verdict.passes(name(), "found by the sweep, just now");
        }
        Duration age = Duration.between(evidence.since(), facts.now());
        Duration limit = facts.matter().plan().limits().maxEventAge();
        String said = "the event is " + Said.span(age) + " old, at most " + Said.span(limit) + " allowed";
        return age.compareTo(limit) <= 0 ? Verdict.passes(name(), said) : Verdict.ignores(name(), said);
    }
}
