package recovery.systemtests.simulation;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/**
 * How one run goes wrong. Half of the troubles are off in a run, so that some runs have many and some have one: a
 * trouble that is always there hides what happens without it.
 */
final class Profile {
    private final Map<Trouble, Integer> perMille = new EnumMap<>(Trouble.class);
    private final boolean hostileClocks;
    private final boolean sweepless;

    private Profile(boolean hostileClocks, boolean sweepless) {
        this.hostileClocks = hostileClocks;
        this.sweepless = sweepless;
    }

    static Profile drawn(Choices choices) {
        var profile = new Profile(choices.below(12) == 11, choices.below(12) == 11);
        int calm = choices.below(4);
        for (Trouble trouble : Trouble.values()) {
            int drawn = choices.below(6);
            boolean on = calm != 0 && drawn >= 3;
            profile.perMille.put(trouble, on ? often(trouble) * (drawn == 5 ? 4 : 1) : 0);
        }
        return profile;
    }

    /** The world without any trouble, for the end of a run. */
    static Profile calm() {
        return new Profile(false, false);
    }

    int perMille(Trouble trouble) {
        return perMille.getOrDefault(trouble, 0);
    }

    boolean on(Trouble trouble) {
        return perMille(trouble) > 0;
    }

    /** Whether clocks may be off by two minutes, which no takeover is made for. */
    boolean hostileClocks() {
        return hostileClocks && on(Trouble.SKEWED_CLOCK);
    }

    /** Whether detection gets no tick, so that events alone must do. */
    boolean sweepless() {
        return sweepless;
    }

    /** How far a clock may be off. */
    Duration skew() {
        return hostileClocks() ? Duration.ofMinutes(2) : Duration.ofSeconds(on(Trouble.SKEWED_CLOCK) ? 5 : 0);
    }

    /** How old a describe may be. */
    Duration staleness() {
        return on(Trouble.EC2_READ_STALE) ? Duration.ofMinutes(3) : Duration.ZERO;
    }

    private static int often(Trouble trouble) {
        return switch (trouble) {
            case INTERLEAVED -> 120;
            case DEED_BETWEEN_CALLS -> 10;
            case SLOW -> 8;
            case DIES_BEFORE_A_CALL, DIES_AFTER_A_CALL -> 4;
            case SKEWED_CLOCK -> 200;
            case EVENT_DOUBLED, EVENT_REORDERED, EVENT_LATE, EVENT_LOST -> 100;
            case TICK_LATE, TICK_DOUBLED, TICK_MISSING, NOT_RETRIED -> 60;
            case LEVER_UNREADABLE, LEVER_READ_STALE, LEVER_THROTTLED, LEVER_REPLY_LOST, LEVER_NOT_REACHED -> 80;
            case LEVER_REFUSED -> 40;
            case LEVER_CHANGE_FORGOTTEN -> 150;
            case STORE_UNREADABLE, EC2_READ_FAILS, EC2_READ_STALE, ALARMS_UNREADABLE -> 20;
            case STORE_REPLY_LOST, STORE_NOT_REACHED, STORE_CONTENDED, BUS_REFUSES, BUS_ANSWER_LOST -> 50;
            case EC2_ACT_THROTTLED,
                    EC2_ACT_FAILS,
                    EC2_ACT_REFUSED,
                    EC2_REPLY_LOST,
                    EC2_NOT_REACHED,
                    EC2_DRY_RUN_FAILS -> 80;
        };
    }
}
