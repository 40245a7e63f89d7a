package recovery.failover;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import recovery.failover.step.Step;
import recovery.shared.ec2.StopMode;
import recovery.shared.record.Outcome;
import recovery.shared.record.Passage;
import recovery.shared.record.Recovery;
import recovery.shared.record.Stage;
import recovery.shared.record.StepState;
import recovery.shared.words.Asks;
import recovery.shared.words.InstanceCommands;
import recovery.shared.words.Shown;

/**
 * What remains to a person of a failover that stands somewhere on its way, in the order that keeps two sides from writing: the
 * side that is left is proved to be down first, and then it is one of two, on or back. A Start belongs to the way back alone.
 */
final class Remaining {
    private final InstanceCommands instances;
    private final Commands commands;

    Remaining(String region) {
        this.instances = new InstanceCommands(region);
        this.commands = new Commands(region);
    }

    /** While its record is open: what is owed is still sent, and what can be taken back still is. */
    String open(Recovery recovery, List<Step> steps) {
        return stands(recovery, recovery.stage() == Stage.START)
                ? start(recovery) + " To take it over, with nothing owed any more: " + acknowledge(recovery)
                : choice(recovery, steps, true);
    }

    /** After its end, which calls a person. */
    String ended(Recovery recovery, List<Step> steps, Outcome outcome) {
        String rest = stands(recovery, outcome == Outcome.ROLLED_BACK) ? "" : choice(recovery, steps, false);
        return rest + " When it is done: " + acknowledge(recovery);
    }

    private static boolean stands(Recovery recovery, boolean back) {
        return back
                || recovery.passage()
                        .map(Passage::steps)
                        .filter(all -> !all.isEmpty())
                        .isEmpty();
    }

    private String choice(Recovery recovery, List<Step> steps, boolean open) {
        Passage passage = recovery.passage().orElseThrow();
        String onward = onward(recovery, passage, steps, open);
        String backward = backward(recovery, passage, steps);
        boolean turned = passage.turnedBack().isPresent();
        return fence(recovery) + " Then do ONE of these two, never both. EITHER " + (turned ? backward : onward)
                + " OR " + (turned ? onward : backward);
    }

    private static String acknowledge(Recovery recovery) {
        return Shown.command(Asks.acknowledge(recovery.target().key()));
    }

    /** Every lever stands where it should: only the Start is left. */
    private String start(Recovery recovery) {
        return recovery.startOwed().isPresent()
                ? " A Start is owed; by hand: " + instances.start(recovery.instance())
                : "";
    }

    private String fence(Recovery recovery) {
        if (!Fence.asked(recovery)) {
            return "";
        }
        var left = recovery.instance();
        String accepted =
                recovery.plan().accept().forcedStop() ? "which the plan accepts" : "which the plan does not accept";
        return " Nothing may move before " + left
                + " is seen stopped or terminated, or two sides write. If it is neither,"
                + " stop it: " + instances.stop(left, StopMode.GRACEFUL) + " and if it hangs in stopping: "
                + instances.stop(left, StopMode.SKIP_OS_SHUTDOWN) + " and at last: "
                + instances.stop(left, StopMode.FORCE) + " (these two may lose data, " + accepted
                + "). Look again until it is seen.";
    }

    private String onward(Recovery recovery, Passage passage, List<Step> steps, boolean open) {
        List<String> left = passage.steps().stream()
                .filter(state -> state.position() != StepState.Position.AFTER)
                .flatMap(state -> command(steps, state, false).stream())
                .toList();
        boolean fenced = Fence.asked(recovery);
        String leave = fenced ? "leave " + recovery.instance() + " down" : "change nothing";
        if (left.isEmpty()) {
            return "stay on " + recovery.sides().to() + ", where every step is done: " + leave + ".";
        }
        String takeOver = open
                ? "take it over first, so that it neither takes back nor starts anything: " + acknowledge(recovery)
                        + " and once it answers so"
                        + (fenced ? ", and " + recovery.instance() + " is still seen down: " : ": ")
                : "";
        return "go on: " + takeOver + Shown.commands(left) + " and " + leave + ".";
    }

    /** The undo in the order in which it is to be done, and the Start last. */
    private String backward(Recovery recovery, Passage passage, List<Step> steps) {
        var done = new ArrayList<String>();
        for (StepState state : passage.steps().reversed()) {
            if (state.position() != StepState.Position.BEFORE) {
                command(steps, state, true).ifPresent(done::add);
            }
        }
        String undo =
                done.isEmpty() ? "give up, for nothing has moved" : "give up: take it back " + Shown.commands(done);
        String lost = passage.pastTheReturn()
                ? " (what " + recovery.sides().to() + " has written since is not on "
                        + recovery.sides().from() + ")"
                : "";
        return undo + lost + (Fence.asked(recovery) ? startLast(recovery, done.isEmpty()) : ".");
    }

    private String startLast(Recovery recovery, boolean nothingMoved) {
        String when = nothingMoved ? ": start " : ", and only when that is done start ";
        String owed = recovery.startOwed().isPresent() ? ", to which a Start is owed: " : ", if it is down: ";
        return when + recovery.instance() + owed + instances.start(recovery.instance());
    }

    private Optional<String> command(List<Step> steps, StepState state, boolean back) {
        return steps.stream()
                .filter(step -> step.name().equals(state.name()))
                .map(step -> commands.brief(step, back ? state.before() : state.after()))
                .findFirst();
    }
}
