package recovery.failover;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import recovery.failover.step.Steps;
import recovery.shared.bus.BusEvent;
import recovery.shared.door.Log;
import recovery.shared.door.Ports;
import recovery.shared.ec2.InstanceId;
import recovery.shared.ec2.Power;
import recovery.shared.json.Fields;
import recovery.shared.record.NoticeDelivery;
import recovery.shared.record.Owner;
import recovery.shared.record.Queues;
import recovery.shared.record.SchemaNotice;
import recovery.shared.record.Target;
import recovery.shared.record.TargetState;
import recovery.shared.record.UnknownSchema;
import recovery.shared.record.Wish;
import recovery.shared.record.Wishes;
import recovery.shared.signal.EventReader;
import recovery.shared.signal.Incoming;
import recovery.shared.signal.Signal;
import recovery.shared.store.Key;
import recovery.shared.time.TimeLimit;

/** Finds the recoveries that an event or a tick is about, and works on each. */
public final class FailoverFlow {
    /** The answer's field for a notice that the bus did not take. */
    private static final String UNTOLD = "untold";

    private final Ports ports;
    private final Power power;
    private final Steps steps;
    private final FailoverSettings settings;
    private final Log log;

    public FailoverFlow(Ports ports, Power power, Steps steps, FailoverSettings settings, Log log) {
        this.ports = ports;
        this.power = power;
        this.steps = steps;
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
                                .map(FailoverFlow::nothing)
                                .orElseGet(() -> tick(TimeLimit.with(ports.clock(), left)));
                    case Incoming.Irrelevant(String why) -> nothing(why);
                };
        log.say(String.valueOf(answer.get("reason")), answer);
        return answer;
    }

    private Map<String, Object> observe(Signal signal) {
        return switch (signal) {
            case Signal.InstanceChanged changed -> claimed(changed.instance());
            case Signal.AlarmChanged changed -> nothing("failover takes no alarms");
            case Signal.HealthAnnounced announced -> nothing("failover takes no announcements of AWS Health");
        };
    }

    /** The first thing that an event costs is one read by key; most instances are not in recovery. */
    private Map<String, Object> claimed(InstanceId instance) {
        return TargetState.read(ports.store(), new Target.OfInstance(instance))
                .claim()
                .map(this::work)
                .orElseGet(() -> nothing(instance + " is in no recovery"));
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

    private Map<String, Object> tick(TimeLimit limit) {
        Queues.Walk walk = Queues.walk(ports.store(), Owner.FAILOVER.queue(), limit, this::swept);
        if (walk.full()) {
            log.heartbeat(); // without it a person is called
        }
        var answer = answer("Swept", walk.inWords(), "the next tick");
        answer.put("failed", walk.failed());
        return answer;
    }

    /** Why people could not be told of something; empty if there was nothing, or they were. */
    private Optional<String> swept(Key key) {
        var answer = Wish.isAt(key)
                ? wish(key)
                : work(key.partition().substring(key.partition().indexOf('#') + 1));
        log.say(String.valueOf(answer.get("reason")), answer);
        return Optional.ofNullable(answer.get(UNTOLD)).map(String::valueOf);
    }

    private Map<String, Object> wish(Key key) {
        Optional<Wish> open = Wish.read(ports.store(), key)
                .filter(wish -> wish.answer().isEmpty())
                .filter(wish -> wish.queue().equals(Owner.FAILOVER.queue()));
        return open.map(this::carryOut).orElseGet(() -> nothing("no request waits for failover there"));
    }

    private Map<String, Object> carryOut(Wish wish) {
        try {
            String writer = ports.ids().next();
            String said = new Wishes(ports, writer, Owner.FAILOVER, own -> carryOut(own, writer)).carryOut(wish);
            var answer = wish.recovery().map(this::work).orElseGet(() -> nothing("it is about no recovery"));
            answer.put("reason", said + "; " + answer.get("reason"));
            return answer;
        } catch (UnknownSchema unknown) {
            return leave(unknown);
        }
    }

    private Optional<String> carryOut(Wish wish, String writer) {
        return switch (wish.kind()) {
            case FAILBACK ->
                new Failbacks(ports, settings, writer).begin(wish.recovery().orElseThrow(), wish.by());
            case PREVIEW ->
                Optional.of(new Preview(ports, steps, settings.region())
                        .of(wish.plan().orElseThrow()));
            case CANCEL, ACKNOWLEDGE ->
                throw new IllegalArgumentException(wish.kind() + " is carried out by all owners");
        };
    }

    private Map<String, Object> work(String id) {
        String writer = ports.ids().next();
        var delivery = new NoticeDelivery(ports, writer, Owner.FAILOVER);
        try {
            Work.Done done = delivery.tellingAlways(id, () -> new Work(ports, power, steps, settings, writer).on(id));
            var answer = answer(done);
            delivery.deliver(done.recovery())
                    .flatMap(NoticeDelivery.Told::untold)
                    .ifPresent(why -> answer.put(UNTOLD, why));
            return answer;
        } catch (UnknownSchema unknown) {
            return leave(unknown);
        }
    }

    private Map<String, Object> leave(UnknownSchema unknown) {
        var answer = answer("Leave", String.valueOf(unknown.getMessage()), "a person is told once an hour");
        new SchemaNotice(ports).tell(unknown).ifPresent(why -> answer.put(UNTOLD, why));
        answer.put("recovery", unknown.recovery());
        return answer;
    }

    private static Map<String, Object> answer(Work.Done done) {
        String next = done.recovery()
                .map(recovery -> recovery.closing()
                        .map(closing -> "nothing: " + closing.outcome())
                        .orElse("the next event or tick"))
                .orElse("nothing");
        var answer = answer(done.decision(), done.reason(), next);
        done.recovery().ifPresent(recovery -> {
            answer.put("target", recovery.target().key());
            answer.put("recovery", recovery.id());
        });
        return answer;
    }

    private static Map<String, Object> nothing(String why) {
        return answer("Ignore", why, "nothing");
    }

    private static Map<String, Object> answer(String decision, String reason, String next) {
        var answer = new LinkedHashMap<String, Object>();
        answer.put("decision", decision);
        answer.put("reason", reason);
        answer.put("next", next);
        return answer;
    }
}
