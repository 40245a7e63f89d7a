package recovery.simulator.http;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import recovery.shared.ec2.Checks.Check;
import recovery.shared.ec2.Checks.Status;
import recovery.shared.ec2.Instance;
import recovery.shared.ec2.InstanceState;
import recovery.simulator.Action;
import recovery.simulator.Ailment;
import recovery.simulator.Ec2Error;
import recovery.simulator.Outcome;
import recovery.simulator.ScheduledEvent;
import recovery.simulator.SimulatedInstance;

/** EC2's answers as XML, in the order and under the names of the API reference. */
final class Answers {
    private Answers() {}

    static String error(Ec2Error error) {
        return Xml.document("Response", root -> root.element(
                        "Errors",
                        errors -> errors.element(
                                "Error", one -> one.text("Code", error.code()).text("Message", error.message())))
                .text("RequestID", "simulated"));
    }

    static String changes(Action action, List<Outcome.Change> changes) {
        return Xml.document(action.wireName() + "Response", root -> {
            root.text("requestId", "simulated");
            if (action == Action.REBOOT_INSTANCES) {
                root.text("return", "true");
            } else {
                root.list("instancesSet", changes, (item, change) -> item.text(
                                "instanceId", change.id().value())
                        .element("currentState", state -> state(state, change.current()))
                        .element("previousState", state -> state(state, change.previous())));
            }
        });
    }

    static String instances(List<SimulatedInstance> shown, Optional<String> next) {
        return Xml.document("DescribeInstancesResponse", root -> {
            root.text("requestId", "simulated").list("reservationSet", shown, (item, instance) -> item.text(
                            "reservationId", "r-" + instance.id().value().substring(2))
                    .list("instancesSet", List.of(instance), Answers::instance));
            next.ifPresent(token -> root.text("nextToken", token));
        });
    }

    private static void instance(Xml item, SimulatedInstance instance) {
        var reason = instance.phase().reason();
        item.text("instanceId", instance.id().value())
                .element("instanceState", state -> state(state, instance.state()))
                .text("reason", reason.transition())
                .text("instanceType", instance.traits().type())
                .text("launchTime", time(instance.launchedAt()))
                .element(
                        "placement",
                        place ->
                                place.text("availabilityZone", instance.traits().zone()))
                .text("rootDeviceType", instance.traits().root() == Instance.RootDevice.EBS ? "ebs" : "instance-store");
        if (!reason.code().isEmpty()) {
            item.element(
                    "stateReason", state -> state.text("code", reason.code()).text("message", reason.message()));
        }
        item.list("tagSet", instance.traits().tags().entrySet(), (tag, entry) -> tag.text("key", entry.getKey())
                .text("value", entry.getValue()));
    }

    static String statuses(List<SimulatedInstance> shown, Instant asOf, Optional<String> next) {
        return Xml.document("DescribeInstanceStatusResponse", root -> {
            root.text("requestId", "simulated")
                    .list("instanceStatusSet", shown, (item, instance) -> status(item, instance, asOf));
            next.ifPresent(token -> root.text("nextToken", token));
        });
    }

    private static void status(Xml item, SimulatedInstance instance, Instant asOf) {
        item.text("instanceId", instance.id().value())
                .text("availabilityZone", instance.traits().zone())
                .element("instanceState", state -> state(state, instance.state()))
                .element("systemStatus", check -> check(check, instance.check(Ailment.Part.SYSTEM, asOf)))
                .element("instanceStatus", check -> check(check, instance.check(Ailment.Part.INSTANCE, asOf)));
        if (instance.traits().storageCheck()) {
            item.element("attachedEbsStatus", check -> check(check, instance.check(Ailment.Part.STORAGE, asOf)));
        }
        item.list("eventsSet", instance.events(), (event, planned) -> event(event, planned));
    }

    private static void event(Xml item, ScheduledEvent event) {
        item.text("code", event.code())
                .text("description", event.description())
                .text("notBefore", time(event.notBefore()));
    }

    private static void check(Xml element, Check check) {
        element.text("status", check.status().name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .list("details", check.impairedSince().stream().toList(), (detail, since) -> detail.text(
                                "name", "reachability")
                        .text("status", check.status() == Status.IMPAIRED ? "failed" : "passed")
                        .text("impairedSince", time(since)));
    }

    private static void state(Xml element, InstanceState state) {
        int code =
                switch (state) {
                    case PENDING -> 0;
                    case RUNNING -> 16;
                    case SHUTTING_DOWN -> 32;
                    case TERMINATED -> 48;
                    case STOPPING -> 64;
                    case STOPPED -> 80;
                };
        element.text("code", String.valueOf(code)).text("name", state.wireName());
    }

    private static String time(Instant instant) {
        return instant.truncatedTo(ChronoUnit.MILLIS).toString();
    }
}
