package recovery.failover;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import recovery.shared.bus.BusEvent;
import recovery.shared.door.Log;
import recovery.shared.door.Ports;
import recovery.shared.journal.JournalRow;
import recovery.shared.json.Fields;
import recovery.shared.record.Endings;
import recovery.shared.record.Notice;
import recovery.shared.record.NoticeDelivery;
import recovery.shared.record.Owner;
import recovery.shared.record.Queues;
import recovery.shared.record.Recovery;
import recovery.shared.record.SchemaNotice;
import recovery.shared.record.Target;
import recovery.shared.record.TargetState;
import recovery.shared.record.UnknownSchema;
import recovery.shared.record.Wish;
import recovery.shared.signal.EventReader;
import recovery.shared.signal.Incoming;
import recovery.shared.signal.Signal;
import recovery.shared.store.Key;

/** Finds the recoveries that an event or a tick is about and that failover owns, and works on each. */
public final class FailoverFlow {
    private static final Duration OLDEST_TICK = Duration.ofMinutes(1);
    private static final int MOST_TRIES = 3;

    private final Ports ports;
    private final FailoverSettings settings;
    private final Log log;

    public FailoverFlow(Ports ports, FailoverSettings settings, Log log) {
        this.ports = ports;
        this.settings = settings;
        this.log = log;
    }

    /** Answers one event; the answer says what was seen, decided and done. */
    public Map<String, Object> handle(Map<String, Object> event, EventReader reader) {
        Instant now = ports.clock().now();
        var answer =
                switch (reader.read(event, now)) {
                    case Incoming.Observed(Signal.InstanceChanged changed) ->
                        TargetState.read(ports.store(), new Target.OfInstance(changed.instance()))
                                .claim()
                                .map(this::work)
                                .orElseGet(() -> nothing(changed.instance() + " is in no recovery"));
                    case Incoming.Observed observed -> nothing("failover takes no such signal");
                    case Incoming.Nudge(BusEvent.Kind kind, var detail) -> nudge(kind, Fields.of(detail));
                    case Incoming.Tick(Instant at) -> tick(at, now);
                    case Incoming.Irrelevant(String why) -> nothing(why);
                };
        log.say(String.valueOf(answer.get("reason")), answer);
        return answer;
    }

    private Map<String, Object> nudge(BusEvent.Kind kind, Fields detail) {
        return switch (kind) {
            case FAILOVER_REQUESTED -> work(detail.text("recovery"));
            case REQUEST_MADE -> wish(Wish.key(detail.text("request")));
            case RESTART_REQUESTED,
                    RECOVERY_OPENED,
                    RECOVERY_HELD,
                    RECOVERY_CLOSED,
                    RECOVERY_ESCALATED,
                    MODE_CHANGED,
                    BRAKE_LATCHED -> nothing("failover takes no " + kind.wireName());
        };
    }

    private Map<String, Object> tick(Instant at, Instant now) {
        if (at.plus(OLDEST_TICK).isBefore(now)) {
            return nothing("the tick of " + at + " is older than a minute: a younger one follows");
        }
        var failed = new ArrayList<String>();
        var keys = Queues.read(ports.store(), Owner.FAILOVER.queue());
        for (Key key : keys) {
            try {
                if (Wish.isAt(key)) {
                    wish(key);
                } else {
                    work(key.partition().substring("recovery#".length()));
                }
            } catch (UnknownSchema unknown) {
                new SchemaNotice(ports).tell(unknown);
            } catch (RuntimeException e) {
                // One record's trouble must not stop the others; without a heartbeat a person is called.
                failed.add(key.partition() + ": " + e);
            }
        }
        if (failed.isEmpty()) {
            log.heartbeat();
        }
        var answer =
                nothing((failed.isEmpty() ? "a full pass" : "a pass with gaps") + " over " + keys.size() + " records");
        answer.put("decision", "Swept");
        answer.put("failed", failed);
        return answer;
    }

    private Map<String, Object> work(String id) {
        String writer = ports.ids().next();
        for (int tries = 1; tries <= MOST_TRIES; tries++) {
            Optional<Recovery> found =
                    Recovery.read(ports.store(), id).filter(recovery -> recovery.owner() == Owner.FAILOVER);
            if (found.isEmpty()) {
                return nothing(id + " is not with failover");
            }
            Recovery recovery = found.get();
            if (!recovery.open()) {
                new NoticeDelivery(ports, writer).deliver(recovery);
                return answer(recovery, "it is closed");
            }
            FailoverMove move = FailoverPolicy.next(recovery);
            switch (move) {
                case FailoverMove.Wait wait -> {
                    return answer(recovery, wait.reason());
                }
                case FailoverMove.Close close -> close(recovery, close, writer);
            }
        }
        return nothing("others were faster: the next tick looks again");
    }

    private void close(Recovery recovery, FailoverMove.Close move, String writer) {
        Instant now = ports.clock().now();
        var notice = new Notice(
                BusEvent.Kind.RECOVERY_CLOSED,
                recovery.target().key(),
                "A person is needed. " + move.outcome() + ": "
                        + recovery.target().key() + " (recovery " + recovery.id()
                        + ", plan " + recovery.plan().name() + "): " + move.reason() + ". Look: " + look(recovery)
                        + " When it is done: make ask REQUEST=acknowledge TARGET="
                        + recovery.target().key(),
                now);
        new Endings(ports.store(), writer)
                .close(
                        recovery,
                        recovery.next()
                                .closes(move.outcome(), move.reason(), now)
                                .tells(notice),
                        JournalRow.Kind.CLOSED,
                        move.outcome() + ": " + move.reason(),
                        now);
    }

    /** The commands that show both sides. */
    private String look(Recovery recovery) {
        String standby = recovery.plan()
                .failover()
                .map(failover -> " " + failover.standby())
                .orElse("");
        return "aws ec2 describe-instances --region " + settings.region() + " --instance-ids "
                + recovery.target().key() + standby + ".";
    }

    private Map<String, Object> wish(Key key) {
        Optional<Wish> wish = Wish.read(ports.store(), key)
                .filter(open -> open.answer().isEmpty() && open.queue().equals(Owner.FAILOVER.queue()));
        if (wish.isEmpty()) {
            return nothing("no request waits for failover there");
        }
        work(wish.get().recovery());
        String said = "failover has no step in this version, and ends every recovery that it is given";
        ports.store()
                .commit(wish.get()
                        .answered(said)
                        .writes(ports.ids().next(), ports.clock().now()));
        return nothing(said);
    }

    private static Map<String, Object> answer(Recovery recovery, String reason) {
        var answer = nothing(reason);
        answer.put("decision", recovery.open() ? "Wait" : "Close");
        answer.put("target", recovery.target().key());
        answer.put("recovery", recovery.id());
        recovery.closing().ifPresent(closing -> answer.put("reason", closing.outcome() + ": " + closing.reason()));
        return answer;
    }

    private static Map<String, Object> nothing(String why) {
        var answer = new LinkedHashMap<String, Object>();
        answer.put("decision", "Ignore");
        answer.put("reason", why);
        answer.put("next", "nothing");
        return answer;
    }
}
