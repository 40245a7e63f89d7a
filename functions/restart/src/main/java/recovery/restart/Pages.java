package recovery.restart;

import java.time.Instant;
import recovery.shared.bus.BusEvent;
import recovery.shared.record.Notice;
import recovery.shared.record.Outcome;
import recovery.shared.record.Recovery;

/** What people are told, with the exact commands that remain. */
final class Pages {
    private final String region;

    Pages(String region) {
        this.region = region;
    }

    Notice page(Recovery recovery, String reason, Instant now) {
        String text = "A person is needed for " + about(recovery) + ": " + reason + ". " + commands(recovery);
        return new Notice(BusEvent.Kind.RECOVERY_ESCALATED, recovery.target().key(), text, now);
    }

    Notice closed(Recovery recovery, Outcome outcome, String reason, Instant now) {
        String text = outcome + ": " + about(recovery) + ": " + reason + ".";
        if (outcome.awaitsAcknowledgement()) {
            text = "A person is needed. " + text + " " + commands(recovery)
                    + " When it is done: make ask REQUEST=acknowledge TARGET="
                    + recovery.target().key();
        }
        return new Notice(BusEvent.Kind.RECOVERY_CLOSED, recovery.target().key(), text, now);
    }

    private static String about(Recovery recovery) {
        return recovery.target().key() + " (recovery " + recovery.id() + ", plan "
                + recovery.plan().name() + ", " + recovery.symptom() + ")";
    }

    private String commands(Recovery recovery) {
        String id = recovery.target().key();
        String look = command("describe-instances", id);
        String start = command("start-instances", id);
        return recovery.startOwed().isPresent()
                ? "A Start is owed: " + start + " Look first: " + look
                : "Look: " + look + " Start it, if it should run: " + start;
    }

    private String command(String verb, String id) {
        return "aws ec2 " + verb + " --region " + region + " --instance-ids " + id + ".";
    }
}
