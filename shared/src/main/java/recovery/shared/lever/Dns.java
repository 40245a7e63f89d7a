package recovery.shared.lever;

import java.util.Map;
import java.util.Optional;
import recovery.shared.look.Look;

/** The door to Route 53. Each change is one request, without retries. */
public interface Dns {
    /** Which record set of a hosted zone. {@code name} ends with a dot; {@code setIdentifier} tells several of one name apart. */
    record Name(String zone, String name, String type, Optional<String> setIdentifier) {}

    /** What a change has come to. */
    enum Change {
        PENDING,
        IN_SYNC
    }

    /** The whole record set, with every field that Route 53 shows of it. */
    Look<Map<String, Object>> recordSet(Name name);

    /** Puts a whole record set. The receipt is the id of the change. */
    LeverReply upsert(Name name, Map<String, Object> whole);

    /** How far a change has come. Absent is a change that Route 53 lost: it must be sent again. */
    Look<Change> change(String receipt);
}
