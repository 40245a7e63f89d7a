package recovery.shared.guard;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import recovery.shared.alarm.Alarm;
import recovery.shared.ec2.Checks;
import recovery.shared.look.Look;
import recovery.shared.plan.Symptom;
import recovery.shared.record.Target;
import recovery.shared.words.Said;

/**
 * Guard 6: the alarm, read again, is still in ALARM, speaks of this target, and nobody silenced it. Where the sweep
 * found a failed status check without an alarm, EC2 itself must have seen the failure for {@link #WITHOUT_ALARM}.
 */
public final class AlarmGuard implements Guard {
    /** Two of EC2's checks a minute apart, as AWS advises for recovery alarms. */
    static final Duration WITHOUT_ALARM = Duration.ofMinutes(2);

    @Override
    public String name() {
        return "alarm";
    }

    @Override
    public Verdict judge(Facts facts) {
        if (facts.matter().evidence().suppressed()) {
            return Verdict.holds(name(), "the event says that the alarm's actions are suppressed or muted");
        }
        if (facts.world().isEmpty()) {
            return Verdict.notLookedAt(name());
        }
        Facts.World world = facts.world().get();
        return world.alarm()
                .map(look -> judge(facts, look))
                .orElseGet(() -> withoutAlarm(facts.matter().symptom(), world.checks(), facts.now()));
    }

    private Verdict judge(Facts facts, Look<Alarm> look) {
        return switch (look) {
            case Look.Seen<Alarm>(Alarm alarm) -> judge(facts, alarm);
            case Look.Absent<Alarm>(String why) -> Verdict.ignores(name(), "there is no such alarm: " + why);
            case Look.Unreadable<Alarm>(String why) -> Verdict.holds(name(), "the alarm could not be read: " + why);
        };
    }

    private Verdict judge(Facts facts, Alarm alarm) {
        Facts.Matter matter = facts.matter();
        String said = alarm.name() + " is " + alarm.state() + " since " + Said.time(alarm.changedAt());
        if (alarm.state() != Alarm.State.ALARM) {
            return Verdict.ignores(name(), said);
        }
        if (!alarm.actionsEnabled()) {
            return Verdict.holds(name(), said + ", but its owner switched its actions off");
        }
        if (!mayConcern(alarm, matter.target())) {
            return Verdict.ignores(name(), said + ", but reads metrics of other instances");
        }
        // Whole seconds: an event may round the time that CloudWatch keeps to the millisecond. When one of many series
        // went off, nobody can read afterwards: the alarm rings since the first of them did.
        boolean older =
                alarm.changedAt().plusSeconds(1).isBefore(matter.evidence().since());
        if (older && !matter.isOneOfMany(alarm)) {
            return Verdict.holds(name(), said + ", which is older than the transition that was announced");
        }
        return Verdict.passes(name(), said);
    }

    /** An alarm over many series names no instance; one that names instances speaks of these, and of no service. */
    private static boolean mayConcern(Alarm alarm, Target target) {
        return alarm.instances().isEmpty() || alarm.instances().contains(target.key());
    }

    private Verdict withoutAlarm(Symptom symptom, Look<Checks> look, Instant now) {
        if (!symptom.isStatus()) {
            return Verdict.passes(name(), "no alarm is involved");
        }
        Optional<Instant> since =
                look.seen().flatMap(checks -> StatusChecks.of(checks, symptom).impairedSince());
        return since.filter(moment -> !moment.isAfter(now.minus(WITHOUT_ALARM)))
                .map(moment -> Verdict.passes(name(), "no alarm, but EC2 sees the failure since " + Said.time(moment)))
                .orElseGet(() -> Verdict.holds(
                        name(), "no alarm, and EC2 does not yet see the failure for " + Said.span(WITHOUT_ALARM)));
    }
}
