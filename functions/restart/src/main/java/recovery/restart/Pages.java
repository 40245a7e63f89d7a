package recovery.restart;

import java.time.Instant;
import recovery.shared.bus.BusEvent;
import recovery.shared.record.Notice;
import recovery.shared.record.Outcome;
import recovery.shared.record.Recovery;
import recovery.shared.words.Asks;
import recovery.shared.words.InstanceCommands;
import recovery.shared.words.Shown;

/** What people are told, with the exact commands that remain. */
final class Pages {
    private final InstanceCommands instances;

    Pages(String region) {
        this.instances = new InstanceCommands(region);
    }

    Notice page(Recovery recovery, String reason, Instant now) {
        String text = "A person is needed for " + about(recovery) + ": " + reason + "." + commands(recovery);
        return new Notice(BusEvent.Kind.RECOVERY_ESCALATED, recovery.target().key(), text, now);
    }

    Notice closed(Recovery recovery, Outcome outcome, String reason, Instant now) {
        String text = outcome + ": " + about(recovery) + ": " + reason + ".";
        if (outcome.awaitsAcknowledgement()) {
            text = "A person is needed. " + text + commands(recovery) + " When it is done: "
                    + Shown.command(Asks.acknowledge(recovery.target().key()));
        }
        return new Notice(BusEvent.Kind.RECOVERY_CLOSED, recovery.target().key(), text, now);
    }

    private static String about(Recovery recovery) {
        return recovery.target().key() + " (recovery " + recovery.id() + ", plan "
                + recovery.plan().name() + ", " + recovery.symptom() + ")";
    }

    private String commands(Recovery recovery) {
        String start = instances.start(recovery.instance());
        return " First look: " + instances.look(recovery.instance())
                + (recovery.startOwed().isPresent()
                        ? " A Start is owed; by hand: " + start
                        : " Start it, if it should run: " + start);
    }
}
