package recovery.systemtests.model;

import java.util.Optional;

/** One mistake in the protocol, and the property that must find it. */
enum Mutation {
    OPENS_WITHOUT_ANY_VERSION(Property.S1_ONE_RECOVERY_PER_TARGET, Items.TARGET | Items.GROUP),
    OPENS_WITHOUT_THE_GROUPS_VERSION(Property.S8_LAST_HEALTHY, Items.GROUP),
    NOTES_WITHOUT_THE_INSTALLATIONS_VERSION(Property.S9_BOUNDED, Items.INSTALLATION),
    NOTES_WITHOUT_THE_SWITCHS_VERSION(Property.S15_SWITCH_WINS, Items.SWITCH),
    WRITES_OVER_WHAT_OTHERS_WROTE(Property.S14_LEGAL_TRANSITIONS, Items.RECORD),
    FORGETS_THE_CLAIM_WHEN_IT_OPENS(Property.S1_ONE_RECOVERY_PER_TARGET, Condition.UNCLAIMED),
    COUNTS_NO_PLACES(Property.S8_LAST_HEALTHY, Condition.PLACE_FREE),
    LOOKS_AT_THE_LIMIT_ONLY_WHEN_IT_OPENS(Property.S9_BOUNDED, Condition.ATTEMPTS_LEFT),
    ASKS_NO_SWITCH(Property.S15_SWITCH_WINS, Condition.SWITCH_AT_ACT),
    ASKS_NO_BRAKE(Property.S9_BOUNDED, Condition.BRAKE_FREE),
    CLOSES_WITH_A_START_OWED(Property.S11_NO_ORPHAN_STOP, Condition.NOTHING_OWED_TO_END),
    CLOSES_WITH_AN_UNSETTLED_NOTE(Property.SETTLED_BEFORE_CLOSED, Condition.SETTLED_TO_END),
    NOTES_OVER_AN_UNSETTLED_NOTE(Property.S2_FENCED_SEND, Condition.EARLIER_REQUEST_SETTLED),
    SENDS_AGAIN_AFTER_A_LOST_REPLY(Property.S3_ONE_SEND_PER_INTENT),
    SENDS_BEFORE_IT_NOTES(Property.S4_WRITE_AHEAD),
    TAKES_OVER_FROM_THE_LIVING(Property.S2_FENCED_SEND),
    TAKES_ITS_TOKEN_FROM_THE_EVENT(Property.S4_WRITE_AHEAD),
    GIVES_THE_CLAIM_BACK_EARLY(Property.S1_ONE_RECOVERY_PER_TARGET),
    KEEPS_THE_CLAIM_WHEN_IT_CLOSES(Property.CLAIMS_END_WITH_THEIR_RECOVERY),
    TAKES_A_LOST_STOP_FOR_NOT_SENT(Property.S11_NO_ORPHAN_STOP),
    SWITCH_HOLDS_THE_OWED_START_BACK(Property.EVERYTHING_CAN_END),
    NEVER_TAKES_OVER(Property.EVERYTHING_CAN_END);

    private final Property finder;
    private final int unconditional;
    private final Optional<Condition> dropped;

    Mutation(Property finder) {
        this(finder, Items.NONE, Optional.empty());
    }

    Mutation(Property finder, int unconditional) {
        this(finder, unconditional, Optional.empty());
    }

    Mutation(Property finder, Condition dropped) {
        this(finder, Items.NONE, Optional.of(dropped));
    }

    Mutation(Property finder, int unconditional, Optional<Condition> dropped) {
        this.finder = finder;
        this.unconditional = unconditional;
        this.dropped = dropped;
    }

    /** Which property finds it. */
    Property finder() {
        return finder;
    }

    /** The items whose version its transactions do not ask for. */
    int unconditional() {
        return unconditional;
    }

    /** Under which limits it can show: with others, another condition may keep the promise in its place. */
    Limits limits() {
        return switch (this) {
            case NOTES_WITHOUT_THE_INSTALLATIONS_VERSION, FORGETS_THE_CLAIM_WHEN_IT_OPENS -> new Limits(2, 1, 2);
            case LOOKS_AT_THE_LIMIT_ONLY_WHEN_IT_OPENS -> new Limits(1, 3, 1);
            case GIVES_THE_CLAIM_BACK_EARLY -> new Limits(2, 3, 2);
            default -> new Limits(2, 1, 1);
        };
    }

    Optional<Condition> dropped() {
        return dropped;
    }
}
