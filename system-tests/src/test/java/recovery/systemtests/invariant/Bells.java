package recovery.systemtests.invariant;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import recovery.shared.alarm.Alarm;
import recovery.simulator.AlarmChange;
import recovery.simulator.SimulatedAlarms;

/** Which state each alarm really had, and when. All are OK until they change. */
final class Bells {
    private final Map<String, List<Alarm>> history = new HashMap<>();

    Bells(SimulatedAlarms alarms) {
        alarms.onChange(this::changed);
    }

    private void changed(AlarmChange change) {
        history.computeIfAbsent(change.now().name(), name -> new ArrayList<>(List.of(change.before())))
                .add(change.now());
    }

    /** Whether an alarm had this state at any time from then to now. */
    boolean since(String name, Instant from, Alarm.State state) {
        List<Alarm> states = history.getOrDefault(name, List.of());
        for (int at = states.size() - 1; at >= 0; at--) {
            if (states.get(at).state() == state) {
                return true;
            }
            if (states.get(at).changedAt().isBefore(from)) {
                return false;
            }
        }
        return states.isEmpty() && state == Alarm.State.OK;
    }
}
