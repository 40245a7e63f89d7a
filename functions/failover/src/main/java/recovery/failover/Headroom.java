package recovery.failover;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import recovery.failover.step.Step;
import recovery.shared.json.Json;
import recovery.shared.json.PlainText;
import recovery.shared.plan.Plan;
import recovery.shared.plan.Symptom;
import recovery.shared.record.Direction;
import recovery.shared.record.Intent;
import recovery.shared.record.Outcome;
import recovery.shared.record.Owner;
import recovery.shared.record.Passage;
import recovery.shared.record.Recovery;
import recovery.shared.record.RecoveryDraft;
import recovery.shared.record.Stage;
import recovery.shared.record.StepState;
import recovery.shared.record.Target;

/**
 * Whether a record has room for all that its failover may still write. A full one behind a fence could not even note the
 * Start that is owed, so it is told before anything is sent, by the fullest record that may come of it: every step moved and
 * one of them on its way, as many requests as it keeps, and the end, with a person called whom the bus did not yet tell: with
 * all commands that remain. As long as it is open, an earlier call that was not told either has the room of the end, since it
 * is kept in short; the end itself can wait until the bus takes them.
 */
final class Headroom {
    /** The most characters of a reason that a record keeps; the notice of the same thing repeats it. */
    static final int LONGEST_REASON = 384;

    private static final String REASON = "x".repeat(LONGEST_REASON);
    /** Of a request or an execution; they are UUIDs. */
    private static final String ID = "x".repeat(36);
    /** An error code and a message of AWS, which is clipped. */
    private static final String ANSWER = "x".repeat(64 + PlainText.LONGEST);
    /** The id of a change of Route 53, which has at most 32 characters. */
    private static final String RECEIPT = "/change/" + "x".repeat(32);

    private static final Instant AT = Instant.parse("2099-12-31T23:59:59.999999999Z");
    private static final Pages PAGES = new Pages("a-region-of-a-long-name");

    private Headroom() {}

    /** Why it has none; empty if it has. */
    static Optional<String> missing(Recovery recovery, List<StepState> states, List<Step> steps) {
        int size = fullest(recovery, states, steps).size();
        return size <= Recovery.LARGEST
                ? Optional.empty()
                : Optional.of("its record might come to " + size + " characters of at most " + Recovery.LARGEST
                        + ": the plan must have fewer steps, or shorter ones");
    }

    /** The same of a failover by this plan that nobody has opened yet; by what can be known of its steps. */
    static Optional<String> missing(Plan plan, List<StepState> states, List<Step> steps) {
        return missing(unopened(plan), states, steps);
    }

    /** What opens it, and an alarm's name, are no longer together than one reason may be. */
    private static Recovery unopened(Plan plan) {
        return new Recovery(
                "r-" + ID,
                1,
                Owner.FAILOVER,
                new Target.OfService(plan.name()),
                Symptom.APPLICATION,
                new Recovery.Opening(AT, Optional.empty(), "unknown", REASON),
                plan,
                Stage.REQUESTED,
                Optional.empty(),
                new Recovery.Deadlines(AT, AT, Optional.empty()),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Set.of(),
                Optional.empty(),
                List.of());
    }

    static Recovery fullest(Recovery recovery, List<StepState> states, List<Step> steps) {
        Optional<StepState> widest = states.stream().max(Comparator.comparingInt(Headroom::width));
        Passage passage = recovery.passage()
                .orElseGet(() -> Passage.begin(Direction.AWAY))
                .prepared(states.stream()
                        .map(state -> full(state, widest.equals(Optional.of(state))))
                        .toList())
                .turningBack(REASON);
        RecoveryDraft draft = recovery.next()
                .passage(passage)
                .owesStart(AT)
                .greenSince(Optional.of(AT))
                .cancelled(REASON);
        String name = longestName(states);
        for (int each = 0; each < RecoveryDraft.MOST_INTENTS; each++) {
            draft.intends(Intent.move(ID, Intent.Act.APPLY, name, AT, ID).is(Intent.State.WITHOUT_EFFECT, ANSWER, AT));
        }
        Recovery open = draft.done();
        return open.next()
                .pages("somebody-else:" + name, PAGES.page(open, steps, REASON, AT))
                .closes(Outcome.NEEDS_PERSON, REASON, AT)
                .done();
    }

    /** One step at a time is on its way, from a setting that has no more in it than both its ends. */
    private static StepState full(StepState state, boolean onItsWay) {
        Map<String, Object> both = Map.of("before", state.before(), "after", state.after());
        StepState sent = state.sending(both, state.after()).sent(Optional.of(RECEIPT), AT);
        return onItsWay ? sent : sent.at(StepState.Position.AFTER);
    }

    private static int width(StepState state) {
        return Json.write(state.before()).length() + Json.write(state.after()).length();
    }

    private static String longestName(List<StepState> states) {
        return states.stream()
                .map(StepState::name)
                .max(Comparator.comparingInt(String::length))
                .orElse("");
    }
}
