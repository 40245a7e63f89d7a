package recovery.shared.act;

import recovery.shared.record.Intent;

/** What looking tells about a request whose reply nobody has. */
public sealed interface Settled {
    String reason();

    /** Nothing yet: look again later. */
    record NotYet(String reason) implements Settled {}

    /** Something, to be written down. */
    record Known(Intent intent, String reason) implements Settled {}
}
