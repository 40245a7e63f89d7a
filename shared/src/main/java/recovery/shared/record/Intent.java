package recovery.shared.record;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import recovery.shared.ec2.StopMode;
import recovery.shared.json.Fields;

/**
 * The durable note of one request, written before it is sent. Only the execution whose token it carries may send it,
 * once; every other one observes.
 *
 * @param stop how hard, if it is a stop
 * @param launchedBefore the launch time that was seen before it: a start is proved by another one
 * @param settledAt when its state last changed
 */
public record Intent(
        String id,
        Act act,
        Optional<StopMode> stop,
        Instant at,
        String writer,
        Instant launchedBefore,
        State state,
        String answer,
        Instant settledAt) {

    /** What is asked of EC2. */
    public enum Act {
        STOP,
        START
    }

    /** What is known of it. */
    public enum State {
        /** Noted; nobody but its writer can know whether it was sent. */
        WRITTEN,
        /** The reply was lost, or its writer died: it may have happened. */
        UNKNOWN,
        /** EC2 accepted it. */
        ACCEPTED,
        /** EC2 refused it, or it was observed not to have happened. */
        WITHOUT_EFFECT,
        /** It was observed to have happened. */
        OBSERVED
    }

    public static Intent stop(String id, StopMode mode, Instant at, String writer, Instant launchedBefore) {
        return new Intent(id, Act.STOP, Optional.of(mode), at, writer, launchedBefore, State.WRITTEN, "", at);
    }

    public static Intent start(String id, Instant at, String writer, Instant launchedBefore) {
        return new Intent(id, Act.START, Optional.empty(), at, writer, launchedBefore, State.WRITTEN, "", at);
    }

    /** Whether it is still open what became of it. Nothing closes and no owner changes meanwhile. */
    public boolean unsettled() {
        return state == State.WRITTEN || state == State.UNKNOWN;
    }

    /** Whether it may have had an effect. */
    public boolean mayHaveHappened() {
        return state != State.WITHOUT_EFFECT;
    }

    public Intent is(State known, String why, Instant now) {
        return new Intent(id, act, stop, at, writer, launchedBefore, known, why, now);
    }

    Map<String, Object> map() {
        var map = new HashMap<String, Object>();
        map.put("id", id);
        map.put("act", act.name());
        stop.ifPresent(mode -> map.put("stop", mode.name()));
        map.put("at", at.toString());
        map.put("writer", writer);
        map.put("launchedBefore", launchedBefore.toString());
        map.put("state", state.name());
        map.put("answer", answer);
        map.put("settledAt", settledAt.toString());
        return map;
    }

    static Intent of(Fields stored) {
        return new Intent(
                stored.text("id"),
                stored.oneOf("act", Act.class),
                stored.maybeText("stop").map(StopMode::valueOf),
                stored.instant("at"),
                stored.text("writer"),
                stored.instant("launchedBefore"),
                stored.oneOf("state", State.class),
                stored.text("answer"),
                stored.instant("settledAt"));
    }
}
