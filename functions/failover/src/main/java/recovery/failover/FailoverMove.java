package recovery.failover;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import recovery.failover.step.Step;
import recovery.shared.ec2.StopMode;
import recovery.shared.json.PlainText;
import recovery.shared.record.Intent;
import recovery.shared.record.Outcome;
import recovery.shared.record.Stage;
import recovery.shared.record.StepState;

/** What failover does next with one recovery, and why. A reason that the record keeps has a bound. */
public sealed interface FailoverMove {
    String reason();

    /** There is nothing to do now: the next event or tick looks again. */
    record Wait(String reason) implements FailoverMove {}

    /** The undo data of all steps are stored together, before the first one. */
    record Prepare(List<StepState> steps, String reason) implements FailoverMove {
        public Prepare {
            steps = List.copyOf(steps);
        }
    }

    /**
     * The side that is left is stopped: the fence.
     *
     * @param launchedAt the launch that was seen before
     * @param begins whether it is the first stop of a session: it is charged, and a Start is owed from then on
     */
    record Stop(StopMode mode, Instant launchedAt, boolean begins, String reason) implements FailoverMove {}

    /**
     * The side that was fenced is started again, because we owe it.
     *
     * @param launchedAt the launch that was seen before
     * @param stoppedAt when it was stopped, as far as EC2 tells
     */
    record Start(Instant launchedAt, Optional<Instant> stoppedAt, String reason) implements FailoverMove {}

    /**
     * A lever is moved by one request.
     *
     * @param act {@link Intent.Act#APPLY} or {@link Intent.Act#UNDO}
     * @param now how it stands
     * @param next how it is to stand after this request
     */
    record Set(Intent.Act act, Step step, Map<String, Object> now, Map<String, Object> next, String reason)
            implements FailoverMove {
        public Set {
            now = Map.copyOf(now);
            next = Map.copyOf(next);
        }
    }

    /** What became of a request is written down. */
    record Settle(Intent known, String reason) implements FailoverMove {}

    /** A step was seen to stand where it is to. */
    record Stands(StepState step, String reason) implements FailoverMove {}

    /** It goes on to another stage. */
    record Enter(Stage stage, String reason) implements FailoverMove {}

    /** What was done is taken back from here on. */
    record TurnBack(String reason) implements FailoverMove {
        public TurnBack {
            reason = PlainText.clean(reason, Headroom.LONGEST_REASON);
        }
    }

    /** Everything that the proof asks for holds since then, or holds no more. */
    record Green(Optional<Instant> since, String reason) implements FailoverMove {}

    /** A person is called, once for each thing. */
    record Page(String what, String reason) implements FailoverMove {
        public Page {
            reason = PlainText.clean(reason, Headroom.LONGEST_REASON);
        }
    }

    /** The recovery ends. */
    record Close(Outcome outcome, boolean endsDuty, String reason) implements FailoverMove {
        public Close {
            reason = PlainText.clean(reason, Headroom.LONGEST_REASON);
        }

        Close(Outcome outcome, String reason) {
            this(outcome, false, reason);
        }

        /** The same end, and something that only a person can know; but for one that stays fenced. */
        Close forAPerson(String why) {
            return outcome == Outcome.FAILED_OVER
                    ? this
                    : new Close(Outcome.NEEDS_PERSON, endsDuty, reason + "; " + why);
        }
    }
}
