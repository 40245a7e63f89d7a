package recovery.systemtests.demo;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import recovery.shared.ec2.InstanceId;
import recovery.shared.journal.JournalRow;
import recovery.shared.json.Fields;
import recovery.systemtests.local.LocalWorld;
import software.amazon.awssdk.services.cloudwatch.model.MetricAlarm;

/** Looks from outside at what has happened since its last look, and adds it to a chronicle. */
final class Lookout {
    private final LocalWorld world;
    private final Watched watched;
    private final Chronicle chronicle;
    private final Set<String> seen = new HashSet<>();
    private String alarmState = "OK";
    private Map<String, String> levers;

    /**
     * What is watched.
     *
     * @param instances whose calls and states are told
     * @param subjects whose journal is read
     * @param alarm which began it
     * @param levers how each lever stands now
     */
    record Watched(
            List<InstanceId> instances, List<String> subjects, String alarm, Supplier<Map<String, String>> levers) {
        private boolean isOn(Fields call) {
            return instances.stream().map(InstanceId::value).anyMatch(call.text("instance")::equals);
        }
    }

    Lookout(LocalWorld world, Watched watched, Chronicle chronicle) {
        this.world = world;
        this.watched = watched;
        this.chronicle = chronicle;
        this.levers = watched.levers().get();
    }

    /**
     * Looks once, and at the consequences first: a note precedes its act, so that whoever reads the journal after the act was
     * seen finds the note there.
     */
    void look(Supplier<List<JournalRow>> journal) {
        lookAtLevers();
        List<Chronicle.Event> changes = changes();
        lookAtCalls();
        changes.forEach(chronicle::add); // after the calls: those of the same millisecond were their causes
        journal.get().forEach(this::read);
        lookAtAlarm();
    }

    /** Nobody keeps when a lever moved: its time is that of the look which found it so. */
    private void lookAtLevers() {
        Map<String, String> now = watched.levers().get();
        Instant found = Instant.now();
        now.forEach((lever, stands) -> {
            if (!stands.equals(levers.get(lever))) {
                chronicle.add(found, "lever     " + lever + ": " + levers.get(lever) + " -> " + stands);
            }
        });
        levers = now;
    }

    private List<Chronicle.Event> changes() {
        var changes = new ArrayList<Chronicle.Event>();
        for (InstanceId instance : watched.instances()) {
            for (Fields change : world.simulator().changes(instance)) {
                if (seen.add("change " + instance + change.text("at") + change.text("state"))) {
                    String words = "EC2 says  " + instance + " " + change.text("state");
                    changes.add(new Chronicle.Event(change.instant("at"), words));
                }
            }
        }
        return changes;
    }

    private void lookAtCalls() {
        for (Fields call : world.simulator().calls()) {
            boolean ours = call.flag("acts") && watched.isOn(call);
            if (ours && seen.add("call " + call.text("at") + call.text("words"))) {
                chronicle.add(call.instant("at"), "EC2 got   " + call.text("words"));
            }
        }
    }

    private void read(JournalRow row) {
        if (seen.add(row.subject() + row.sequence())) {
            Wording.of(row).forEach(line -> chronicle.add(row.at(), line));
        }
    }

    private void lookAtAlarm() {
        MetricAlarm alarm = world.cloudWatch()
                .describeAlarms(request -> request.alarmNames(watched.alarm()))
                .metricAlarms()
                .getFirst();
        String state = alarm.stateValueAsString();
        if (!state.equals(alarmState)) {
            alarmState = state;
            chronicle.add(alarm.stateUpdatedTimestamp(), "alarm     " + watched.alarm() + " is " + state);
        }
    }
}
