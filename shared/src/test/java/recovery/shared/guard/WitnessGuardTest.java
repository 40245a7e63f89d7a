package recovery.shared.guard;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import recovery.shared.alarm.Alarm;
import recovery.shared.ec2.Checks;
import recovery.shared.ec2.InstanceState;
import recovery.shared.look.Look;
import recovery.shared.plan.Symptom;

/** Guard 7: EC2's own status, read now, must say the same. What is missing is never a witness. */
class WitnessGuardTest {
    private static final Symptom[] STATUS = {Symptom.SYSTEM, Symptom.INSTANCE, Symptom.STORAGE};

    static Stream<Row> aCheckThatIsNotImpairedIsNoWitness() {
        return Stream.of(STATUS).flatMap(symptom -> EnumSet.complementOf(EnumSet.of(Checks.Status.IMPAIRED)).stream()
                .map(status -> Row.holds(
                        symptom + ", but EC2 says " + status, says(symptom, symptom, status), "does not say so")));
    }

    static Stream<Row> anotherCheckIsNoWitness() {
        return Stream.of(STATUS).flatMap(symptom -> Stream.of(STATUS)
                .filter(other -> other != symptom)
                .map(other -> Row.holds(
                        symptom + ", but EC2 says " + other,
                        says(symptom, other, Checks.Status.IMPAIRED),
                        "EC2 does not say so: running; ")));
    }

    static Stream<Row> statesThatAreNotStopped() {
        return without(InstanceState.STOPPED)
                .map(state -> Row.holds(
                        "said to be stopped, but EC2 says " + state,
                        FactsOf.found(Symptom.STOPPED, state, "Server.ScheduledStop"),
                        "does not say so: " + state.wireName()));
    }

    static Stream<Row> statesThatAreNotGone() {
        return without(InstanceState.TERMINATED, InstanceState.SHUTTING_DOWN)
                .map(state -> Row.holds(
                        "said to be gone, but EC2 says " + state,
                        FactsOf.found(Symptom.GONE, state, "Server.InternalError"),
                        "does not say so: " + state.wireName()));
    }

    static Stream<Row> others() {
        var failing = Web.failing(Checks.Status.IMPAIRED);
        return Stream.of(
                Row.passes(
                        "the host is broken", FactsOf.impaired(Symptom.SYSTEM), "EC2 says: running; system impaired"),
                Row.passes("the system does not answer", FactsOf.impaired(Symptom.INSTANCE), "instance impaired since"),
                Row.passes("the volumes are cut off", FactsOf.impaired(Symptom.STORAGE), "storage impaired since"),
                Row.holds(
                        "the check fails because it is stopping",
                        FactsOf.impaired(Symptom.SYSTEM)
                                .checks(InstanceState.STOPPING, Map.of(Symptom.SYSTEM, failing)),
                        "does not say so: stopping"),
                Row.passes("it is stopped", FactsOf.found(Symptom.STOPPED, InstanceState.STOPPED, ""), "stopped"),
                Row.passes("it is terminated", FactsOf.found(Symptom.GONE, InstanceState.TERMINATED, ""), "terminated"),
                Row.passes(
                        "it shuts down", FactsOf.found(Symptom.GONE, InstanceState.SHUTTING_DOWN, ""), "shutting-down"),
                Row.passes("its host retires", retiring("instance-retirement"), "EC2 says"),
                Row.passes("it will be stopped", retiring("instance-stop"), "EC2 says"),
                Row.passes("one of two events counts", retiring("system-reboot", "instance-stop"), "EC2 says"),
                Row.holds("a reboot of the host is no retirement", retiring("system-reboot"), "does not say so"),
                Row.holds("the retirement is over", retiring(), "does not say so"),
                Row.passes(
                        "it is gone, and EC2 shows no status",
                        FactsOf.found(Symptom.GONE, InstanceState.TERMINATED, "")
                                .checks(new Look.Absent<>("NotFound")),
                        "two complete sweeps did not find it"));
    }

    static Stream<Row> ofAnApplication() {
        return Stream.of(
                Row.passes("a second alarm rings too", FactsOf.service(), "recovery-canary, is ALARM since"),
                Row.holds("the second alarm is OK", FactsOf.service().witness(second(Alarm.State.OK)), "is OK since"),
                Row.holds(
                        "the second alarm has no data, which is no witness",
                        FactsOf.service().witness(second(Alarm.State.INSUFFICIENT_DATA)),
                        "is INSUFFICIENT_DATA since"),
                Row.holds(
                        "the second alarm may ring for silence alone",
                        FactsOf.service()
                                .witness(new Alarm(
                                        Web.WITNESS, "arn", Alarm.State.ALARM, Web.ANNOUNCED, true, true, List.of())),
                        "takes missing data for a failure, and that is no witness"),
                Row.holds(
                        "there is no second alarm of that name",
                        FactsOf.service().witness(Optional.of(new Look.Absent<>("no such alarm"))),
                        "there is no second alarm: no such alarm"),
                Row.holds(
                        "the second alarm cannot be read",
                        FactsOf.service().witness(Optional.of(new Look.Unreadable<>("throttled"))),
                        "the second alarm could not be read: throttled"),
                Row.holds(
                        "the plan that is deployed now names none",
                        FactsOf.service().witness(Optional.empty()),
                        "the plan names no second alarm"),
                Row.holds(
                        "EC2's own checks say nothing for an application",
                        FactsOf.service()
                                .checks(
                                        InstanceState.RUNNING,
                                        Map.of(Symptom.SYSTEM, Web.failing(Checks.Status.IMPAIRED)))
                                .witness(second(Alarm.State.OK)),
                        "is OK since"),
                Row.notLookedAt("AWS was not asked", FactsOf.service()));
    }

    private static Alarm second(Alarm.State state) {
        return Web.named(Web.WITNESS, state);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource({
        "aCheckThatIsNotImpairedIsNoWitness",
        "anotherCheckIsNoWitness",
        "statesThatAreNotStopped",
        "statesThatAreNotGone",
        "others",
        "ofAnApplication"
    })
    void says(Row row) {
        row.check(new WitnessGuard());
    }

    @ParameterizedTest(name = "{0}: a status that cannot be read is no witness, nor is one that nobody asked for")
    @EnumSource(value = Symptom.class, mode = EnumSource.Mode.EXCLUDE, names = "APPLICATION")
    void cannotSee(Symptom symptom) {
        FactsOf facts = FactsOf.found(symptom, InstanceState.TERMINATED, "");
        Row.holds("unreadable", facts.checks(new Look.Unreadable<>("timeout")), "could not be read: timeout")
                .check(new WitnessGuard());
        Row.notLookedAt("not asked", facts).check(new WitnessGuard());
    }

    @ParameterizedTest(name = "{0}: no status at all is no witness")
    @EnumSource(
            value = Symptom.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"GONE", "APPLICATION"})
    void absent(Symptom symptom) {
        FactsOf facts = FactsOf.found(symptom, InstanceState.RUNNING, "");
        Row.holds("absent", facts.checks(new Look.Absent<>("no status")), "EC2 shows no status: no status")
                .check(new WitnessGuard());
    }

    private static FactsOf says(Symptom symptom, Symptom check, Checks.Status status) {
        return FactsOf.impaired(symptom).checks(InstanceState.RUNNING, Map.of(check, Web.failing(status)));
    }

    private static FactsOf retiring(String... events) {
        return FactsOf.retirement().events(events);
    }

    private static Stream<InstanceState> without(InstanceState... excluded) {
        return Stream.of(InstanceState.values())
                .filter(state -> !Arrays.asList(excluded).contains(state));
    }
}
