package recovery.detection;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import recovery.shared.alarm.Alarm;
import recovery.shared.alarm.Metric;
import recovery.shared.ec2.InstanceId;
import recovery.shared.ec2.InstanceState;
import recovery.shared.guard.Facts;
import recovery.shared.json.PlainText;
import recovery.shared.plan.Plan;
import recovery.shared.plan.Plans;
import recovery.shared.plan.Symptom;
import recovery.shared.plan.Trigger;
import recovery.shared.record.RosterEntry;
import recovery.shared.record.Target;
import recovery.shared.signal.AlarmTarget;
import recovery.shared.signal.Signal;

/**
 * Which matters of ours a signal is about: the instances that opted in, under the plan that they opted in to, and the
 * services for which an alarm speaks that names no instance.
 */
final class Matters {
    private final Plans plans;
    private final Function<InstanceId, Optional<RosterEntry>> roster;

    Matters(Plans plans, Function<InstanceId, Optional<RosterEntry>> roster) {
        this.plans = plans;
        this.roster = roster;
    }

    /** What a signal comes to. */
    record Found(List<Facts.Matter> ours, List<String> notOurs) {
        Found {
            ours = List.copyOf(ours);
            notOurs = List.copyOf(notOurs);
        }
    }

    Found of(Signal signal) {
        return switch (signal) {
            case Signal.AlarmChanged changed -> ofAlarm(changed);
            case Signal.InstanceChanged changed -> ofState(changed);
            case Signal.HealthAnnounced announced -> ofHealth(announced);
        };
    }

    private Found ofAlarm(Signal.AlarmChanged changed) {
        String alarm = "alarm " + PlainText.clean(changed.alarmName());
        if (changed.state() != Alarm.State.ALARM) {
            return none(alarm + " is " + changed.state() + ": only ALARM asks for something");
        }
        return switch (AlarmTarget.of(changed)) {
            case AlarmTarget.None none -> ofService(changed, alarm);
            case AlarmTarget.Several(var several) ->
                none(alarm + " names " + several.size() + " instances, so that nobody can tell which is sick");
            case AlarmTarget.Malformed(var name) -> none(alarm + " names no instance id: " + name);
            case AlarmTarget.One(var instance) ->
                matter(instance, trigger -> means(trigger, changed), evidence(changed));
        };
    }

    /** An alarm that names no instance speaks for the service of each plan that means it by its name. */
    private Found ofService(Signal.AlarmChanged changed, String alarm) {
        var ours = plans.all().stream()
                .filter(plan -> plan.failover().isPresent()
                        && plan.triggerOf(changed.alarmName()).isPresent())
                .map(plan -> matter(plan, Symptom.APPLICATION, new Target.OfService(plan.name()), evidence(changed)))
                .toList();
        return ours.isEmpty()
                ? none(alarm + " names no instance, and no plan has a trigger of that name for its service")
                : new Found(ours, List.of());
    }

    private Found ofState(Signal.InstanceChanged changed) {
        if (changed.state() != InstanceState.STOPPED) {
            return none(changed.instance() + " is " + changed.state().wireName()
                    + (changed.state().gone() ? ": the sweep makes sure within a minute" : ": nothing to do"));
        }
        return matter(changed.instance(), Matters::isStopped, plain(changed));
    }

    private Found ofHealth(Signal.HealthAnnounced announced) {
        String said = PlainText.clean(announced.code());
        if (!announced.open() || !announced.code().contains("RETIREMENT_SCHEDULED")) {
            return none("AWS Health says " + said + ", which asks for nothing here");
        }
        var ours = new ArrayList<Facts.Matter>();
        var notOurs = new ArrayList<String>();
        for (InstanceId instance : announced.instances()) {
            Found found = matter(instance, Matters::isRetirement, plain(announced));
            ours.addAll(found.ours());
            notOurs.addAll(found.notOurs());
        }
        return new Found(ours, notOurs);
    }

    private Found matter(InstanceId instance, Predicate<Trigger> fits, Facts.Evidence evidence) {
        Optional<RosterEntry> entry = roster.apply(instance);
        if (entry.isEmpty()) {
            return none(instance + " is not in the roster of instances that opted in;"
                    + " the sweep adds those that carry the tag within a minute");
        }
        String name = entry.get().plan();
        Optional<Plan> plan = plans.named(name);
        if (plan.isEmpty()) {
            return none(instance + " opted in to plan " + PlainText.clean(name) + ", which is not deployed");
        }
        return plan.get().triggers().stream()
                .filter(fits)
                .findFirst()
                .map(trigger -> ours(plan.get(), trigger.symptom(), instance, evidence))
                .orElseGet(() -> none("plan " + name + " has no trigger for this"));
    }

    private static Found ours(Plan plan, Symptom symptom, InstanceId instance, Facts.Evidence evidence) {
        return new Found(List.of(matter(plan, symptom, new Target.OfInstance(instance), evidence)), List.of());
    }

    private static Facts.Matter matter(Plan plan, Symptom symptom, Target target, Facts.Evidence evidence) {
        var rung = plan.rungs(symptom).stream().findFirst();
        return new Facts.Matter(plan, symptom, target, rung, evidence, Optional.empty());
    }

    private static Found none(String why) {
        return new Found(List.of(), List.of(why));
    }

    private static boolean means(Trigger trigger, Signal.AlarmChanged changed) {
        return switch (trigger) {
            case Trigger.OnMetric(String metric, Symptom symptom) ->
                changed.metrics().stream().map(Metric::fullName).anyMatch(metric::equals);
            case Trigger.OnAlarm named -> named.names(changed.alarmName());
            case Trigger.OnState state -> false;
            case Trigger.OnHealth health -> false;
        };
    }

    private static boolean isStopped(Trigger trigger) {
        return trigger instanceof Trigger.OnState;
    }

    private static boolean isRetirement(Trigger trigger) {
        return trigger instanceof Trigger.OnHealth;
    }

    private static Facts.Evidence evidence(Signal.AlarmChanged changed) {
        return new Facts.Evidence(
                Optional.of(changed.alarmName()), changed.at(), delivered(changed), changed.suppressed());
    }

    private static Facts.Evidence plain(Signal signal) {
        return new Facts.Evidence(Optional.empty(), signal.at(), delivered(signal), false);
    }

    private static boolean delivered(Signal signal) {
        return signal.origin() == Signal.Origin.DELIVERED;
    }
}
