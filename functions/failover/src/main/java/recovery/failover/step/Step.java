package recovery.failover.step;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import recovery.shared.lever.LeverReply;
import recovery.shared.look.Look;
import recovery.shared.record.StepState;

/**
 * One lever of a failover. Whoever moves it goes: observe, store the undo, apply, verify; or back: undo, verify. AWS has no
 * idempotent calls for these, so each request is preceded by a look, and a lost reply is settled by one.
 *
 * <p>A setting says how the lever stands: a map of texts, whole numbers ({@code Long}), truth values, lists and maps, which
 * equals another one exactly if the lever stands the same. Only the fields that this step cares for are in it, and all that
 * are needed to put the lever back.
 */
public interface Step {
    /** Tells the steps of a plan apart; people read it. */
    String name();

    /** How the lever stands now. */
    Look<Map<String, Object>> look();

    /** How it is to stand afterwards, from how it stood before. Pure. */
    Goal goal(Map<String, Object> before);

    /**
     * The next setting on the way from {@code now} to {@code to}: {@code to} itself, or one between where a lever needs
     * several requests. Empty if {@code now} is none of ours: somebody else has moved it. Pure.
     *
     * @param from where the way began
     */
    default Optional<Map<String, Object>> towards(
            Map<String, Object> now, Map<String, Object> from, Map<String, Object> to) {
        return now.equals(from) || now.equals(to) ? Optional.of(to) : Optional.empty();
    }

    /**
     * Sends the one request that takes the lever from one setting to the next. It was looked at just before; between the note
     * of the request and the request itself there is time for nothing else.
     */
    LeverReply set(Map<String, Object> now, Map<String, Object> next);

    /**
     * Whether a setting that the lever shows already has taken effect for those who use it. Asked of every setting on the
     * way that is not where the way began, and there is no next request before the answer is {@link Effect.There}.
     *
     * @param state the step on its present way: on the way back, {@code before} and {@code after} change places
     */
    default Effect effect(StepState state, Map<String, Object> now, Instant at) {
        return new Effect.There();
    }

    /**
     * The command with which a person puts the lever so. It holds no double quote and no backslash, which a notice would not
     * bring to a person as they are.
     */
    String command(Map<String, Object> to);

    /** A setting in a few words, such as {@code i-0123456789abcdef0}. */
    String inWords(Map<String, Object> setting);

    /** Which control plane of another Region the lever needs; empty if none. */
    default Optional<String> otherRegion() {
        return Optional.empty();
    }

    /** Where a lever is to go. */
    sealed interface Goal {
        record To(Map<String, Object> setting) implements Goal {
            public To {
                setting = Map.copyOf(setting);
            }
        }

        /** From how it stands it cannot be moved as the plan says. */
        record Cannot(String why) implements Goal {}
    }

    /** Whether a lever has taken effect. */
    sealed interface Effect {
        record There() implements Effect {}

        record NotYet(String why) implements Effect {}

        /** AWS lost the request after it had accepted it: it is sent again. */
        record Lost(String why) implements Effect {}
    }
}
