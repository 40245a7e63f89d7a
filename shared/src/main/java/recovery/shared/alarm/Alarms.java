package recovery.shared.alarm;

import java.util.Optional;
import recovery.shared.look.Look;
import recovery.shared.look.Page;

/** The door to look at alarms. */
public interface Alarms {
    Look<Alarm> alarm(String name);

    /** One page of the alarms in state ALARM whose name begins so. */
    Look<Page<Alarm>> ringing(String namePrefix, Optional<String> from);
}
