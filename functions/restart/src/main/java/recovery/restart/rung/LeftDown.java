package recovery.restart.rung;

import recovery.shared.act.StopInDoubt;
import recovery.shared.ec2.Instance;
import recovery.shared.look.Look;
import recovery.shared.record.Outcome;
import recovery.shared.record.Recovery;

/** No recovery ends as cancelled while a stop of ours that is in doubt may have left its machine down. */
public final class LeftDown {
    static final String NOBODY_KNOWS = "nobody can tell from EC2's time whether it is our stop or another's";

    private LeftDown() {}

    /** The same move, or the same end in a person's hands. */
    public static Move toAPerson(Move move, Recovery recovery, Look<Instance> look) {
        return move instanceof Move.Close close
                        && close.outcome() == Outcome.CANCELLED
                        && StopInDoubt.mayHaveLeftDown(recovery, look)
                ? new Move.Close(
                        Outcome.NEEDS_PERSON, close.endsDuty(), close.reason() + "; if it is down, " + NOBODY_KNOWS)
                : move;
    }
}
