package recovery.shared.act;

import recovery.shared.record.Intent;

/** What a stop that had no effect asks for, sorted by EC2's error codes (EC2 API Reference, "Error codes") and by our looks. */
public enum StopAnswer {
    /** Too many requests, or never sent: EC2 did not look at it, so the same again a little later. */
    TRY_AGAIN,
    /** Not in a state from which it can be stopped like this: look again. */
    NOT_YET,
    /** EC2 took it from another state than `running`: somebody else's stop was there before. */
    NOT_OURS,
    /** The reply was lost, and two reads saw nothing of it. */
    UNSEEN,
    /** The reply was lost, and the stop that a look shows is dated before it. */
    DATED_BEFORE,
    /** A right is missing, or the machine is protected: only a person can help. */
    CALL_A_PERSON;

    /** @param stop a stop without effect */
    public static StopAnswer of(Intent stop) {
        if (Settling.unseen(stop)) {
            return UNSEEN;
        }
        if (Settling.datedBefore(stop)) {
            return DATED_BEFORE;
        }
        return switch (stop.code()) {
            case "RequestLimitExceeded", "Throttling", OneSend.TOO_LATE -> TRY_AGAIN;
            case "IncorrectInstanceState" -> NOT_YET;
            case PowerSend.NOT_OURS -> NOT_OURS;
            default -> CALL_A_PERSON;
        };
    }
}
