package recovery.simulator;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import recovery.shared.ec2.Checks;
import recovery.shared.ec2.Ec2;
import recovery.shared.ec2.Instance;
import recovery.shared.ec2.InstanceId;
import recovery.shared.ec2.Power;
import recovery.shared.ec2.Reply;
import recovery.shared.ec2.StopMode;
import recovery.shared.look.Look;
import recovery.shared.look.Page;

/**
 * The door for tests inside one process: the two ports on the model. Nothing here blocks: a call that the model holds
 * is lost to its caller at once, and carried out when the model releases it.
 */
public final class SimulatedEc2 implements Ec2, Power {
    private static final int USUAL_PAGE = 100;

    private final Ec2Model model;
    private final String caller;
    private final int pageSize;

    private SimulatedEc2(Ec2Model model, String caller, int pageSize) {
        this.model = model;
        this.caller = caller;
        this.pageSize = pageSize;
    }

    public SimulatedEc2(Ec2Model model) {
        this(model, "test", USUAL_PAGE);
    }

    /** A door to a new, empty model that this clock drives. */
    public static SimulatedEc2 drivenBy(HandClock clock) {
        return new SimulatedEc2(Ec2Model.drivenBy(clock));
    }

    /** The same door for another caller, by whose name the log of calls knows it. */
    public SimulatedEc2 as(String otherCaller) {
        return new SimulatedEc2(model, otherCaller, pageSize);
    }

    /** The same door with other pages. */
    public SimulatedEc2 withPagesOf(int size) {
        return new SimulatedEc2(model, caller, size);
    }

    /** What is behind the door: break it, read its log. */
    public Ec2Model model() {
        return model;
    }

    @Override
    public Look<Instance> instance(InstanceId id) {
        return look(
                Action.DESCRIBE_INSTANCES,
                List.of(id),
                shown -> described(shown.instances().getFirst()));
    }

    @Override
    public Look<Map<InstanceId, Checks>> checks(Set<InstanceId> ids) {
        if (ids.isEmpty() || ids.size() > MOST_IDS) {
            throw new IllegalArgumentException("expected 1 to " + MOST_IDS + " ids, found " + ids.size());
        }
        return look(Action.DESCRIBE_INSTANCE_STATUS, ids.stream().sorted().toList(), SimulatedEc2::checks);
    }

    @Override
    public Look<Page<Instance>> optedIn(Optional<String> from) {
        return look(Action.DESCRIBE_INSTANCES, List.of(), shown -> page(shown.instances(), from));
    }

    @Override
    public Reply stop(InstanceId id, StopMode mode) {
        return reply(call(Action.STOP_INSTANCES, id).stopping(mode));
    }

    @Override
    public Reply start(InstanceId id) {
        return reply(call(Action.START_INSTANCES, id));
    }

    @Override
    public Permission mayStop(InstanceId id) {
        return permission(call(Action.STOP_INSTANCES, id));
    }

    @Override
    public Permission mayStart(InstanceId id) {
        return permission(call(Action.START_INSTANCES, id));
    }

    @Override
    public Permission mayDecrypt(InstanceId id) {
        Look<Map<String, Boolean>> keys = look(
                Action.DESCRIBE_VOLUMES,
                List.of(id),
                shown -> shown.instances().getFirst().traits().keys());
        return keys.seen().map(SimulatedEc2::usable).orElseGet(() -> new Permission.Unknown(keys.why()));
    }

    private static Permission usable(Map<String, Boolean> keys) {
        return keys.entrySet().stream()
                .filter(key -> !key.getValue())
                .map(Map.Entry::getKey)
                .min(String::compareTo)
                .<Permission>map(key -> new Permission.Denied("Disabled", "key " + key + " is not enabled"))
                .orElseGet(Permission.Granted::new);
    }

    private Call call(Action action, InstanceId id) {
        return Call.of(action, List.of(id), caller);
    }

