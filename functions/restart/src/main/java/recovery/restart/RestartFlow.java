package recovery.restart;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import recovery.shared.alarm.Alarm;
import recovery.shared.bus.BusEvent;
import recovery.shared.door.Log;
import recovery.shared.door.Ports;
import recovery.shared.ec2.InstanceId;
import recovery.shared.ec2.InstanceState;
import recovery.shared.ec2.Power;
import recovery.shared.json.Fields;
import recovery.shared.record.NoticeDelivery;
import recovery.shared.record.Owner;
import recovery.shared.record.Queues;
import recovery.shared.record.Recovery;
import recovery.shared.record.SchemaNotice;
import recovery.shared.record.Target;
import recovery.shared.record.TargetState;
import recovery.shared.record.UnknownSchema;
import recovery.shared.record.Wish;
import recovery.shared.record.Wishes;
import recovery.shared.signal.AlarmTarget;
import recovery.shared.signal.EventReader;
import recovery.shared.signal.Incoming;
import recovery.shared.signal.Signal;
import recovery.shared.store.Key;
import recovery.shared.time.TimeLimit;
import recovery.shared.words.Said;

/** Finds the recoveries that an event or a tick is about, and works on each. */
public final class RestartFlow {
    /** The answer's field for a notice that the bus did not take. */
    private static final String UNTOLD = "untold";

    private final Ports ports;
    private final Power power;
    private final RestartSettings settings;
    private final Log log;

    public RestartFlow(Ports ports, Power power, RestartSettings settings, Log log) {
        this.ports = ports;
        this.power = power;
        this.settings = settings;
        this.log = log;
    }

    /**
     * Answers one event; the answer says what was seen, decided and done.
     *
     * @param left what Lambda leaves of this execution
     */
    public Map<String, Object> handle(Map<String, Object> event, EventReader reader, Duration left) {
        Instant now = ports.clock().now();
        var answer =
                switch (reader.read(event, now)) {
                    case Incoming.Observed(Signal signal) -> observe(signal);
                    case Incoming.Nudge(BusEvent.Kind kind, var detail) -> nudge(kind, Fields.of(detail));
                    case Incoming.Tick tick ->
                        tick.outOfDate(now)
                                .map(RestartFlow::nothing)
                                .orElseGet(() -> tick(TimeLimit.with(ports.clock(), left)));
                    case Incoming.Irrelevant(String why) -> nothing(why);
                };
        log.say(String.valueOf(answer.get("reason")), answer);
        return answer;
    }

    private Map<String, Object> observe(Signal signal) {
        return switch (signal) {
            case Signal.InstanceChanged changed -> {
                Optional<Instant> stopped =
                        changed.state() == InstanceState.STOPPED ? Optional.of(changed.at()) : Optional.empty();
                yield claimed(changed.instance(), stopped);
            }
            case Signal.AlarmChanged changed ->
                changed.state() == Alarm.State.OK
                                && AlarmTarget.of(changed) instanceof AlarmTarget.One(InstanceId instance)
                        ? claimed(instance, Optional.empty())
                        : nothing("only an alarm of one instance that is back to OK moves a recovery on");
            case Signal.HealthAnnounced announced -> nothing("restart takes no announcements of AWS Health");
        };
    }

    /** The first thing that an event costs is one read by key; most instances are not in recovery. */
    private Map<String, Object> claimed(InstanceId instance, Optional<Instant> stoppedEvent) {
        return TargetState.read(ports.store(), new Target.OfInstance(instance))
                .claim()
                .map(recovery -> work(recovery, stoppedEvent))
                .orElseGet(() -> nothing(instance + " is in no recovery"));
    }

    private Map<String, Object> nudge(BusEvent.Kind kind, Fields detail) {
        return switch (kind) {
            case RESTART_REQUESTED -> work(detail.text("recovery"), Optional.empty());
            case REQUEST_MADE -> wish(Wish.key(detail.text("request")));
            case FAILOVER_REQUESTED,
                    RECOVERY_OPENED,
                    RECOVERY_HELD,
                    RECOVERY_CLOSED,
                    RECOVERY_ESCALATED,
                    MODE_CHANGED,
                    BRAKE_LATCHED -> nothing("restart takes no " + kind.wireName());
        };
    }

    private Map<String, Object> work(String id, Optional<Instant> stoppedEvent) {
        String writer = ports.ids().next();
        var delivery = new NoticeDelivery(ports, writer, Owner.RESTART);
        Work.Done done =
                delivery.tellingAlways(id, () -> new Work(ports, power, settings, writer).on(id, stoppedEvent));
        Optional<NoticeDelivery.Told> told = delivery.deliver(done.recovery());
        var answer = answer(done, told.map(NoticeDelivery.Told::recovery).or(done::recovery));
        told.flatMap(NoticeDelivery.Told::untold).ifPresent(why -> answer.put(UNTOLD, why));
        return answer;
    }

    private Map<String, Object> tick(TimeLimit limit) {
        Queues.Walk walk = Queues.walk(ports.store(), Owner.RESTART.queue(), limit, this::swept);
        if (walk.full()) {
            log.heartbeat(); // without it a person is called
        }
        var answer = nothing(walk.inWords());
        answer.put("decision", "Swept");
        answer.put("failed", walk.failed());
        return answer;
    }

    /** Why people could not be told of something; empty if there was nothing, or they were. */
    private Optional<String> swept(Key key) {
        try {
            var answer = Wish.isAt(key)
                    ? wish(key)
                    : work(key.partition().substring("recovery#".length()), Optional.empty());
            log.say(String.valueOf(answer.get("reason")), answer);
            return Optional.ofNullable(answer.get(UNTOLD)).map(String::valueOf);
        } catch (UnknownSchema unknown) {
            return new SchemaNotice(ports).tell(unknown);
        }
    }

    private Map<String, Object> wish(Key key) {
        Optional<Wish> wish =
                Wish.read(ports.store(), key).filter(open -> open.answer().isEmpty());
        if (wish.isEmpty() || !wish.get().queue().equals(Owner.RESTART.queue())) {
            return nothing("no request waits for restart there");
        }
        String said = new Wishes(ports, ports.ids().next(), Owner.RESTART).carryOut(wish.get());
        wish.get().recovery().ifPresent(recovery -> work(recovery, Optional.empty()));
        return nothing(said);
    }

    private static Map<String, Object> answer(Work.Done done, Optional<Recovery> recovery) {
        var answer = new LinkedHashMap<String, Object>();
        answer.put("decision", done.decision());
        answer.put("reason", done.reason());
        recovery.ifPresent(found -> {
            answer.put("target", found.target().key());
            answer.put("recovery", found.id());
            answer.put("stage", found.stage().name());
            answer.put("next", next(found));
        });
        return answer;
    }

    private static String next(Recovery recovery) {
        return recovery.closing()
                .map(closing -> "nothing: " + closing.outcome())
                .orElse("the next event or tick, and a person at "
                        + Said.time(recovery.deadlines().recovery()));
    }

    private static Map<String, Object> nothing(String why) {
        var answer = new LinkedHashMap<String, Object>();
        answer.put("decision", "Ignore");
        answer.put("reason", why);
        answer.put("next", "nothing");
        return answer;
    }
}
