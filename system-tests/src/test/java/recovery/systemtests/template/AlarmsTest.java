package recovery.systemtests.template;

import static org.assertj.core.api.Assertions.assertThat;
import static recovery.systemtests.template.Template.BUNDLE;
import static recovery.systemtests.template.Template.shortName;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;
import recovery.shared.door.Log;
import recovery.shared.time.Clock;

/** The alarms on the bundle itself: if it dies, a person is told. */
final class AlarmsTest {
    static final List<String> FUNCTIONS = Template.FUNCTIONS;
    static final List<String> TICKING = Template.TICKING;

    private static final String OURS = "automated-";
    private static final Map<String, Node> ALARMS = BUNDLE.ofType("AWS::CloudWatch::Alarm");

    @Test
    void noneOfThemIsHeardByTheBundleItself() {
        Pattern allowed = Pattern.compile(
                BUNDLE.root().at("Parameters", "AlarmPrefix", "AllowedPattern").text());
        assertThat(ALARMS.values()).isNotEmpty().allSatisfy(alarm -> {
            String name = alarm.at("AlarmName").text();
            assertThat(name).startsWith(OURS);
            for (int length = 0; length <= name.length(); length++) {
                assertThat(name.substring(0, length)).doesNotMatch(allowed);
            }
        });
        assertThat(BUNDLE.root().at("Parameters", "AlarmPrefix", "Default").text())
                .matches(allowed);
    }

    @ParameterizedTest(name = "\"{0}\" is refused as the prefix of the alarms that are heard")
    @ValueSource(strings = {"", "*", "recovery", "recovery-*", "a b-", "-"})
    void thePrefixCannotBeAnything(String prefix) {
        assertThat(prefix)
                .doesNotMatch(BUNDLE.root()
                        .at("Parameters", "AlarmPrefix", "AllowedPattern")
                        .text());
    }

    @Test
    void eachTellsPeople() {
        assertThat(ALARMS.values())
                .allSatisfy(
                        alarm -> assertThat(alarm.at("AlarmActions").texts()).containsExactly("!Ref Notices"));
        Statement mayPublish =
                BUNDLE.properties("WhoMayPublishNotices").at("PolicyDocument", "Statement").items().stream()
                        .filter(statement ->
                                statement.at("Principal", "Service").text().equals("cloudwatch.amazonaws.com"))
                        .map(Statement::of)
                        .findFirst()
                        .orElseThrow();
        assertThat(mayPublish.condition("ArnLike", "aws:SourceArn"))
                .allMatch(arn -> arn.endsWith(":alarm:automated-recovery-*"));
        assertThat(ALARMS.values())
                .allSatisfy(alarm -> assertThat(alarm.at("AlarmName").text()).startsWith("automated-recovery-"));
    }

    @ParameterizedTest(name = "an error of {0} pages")
    @FieldSource("FUNCTIONS")
    void anErrorPages(String function) {
        assertThat(on("AWS/Lambda", "Errors", "FunctionName", "!Ref " + function))
                .satisfies(AlarmsTest::ringsAtTheFirst);
    }

    @ParameterizedTest(name = "a message in {0} pages")
    @ValueSource(strings = {"UndeliveredEvents", "FailedEvents"})
    void aLostEventPages(String queue) {
        assertThat(on("AWS/SQS", "ApproximateNumberOfMessagesVisible", "QueueName", "!GetAtt " + queue + ".QueueName"))
                .satisfies(AlarmsTest::ringsAtTheFirst);
    }

    @ParameterizedTest(name = "five minutes without the heartbeat of {0} page, by the very metric that it writes")
    @FieldSource("TICKING")
    void silencePages(String function) {
        Node line = heartbeat(shortName(function));
        Node metric = line.at("_aws", "CloudWatchMetrics").items().getFirst();
        String dimension = metric.at("Dimensions").items().getFirst().texts().getFirst();
        String name = metric.at("Metrics").items().getFirst().at("Name").text();
        assertThat(line.at(name).number()).isPositive();

        Node alarm = on(
                metric.at("Namespace").text(),
                name,
                dimension,
                line.at(dimension).text());
        assertThat(alarm.at("TreatMissingData").text()).isEqualTo("breaching");
        assertThat(alarm.at("ComparisonOperator").text()).isEqualTo("LessThanThreshold");
        assertThat(alarm.at("Statistic").text()).isEqualTo("Sum");
        assertThat(alarm.at("Threshold").number()).isEqualTo(1);
        assertThat(alarm.at("Period").number() * alarm.at("EvaluationPeriods").number())
                .isEqualTo(300);
        assertThat(alarm.at("DatapointsToAlarm").text())
                .isEqualTo(alarm.at("EvaluationPeriods").text());
    }

    private static void ringsAtTheFirst(Node alarm) {
        assertThat(alarm.at("Threshold").number()).isEqualTo(1);
        assertThat(alarm.at("EvaluationPeriods").number()).isEqualTo(1);
        assertThat(alarm.at("Period").number()).isEqualTo(60);
        assertThat(alarm.at("ComparisonOperator").text()).isEqualTo("GreaterThanOrEqualToThreshold");
        assertThat(alarm.at("TreatMissingData").text()).isEqualTo("notBreaching");
    }

    private static Node on(String namespace, String metric, String dimension, String value) {
        var found = ALARMS.values().stream()
                .filter(alarm -> alarm.at("Namespace").text().equals(namespace)
                        && alarm.at("MetricName").text().equals(metric)
                        && alarm.at("Dimensions").equals(new Node(List.of(Map.of("Name", dimension, "Value", value)))))
                .toList();
        assertThat(found).as(namespace + " " + metric + " " + value).hasSize(1);
        return found.getFirst();
    }

    private static Node heartbeat(String function) {
        var lines = new ArrayList<String>();
        new Log(function, Clock.system(), lines::add).heartbeat();
        return Node.parse(lines.getFirst());
    }
}
