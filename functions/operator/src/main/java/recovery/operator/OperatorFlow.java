package recovery.operator;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import recovery.shared.bus.BusEvent;
import recovery.shared.control.Installation;
import recovery.shared.control.Switch;
import recovery.shared.door.Log;
import recovery.shared.door.Ports;
import recovery.shared.journal.JournalRow;
import recovery.shared.plan.Plans;
import recovery.shared.record.Notice;
import recovery.shared.record.Recovery;
import recovery.shared.record.Target;
import recovery.shared.record.TargetState;
import recovery.shared.record.Wish;
import recovery.shared.store.Commit;
import recovery.shared.store.Item;
import recovery.shared.store.Write;

/** Answers people. What they change is written with a journal row in one transaction, and read back. */
public final class OperatorFlow {
    private static final int MOST_TRIES = 3;

    private final Ports ports;
    private final Plans plans;
    private final OperatorSettings settings;
    private final Log log;

    public OperatorFlow(Ports ports, Plans plans, OperatorSettings settings, Log log) {
        this.ports = ports;
        this.plans = plans;
        this.settings = settings;
        this.log = log;
    }

    /** Answers one request as a JSON document with the text for people. */
    public Map<String, Object> handle(Map<String, Object> document) {
        Request request = OperatorPolicy.read(document);
        var answer =
                switch (request) {
                    case Request.Status status -> new Reports(ports, plans, settings).status();
                    case Request.Why why -> new Reports(ports, plans, settings).why(why.target());
                    case Request.AnswerTo asked -> answerTo(asked.id());
                    case Request.SetMode wanted -> setMode(wanted);
                    case Request.ReleaseBrake release -> releaseBrake(release.by());
                    case Request.Acknowledge acknowledge -> acknowledge(acknowledge);
                    case Request.Cancel cancel -> cancel(cancel);
                };
        answer.putIfAbsent("request", document.get("request"));
        log.say(String.valueOf(answer.get("text")), Map.of("request", String.valueOf(document.get("request"))));
        return answer;
    }

    private Map<String, Object> setMode(Request.SetMode wanted) {
        String writer = ports.ids().next();
        for (int tries = 1; tries <= MOST_TRIES; tries++) {
            Instant now = ports.clock().now();
            Switch before = Switch.read(ports.store());
            var next = new Switch(
                    wanted.mode(), wanted.by().name(), wanted.by().reason(), Optional.of(now), before.version() + 1);
            String said = "the mode is " + wanted.mode() + ", it was " + before.mode() + " (set by "
                    + wanted.by().name() + ": " + wanted.by().reason() + ")";
            if (written(next.item(writer), row("switch", next.version(), now, said), writer)) {
                // Told at once and not kept pending: whoever set the mode reads it back here.
                ports.bus().put(new Notice(BusEvent.Kind.MODE_CHANGED, "switch", "Now " + said + ".", now).event());
                return said(true, said);
            }
        }
        return said(
                false,
                "others were faster " + MOST_TRIES + " times: the mode is still "
                        + Switch.read(ports.store()).mode());
    }

    private Map<String, Object> releaseBrake(Request.By by) {
        String writer = ports.ids().next();
        for (int tries = 1; tries <= MOST_TRIES; tries++) {
            Instant now = ports.clock().now();
            Installation before = Installation.read(ports.store());
            if (before.brake().isEmpty()) {
                return said(false, "the brake is not latched");
            }
            Installation next = before.released();
            String said = "the brake is released by " + by.name() + ": " + by.reason();
            if (written(next.item(writer), row("installation", next.version(), now, said), writer)) {
                return said(true, said);
            }
        }
        return said(false, "others were faster " + MOST_TRIES + " times: the brake is still latched");
    }

    private Map<String, Object> acknowledge(Request.Acknowledge wanted) {
        TargetState target = TargetState.read(ports.store(), wanted.target());
        if (target.claim().isPresent()) {
            return wish(Wish.Kind.ACKNOWLEDGE, target.claim().get(), wanted.target(), wanted.by());
        }
        if (target.awaiting().isEmpty()) {
            return said(false, "no outcome of " + wanted.target().key() + " waits for anybody");
        }
        String writer = ports.ids().next();
        Instant now = ports.clock().now();
        TargetState next = target.acknowledged();
        String said = wanted.by().name() + " has seen to " + target.awaiting().get() + ": "
                + wanted.by().reason();
        var row = new JournalRow(
                wanted.target().key(),
                JournalRow.sequenceOf(now, ports.ids().next()),
                wanted.target().key(),
                now,
                JournalRow.Kind.OPERATOR,
                said,
                Map.of("by", wanted.by().name()));
        return written(next.item(writer), row, writer)
                ? said(true, said)
                : said(false, "others were faster: ask again");
    }

    private Map<String, Object> cancel(Request.Cancel wanted) {
        return TargetState.read(ports.store(), wanted.target())
                .claim()
                .map(recovery -> wish(Wish.Kind.CANCEL, recovery, wanted.target(), wanted.by()))
                .orElseGet(() -> said(false, wanted.target().key() + " is in no recovery"));
    }

    /** Only the owner moves a recovery: the wish is written here, and carried out there. */
    private Map<String, Object> wish(Wish.Kind kind, String recovery, Target target, Request.By by) {
        Optional<Recovery> open = Recovery.read(ports.store(), recovery);
        if (open.isEmpty()) {
            return said(false, recovery + " is not there");
        }
        Instant now = ports.clock().now();
        var wish = new Wish(
                ports.ids().next(),
                kind,
                recovery,
                target,
                open.get().owner().queue(),
                by.name(),
                by.reason(),
                now,
                Optional.empty(),
                1);
        Commit commit = ports.store().commit(wish.writes(ports.ids().next(), now));
        if (commit instanceof Commit.Done
                || ports.store().get(Wish.key(wish.id())).isPresent()) {
            ports.bus().put(wish.nudge());
            var answer = said(
                    true,
                    "asked " + open.get().owner().queue() + " to " + kind + " " + recovery
                            + "; its answer follows within a minute");
            answer.put("id", wish.id());
            return answer;
        }
        return said(false, "it could not be written down: ask again");
    }

    private Map<String, Object> answerTo(String id) {
        Optional<Wish> wish = Wish.read(ports.store(), Wish.key(id));
        if (wish.isEmpty()) {
            return said(false, "there is no request " + id);
        }
        return wish.get().answer().map(answer -> said(true, answer)).orElseGet(() -> said(false, "not answered yet"));
    }

    private static JournalRow row(String subject, long version, Instant now, String sentence) {
        return new JournalRow(
                subject, JournalRow.sequenceOf(version), subject, now, JournalRow.Kind.OPERATOR, sentence, Map.of());
    }

    /** Writes an item with its row; a lost reply is read back, and our own token tells our own success. */
    private boolean written(Item item, JournalRow row, String writer) {
        Commit commit = ports.store().commit(List.of(new Write.Put(item), new Write.Append(row)));
        return commit instanceof Commit.Done
                || ports.store()
                        .get(item.key())
                        .filter(stored -> stored.version() == item.version()
                                && stored.writer().equals(writer))
                        .isPresent();
    }

    static Map<String, Object> said(boolean done, String text) {
        var answer = new LinkedHashMap<String, Object>();
        answer.put("done", done);
        answer.put("text", text);
        return answer;
    }
}
