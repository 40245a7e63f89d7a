package recovery.shared.act;

/** What an answer to StartInstances asks for, sorted by EC2's error codes (EC2 API Reference, "Error codes"). */
public enum StartAnswer {
    /** No capacity, too many requests, or never sent: the same again a little later. */
    TRY_AGAIN,
    /** Not in a state from which it can be started: look again. */
    NOT_YET,
    /** A quota, a key, a volume or a right is missing: only a person can help, and the Start stays owed. */
    CALL_A_PERSON;

    public static StartAnswer of(String code) {
        return switch (code) {
            case "IncorrectInstanceState" -> NOT_YET;
            case "InsufficientInstanceCapacity",
                    "InsufficientHostCapacity",
                    "InsufficientCapacityOnHost",
                    "InsufficientReservedInstanceCapacity",
                    "ReservationCapacityExceeded",
                    "RequestLimitExceeded",
                    "Throttling",
                    OneSend.TOO_LATE -> TRY_AGAIN;
            default -> CALL_A_PERSON;
        };
    }
}
