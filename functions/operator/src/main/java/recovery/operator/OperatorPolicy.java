package recovery.operator;

import java.util.Map;
import recovery.shared.control.Mode;
import recovery.shared.json.BadInput;
import recovery.shared.json.Fields;
import recovery.shared.json.PlainText;
import recovery.shared.record.Target;

/** Understands requests, and refuses what is none with a sentence. */
final class OperatorPolicy {
    private static final String KNOWN = "status, why, set-mode, release-brake, acknowledge, cancel and answer";

    private OperatorPolicy() {}

    static Request read(Map<String, Object> document) {
        Fields fields = Fields.of(document);
        String name = fields.text("request");
        return switch (name) {
            case "status" -> new Request.Status();
            case "why" -> new Request.Why(Target.of(fields.text("target")));
            case "answer" -> new Request.AnswerTo(fields.text("id"));
            case "set-mode" -> new Request.SetMode(mode(fields), by(fields));
            case "release-brake" -> new Request.ReleaseBrake(by(fields));
            case "acknowledge" -> new Request.Acknowledge(Target.of(fields.text("target")), by(fields));
            case "cancel" -> new Request.Cancel(Target.of(fields.text("target")), by(fields));
            case "pause", "resume", "approve", "decline", "recover", "preview", "failback" ->
                throw new BadInput("field request: " + name + " is not built in this version, which knows " + KNOWN);
            default -> throw fields.wrong("request", "one of " + KNOWN);
        };
    }

    private static Mode mode(Fields fields) {
        if (fields.text("mode").equals("PROPOSE")) {
            throw new BadInput("field mode: PROPOSE is not built in this version, which knows OFF, OBSERVE and ACT");
        }
        return fields.oneOf("mode", Mode.class);
    }

    private static Request.By by(Fields fields) {
        return new Request.By(PlainText.clean(fields.text("by")), PlainText.clean(fields.text("reason")));
    }
}
