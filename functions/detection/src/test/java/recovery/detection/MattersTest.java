package recovery.detection;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import recovery.shared.alarm.Alarm;
import recovery.shared.alarm.Metric;
import recovery.shared.ec2.InstanceId;
import recovery.shared.ec2.InstanceState;
import recovery.shared.guard.Facts;
import recovery.shared.plan.Plan;
import recovery.shared.plan.Plans;
import recovery.shared.plan.Rung;
import recovery.shared.plan.Symptom;
import recovery.shared.record.RosterEntry;
import recovery.shared.record.Target;
import recovery.shared.signal.Signal;

class MattersTest {
    private static final InstanceId OURS = Scene.TARGET;
    private static final InstanceId OTHERS_PLAN = new InstanceId("i-00000000000000002");
    private static final InstanceId UNKNOWN = new InstanceId("i-00000000000000009");
    private static final String SYSTEM_CHECK = "StatusCheckFailed_System";
    private static final String RETIREMENT = "AWS_EC2_PERSISTENT_INSTANCE_RETIREMENT_SCHEDULED";

    private final Matters matters = of(Scene.plan("\"mode\": \"ACT\""));

    private static Matters of(Plan plan) {
        return new Matters(new Plans(List.of(plan)), MattersTest::known);
    }

    private static Optional<RosterEntry> known(InstanceId id) {
        return id.equals(OURS) ? entry(id, "web") : id.equals(OTHERS_PLAN) ? entry(id, "gone") : Optional.empty();
    }

    private static Optional<RosterEntry> entry(InstanceId id, String plan) {
        return Optional.of(new RosterEntry(id, plan, "eu-west-1a", Scene.NOW, Optional.empty(), 1));
    }

    private static Signal.AlarmChanged alarm(Alarm.State state, String metric, String... instances) {
        List<Metric> metrics = List.of(instances).stream()
                .map(id -> new Metric("AWS/EC2", metric, Map.of(Metric.INSTANCE, id)))
                .toList();
        return alarm(state, metrics, false, Signal.Origin.DELIVERED);
    }

    private static Signal.AlarmChanged alarm(
            Alarm.State state, List<Metric> metrics, boolean suppressed, Signal.Origin origin) {
        return new Signal.AlarmChanged(
                Scene.ALARM, "arn:x", state, suppressed, metrics, Map.of(), List.of(), Scene.NOW, origin);
    }

    private static Signal changed(InstanceId id, InstanceState state) {
        return new Signal.InstanceChanged(id, state, Scene.NOW, Signal.Origin.DELIVERED);
    }

    private static Signal announced(String code, boolean open, InstanceId... ids) {
        return new Signal.HealthAnnounced(code, open, List.of(ids), Scene.NOW, Signal.Origin.DELIVERED);
    }

    /** A signal that concerns nothing of ours, and the sentence that says why. */
    record NotOurs(String why, Signal signal, String sentence) {
        @Override
        public String toString() {
            return why;
        }
    }

