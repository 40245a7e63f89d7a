package recovery.systemtests.model;

import static recovery.systemtests.model.Claims.NOBODY;
import static recovery.systemtests.model.Claims.PRIMARY;
import static recovery.systemtests.model.Claims.RECORD;
import static recovery.systemtests.model.Claims.SERVICE;
import static recovery.systemtests.model.Claims.STANDBY;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import recovery.systemtests.model.Claims.Act;
import recovery.systemtests.model.Claims.Decided;
import recovery.systemtests.model.Claims.Work;

/** Who may take which claim of a service with a standby, explored in every order of two executions. */
final class Handing {
    private static final int ALL = 1 << SERVICE | 1 << PRIMARY | 1 << STANDBY;
    private static final int RECOVERIES = 3;

    /** A mistake in handing claims over. */
    enum Mistake {
        A_TAKEOVER_FORGETS_THE_STANDBY,
        A_TAKEOVER_DOES_NOT_ASK_WHO_HAS_THE_STANDBY,
        A_FAILOVER_OPENS_WITHOUT_VERSIONS,
        A_FAILOVER_LETS_GO_OF_THE_FENCED_PRIMARY,
        A_FAILBACK_LEAVES_THE_FENCE
    }

    /** What came of it: how many states, and the first one that is wrong. */
    record Result(int states, long transitions, Optional<String> finding) {}

    private final Optional<Mistake> mistake;
    private final Set<Claims> seen = new HashSet<>();
    private final Deque<Claims> waiting = new ArrayDeque<>();
    private long transitions;

    private Handing(Optional<Mistake> mistake) {
        this.mistake = mistake;
    }

    static Result explored(Optional<Mistake> mistake) {
        return new Handing(mistake).run();
    }

    private boolean is(Mistake here) {
        return mistake.equals(Optional.of(here));
    }

    private Result run() {
        reach(Claims.beginning(RECOVERIES));
        while (!waiting.isEmpty()) {
            Claims now = waiting.remove();
            Optional<String> wrong = wrong(now);
            if (wrong.isPresent()) {
                return new Result(seen.size(), transitions, Optional.of(wrong.get() + ": " + now));
            }
            next(now).forEach(this::reach);
        }
        return new Result(seen.size(), transitions, Optional.empty());
    }

    private void reach(Claims state) {
        transitions++;
        if (seen.add(state)) {
            waiting.add(state);
        }
    }

    // --- what may never be ---

    private static Optional<String> wrong(Claims now) {
        int moving = 0;
        for (int number = 0; number < now.works().size(); number++) {
            Work work = now.work(number);
            moving += work.moves() ? 1 : 0;
            for (int target : targets(work)) {
                if (now.holders().get(target) != number) {
                    return Optional.of("recovery " + number + " does not hold " + target);
                }
            }
            boolean left = work == Work.LEFT_ON_STANDBY && now.awaiting() == number;
            if (left && now.free(PRIMARY)) {
                return Optional.of("a fenced primary is free while its service is on the standby");
            }
        }
        boolean restarts =
                now.works().contains(Work.RESTARTS_PRIMARY) || now.works().contains(Work.RESTARTS_STANDBY);
        if (moving > 1) {
            return Optional.of("two failovers at once");
        }
        if (moving == 1 && now.awaiting() != NOBODY && now.works().contains(Work.FAILS_OVER)) {
            return Optional.of("a failover of a service that waits for a person");
        }
        return moving == 1 && restarts ? Optional.of("a restart beside a failover of its service") : ended(now);
    }

    /** Nothing that has ended holds a claim, but for the fence. */
    private static Optional<String> ended(Claims now) {
        for (int holder : now.holders()) {
            if (holder != NOBODY && now.work(holder) == Work.ENDED) {
                return Optional.of("a claim of a recovery that has ended");
            }
        }
        return Optional.empty();
    }

    private static int[] targets(Work work) {
        return switch (work) {
            case RESTARTS_PRIMARY -> new int[] {PRIMARY};
            case RESTARTS_STANDBY -> new int[] {STANDBY};
            case FAILS_OVER, GOES_HOME -> new int[] {SERVICE, PRIMARY, STANDBY};
            case NONE, LEFT_ON_STANDBY, ENDED -> new int[0];
        };
    }

    // --- what can be next ---

    private List<Claims> next(Claims now) {
        var next = new ArrayList<Claims>();
        if (now.executions().size() < 2) {
            for (Decided decided : decisions(now)) {
                next.add(now.deciding(decided));
            }
        }
        for (Decided one : now.executions()) {
            next.add(now.over(one, 0)); // it dies, or is too late
            if ((asked(one.act()) & one.stale()) == 0) {
                next.add(written(now, one));
            }
        }
        return next;
    }

