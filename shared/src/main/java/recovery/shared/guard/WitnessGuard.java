package recovery.shared.guard;

import java.util.Set;
import recovery.shared.alarm.Alarm;
import recovery.shared.ec2.Checks;
import recovery.shared.ec2.InstanceState;
import recovery.shared.look.Look;
import recovery.shared.plan.Symptom;
import recovery.shared.words.Said;

/**
 * Guard 7: EC2's own status, read just now, says the same as the signal; of an application, of which EC2 knows nothing, a
 * second alarm must. It catches late, forged and stale alarms. Missing data is never a witness.
 */
public final class WitnessGuard implements Guard {
    /** Codes of scheduled events that a stop and start cures. */
    private static final Set<String> HOST_GOES = Set.of("instance-retirement", "instance-stop");

    @Override
    public String name() {
        return "witness";
    }

    @Override
    public Verdict judge(Facts facts) {
        return facts.world().map(world -> judge(facts, world)).orElse(Verdict.notLookedAt(name()));
    }

    private Verdict judge(Facts facts, Facts.World world) {
        return facts.matter().symptom() == Symptom.APPLICATION
                ? world.witness()
                        .map(this::second)
                        .orElseGet(() -> Verdict.holds(name(), "the plan names no second alarm for this one"))
                : judge(facts, world.checks());
    }

    private Verdict second(Look<Alarm> look) {
        return switch (look) {
            case Look.Seen<Alarm>(Alarm alarm) -> {
                String said = "a second alarm, " + alarm.name() + ", is " + alarm.state() + " since "
                        + Said.time(alarm.changedAt());
                if (alarm.state() != Alarm.State.ALARM) {
                    yield Verdict.holds(name(), said);
                }
                yield alarm.silenceRings()
                        ? Verdict.holds(
                                name(), said + ", but it takes missing data for a failure, and that is no witness")
                        : Verdict.passes(name(), said);
            }
            case Look.Absent<Alarm>(String why) -> Verdict.holds(name(), "there is no second alarm: " + why);
            case Look.Unreadable<Alarm>(String why) ->
                Verdict.holds(name(), "the second alarm could not be read: " + why);
        };
    }

    private Verdict judge(Facts facts, Look<Checks> look) {
        return switch (look) {
            case Look.Seen<Checks>(Checks checks) -> {
                boolean agrees = agrees(facts, checks);
                yield agrees
                        ? Verdict.passes(name(), "EC2 says: " + checks.inWords())
                        : Verdict.holds(name(), "EC2 does not say so: " + checks.inWords());
            }
            case Look.Absent<Checks>(String why) ->
                facts.matter().symptom() == Symptom.GONE
                        ? Verdict.passes(name(), "two complete sweeps did not find it, and EC2 shows no status")
                        : Verdict.holds(name(), "EC2 shows no status: " + why);
            case Look.Unreadable<Checks>(String why) -> Verdict.holds(name(), "EC2's status could not be read: " + why);
        };
    }

    private static boolean agrees(Facts facts, Checks checks) {
        return switch (facts.matter().symptom()) {
            case SYSTEM, INSTANCE, STORAGE ->
                checks.state() == InstanceState.RUNNING
                        && StatusChecks.of(checks, facts.matter().symptom()).status() == Checks.Status.IMPAIRED;
            case APPLICATION -> false; // EC2 knows nothing of it
            case STOPPED -> checks.state() == InstanceState.STOPPED;
            case RETIREMENT -> checks.events().stream().anyMatch(HOST_GOES::contains);
            case GONE -> checks.state().gone();
        };
    }
}