    static List<NotOurs> notOurs() {
        return List.of(
                new NotOurs(
                        "an alarm that is OK asks for nothing",
                        alarm(Alarm.State.OK, SYSTEM_CHECK, OURS.value()),
                        "is OK: only ALARM asks for something"),
                new NotOurs(
                        "an alarm that lacks data asks for nothing",
                        alarm(Alarm.State.INSUFFICIENT_DATA, SYSTEM_CHECK, OURS.value()),
                        "is INSUFFICIENT_DATA"),
                new NotOurs(
                        "an alarm names no instance, and no plan means it by its name",
                        alarm(Alarm.State.ALARM, SYSTEM_CHECK),
                        "names no instance, and no plan has a trigger of that name for its service"),
                new NotOurs(
                        "an alarm on the service of a plan that has no failover",
                        named(Alarm.State.ALARM, List.of()),
                        "names no instance, and no plan has a trigger"),
                new NotOurs(
                        "an alarm names two instances",
                        alarm(Alarm.State.ALARM, SYSTEM_CHECK, OURS.value(), UNKNOWN.value()),
                        "names 2 instances, so that nobody can tell which is sick"),
                new NotOurs(
                        "an alarm names something that is no instance",
                        alarm(Alarm.State.ALARM, SYSTEM_CHECK, "web-1"),
                        "names no instance id: web-1"),
                new NotOurs(
                        "the plan listens to another metric",
                        alarm(Alarm.State.ALARM, "CPUUtilization", OURS.value()),
                        "plan web has no trigger for this"),
                new NotOurs(
                        "the instance has not opted in, or is not known yet",
                        alarm(Alarm.State.ALARM, SYSTEM_CHECK, UNKNOWN.value()),
                        "is not in the roster"),
                new NotOurs(
                        "the instance opted in to a plan that is not deployed",
                        alarm(Alarm.State.ALARM, SYSTEM_CHECK, OTHERS_PLAN.value()),
                        "opted in to plan gone, which is not deployed"),
                new NotOurs("an instance runs", changed(OURS, InstanceState.RUNNING), "is running: nothing to do"),
                new NotOurs(
                        "an instance is terminated",
                        changed(OURS, InstanceState.TERMINATED),
                        "is terminated: the sweep makes sure within a minute"),
                new NotOurs("a stranger stops", changed(UNKNOWN, InstanceState.STOPPED), "is not in the roster"),
                new NotOurs("a retirement was called off", announced(RETIREMENT, false, OURS), "asks for nothing here"),
                new NotOurs(
                        "AWS Health says something else",
                        announced("AWS_EC2_OPERATIONAL_ISSUE", true, OURS),
                        "AWS_EC2_OPERATIONAL_ISSUE, which asks for nothing here"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("notOurs")
    void whatIsNotOursIsAnsweredByASentence(NotOurs row) {
        Matters.Found found = matters.of(row.signal());
        assertThat(found.ours()).isEmpty();
        assertThat(found.notOurs()).singleElement().asString().contains(row.sentence());
    }

    private Facts.Matter only(Signal signal) {
        Matters.Found found = matters.of(signal);
        assertThat(found.notOurs()).isEmpty();
        assertThat(found.ours()).hasSize(1);
        return found.ours().getFirst();
    }

    @Test
    void anAlarmOnAMetricOfThePlanIsAMatterWithItsSymptomAndFirstRung() {
        Facts.Matter matter = only(alarm(Alarm.State.ALARM, SYSTEM_CHECK, OURS.value()));
        assertThat(matter.symptom()).isEqualTo(Symptom.SYSTEM);
        assertThat(matter.rung()).contains(Rung.STOP_START);
        assertThat(matter.instance()).isEqualTo(OURS);
        assertThat(matter.recovery()).isEmpty();
        assertThat(matter.evidence()).isEqualTo(new Facts.Evidence(Optional.of(Scene.ALARM), Scene.NOW, true, false));
    }

    @Test
    void theEvidenceTellsWhetherItWasSuppressedAndThatTheSweepReadItItself() {
        var metrics = List.of(new Metric("AWS/EC2", SYSTEM_CHECK, Map.of(Metric.INSTANCE, OURS.value())));
        Facts.Evidence evidence = only(alarm(Alarm.State.ALARM, metrics, true, Signal.Origin.SWEEP))
                .evidence();
        assertThat(evidence.suppressed()).isTrue();
        assertThat(evidence.delivered()).isFalse();
    }

    private static Signal.AlarmChanged named(Alarm.State state, List<Metric> metrics) {
        return new Signal.AlarmChanged(
                Scene.SERVICE_ALARM,
                "arn:x",
                state,
                false,
                metrics,
                Map.of(),
                List.of(),
                Scene.NOW,
                Signal.Origin.DELIVERED);
    }

    private static Matters failingOverFrom(InstanceId primary) {
        return of(Scene.plan(Scene.FAILOVER.formatted(primary)));
    }

    @Test
    void anAlarmThatNamesNoInstanceSpeaksForTheServiceOfThePlanThatMeansItByItsName() {
        var metrics =
                List.of(new Metric("AWS/ApplicationELB", "HTTPCode_Target_5XX_Count", Map.of("TargetGroup", "t")));
        Matters.Found found = failingOverFrom(OURS).of(named(Alarm.State.ALARM, metrics));
        assertThat(found.notOurs()).isEmpty();
        assertThat(found.ours()).singleElement().satisfies(matter -> {
            assertThat(matter.target()).isEqualTo(Scene.SERVICE);
            assertThat(matter.instance()).as("the primary").isEqualTo(OURS);
            assertThat(matter.symptom()).isEqualTo(Symptom.APPLICATION);
            assertThat(matter.rung()).isEmpty();
            assertThat(matter.witness()).contains(Scene.WITNESS);
        });
    }

    @Test
    void aCompositeAlarmSpeaksForTheServiceToo() {
        assertThat(failingOverFrom(OURS).of(named(Alarm.State.ALARM, List.of())).ours())
                .singleElement()
                .extracting(Facts.Matter::target)
                .isEqualTo(Scene.SERVICE);
    }

    @Test
    void anAlarmOnTheServiceThatIsOkAsksForNothing() {
        assertThat(failingOverFrom(OURS).of(named(Alarm.State.OK, List.of())).notOurs())
                .singleElement()
                .asString()
                .contains("is OK: only ALARM asks for something");
    }

    @Test
    void anApplicationsAlarmThatNamesAnInstanceIsAMatterOfThatInstance() {
        var metrics = List.of(new Metric("Web", "Errors", Map.of(Metric.INSTANCE, OURS.value())));
        assertThat(failingOverFrom(OURS).of(named(Alarm.State.ALARM, metrics)).ours())
                .singleElement()
                .satisfies(matter -> {
                    assertThat(matter.target()).isEqualTo(new Target.OfInstance(OURS));
                    assertThat(matter.symptom()).isEqualTo(Symptom.APPLICATION);
                    assertThat(matter.rung()).as("this version has none for it").isEmpty();
                });
    }

    @Test
    void aStopIsAMatterWithoutAnAlarm() {
        Facts.Matter matter = only(changed(OURS, InstanceState.STOPPED));
        assertThat(matter.symptom()).isEqualTo(Symptom.STOPPED);
        assertThat(matter.rung()).contains(Rung.START);
        assertThat(matter.evidence()).isEqualTo(new Facts.Evidence(Optional.empty(), Scene.NOW, true, false));
    }

    @Test
    void ofSeveralAnnouncedInstancesEachIsJudgedByItself() {
        Matters.Found found = matters.of(announced(RETIREMENT, true, OURS, UNKNOWN, OTHERS_PLAN));
        assertThat(found.ours()).singleElement().satisfies(matter -> {
            assertThat(matter.symptom()).isEqualTo(Symptom.RETIREMENT);
            assertThat(matter.instance()).isEqualTo(OURS);
        });
        assertThat(found.notOurs()).hasSize(2);
    }

    @Test
    void aHostileAlarmNameIsHarmlessToPrint() {
        var hostile = new Signal.AlarmChanged(
                "web\n\u001b[31m\u202e",
                "arn:x",
                Alarm.State.OK,
                false,
                List.of(),
                Map.of(),
                List.of(),
                Instant.EPOCH,
                Signal.Origin.DELIVERED);
        assertThat(matters.of(hostile).notOurs().getFirst()).doesNotContain("\n", "\u001b", "\u202e");
    }
}