    private List<Decided> decisions(Claims now) {
        var decisions = new ArrayList<Decided>();
        int fresh = now.works().indexOf(Work.NONE);
        boolean unmoved = now.free(SERVICE);
        if (fresh >= 0) {
            add(decisions, unmoved && now.free(PRIMARY), Act.OPENS_RESTART_OF_PRIMARY, fresh);
            add(decisions, unmoved && now.free(STANDBY), Act.OPENS_RESTART_OF_STANDBY, fresh);
            boolean allFree = now.free(SERVICE) && now.free(PRIMARY) && now.free(STANDBY);
            add(decisions, allFree && acknowledged(now), Act.OPENS_FAILOVER, fresh);
            boolean away = now.awaiting() != NOBODY && now.work(now.awaiting()) == Work.LEFT_ON_STANDBY;
            add(decisions, away && now.free(SERVICE) && now.free(STANDBY), Act.OPENS_FAILBACK, fresh);
        }
        for (int number = 0; number < now.works().size(); number++) {
            Work work = now.work(number);
            boolean standby = now.free(STANDBY) || is(Mistake.A_TAKEOVER_DOES_NOT_ASK_WHO_HAS_THE_STANDBY);
            boolean mayTakeOver = now.free(SERVICE) && standby && acknowledged(now);
            add(decisions, work == Work.RESTARTS_PRIMARY && mayTakeOver, Act.TAKES_OVER, number);
            add(decisions, work == Work.FAILS_OVER, Act.FAILS_OVER, number);
            add(decisions, work.moves(), Act.ROLLS_BACK, number);
            add(decisions, work == Work.GOES_HOME, Act.COMES_HOME, number);
            boolean restarts = work == Work.RESTARTS_PRIMARY || work == Work.RESTARTS_STANDBY;
            add(decisions, restarts, Act.RECOVERS, number);
            add(decisions, work == Work.LEFT_ON_STANDBY && now.awaiting() == number, Act.IS_ACKNOWLEDGED, number);
        }
        return decisions;
    }

    private static boolean acknowledged(Claims now) {
        return now.awaiting() == NOBODY;
    }

    private static void add(List<Decided> decisions, boolean may, Act act, int work) {
        if (may) {
            decisions.add(new Decided(act, work, 0));
        }
    }

    /** The items whose version a transaction asks for. */
    private int asked(Act act) {
        return switch (act) {
            case OPENS_RESTART_OF_PRIMARY -> 1 << PRIMARY | 1 << SERVICE;
            case OPENS_RESTART_OF_STANDBY -> 1 << STANDBY | 1 << SERVICE;
            case OPENS_FAILOVER -> is(Mistake.A_FAILOVER_OPENS_WITHOUT_VERSIONS) ? 0 : ALL;
            case OPENS_FAILBACK -> ALL;
            case TAKES_OVER -> 1 << SERVICE | 1 << STANDBY | 1 << RECORD;
            case RECOVERS -> 1 << RECORD;
            case FAILS_OVER, ROLLS_BACK, COMES_HOME, IS_ACKNOWLEDGED -> ALL | 1 << RECORD;
        };
    }

    private Claims written(Claims now, Decided one) {
        // Whoever opens one draws an id of its own, whatever others have opened meanwhile.
        int work = opens(one.act()) ? now.works().indexOf(Work.NONE) : one.work();
        if (work < 0) {
            return now.over(one, 0);
        }
        return switch (one.act()) {
            case OPENS_RESTART_OF_PRIMARY ->
                now.over(one, 1 << PRIMARY | 1 << RECORD).holding(work, PRIMARY).with(work, Work.RESTARTS_PRIMARY);
            case OPENS_RESTART_OF_STANDBY ->
                now.over(one, 1 << STANDBY | 1 << RECORD).holding(work, STANDBY).with(work, Work.RESTARTS_STANDBY);
            case OPENS_FAILOVER ->
                all(now, one).holding(work, SERVICE, PRIMARY, STANDBY).with(work, Work.FAILS_OVER);
            case TAKES_OVER -> takenOver(now, one);
            case FAILS_OVER ->
                (is(Mistake.A_FAILOVER_LETS_GO_OF_THE_FENCED_PRIMARY)
                                ? all(now, one).released(work)
                                : all(now, one).released(work, PRIMARY))
                        .awaiting(work)
                        .with(work, Work.LEFT_ON_STANDBY);
            case ROLLS_BACK -> rolledBack(now, one);
            case RECOVERS -> now.over(one, ALL | 1 << RECORD).released(work).with(work, Work.ENDED);
            case OPENS_FAILBACK -> wentHome(now, one, work);
            case COMES_HOME -> all(now, one).released(work).awaiting(NOBODY).with(work, Work.ENDED);
            case IS_ACKNOWLEDGED ->
                all(now, one).released(work).awaiting(NOBODY).with(work, Work.ENDED);
        };
    }

    private static Claims all(Claims now, Decided one) {
        return now.over(one, ALL | 1 << RECORD);
    }

    private Claims takenOver(Claims now, Decided one) {
        Claims begun = now.over(one, 1 << SERVICE | 1 << STANDBY | 1 << RECORD).with(one.work(), Work.FAILS_OVER);
        return is(Mistake.A_TAKEOVER_FORGETS_THE_STANDBY)
                ? begun.holding(one.work(), SERVICE)
                : begun.holding(one.work(), SERVICE, STANDBY);
    }

    /** A failover that went back leaves nothing; a failback that did leaves the service where it was, behind its fence. */
    private static Claims rolledBack(Claims now, Decided one) {
        int work = one.work();
        return now.work(work) == Work.FAILS_OVER
                ? all(now, one).released(work).with(work, Work.ENDED)
                : all(now, one).released(work, PRIMARY).awaiting(work).with(work, Work.LEFT_ON_STANDBY);
    }

    private static boolean opens(Act act) {
        return act == Act.OPENS_RESTART_OF_PRIMARY
                || act == Act.OPENS_RESTART_OF_STANDBY
                || act == Act.OPENS_FAILOVER
                || act == Act.OPENS_FAILBACK;
    }

    private Claims wentHome(Claims now, Decided one, int work) {
        Claims begun = all(now, one).with(now.awaiting(), Work.ENDED).with(work, Work.GOES_HOME);
        return is(Mistake.A_FAILBACK_LEAVES_THE_FENCE)
                ? begun.holding(work, SERVICE, STANDBY)
                : begun.holding(work, SERVICE, PRIMARY, STANDBY);
    }
}
