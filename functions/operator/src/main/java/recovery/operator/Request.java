package recovery.operator;

import java.util.Optional;
import recovery.shared.control.Mode;
import recovery.shared.record.Target;

/** What a person asks for. */
sealed interface Request {
    /** The request's name on the wire. */
    String name();

    /** How things stand. */
    record Status() implements Request {
        @Override
        public String name() {
            return "status";
        }
    }

    /**
     * What was decided and done, newest first.
     *
     * @param about the key of a target, or {@code switch} or {@code installation}
     * @param target the target, if it is one
     */
    record Why(String about, Optional<Target> target) implements Request {
        @Override
        public String name() {
            return "why";
        }
    }

    /** What came of an earlier request that its owner had to carry out. */
    record AnswerTo(String id) implements Request {
        @Override
        public String name() {
            return "answer";
        }
    }

    /** What this version does not do, or what lacks something; {@code why} says so. */
    record Unknown(String name, String why) implements Request {}

    /** Whatever changes something is signed. */
    sealed interface Change extends Request {
        Signature signed();
    }

    /** Who asks, and why, as they say themselves; CloudTrail has the proof. */
    record Signature(String by, String reason) {}

    record SetMode(Mode mode, Signature signed) implements Change {
        @Override
        public String name() {
            return "set-mode";
        }
    }

    record ReleaseBrake(Signature signed) implements Change {
        @Override
        public String name() {
            return "release-brake";
        }
    }

    record Acknowledge(Target target, Signature signed) implements Change {
        @Override
        public String name() {
            return "acknowledge";
        }
    }

    /** One of the two is there: the recovery, or the target that it claims. */
    record Cancel(Optional<String> recovery, Optional<Target> target, Signature signed) implements Change {
        @Override
        public String name() {
            return "cancel";
        }
    }

    /** What a failover of this plan's service would do; nothing is changed, but its owner looks and answers. */
    record Preview(String plan, Signature signed) implements Change {
        @Override
        public String name() {
            return "preview";
        }
    }

    /** Back to the primary, after a failover of this plan's service. */
    record Failback(String plan, Signature signed) implements Change {
        @Override
        public String name() {
            return "failback";
        }
    }
}
