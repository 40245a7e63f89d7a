package recovery.shared.record;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import recovery.shared.json.Fields;

/**
 * One step of a failover, as its record carries it. Settings are texts, whole numbers, truth values, lists and maps, as the
 * step itself wrote them.
 *
 * @param name tells the steps of a plan apart, such as {@code elastic-ip 203.0.113.10}
 * @param standbyWrites whether it lets the other side write: the first such step is the point of no return
 * @param before how the lever stood before step one: its undo
 * @param after how it is to stand
 * @param sentFrom how it stood when the last request was noted; a lost reply is settled by it. Empty once it stands at
 *     either end: a record has little room, and only one step is on its way at a time
 * @param receipt what AWS gave for the last request that it accepted, where it gives one
 * @param sentAt when a request was last accepted or seen to have happened
 * @param refusals requests that had no effect since the step was begun, or its undo was
 */
public record StepState(
        String name,
        boolean standbyWrites,
        Map<String, Object> before,
        Map<String, Object> after,
        Position position,
        Optional<Map<String, Object>> sentFrom,
        Optional<String> receipt,
        Optional<Instant> sentAt,
        int refusals) {
    public StepState {
        before = Map.copyOf(before);
        after = Map.copyOf(after);
    }

    /** Where the lever stands. */
    public enum Position {
        /** Nothing was sent, or all of it was seen to be taken back. */
        BEFORE,
        /** Something was, or may have been, sent. */
        MOVED,
        /** It was seen to stand as it is to. */
        AFTER
    }

    public static StepState prepared(
            String name, boolean standbyWrites, Map<String, Object> before, Map<String, Object> after) {
        return new StepState(
                name,
                standbyWrites,
                before,
                after,
                Position.BEFORE,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                0);
    }

    /** The same seen to stand at one of its ends. */
    public StepState at(Position end) {
        return new StepState(name, standbyWrites, before, after, end, Optional.empty(), receipt, sentAt, refusals);
    }

    /**
     * The same with a request noted that is about to be sent: it may be anywhere from now on. That an earlier one was
     * accepted is kept; so is its receipt where nothing is moved on, but what AWS lost is sent again.
     */
    public StepState sending(Map<String, Object> from, Map<String, Object> to) {
        return new StepState(
                name,
                standbyWrites,
                before,
                after,
                Position.MOVED,
                Optional.of(Map.copyOf(from)),
                from.equals(to) ? receipt : Optional.empty(),
                sentAt,
                refusals);
    }

    /** The same after AWS took a request, or one was seen to have happened. */
    public StepState sent(Optional<String> given, Instant at) {
        return new StepState(name, standbyWrites, before, after, position, sentFrom, given, Optional.of(at), refusals);
    }

    /**
     * The same after a request that had no effect: it stands as it stood. Where an earlier one was accepted, a look that
     * shows it untouched may only lag behind, and one that shows it moved does not prove that it has taken effect.
     */
    public StepState refused() {
        boolean untouched = sentFrom.equals(Optional.of(before)) && sentAt.isEmpty();
        StepState stands = untouched ? at(Position.BEFORE) : this;
        return new StepState(
                name, standbyWrites, before, after, stands.position, stands.sentFrom, receipt, sentAt, refusals + 1);
    }

    /** The same with nothing counted against it, at the beginning of its undo. */
    public StepState afresh() {
        return new StepState(name, standbyWrites, before, after, position, sentFrom, receipt, sentAt, 0);
    }

    /** The same step seen the other way round: where it came from is where it is to go. */
    public StepState reversed() {
        return new StepState(name, standbyWrites, after, before, position, sentFrom, receipt, sentAt, refusals);
    }

    Map<String, Object> map() {
        var map = new HashMap<String, Object>();
        map.put("name", name);
        map.put("standbyWrites", standbyWrites);
        map.put("before", before);
        map.put("after", after);
        map.put("position", position.name());
        sentFrom.ifPresent(from -> map.put("sentFrom", from));
        receipt.ifPresent(given -> map.put("receipt", given));
        sentAt.ifPresent(at -> map.put("sentAt", at.toString()));
        map.put("refusals", (long) refusals);
        return map;
    }

    static StepState of(Fields stored) {
        return new StepState(
                stored.text("name"),
                stored.flag("standbyWrites"),
                stored.object("before").asMap(),
                stored.object("after").asMap(),
                stored.oneOf("position", Position.class),
                stored.maybeObject("sentFrom").map(Fields::asMap),
                stored.maybeText("receipt"),
                stored.maybeInstant("sentAt"),
                stored.count("refusals"));
    }
}
