package recovery.restart;

import java.util.List;
import java.util.Optional;
import recovery.restart.rung.Ladder;
import recovery.restart.rung.LeftDown;
import recovery.restart.rung.Move;
import recovery.shared.alarm.Alarm;
import recovery.shared.ec2.Checks;
import recovery.shared.ec2.Power;
import recovery.shared.guard.AlarmGuard;
import recovery.shared.guard.Facts;
import recovery.shared.guard.GroupGuard;
import recovery.shared.guard.Guard;
import recovery.shared.guard.LossGuard;
import recovery.shared.guard.OptInGuard;
import recovery.shared.guard.RateGuard;
import recovery.shared.guard.SwitchGuard;
import recovery.shared.guard.Verdict;
import recovery.shared.guard.WillGuard;
import recovery.shared.guard.WitnessGuard;
import recovery.shared.look.Look;
import recovery.shared.record.Outcome;
import recovery.shared.record.Recovery;
import recovery.shared.record.Stage;

/** Asks every guard again, from fresh reads, just before something disruptive is noted and sent. */
final class Preflight {
    /** Those of detection's guards that can change while a recovery waits. */
    static final List<Guard> GUARDS = List.of(
            new SwitchGuard(),
            new OptInGuard(),
            new AlarmGuard(),
            new WitnessGuard(),
            new WillGuard(),
            new LossGuard(),
            new GroupGuard(),
            new RateGuard());

    private Preflight() {}

    /** What was found. */
    sealed interface Result {
        List<Verdict> verdicts();

        record Clear(List<Verdict> verdicts) implements Result {
            public Clear {
                verdicts = List.copyOf(verdicts);
            }
        }

        /** Something else is to be done instead. */
        record Instead(Move move, List<Verdict> verdicts) implements Result {
            public Instead {
                verdicts = List.copyOf(verdicts);
            }
        }
    }

    /**
     * Judges a stop. The dry runs tell whether this function may stop it and, above all, start it again; whether EC2 could
     * open its volumes then, only their keys tell.
     */
    static Result judge(
            Recovery recovery, Facts facts, Power.Permission stop, Power.Permission start, Power.Permission keys) {
        List<Verdict> verdicts =
                GUARDS.stream().map(guard -> guard.judge(facts)).toList();
        Optional<Move> instead = healed(facts)
                .or(() -> refused(recovery, verdicts))
                .or(() -> attempts(recovery, facts))
                .or(() -> permission("the dry run of stop", stop))
                .or(() -> permission("the dry run of start", start))
                .or(() -> permission("the use of the keys of its volumes", keys));
        var look = facts.world().orElseThrow().instance();
        return instead.<Result>map(move -> new Result.Instead(LeftDown.toAPerson(move, recovery, look), verdicts))
                .orElseGet(() -> new Result.Clear(verdicts));
    }

    /** Alarm and checks are ok: nothing is sent, but the proof that it healed itself. */
    private static Optional<Move> healed(Facts facts) {
        Facts.World world = facts.world().orElseThrow();
        boolean checksOk = world.checks().seen().filter(Checks::healthy).isPresent();
        boolean alarmOk = world.alarm()
                .map(Look::seen)
                .map(seen ->
                        seen.filter(alarm -> alarm.state() == Alarm.State.OK).isPresent())
                .orElse(true);
        boolean announced = facts.matter().symptom().isStatus();
        return checksOk && alarmOk && announced
                ? Optional.of(new Move.Enter(Stage.PROOF, "alarm and checks are ok without us"))
                : Optional.empty();
    }

    private static Optional<Move> refused(Recovery recovery, List<Verdict> verdicts) {
        return Verdict.firstRefusal(verdicts).map(verdict -> {
            String said = verdict.guard() + ": " + verdict.sentence();
            return switch (verdict.finding()) {
                case ESCALATES -> Ladder.exhausted(recovery, said);
                case IGNORES ->
                    verdict.guard().equals("opt-in") || verdict.guard().equals("will")
                            ? new Move.Close(Outcome.CANCELLED, said)
                            : new Move.Wait(said);
                case HOLDS, OBSERVES, PASSES, NOT_LOOKED_AT -> new Move.Wait(said);
            };
        });
    }

    private static Optional<Move> attempts(Recovery recovery, Facts facts) {
        int used = facts.own().target().attemptsWithin(facts.now()).size();
        int allowed = recovery.plan().limits().attemptsPerDay();
        return used < allowed
                ? Optional.empty()
                : Optional.of(Ladder.exhausted(recovery, used + " of " + allowed + " attempts used in 24 hours"));
    }

    private static Optional<Move> permission(String what, Power.Permission permission) {
        return switch (permission) {
            case Power.Permission.Granted granted -> Optional.empty();
            case Power.Permission.Denied(String code, String message) ->
                Optional.of(new Move.Close(Outcome.NEEDS_PERSON, what + " was denied: " + code + " " + message));
            case Power.Permission.Unknown(String why) -> Optional.of(new Move.Wait(what + " gave no answer: " + why));
        };
    }
}
