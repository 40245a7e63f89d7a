package recovery.systemtests.model;

/**
 * One step of the world.
 *
 * @param who the execution that makes it; -1 if none does
 * @param about the member, or -1
 * @param slot the recovery, or -1
 */
record Step(Kind kind, int who, int about, int slot, Move move, State after) {
    /** What happens. */
    enum Kind {
        READS_AND_DECIDES,
        COMMITS,
        COMMITS_WITHOUT_A_REPLY,
        IS_TOO_LATE_TO_COMMIT,
        READS_BACK,
        SENDS,
        SENDS_WITHOUT_A_REPLY,
        IS_REFUSED,
        RECORDS,
        IS_INVOKED_BY_AN_EVENT,
        DIES,
        MACHINE_IS_DOWN,
        PERSON_SWITCHES,
        PERSON_WISHES,
        PERSON_STOPS;

        /** Whether it happens by itself, without an event, a person or a fault. */
        boolean byItself() {
            return switch (this) {
                case READS_AND_DECIDES, COMMITS, IS_TOO_LATE_TO_COMMIT, READS_BACK, SENDS, RECORDS, MACHINE_IS_DOWN ->
                    true;
                case COMMITS_WITHOUT_A_REPLY,
                        SENDS_WITHOUT_A_REPLY,
                        IS_REFUSED,
                        IS_INVOKED_BY_AN_EVENT,
                        DIES,
                        PERSON_SWITCHES,
                        PERSON_WISHES,
                        PERSON_STOPS -> false;
            };
        }

        boolean commits() {
            return this == COMMITS || this == COMMITS_WITHOUT_A_REPLY;
        }

        boolean sends() {
            return this == SENDS || this == SENDS_WITHOUT_A_REPLY || this == IS_REFUSED;
        }
    }

    String inWords() {
        return kind
                + (who < 0 ? "" : " execution " + who)
                + (about < 0 ? "" : " member " + about)
                + (kind.commits() || kind == Kind.READS_AND_DECIDES ? " " + move : "");
    }
}
