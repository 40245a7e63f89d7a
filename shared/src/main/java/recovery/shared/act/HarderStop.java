package recovery.shared.act;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import recovery.shared.ec2.Instance;
import recovery.shared.ec2.StopMode;
import recovery.shared.record.Intent;
import recovery.shared.record.Recovery;

/**
 * Which stop follows for an instance that hangs in stopping by ours. Each mode is asked for once, and the next one is
 * stronger: one that was lost on its way or does not fit the state is passed by. What EC2 did not look at is asked for
 * again, and so is the strongest one, as long as the recovery has time.
 */
public sealed interface HarderStop {
    /** The last one still has its step's time. */
    record NotYet() implements HarderStop {}

    /** This one is due. */
    record Ask(StopMode mode) implements HarderStop {}

    /** Our stops are used up or refused for good, or it is somebody else's that hangs. */
    record NoneLeft(String reason) implements HarderStop {}

    /** @param stopping the instance, which is stopping */
    static HarderStop after(Recovery recovery, Instance stopping, Instant now) {
        // Whoever starts it makes it another launch: the stops before that are over.
        List<Intent> ours = recovery.intents().stream()
                .filter(intent -> intent.act() == Intent.Act.STOP && !intent.precedesLaunch(stopping.launchedAt()))
                .toList();
        boolean hangsByOurs = ours.stream().anyMatch(Intent::mayHaveHappened);
        if (hangsByOurs && isRefused(ours.getLast())) {
            // The step's time makes that no better, though the stop before it may still come.
            return new NoneLeft("a stronger stop is refused: " + ours.getLast().answer());
        }
        if (now.isBefore(recovery.deadlines().step())) {
            return new NotYet();
        }
        return hangsByOurs
                ? after(ours.getLast(), now.isBefore(recovery.deadlines().recovery()))
                : new NoneLeft("no stronger stop follows on one that is not known to be ours");
    }

    /** Whether EC2 refuses it for something that only a person can mend. */
    private static boolean isRefused(Intent last) {
        return !last.mayHaveHappened() && StopAnswer.of(last) == StopAnswer.CALL_A_PERSON;
    }

    /** @param last the newest stop, which is the strongest that was asked for */
    private static HarderStop after(Intent last, boolean inTime) {
        StopMode mode = last.stop().orElseThrow();
        Optional<StopMode> stronger = mode.harder();
        if (last.mayHaveHappened()) {
            return stronger.<HarderStop>map(Ask::new).orElseGet(HarderStop::strongestWasSent);
        }
        if (StopAnswer.of(last) != StopAnswer.TRY_AGAIN && stronger.isPresent()) {
            return new Ask(stronger.get());
        }
        return inTime ? new Ask(mode) : new NoneLeft("there is no time left to ask for a stop again");
    }

    private static HarderStop strongestWasSent() {
        return new NoneLeft("there is no stronger stop");
    }
}
