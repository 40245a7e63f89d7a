package recovery.restart.rung;

import recovery.shared.ec2.Instance;
import recovery.shared.guard.WillGuard;
import recovery.shared.record.Outcome;
import recovery.shared.record.Recovery;

/** What to do when the instance was terminated meanwhile: no Start can be owed to it any more. */
final class Gone {
    private Gone() {}

    static Move move(Recovery recovery, Instance instance) {
        String said = "it is " + instance.state().wireName() + " for " + instance.reason();
        if (!WillGuard.nobodys(recovery.plan(), instance.reason())) {
            return new Move.Close(Outcome.CANCELLED, true, said + ", which is somebody's will");
        }
        return Ladder.exhausted(recovery, true, said);
    }
}
