package recovery.systemtests.model;

import java.util.List;

/**
 * How much may happen in one exploration.
 *
 * @param events deliveries that begin an execution of their own; the sweep's executions are not counted
 * @param lost replies, of the store or of EC2, or notes that took too long to be sent
 * @param refusals requests that EC2 refuses
 * @param relapses starts that do not help
 */
record Scope(
        List<List<Machine>> beginnings,
        Limits limits,
        int events,
        int crashes,
        int lost,
        int refusals,
        int relapses,
        int switches,
        int wishes,
        int stops) {

    /** Two members in one group, two handlers and the sweep, three events, one crash, one lost reply, one switch. */
    static Scope full() {
        return new Scope(sickOrStopped(), new Limits(1, 2, 1), 3, 1, 1, 0, 0, 1, 0, 0);
    }

    /** The same with one event, and no crash. */
    static Scope small() {
        return new Scope(sickOrStopped(), new Limits(1, 2, 1), 1, 0, 1, 0, 0, 1, 0, 0);
    }

    /** One of each that a mistake can need. */
    static Scope forMistakes(Limits limits) {
        return new Scope(sickOrStopped(), limits, 1, 1, 1, 0, 0, 1, 0, 0);
    }

    private static List<List<Machine>> sickOrStopped() {
        return List.of(List.of(Machine.SICK, Machine.SICK), List.of(Machine.SICK, Machine.STOPPED_BY_AWS));
    }

    Budget budget() {
        return new Budget(events, crashes, lost, refusals, relapses, switches, wishes, stops);
    }

    /** What is left of it. */
    record Budget(int events, int crashes, int lost, int refusals, int relapses, int switches, int wishes, int stops) {
        Budget less(Cost cost) {
            return new Budget(
                    events - (cost == Cost.EVENT ? 1 : 0),
                    crashes - (cost == Cost.CRASH ? 1 : 0),
                    lost - (cost == Cost.LOST ? 1 : 0),
                    refusals - (cost == Cost.REFUSAL ? 1 : 0),
                    relapses - (cost == Cost.RELAPSE ? 1 : 0),
                    switches - (cost == Cost.SWITCH ? 1 : 0),
                    wishes - (cost == Cost.WISH ? 1 : 0),
                    stops - (cost == Cost.STOP ? 1 : 0));
        }

        boolean overdrawn() {
            return events < 0
                    || crashes < 0
                    || lost < 0
                    || refusals < 0
                    || relapses < 0
                    || switches < 0
                    || wishes < 0
                    || stops < 0;
        }
    }

    /** One of what may happen. */
    enum Cost {
        FREE,
        EVENT,
        CRASH,
        LOST,
        REFUSAL,
        RELAPSE,
        SWITCH,
        WISH,
        STOP
    }
}
