package recovery.systemtests.simulation;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import recovery.shared.alarm.Alarm;
import recovery.shared.ec2.Instance;
import recovery.shared.ec2.InstanceId;
import recovery.shared.ec2.StopMode;
import recovery.shared.look.Look;
import recovery.simulator.Action;
import recovery.simulator.Ailment.Cure;
import recovery.simulator.Ailment.Part;
import recovery.simulator.Aim;
import recovery.simulator.Ec2Model;
import recovery.simulator.Fault;
import recovery.simulator.Happening;
import recovery.simulator.ScheduledEvent;
import recovery.systemtests.story.Bundle;

/** Carries out what the world does. */
final class Actors {
    private final Simulation world;
    private final Ec2Model model;

    Actors(Simulation world) {
        this.world = world;
        this.model = world.model();
    }

    void carryOut(Deed deed, InstanceId id) {
        switch (deed) {
            case HOST_BREAKS -> model.breakHost(id);
            case GUEST_BREAKS -> model.breakGuest(id);
            case BREAKS_FOR_GOOD -> model.breaks(id, Part.SYSTEM, Cure.NONE);
            case CHECK_GOES_BLIND -> model.blinds(id, Part.INSTANCE);
            case HEALS -> model.happens(id, Happening.HEALS);
            case PERSON_STOPS -> model.happens(id, Happening.PERSON_STOPS);
            case PERSON_STARTS -> model.happens(id, Happening.PERSON_STARTS);
            case PERSON_TERMINATES -> model.happens(id, Happening.PERSON_TERMINATES);
            case AWS_TERMINATES -> model.happens(id, Happening.AWS_TERMINATES);
            case GUEST_SHUTS_DOWN -> model.happens(id, Happening.GUEST_SHUTS_DOWN);
            case AWS_STOPS -> model.happens(id, Happening.AWS_STOPS);
            case AWS_RECOVERS -> model.happens(id, Happening.AWS_RECOVERS);
            case SPOT_STOPS -> model.happens(id, Happening.SPOT_STOPS);
            case RETIREMENT_ANNOUNCED -> retires(id);
            case TAG_REMOVED -> model.alter(id, traits -> traits.tagged(Map.of()));
            case TAG_RETURNED -> model.alter(id, traits -> traits.tagged(Instance.OPT_IN_TAG, "web"));
            case TAGGED_FOR_ANOTHER_PLAN -> model.alter(id, traits -> traits.tagged(Instance.OPT_IN_TAG, "other"));
            case SWITCHED_OFF -> asks("set-mode", Map.of("mode", "OFF"));
            case SWITCHED_TO_OBSERVE -> asks("set-mode", Map.of("mode", "OBSERVE"));
            case SWITCHED_TO_ACT -> asks("set-mode", Map.of("mode", "ACT"));
            case CANCELLED -> asks("cancel", Map.of("target", id.value()));
            case ACKNOWLEDGED -> asks("acknowledge", Map.of("target", id.value()));
            case FAILBACK_ASKED -> asks("failback", Map.of("plan", "web"));
            case PREVIEW_ASKED -> asks("preview", Map.of("plan", "web"));
            case BRAKE_RELEASED -> asks("release-brake", Map.of());
            case REDEPLOYED -> world.redeploys();
            case NO_CAPACITY, STOP_HANGS, START_FAILS, STOP_PROTECTED -> hinders(deed, id);
            case LEVER_MOVED -> world.yard().movedByOthers(world.choices().oneOf(Lever.values()), world.choices());
            case STORE_GONE, EC2_READS_GONE, ALARMS_GONE, BUS_GONE, LEVERS_GONE ->
                world.weather().gone(deed, world.now().plus(minutes(1, 3, 10)));
            case ALARM_SILENCED, ALARM_FORGED, ALARM_DELETED -> alarm(deed, Simulation.alarm(id));
            case SERVICE_RINGS, SERVICE_CALMS, SERVICE_SILENCED, SERVICE_HEARD, WITNESS_RINGS, WITNESS_CALMS ->
                world.serviceAlarm().carryOut(deed);
        }
    }

    private void retires(InstanceId id) {
        var at = world.now().plus(Duration.ofDays(3));
        model.schedules(id, new ScheduledEvent("instance-retirement", "The host is retired", at));
    }

    private void hinders(Deed deed, InstanceId id) {
        switch (deed) {
            case NO_CAPACITY ->
                model.arm(new Fault.NoCapacity(), Aim.at(Action.START_INSTANCES).on(id), times(3, 15, 40));
            case STOP_HANGS -> {
                StopMode yields = world.choices().oneOf(StopMode.SKIP_OS_SHUTDOWN, StopMode.FORCE);
                var hang = new Fault.HangStop(Optional.of(yields), Optional.of(minutes(8, 15, 40)));
                model.arm(hang, Aim.at(Action.STOP_INSTANCES).on(id), 1);
            }
            case START_FAILS ->
                model.arm(new Fault.FailToBoot(), Aim.at(Action.START_INSTANCES).on(id), times(1, 2, 3));
            default -> model.alter(id, traits -> traits.stopProtected(true));
        }
    }

    private void alarm(Deed deed, String name) {
        if (!(world.alarms().alarm(name) instanceof Look.Seen<Alarm>)) {
            return;
        }
        switch (deed) {
            case ALARM_SILENCED -> world.alarms().enableActions(name, false);
            case ALARM_FORGED -> world.alarms().set(name, Alarm.State.ALARM);
            default -> world.alarms().delete(name);
        }
    }

    private void asks(String request, Map<String, Object> more) {
        var document = new LinkedHashMap<String, Object>(more);
        document.put("request", request);
        document.put("by", "a person");
        document.put("reason", "a run");
        world.send(Bundle.Function.OPERATOR, document);
    }

    private Duration minutes(int... options) {
        return Duration.ofMinutes(options[world.choices().below(options.length)]);
    }

    private int times(int... options) {
        return options[world.choices().below(options.length)];
    }

    /** Puts everything right that a survivable world has: calls work, machines heal and carry their tag, alarms follow
     * their checks. A removed tag is a person's word, on which an owed Start waits for as long as it takes. */
    void repair(List<InstanceId> ids) {
        List.of(Fault.NoCapacity.class, Fault.FailToBoot.class, Fault.HangStop.class)
                .forEach(model::lift);
        world.weather().clears();
        world.yard().othersTakeBack();
        world.serviceAlarm().repair();
        for (InstanceId id : ids) {
            model.happens(id, Happening.HEALS);
            model.alter(id, traits -> traits.stopProtected(false).tagged(Instance.OPT_IN_TAG, "web"));
            String name = Simulation.alarm(id);
            if (world.alarms().alarm(name) instanceof Look.Seen<Alarm>) {
                world.alarms().enableActions(name, true);
                world.alarms().follow(name);
            }
        }
        asks("set-mode", Map.of("mode", "ACT"));
        asks("release-brake", Map.of());
    }
}
