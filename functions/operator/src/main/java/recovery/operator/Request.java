package recovery.operator;

import recovery.shared.control.Mode;
import recovery.shared.record.Target;

/** What a person asks. Whatever changes something carries who asks, and why; CloudTrail is the proof of who it was. */
public sealed interface Request {
    /** How things stand. */
    record Status() implements Request {}

    /** Why this target was treated as it was. */
    record Why(Target target) implements Request {}

    /** The answer to an earlier request that its owner carries out. */
    record AnswerTo(String id) implements Request {}

    record SetMode(Mode mode, By by) implements Request {}

    record ReleaseBrake(By by) implements Request {}

    /** A person has seen to the last outcome, or takes an open recovery over. */
    record Acknowledge(Target target, By by) implements Request {}

    /** Nothing new begins on the open recovery of this target. */
    record Cancel(Target target, By by) implements Request {}

    /** Who asks, in their own words, and why. */
    record By(String name, String reason) {}
}
