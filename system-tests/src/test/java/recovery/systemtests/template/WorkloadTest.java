package recovery.systemtests.template;

import static org.assertj.core.api.Assertions.assertThat;
import static recovery.systemtests.template.Template.BUNDLE;
import static recovery.systemtests.template.Template.WORKLOAD;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** The example workload: what people copy must be what the bundle listens to. */
final class WorkloadTest {
    static final List<String> INSTANCES = List.of("Web1", "Web2", "Web3");

    private static final Map<String, Node> ALARMS = WORKLOAD.ofType("AWS::CloudWatch::Alarm");

    @Test
    void threeInstancesOptInToThePlan() {
        assertThat(WORKLOAD.ofType("AWS::EC2::Instance")).containsOnlyKeys(INSTANCES);
        assertThat(WORKLOAD.ofType("AWS::EC2::Instance").values())
                .allSatisfy(instance -> assertThat(instance.at("Tags").items())
                        .contains(new Node(Map.of("Key", "recovery:plan", "Value", "!Ref Plan"))));
        assertThat(Checkout.file("plans/"
                        + WORKLOAD.root().at("Parameters", "Plan", "Default").text() + ".json"))
                .isRegularFile();
    }

    @ParameterizedTest(name = "{0} has an alarm on each metric that triggers the plan")
    @FieldSource("INSTANCES")
    void everyTriggerOfThePlanHasAnAlarm(String instance) {
        var alarmed = ALARMS.values().stream()
                .filter(alarm -> alarm.at("Dimensions").equals(dimension(instance)))
                .map(alarm -> alarm.at("Namespace").text() + ":"
                        + alarm.at("MetricName").text())
                .toList();
        var triggers = Node.parse(Checkout.read("plans/web.json")).at("triggers").items().stream()
                .filter(trigger -> trigger.has("metric"))
                .map(trigger -> trigger.at("metric").text())
                .toList();
        assertThat(alarmed).isNotEmpty().containsExactlyInAnyOrderElementsOf(triggers);
    }

    @Test
    void theBundleHearsTheirNames() {
        String prefix = BUNDLE.root().at("Parameters", "AlarmPrefix", "Default").text();
        var names = ALARMS.values().stream()
                .map(alarm -> alarm.at("AlarmName").text())
                .toList();
        assertThat(names).doesNotHaveDuplicates().allMatch(name -> name.startsWith("!Sub " + prefix + "${Plan}-"));
    }

    @Test
    void silenceIsNoFailureBecauseAStoppedInstanceIsSilent() {
        assertThat(ALARMS.values()).allSatisfy(alarm -> {
            assertThat(alarm.at("TreatMissingData").text()).isEqualTo("missing");
            assertThat(alarm.at("Statistic").text()).isEqualTo("Maximum");
            assertThat(alarm.at("Threshold").number()).isEqualTo(1);
            assertThat(alarm.at("ComparisonOperator").text()).isEqualTo("GreaterThanOrEqualToThreshold");
        });
    }

    @Test
    void bothTransitionsReachDetection() {
        assertThat(ALARMS.values()).allSatisfy(alarm -> {
            assertThat(alarm.at("AlarmActions").texts()).containsExactly("!Ref DetectionFunctionArn");
            assertThat(alarm.at("OKActions").texts()).containsExactly("!Ref DetectionFunctionArn");
        });
    }

    private static Node dimension(String instance) {
        return new Node(List.of(Map.of("Name", "InstanceId", "Value", "!Ref " + instance)));
    }
}
