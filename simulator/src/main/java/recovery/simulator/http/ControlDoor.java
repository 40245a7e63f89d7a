package recovery.simulator.http;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import recovery.shared.ec2.InstanceId;
import recovery.shared.json.BadInput;
import recovery.shared.json.Fields;
import recovery.shared.lever.Addresses;
import recovery.simulator.Action;
import recovery.simulator.Aim;
import recovery.simulator.Ec2Error;
import recovery.simulator.Ec2Model;
import recovery.simulator.Fault;
import recovery.simulator.Happening;
import recovery.simulator.StateChange;
import recovery.simulator.Timings;
import recovery.simulator.Traits;

/** What a story does to the world: JSON in, JSON out. */
final class ControlDoor {
    private final Ec2Model model;
    private final Emitter emitter;
    private final List<StateChange> changes = new CopyOnWriteArrayList<>();

    ControlDoor(Ec2Model model, Emitter emitter) {
        this.model = model;
        this.emitter = emitter;
        model.onChange(changes::add);
    }

    Map<String, Object> answer(String verb, Fields request) {
        switch (verb) {
            case "emit-to" -> emitter.emitTo(request.text("endpoint"), request.text("region"), request.text("account"));
            case "adopt" -> emitter.adopt();
            case "add" -> add(request);
            case "add-address" -> {
                return address(request);
            }
            case "break-host" -> model.breakHost(instance(request));
            case "break-guest" -> model.breakGuest(instance(request));
            case "break-storage" -> model.breakStorage(instance(request));
            case "happens" -> model.happens(instance(request), request.oneOf("what", Happening.class));
            case "arm" -> arm(request);
            case "release" -> model.release();
            case "timings" -> timings(request);
            case "calls" -> {
                return Map.of("calls", calls());
            }
            case "changes" -> {
                return Map.of("changes", changes());
            }
            case "addresses" -> {
                return Map.of("addresses", addresses());
            }
            case "state" -> {
                return Map.of("instances", instances());
            }
            default -> throw new BadInput("the path: expected a verb of the control door, found " + verb);
        }
        return Map.of("done", true);
    }

    private static InstanceId instance(Fields request) {
        return new InstanceId(request.text("instance"));
    }

    private void add(Fields request) {
        var tags = new HashMap<String, String>();
        request.maybeObject("tags").ifPresent(given -> given.names().forEach(name -> tags.put(name, given.text(name))));
        model.add(instance(request), Traits.inZone(request.text("zone")).tagged(tags));
    }

    private Map<String, Object> address(Fields request) {
        Addresses.Address added = model.addAddress(request.text("address"), instance(request));
        return Map.of("address", added.ip(), "allocation", added.allocation());
    }

    private void arm(Fields request) {
        var action = request.oneOf("action", Action.class);
        Fault fault =
                switch (request.text("fault")) {
                    case "hold" -> new Fault.Hold();
                    case "lose-reply" -> new Fault.LoseReply(true);
                    case "lose-request" -> new Fault.LoseReply(false);
                    case "throttle" -> new Fault.Refuse(Ec2Error.THROTTLED);
                    case "unavailable" -> new Fault.Refuse(Ec2Error.UNAVAILABLE);
                    case "fail-to-boot" -> new Fault.FailToBoot();
                    case "no-capacity" -> new Fault.NoCapacity();
                    case "unauthorized" -> new Fault.Refuse(Ec2Error.UNAUTHORIZED);
                    case "hang-stop" ->
                        new Fault.HangStop(
                                Optional.empty(), request.maybeText("lasting").map(Duration::parse));
                    default ->
                        throw request.wrong(
                                "fault",
                                "one of hold, lose-reply, lose-request, throttle, unavailable, unauthorized,"
                                        + " no-capacity, fail-to-boot, hang-stop");
                };
        Aim all = Aim.at(action);
        Aim aim = request.maybeText("instance")
                .map(id -> all.on(new InstanceId(id)))
                .orElse(all);
        model.arm(fault, aim, request.count("times"));
    }

    private void timings(Fields request) {
        Timings changed = model.timings();
        for (String name : request.names()) {
            changed = changed.with(Timings.Span.valueOf(name), Duration.parse(request.text(name)));
        }
        model.setTimings(changed);
    }

    private List<Map<String, Object>> calls() {
        return model.log().all().stream()
                .<Map<String, Object>>map(entry -> Map.of(
                        "at",
                        entry.at().toString(),
                        "action",
                        entry.action().wireName(),
                        "acts",
                        !entry.action().reads() && !entry.dryRun(),
                        "instance",
                        entry.ids().isEmpty() ? "" : entry.ids().getFirst().value(),
                        "words",
                        entry.inWords()))
                .toList();
    }

    private List<Map<String, Object>> changes() {
        return changes.stream()
                .<Map<String, Object>>map(change -> Map.of(
                        "at",
                        change.at().toString(),
                        "instance",
                        change.id().value(),
                        "state",
                        change.state().wireName()))
                .toList();
    }

    private List<Map<String, Object>> addresses() {
        return model.addresses().stream()
                .<Map<String, Object>>map(address -> Map.of(
                        "address",
                        address.ip(),
                        "allocation",
                        address.allocation(),
                        "instance",
                        address.instance().map(InstanceId::value).orElse("")))
                .toList();
    }

    private List<Map<String, Object>> instances() {
        return model.instances().stream()
                .<Map<String, Object>>map(instance -> Map.of(
                        "instance",
                        instance.id().value(),
                        "state",
                        instance.state().wireName(),
                        "launchedAt",
                        instance.launchedAt().toString(),
                        "zone",
                        instance.traits().zone()))
                .toList();
    }
}
