package recovery.shared.guard;

import recovery.shared.control.Mode;
import recovery.shared.words.Said;

/** Guard 1: the lower of the installation's mode and the plan's must be ACT, and the brake must not be latched. */
public final class SwitchGuard implements Guard {
    @Override
    public String name() {
        return "switch";
    }

    @Override
    public Verdict judge(Facts facts) {
        Mode installation = facts.own().mode().mode();
        Mode plan = facts.matter().plan().mode();
        var brake = facts.own().installation().brake();
        if (installation != Mode.OFF && plan != Mode.OFF && brake.isPresent()) {
            return Verdict.holds(
                    name(),
                    "the brake is latched since " + Said.time(brake.get().at()) + " ("
                            + brake.get().reason() + "); a person releases it");
        }
        String modes = "mode " + installation + " (set by " + facts.own().mode().by() + "), plan " + plan;
        return switch (installation.and(plan)) {
            case OFF -> Verdict.holds(name(), modes + ": nothing is done");
            case OBSERVE -> Verdict.observes(name(), modes + ": it is only reported what would be done");
            case ACT -> Verdict.passes(name(), modes + ", no brake");
        };
    }
}
