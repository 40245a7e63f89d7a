package recovery.detection;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import recovery.shared.guard.Verdict;

/** What comes of judging a signal, with the reason and what each guard said. */
public sealed interface Decision {
    String reason();

    List<Verdict> verdicts();

    /** The name of the choice, as journal and answers show it. */
    default String choice() {
        return getClass().getSimpleName();
    }

    /** Every guard passes: a recovery is opened. */
    record Recover(String reason, List<Verdict> verdicts) implements Decision {
        public Recover {
            verdicts = List.copyOf(verdicts);
        }
    }

    /**
     * Not now. The sweep judges it again.
     *
     * @param until when that may help, where anybody can tell
     * @param wouldAct whether nothing but a mode that only observes stands in the way
     */
    record Hold(Optional<Instant> until, boolean wouldAct, String reason, List<Verdict> verdicts) implements Decision {
        public Hold {
            verdicts = List.copyOf(verdicts);
        }
    }

    /** There is nothing for us to do. */
    record Ignore(String reason, List<Verdict> verdicts) implements Decision {
        public Ignore {
            verdicts = List.copyOf(verdicts);
        }
    }

    /** A person must decide, and is called once. */
    record Escalate(String reason, List<Verdict> verdicts) implements Decision {
        public Escalate {
            verdicts = List.copyOf(verdicts);
        }
    }
}