    private Reply reply(Call call) {
        return switch (model.perform(call)) {
            case Outcome.Taken(var changes) ->
                new Reply.Accepted(changes.getFirst().previous());
            case Outcome.Refused(var error) ->
                error.mayHaveHappened()
                        ? new Reply.Lost(error.code())
                        : new Reply.Refused(error.code(), error.message());
            case Outcome.Lost lost -> new Reply.Lost("no answer came");
            case Outcome.Held held -> new Reply.Lost("no answer came in time");
            case Outcome.Killed killed -> throw died(call);
            case Outcome.Shown shown -> throw new IllegalStateException("an act showed instances");
            case Outcome.Led led -> throw onAddresses();
            case Outcome.Listed listed -> throw onAddresses();
        };
    }

    private Permission permission(Call call) {
        return switch (model.perform(call.dryRun(true))) {
            case Outcome.Refused(var error) -> permission(error);
            case Outcome.Lost lost -> new Permission.Unknown("no answer came");
            case Outcome.Held held -> new Permission.Unknown("no answer came in time");
            case Outcome.Killed killed -> throw died(call);
            case Outcome.Taken taken -> throw new IllegalStateException("a dry run acted");
            case Outcome.Shown shown -> throw new IllegalStateException("an act showed instances");
            case Outcome.Led led -> throw onAddresses();
            case Outcome.Listed listed -> throw onAddresses();
        };
    }

    private static Permission permission(Ec2Error error) {
        if (error.equals(Ec2Error.DRY_RUN)) {
            return new Permission.Granted();
        }
        boolean says = error.httpStatus() < 500;
        return says ? new Permission.Denied(error.code(), error.message()) : new Permission.Unknown(error.code());
    }

    private <T> Look<T> look(Action action, List<InstanceId> ids, Function<Outcome.Shown, T> reading) {
        Call call = Call.of(action, ids, caller);
        return switch (model.perform(call)) {
            case Outcome.Shown shown -> new Look.Seen<>(reading.apply(shown));
            case Outcome.Refused(var error) ->
                error.code().equals("InvalidInstanceID.NotFound")
                        ? new Look.Absent<>(error.message())
                        : new Look.Unreadable<>(error.code());
            case Outcome.Lost lost -> new Look.Unreadable<>("no answer came");
            case Outcome.Held held -> new Look.Unreadable<>("no answer came in time");
            case Outcome.Killed killed -> throw died(call);
            case Outcome.Taken taken -> throw new IllegalStateException("a read acted");
            case Outcome.Led led -> throw onAddresses();
            case Outcome.Listed listed -> throw onAddresses();
        };
    }

    private static IllegalStateException onAddresses() {
        return new IllegalStateException("a call on instances was answered like one on addresses");
    }

    private static CallerDied died(Call call) {
        return new CallerDied(call.action().wireName() + " " + call.ids());
    }

    private Page<Instance> page(List<SimulatedInstance> shown, Optional<String> from) {
        List<Instance> rest = shown.stream()
                .filter(instance -> instance.traits().tags().containsKey(Instance.OPT_IN_TAG))
                .filter(instance -> from.map(after -> instance.id().value().compareTo(after) > 0)
                        .orElse(true))
                .map(SimulatedEc2::described)
                .toList();
        if (rest.size() <= pageSize) {
            return Page.last(rest);
        }
        List<Instance> part = rest.subList(0, pageSize);
        return new Page<>(part, Optional.of(part.getLast().id().value()));
    }

    private static Instance described(SimulatedInstance shown) {
        StateReason reason = shown.phase().reason();
        return new Instance(
                shown.id(),
                shown.state(),
                reason.code(),
                reason.at(),
                shown.launchedAt(),
                shown.traits().zone(),
                shown.traits().root(),
                shown.traits().tags());
    }

    private static Map<InstanceId, Checks> checks(Outcome.Shown shown) {
        var all = new TreeMap<InstanceId, Checks>();
        for (SimulatedInstance one : shown.instances()) {
            Set<String> events = one.events().stream()
                    .filter(event -> !event.completed())
                    .map(ScheduledEvent::code)
                    .collect(Collectors.toSet());
            all.put(
                    one.id(),
                    new Checks(
                            one.id(),
                            one.state(),
                            one.check(Ailment.Part.SYSTEM, shown.asOf()),
                            one.check(Ailment.Part.INSTANCE, shown.asOf()),
                            one.check(Ailment.Part.STORAGE, shown.asOf()),
                            events));
        }
        return all;
    }
}
