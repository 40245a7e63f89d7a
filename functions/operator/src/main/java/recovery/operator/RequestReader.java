package recovery.operator;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import recovery.shared.control.Mode;
import recovery.shared.ec2.InstanceId;
import recovery.shared.json.BadInput;
import recovery.shared.json.Fields;
import recovery.shared.json.PlainText;
import recovery.shared.record.Target;

/** Reads what a person asks for. {@link BadInput} names the field that cannot be used. */
final class RequestReader {
    private static final String KNOWN =
            "it knows status, why, answer, set-mode, release-brake, acknowledge, cancel, preview and failback";

    private static final String MODES = "OFF, OBSERVE or ACT";

    private static final String PLAN = "[A-Za-z0-9._-]{1,128}";

    /** Requests of the design that a later version takes. */
    private static final Set<String> LATER = Set.of("pause", "resume", "approve", "decline", "recover");

    /** What else has a journal of its own. */
    private static final List<String> OTHER_SUBJECTS = List.of("switch", "installation");

    private RequestReader() {}

    /** What is asked for, whatever it needs. A document without it is no request at all. */
    static String name(Fields request) {
        return PlainText.clean(request.text("request"));
    }

    static Request read(Fields request) {
        String name = name(request);
        return switch (name) {
            case "status" -> new Request.Status();
            case "why" -> why(request);
            case "answer" -> new Request.AnswerTo(id(request, "id"));
            case "set-mode" -> setMode(request);
            case "release-brake" -> new Request.ReleaseBrake(signature(request));
            case "acknowledge" -> new Request.Acknowledge(target(request), signature(request));
            case "cancel" -> cancel(request);
            case "preview" -> new Request.Preview(plan(request), looking(request));
            case "failback" -> new Request.Failback(plan(request), signature(request));
            default -> new Request.Unknown(name, notTaken(name));
        };
    }

    private static String notTaken(String name) {
        return LATER.contains(name)
                ? name + " is not built in this version; " + KNOWN
                : "\"" + name + "\" is no request that the operator function takes; " + KNOWN;
    }

    private static Request why(Fields request) {
        String about = request.text("target");
        return OTHER_SUBJECTS.contains(about)
                ? new Request.Why(about, Optional.empty())
                : new Request.Why(about, Optional.of(target(request)));
    }

    private static Request setMode(Fields request) {
        String mode = request.maybeText("mode")
                .orElseThrow(() -> new BadInput("field mode: expected " + MODES + ", found nothing"));
        return switch (mode) {
            case "OFF", "OBSERVE", "ACT" -> new Request.SetMode(Mode.valueOf(mode), signature(request));
            case "PROPOSE" ->
                new Request.Unknown(
                        "set-mode", "the mode PROPOSE is not built in this version; it knows OFF, OBSERVE and ACT");
            default -> throw request.wrong("mode", MODES);
        };
    }

    private static Request cancel(Fields request) {
        if (request.has("recovery")) {
            return new Request.Cancel(Optional.of(id(request, "recovery")), Optional.empty(), signature(request));
        }
        if (!request.has("target")) {
            throw new BadInput("field target: expected an instance id, or a recovery's id in the field recovery,"
                    + " found neither");
        }
        return new Request.Cancel(Optional.empty(), Optional.of(target(request)), signature(request));
    }

    private static Request.Signature signature(Fields request) {
        return new Request.Signature(said(request, "by"), said(request, "reason"));
    }

    /** Whoever only looks need not say who and why. */
    private static Request.Signature looking(Fields request) {
        return new Request.Signature(
                request.has("by") ? said(request, "by") : "somebody",
                request.has("reason") ? said(request, "reason") : "to see what a failover would do");
    }

    private static String said(Fields request, String field) {
        String text = PlainText.clean(request.text(field)).strip();
        if (text.isEmpty()) {
            throw request.wrong(field, "a text that says something");
        }
        return text;
    }

    private static Target target(Fields request) {
        String key = request.text("target");
        if (InstanceId.isOne(key) || key.matches("service:" + PLAN)) {
            return Target.of(key);
        }
        throw request.wrong("target", "an instance id such as i-0123456789abcdef0, or service:<plan>");
    }

    /** The plan itself, or the service that it stands for. */
    private static String plan(Fields request) {
        if (request.has("plan")) {
            String plan = request.text("plan");
            if (plan.matches(PLAN)) {
                return plan;
            }
            throw request.wrong("plan", "the name of a plan such as web");
        }
        if (!request.has("target")) {
            throw new BadInput(
                    "field plan: expected the name of a plan such as web, or service:<plan> in the field target,"
                            + " found neither");
        }
        if (target(request) instanceof Target.OfService(String plan)) {
            return plan;
        }
        throw request.wrong("target", "service:<plan>, because this is about a service");
    }

    private static String id(Fields request, String field) {
        String id = request.text(field);
        if (!id.matches("[A-Za-z0-9-]{1,64}")) {
            throw request.wrong(field, "an id of letters, digits and dashes, as it was answered");
        }
        return id;
    }
}
