package recovery.shared.record;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import recovery.shared.ec2.StopMode;
import recovery.shared.json.Fields;
import recovery.shared.json.PlainText;

/**
 * The durable note of one request, written before it is sent. Only the execution whose token it carries may send it,
 * once; every other one observes.
 *
 * @param stop how hard, if it is a stop
 * @param step the step of a failover that it moves; empty for a stop and a start
 * @param launchedBefore the launch time that was seen before a stop or start: a start is proved by another one
 * @param stoppedBefore when, by EC2's clock, the stop was that was seen before a start; empty if EC2 told no time
 * @param settledAt when its state last changed
 */
public record Intent(
        String id,
        Act act,
        Optional<StopMode> stop,
        Optional<String> step,
        Instant at,
        String writer,
        Optional<Instant> launchedBefore,
        Optional<Instant> stoppedBefore,
        State state,
        String answer,
        Instant settledAt) {
    /** The most characters of an answer that is kept of a request after which there was another one. */
    private static final int SHORT_ANSWER = 96;

    /** What is asked of AWS. */
    public enum Act {
        STOP,
        START,
        /** A lever of a failover is moved on. */
        APPLY,
        /** A lever of a failover is moved back. */
        UNDO
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
        return new Intent(
                id,
                Act.STOP,
                Optional.of(mode),
                Optional.empty(),
                at,
                writer,
                Optional.of(launchedBefore),
                Optional.empty(),
                State.WRITTEN,
                "",
                at);
    }

    public static Intent start(String id, Instant at, String writer, Instant launchedBefore) {
        return new Intent(
                id,
                Act.START,
                Optional.empty(),
                Optional.empty(),
                at,
                writer,
                Optional.of(launchedBefore),
                Optional.empty(),
                State.WRITTEN,
                "",
                at);
    }

    /** @param act {@link Act#APPLY} or {@link Act#UNDO} */
    public static Intent move(String id, Act act, String step, Instant at, String writer) {
        return new Intent(
                id,
                act,
                Optional.empty(),
                Optional.of(step),
                at,
                writer,
                Optional.empty(),
                Optional.empty(),
                State.WRITTEN,
                "",
                at);
    }

    /** The same start with the time of the stop on which it follows. */
    public Intent after(Optional<Instant> stopped) {
        return new Intent(id, act, stop, step, at, writer, launchedBefore, stopped, state, answer, settledAt);
    }

    /** What its answer begins with, up to a colon: EC2's error code where EC2 refused it. */
    public String code() {
        return answer.split(":", 2)[0];
    }

    /** The same with no more of its answer than tells one kind of answer from another. */
    Intent inShort() {
        return is(state, PlainText.clean(answer, SHORT_ANSWER), settledAt);
    }

    /** Whether this launch is another one than was seen before this request. */
    public boolean precedesLaunch(Instant launchedAt) {
        return !launchedBefore.equals(Optional.of(launchedAt));
    }

    /** Whether it is still open what became of it. Nothing closes and no owner changes meanwhile. */
    public boolean unsettled() {
        return state == State.WRITTEN || state == State.UNKNOWN;
    }

    /** Whether it may have had an effect. */
    public boolean mayHaveHappened() {
        return state != State.WITHOUT_EFFECT;
    }

    /** Whether it is known to have happened. */
    public boolean happened() {
        return state == State.ACCEPTED || state == State.OBSERVED;
    }

    public Intent is(State known, String why, Instant now) {
        return new Intent(id, act, stop, step, at, writer, launchedBefore, stoppedBefore, known, why, now);
    }

    Map<String, Object> map() {
        var map = new HashMap<String, Object>();
        map.put("id", id);
        map.put("act", act.name());
        stop.ifPresent(mode -> map.put("stop", mode.name()));
        map.put("at", at.toString());
        map.put("writer", writer);
        step.ifPresent(name -> map.put("step", name));
        launchedBefore.ifPresent(launch -> map.put("launchedBefore", launch.toString()));
        stoppedBefore.ifPresent(stopped -> map.put("stoppedBefore", stopped.toString()));
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
                stored.maybeText("step"),
                stored.instant("at"),
                stored.text("writer"),
                stored.maybeInstant("launchedBefore"),
                stored.maybeInstant("stoppedBefore"),
                stored.oneOf("state", State.class),
                stored.text("answer"),
                stored.instant("settledAt"));
    }
}
