package recovery.simulator.http;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import recovery.shared.ec2.InstanceId;
import recovery.shared.ec2.InstanceState;
import recovery.shared.ec2.StopMode;
import recovery.simulator.Action;
import recovery.simulator.Call;
import recovery.simulator.Ec2Error;
import recovery.simulator.Ec2Model;
import recovery.simulator.Outcome;
import recovery.simulator.SimulatedInstance;

/** The EC2 Query API on the model, for the real SDK. */
final class QueryDoor {
    private static final int USUAL_PAGE = 100;
    private static final String TAG = "tag:";

    private final Ec2Model model;

    QueryDoor(Ec2Model model) {
        this.model = model;
    }

    /** An answer on the wire; none means that the connection is closed without one. */
    record Answer(int status, String body) {}

    Optional<Answer> answer(String body) {
        try {
            return answer(Form.parse(body));
        } catch (Ec2Refusal refusal) {
            return refused(refusal.error());
        }
    }

    private Optional<Answer> answer(Form form) {
        String name = form.text("Action").orElse("");
        Optional<Action> action = Arrays.stream(Action.values())
                .filter(known -> known.wireName().equals(name))
                .findFirst();
        if (action.isEmpty() || !served(action.get())) {
            return refused(Ec2Error.bad("InvalidAction", "The action " + name + " is not valid for this web service."));
        }
        if (action.get().onAddresses()) {
            return answer(form, AddressDoor.call(form, action.get()));
        }
        if (action.get() == Action.DESCRIBE_VOLUMES) {
            return answer(form, VolumeDoor.call(form));
        }
        var ids = new ArrayList<InstanceId>();
        for (String id : form.list("InstanceId")) {
            if (!InstanceId.isOne(id)) {
                return refused(Ec2Error.bad("InvalidInstanceID.Malformed", "Invalid id: \"" + id + "\""));
            }
            ids.add(new InstanceId(id));
        }
        if (ids.isEmpty() && !action.get().reads()) {
            return refused(Ec2Error.bad("MissingParameter", "The request must contain the parameter InstanceId"));
        }
        return answer(form, call(form, action.get(), ids));
    }

    private static boolean served(Action action) {
        return switch (action) {
            case START_INSTANCES,
                    STOP_INSTANCES,
                    REBOOT_INSTANCES,
                    TERMINATE_INSTANCES,
                    DESCRIBE_INSTANCES,
                    DESCRIBE_INSTANCE_STATUS,
                    DESCRIBE_VOLUMES,
                    ALLOCATE_ADDRESS,
                    ASSOCIATE_ADDRESS,
                    DISASSOCIATE_ADDRESS,
                    DESCRIBE_ADDRESSES -> true;
            case RUN_INSTANCES, CREATE_TAGS, DELETE_TAGS -> false; // tests add instances by the control door
        };
    }

    private static Call call(Form form, Action action, List<InstanceId> ids) {
        StopMode mode = form.flag("Force")
                ? StopMode.FORCE
                : form.flag("SkipOsShutdown") ? StopMode.SKIP_OS_SHUTDOWN : StopMode.GRACEFUL;
        return Call.of(action, ids, "http").stopping(mode).dryRun(form.flag("DryRun"));
    }

    private Optional<Answer> answer(Form form, Call call) {
        Outcome outcome = model.perform(call);
        if (outcome instanceof Outcome.Held(var later)) {
            outcome = later.join(); // the caller waits, or is killed meanwhile
        }
        return switch (outcome) {
            case Outcome.Taken(var changes) -> ok(Answers.changes(call.action(), changes));
            case Outcome.Led(var address) -> ok(AddressDoor.taken(call.action(), Optional.of(address)));
            case Outcome.Listed(var addresses) ->
                ok(
                        call.action().reads()
                                ? AddressDoor.listed(addresses)
                                : AddressDoor.taken(call.action(), Optional.empty()));
            case Outcome.Refused(var error) -> refused(error);
            case Outcome.Shown shown ->
                call.action() == Action.DESCRIBE_VOLUMES
                        ? ok(VolumeDoor.listed(shown.instances()))
                        : shown(form, call, shown);
            case Outcome.Lost lost -> Optional.empty();
            case Outcome.Killed killed -> Optional.empty();
            case Outcome.Held held -> throw new IllegalStateException("held twice");
        };
    }

    private static Optional<Answer> shown(Form form, Call call, Outcome.Shown shown) {
        boolean status = call.action() == Action.DESCRIBE_INSTANCE_STATUS;
        boolean runningOnly = status && !form.flag("IncludeAllInstances");
        List<SimulatedInstance> all = shown.instances().stream()
                .filter(instance -> passes(instance, form.filters()))
                .filter(instance -> !runningOnly || instance.state() == InstanceState.RUNNING)
                .filter(instance -> form.text("NextToken")
                        .map(after -> instance.id().value().compareTo(after) > 0)
                        .orElse(true))
                .toList();
        int page = form.count("MaxResults").orElse(USUAL_PAGE);
        List<SimulatedInstance> part = all.subList(0, Math.min(page, all.size()));
        Optional<String> next =
                part.size() < all.size() ? Optional.of(part.getLast().id().value()) : Optional.empty();
        return ok(status ? Answers.statuses(part, shown.asOf(), next) : Answers.instances(part, next));
    }

    private static boolean passes(SimulatedInstance instance, Map<String, List<String>> filters) {
        var tags = instance.traits().tags();
        return filters.entrySet().stream().allMatch(filter -> switch (filter.getKey()) {
            case "tag-key" -> filter.getValue().stream().anyMatch(tags::containsKey);
            case "instance-state-name" ->
                filter.getValue().contains(instance.state().wireName());
            default ->
                Optional.ofNullable(tags.get(tagNamed(filter.getKey())))
                        .map(filter.getValue()::contains)
                        .orElse(false);
        });
    }

    private static String tagNamed(String filter) {
        if (!filter.startsWith(TAG)) {
            throw Ec2Refusal.bad("InvalidParameterValue", "The filter '" + filter + "' is invalid");
        }
        return filter.substring(TAG.length());
    }

    private static Optional<Answer> ok(String body) {
        return Optional.of(new Answer(200, body));
    }

    private static Optional<Answer> refused(Ec2Error error) {
        return Optional.of(new Answer(error.httpStatus(), Answers.error(error)));
    }
}
