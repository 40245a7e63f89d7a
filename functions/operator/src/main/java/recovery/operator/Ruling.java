package recovery.operator;

import recovery.shared.control.Installation;
import recovery.shared.control.Switch;
import recovery.shared.plan.Plan;
import recovery.shared.record.Recovery;
import recovery.shared.record.TargetState;
import recovery.shared.record.Wish;

/** What comes of a person's request; {@code sentence} tells it to them. */
sealed interface Ruling {
    String sentence();

    /** Nothing is written. */
    record Refuse(String sentence) implements Ruling {}

    /** The switch is written. This is the only way to it in the whole bundle. */
    record SetSwitch(Switch next, String sentence) implements Ruling {}

    /** The brake is released. */
    record Release(Installation next, String sentence) implements Ruling {}

    /** A target's outcome waits no longer; something may open on it again. */
    record Clear(TargetState next, String sentence) implements Ruling {}

    /** Only the owner of the recovery may move it, and is asked to. */
    record AskOwner(Wish.Kind kind, Recovery recovery, String sentence) implements Ruling {}

    /** Failover alone sees the levers, and is asked what it would do with them. */
    record AskPreview(Plan plan, String sentence) implements Ruling {}
}
