package recovery.failover.step;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import recovery.shared.json.Fields;
import recovery.shared.lever.LeverReply;
import recovery.shared.lever.Levers;
import recovery.shared.lever.Scaling;
import recovery.shared.look.Look;
import recovery.shared.record.StepState;

/**
 * An Auto Scaling group gets another desired capacity. Its setting carries the group's bounds too, which are never changed
 * here: a group whose bounds have moved is one on which somebody else works. Which instance goes when it shrinks is the
 * group's own choice.
 */
final class Capacity implements Step {
    private static final String MIN = "min";
    private static final String MAX = "max";
    private static final String DESIRED = "desired";

    private final String group;
    private final long desired;
    private final Scaling scaling;

    Capacity(Fields settings, Levers levers) {
        this.group = settings.text("group");
        this.desired = settings.count("desired");
        this.scaling = levers.scaling();
    }

    @Override
    public String name() {
        return "capacity " + group;
    }

    @Override
    public Look<Map<String, Object>> look() {
        return Looks.as(
                scaling.group(group),
                seen -> Map.of(MIN, (long) seen.min(), MAX, (long) seen.max(), DESIRED, (long) seen.desired()));
    }

    @Override
    public Goal goal(Map<String, Object> before) {
        long min = Fields.of(before).number(MIN);
        long max = Fields.of(before).number(MAX);
        if (desired < min || desired > max) {
            return new Goal.Cannot(name() + " may be " + min + " to " + max + ", and the plan wants " + desired);
        }
        var after = new HashMap<>(before);
        after.put(DESIRED, desired);
        return new Goal.To(after);
    }

    @Override
    public LeverReply set(Map<String, Object> now, Map<String, Object> next) {
        return scaling.setDesired(group, Fields.of(next).count(DESIRED));
    }

    /** A group that grows has taken effect when its instances serve; one that shrinks has nobody who waits for it. */
    @Override
    public Effect effect(StepState state, Map<String, Object> now, Instant at) {
        long wanted = Fields.of(now).number(DESIRED);
        boolean grows = wanted > Fields.of(state.before()).number(DESIRED);
        return grows ? served(wanted) : new Effect.There();
    }

    private Effect served(long wanted) {
        return switch (scaling.group(group)) {
            case Look.Seen<Scaling.Group>(var seen) ->
                seen.inService() >= wanted
                        ? new Effect.There()
                        : new Effect.NotYet(
                                seen.inService() + " of " + wanted + " instances of " + group + " are in service");
            case Look.Absent<Scaling.Group>(var why) -> unknown(why);
            case Look.Unreadable<Scaling.Group>(var why) -> unknown(why);
        };
    }

    private Effect unknown(String why) {
        return new Effect.NotYet("how many instances of " + group + " are in service cannot be seen: " + why);
    }

    @Override
    public String command(Map<String, Object> to) {
        return "aws autoscaling set-desired-capacity --auto-scaling-group-name " + group + " --desired-capacity "
                + Fields.of(to).number(DESIRED);
    }

    @Override
    public String inWords(Map<String, Object> setting) {
        Fields fields = Fields.of(setting);
        return fields.number(DESIRED) + " of " + fields.number(MIN) + " to " + fields.number(MAX) + " instances";
    }
}
