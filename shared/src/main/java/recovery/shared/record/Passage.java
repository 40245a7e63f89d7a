package recovery.shared.record;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import recovery.shared.json.Fields;

/**
 * How far a failover has come: its steps in their order, each with what is needed to take it back.
 *
 * @param steps empty until every one's undo data were read and stored together
 * @param turnedBack why it goes back instead of on
 */
public record Passage(Direction direction, List<StepState> steps, Optional<String> turnedBack) {
    public Passage {
        steps = List.copyOf(steps);
    }

    public static Passage begin(Direction direction) {
        return new Passage(direction, List.of(), Optional.empty());
    }

    /** The first step that is not yet where it is to be. */
    public Optional<StepState> nextToApply() {
        return steps.stream()
                .filter(step -> step.position() != StepState.Position.AFTER)
                .findFirst();
    }

    /** The last step that is, or may be, away from where it was. */
    public Optional<StepState> nextToUndo() {
        return steps.reversed().stream()
                .filter(step -> step.position() != StepState.Position.BEFORE)
                .findFirst();
    }

    /** Whether a step that lets the standby write was, or may have been, applied: from there on it only goes forward. */
    public boolean pastTheReturn() {
        return steps.stream().anyMatch(step -> step.standbyWrites() && step.position() != StepState.Position.BEFORE);
    }

    /** Whether a step is, or may be, away from where it was. */
    public boolean anyApplied() {
        return nextToUndo().isPresent();
    }

    public Optional<StepState> step(String name) {
        return steps.stream().filter(step -> step.name().equals(name)).findFirst();
    }

    /** The same with the undo data of all steps. */
    public Passage prepared(List<StepState> all) {
        return new Passage(direction, all, turnedBack);
    }

    /** The same with one step as it is now. */
    public Passage with(StepState now) {
        var next = new ArrayList<>(steps);
        next.replaceAll(step -> step.name().equals(now.name()) ? now : step);
        return new Passage(direction, next, turnedBack);
    }

    /** The same from now on going back; what was refused on the way out counts no more. */
    public Passage turningBack(String why) {
        return new Passage(direction, steps.stream().map(StepState::afresh).toList(), Optional.of(why));
    }

    Map<String, Object> map() {
        var stored = steps.stream().map(StepState::map).toList();
        return turnedBack
                .<Map<String, Object>>map(
                        why -> Map.of("direction", direction.name(), "steps", stored, "turnedBack", why))
                .orElse(Map.of("direction", direction.name(), "steps", stored));
    }

    static Passage of(Fields stored) {
        return new Passage(
                stored.oneOf("direction", Direction.class),
                stored.objects("steps").stream().map(StepState::of).toList(),
                stored.maybeText("turnedBack"));
    }
}
