package recovery.shared.act;

import java.util.stream.Stream;
import recovery.shared.ec2.Instance;
import recovery.shared.look.Look;
import recovery.shared.record.Intent;
import recovery.shared.record.Recovery;

/**
 * A stop of ours for which no Start is owed, though it may be what took the machine down: two reads saw nothing of it and it
 * may have come late, or EC2's time could not tell it from somebody else's. Nobody may call such a machine stopped by others:
 * it is a person's to judge.
 */
public final class StopInDoubt {
    private StopInDoubt() {}

    /** Whether a stop since the last start is in doubt, by the record alone. */
    public static boolean isNoted(Recovery recovery) {
        return recovery.startOwed().isEmpty() && newest(recovery).anyMatch(StopInDoubt::isDoubtful);
    }

    /** Whether the machine, as far as a look tells, may be down by a stop that is in doubt. */
    public static boolean mayHaveLeftDown(Recovery recovery, Look<Instance> look) {
        return recovery.startOwed().isEmpty()
                && newest(recovery).anyMatch(stop -> isDoubtful(stop) && mayBeSeenIn(look, stop));
    }

    private static Stream<Intent> newest(Recovery recovery) {
        return recovery.intents().reversed().stream()
                .takeWhile(intent -> intent.act() != Intent.Act.START || !intent.mayHaveHappened());
    }

    private static boolean isDoubtful(Intent intent) {
        return Settling.unseen(intent)
                || (intent.act() == Intent.Act.STOP && intent.answer().startsWith(Settling.UNCLEAR));
    }

    private static boolean mayBeSeenIn(Look<Instance> look, Intent stop) {
        return look.seen()
                .map(instance ->
                        instance.state().down() && (instance.changedAt().isEmpty() || Settling.mayBeBy(stop, instance)))
                .orElse(true);
    }
}
