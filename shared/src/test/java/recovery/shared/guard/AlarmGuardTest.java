package recovery.shared.guard;

import static recovery.shared.guard.Web.ANNOUNCED;
import static recovery.shared.guard.Web.NOW;
import static recovery.shared.guard.Web.TARGET;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import recovery.shared.alarm.Alarm;
import recovery.shared.ec2.Checks;
import recovery.shared.ec2.InstanceId;
import recovery.shared.ec2.InstanceState;
import recovery.shared.look.Look;
import recovery.shared.plan.Symptom;

/** Guard 6: the alarm, read again, still rings for this instance, and nobody silenced it. */
class AlarmGuardTest {
    private static final InstanceId OTHER = Web.member(2);

    static Stream<Row> withAnAlarm() {
        return Stream.of(
                Row.passes("it still rings", sick(), "recovery-web-1 is ALARM since 2026-03-01T10:04:00Z"),
                Row.passes("it went off again since", rings(ANNOUNCED.plusSeconds(30)), "10:04:30Z"),
                Row.passes("its time was rounded by a second", rings(ANNOUNCED.minusSeconds(1)), "10:03:59Z"),
                Row.holds(
                        "the description is older than the announced transition",
                        rings(ANNOUNCED.minusMillis(1001)),
                        "older than the transition that was announced"),
                Row.ignores("it is OK again", reads(Alarm.State.OK, true, TARGET), "is OK since"),
                Row.ignores(
                        "it has no data",
                        reads(Alarm.State.INSUFFICIENT_DATA, true, TARGET),
                        "is INSUFFICIENT_DATA since"),
                Row.ignores("OK wins over switched-off actions", reads(Alarm.State.OK, false, TARGET), "is OK since"),
                Row.holds(
                        "its owner switched its actions off",
                        reads(Alarm.State.ALARM, false, TARGET),
                        "its owner switched its actions off"),
                Row.ignores(
                        "it speaks of another instance",
                        reads(Alarm.State.ALARM, true, OTHER),
                        "reads metrics of other instances"),
                Row.passes(
                        "it speaks of two instances, one of them this",
                        reads(Alarm.State.ALARM, true, OTHER, TARGET),
                        "is ALARM"),
                Row.passes("it names no instance, as over many series", reads(Alarm.State.ALARM, true), "is ALARM"),
                Row.passes(
                        "it rings for hours already, for another one of its many series",
                        sick().alarm(Web.alarm(Alarm.State.ALARM, ANNOUNCED.minus(Duration.ofHours(3)), true)),
                        "is ALARM since 2026-03-01T07:04:00Z"),
                Row.ignores(
                        "it was deleted",
                        sick().alarm(new Look.Absent<>("no alarm of that name")),
                        "there is no such alarm: no alarm of that name"),
                Row.holds(
                        "it cannot be read",
                        sick().alarm(new Look.Unreadable<>("throttled")),
                        "the alarm could not be read: throttled"),
                Row.holds("the event says that it is muted", sick().suppressed(), "suppressed or muted"),
                Row.holds(
                        "the event says that it is muted, and AWS need not be asked",
                        sick().suppressed().notLookedAt(),
                        "suppressed or muted"),
                Row.notLookedAt("AWS was not asked", sick()));
    }

    static Stream<Row> ofAService() {
        return Stream.of(
                Row.passes("it still rings", FactsOf.service(), "recovery-web-1 is ALARM since"),
                Row.holds(
                        "the description is older than the announced transition",
                        FactsOf.service().alarm(Web.alarm(Alarm.State.ALARM, ANNOUNCED.minusMillis(1001), true)),
                        "older than the transition that was announced"),
                Row.ignores(
                        "it names an instance now, even the primary",
                        FactsOf.service().alarm(Web.alarm(Alarm.State.ALARM, ANNOUNCED, true, TARGET)),
                        "reads metrics of other instances"),
                Row.ignores(
                        "it is OK again",
                        FactsOf.service().alarm(Web.alarm(Alarm.State.OK, ANNOUNCED, true)),
                        "is OK since"));
    }

    static Stream<Row> withoutAnAlarm() {
        return Stream.of(
                Row.passes("EC2 sees the failure for two minutes", failsFor(120), "EC2 sees the failure since"),
                Row.holds("EC2 sees it for a second less", failsFor(119), "does not yet see the failure for 2 min"),
                Row.holds(
                        "EC2 does not say since when",
                        checks(Symptom.SYSTEM, Optional.empty()),
                        "does not yet see the failure"),
                Row.holds(
                        "another check fails",
                        checks(Symptom.INSTANCE, Optional.of(NOW.minusSeconds(600))),
                        "does not yet see the failure"),
                Row.holds("EC2 shows no status", noAlarm().checks(new Look.Absent<>("no status")), "does not yet see"),
                Row.holds("EC2 does not answer", noAlarm().checks(new Look.Unreadable<>("timeout")), "does not yet"),
                Row.passes(
                        "a stopped instance needs none",
                        FactsOf.found(Symptom.STOPPED, InstanceState.STOPPED, "Server.ScheduledStop"),
                        "no alarm is involved"),
                Row.passes("a retirement needs none", FactsOf.retirement(), "no alarm is involved"),
                Row.passes(
                        "one that is gone needs none",
                        FactsOf.found(Symptom.GONE, InstanceState.TERMINATED, "Server.InternalError"),
                        "no alarm is involved"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource({"withAnAlarm", "ofAService", "withoutAnAlarm"})
    void says(Row row) {
        row.check(new AlarmGuard());
    }

    private static FactsOf sick() {
        return FactsOf.impaired(Symptom.SYSTEM);
    }

    private static FactsOf rings(Instant since) {
        return sick().alarm(Web.ringing(since));
    }

    private static FactsOf reads(Alarm.State state, boolean enabled, InstanceId... instances) {
        return sick().alarm(Web.alarm(state, ANNOUNCED, enabled, instances));
    }

    private static FactsOf noAlarm() {
        return sick().withoutAlarm();
    }

    private static FactsOf failsFor(int seconds) {
        return checks(Symptom.SYSTEM, Optional.of(NOW.minus(Duration.ofSeconds(seconds))));
    }

    private static FactsOf checks(Symptom failing, Optional<Instant> since) {
        var check = new Checks.Check(Checks.Status.IMPAIRED, since);
        return noAlarm().checks(InstanceState.RUNNING, Map.of(failing, check));
    }
}
