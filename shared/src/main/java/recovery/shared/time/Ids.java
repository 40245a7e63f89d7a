package recovery.shared.time;

import java.util.UUID;

/** Where fresh names come from. Each is unlike any other, also across machines. */
@FunctionalInterface
public interface Ids {
    String next();

    static Ids random() {
        return () -> UUID.randomUUID().toString();
    }
}
