package recovery.systemtests.template;

import static org.assertj.core.api.Assertions.assertThat;
import static recovery.systemtests.template.Template.BUNDLE;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import recovery.shared.bus.BusEvent.Kind;

/** Which event goes where, and that none is lost without a trace. */
final class DeliveryTest {
    /** These leave work for another function; all others are for people. */
    private static final Set<Kind> NUDGES =
            EnumSet.of(Kind.RESTART_REQUESTED, Kind.FAILOVER_REQUESTED, Kind.REQUEST_MADE);

    @ParameterizedTest(name = "events/{0}.json goes to {1}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    alarm-host-broken-eventbridge | detection
                    alarm-contributor             | detection
                    alarm-muted                   | detection
                    alarm-configuration-changed   | nobody
                    instance-stopped              | detection failover restart
                    instance-terminated           | detection failover restart
                    instance-running              | failover restart
                    spot-interruption-warning     | nobody
                    health-retirement             | detection
                    health-backup-copy            | detection
                    restart-requested             | restart
                    failover-requested            | failover
                    request-made                  | failover restart
                    """)
    void anEventGoesTo(String file, String receivers) {
        Node event = Node.parse(Checkout.read("events/" + file + ".json"));
        assertThat(receivers(event)).isEqualTo(receivers);
    }

    @ParameterizedTest(name = "{0}: {3}")
    @CsvSource({
        "an alarm that is over, recovery-web-system, 123456789012, detection restart",
        "an alarm with another prefix, web-system, 123456789012, nobody",
        "an alarm of the bundle itself, automated-recovery-restart-silent, 123456789012, nobody",
        "an alarm of another account, recovery-web-system, 444455556666, nobody"
    })
    void anAlarmThatIsOverGoesTo(String situation, String alarm, String account, String receivers) {
        var event = new Node(Map.of(
                "source",
                "aws.cloudwatch",
                "account",
                account,
                "detail-type",
                "CloudWatch Alarm State Change",
                "resources",
                List.of("arn:aws:cloudwatch:us-east-1:" + account + ":alarm:" + alarm),
                "detail",
                Map.of("state", Map.of("value", "OK"))));
        assertThat(receivers(event)).as(situation).isEqualTo(receivers);
    }

    @Test
    void theTickGoesToAllThreeWithTheTimeOfTheMinute() {
        var ticks = BUNDLE.deliveries().stream()
                .filter(delivery -> delivery.rule().equals("Tick"))
                .toList();
        assertThat(BUNDLE.properties("Tick").at("ScheduleExpression").text()).isEqualTo("rate(1 minute)");
        assertThat(ticks).extracting(Delivery::to).containsExactlyElementsOf(Template.TICKING);
        assertThat(ticks).allSatisfy(tick -> {
            Node input = tick.target().at("InputTransformer");
            assertThat(input.at("InputPathsMap", "at").text()).isEqualTo("$.time");
            String filled = input.at("InputTemplate").text().replace("<at>", "\"2026-03-01T10:05:00Z\"");
            assertThat(Node.parse(filled)).isEqualTo(Node.parse(Checkout.read("events/tick.json")));
        });
    }

    @Test
    void everyNudgeReachesAFunctionAndEverythingElseReachesPeople() {
        for (Kind kind : Kind.values()) {
            var event = new Node(Map.of(
                    "source",
                    "recovery.detection",
                    "account",
                    "123456789012",
                    "detail-type",
                    kind.wireName(),
                    "detail",
                    Map.of("text", "what happened")));
            var matching = BUNDLE.deliveries().stream()
                    .filter(delivery -> matches(delivery, event))
                    .toList();
            assertThat(matching).as(kind.wireName()).isNotEmpty().allSatisfy(delivery -> {
                assertThat(delivery.bus()).contains("!Ref Bus");
                assertThat(delivery.to().equals("Notices")).isEqualTo(!NUDGES.contains(kind));
            });
        }
    }

    @Test
    void peopleGetTheTextAlone() {
        assertThat(BUNDLE.deliveries())
                .filteredOn(delivery -> delivery.to().equals("Notices"))
                .singleElement()
                .satisfies(delivery ->
                        assertThat(delivery.target().at("InputPath").text()).isEqualTo("$.detail.text"));
    }

    @Test
    void whatARuleCannotDeliverIsKept() {
        assertThat(BUNDLE.deliveries()).hasSizeGreaterThan(10).allSatisfy(delivery -> assertThat(
                        delivery.target().at("DeadLetterConfig", "Arn").text())
                .as(delivery.rule())
                .isEqualTo("!GetAtt UndeliveredEvents.Arn"));
    }

    @Test
    void theRulesMayWriteIntoTheQueueOfWhatTheyCannotDeliverOrElseItWouldBeLostInSilence() {
        Node policy = BUNDLE.properties("RulesMayReportUndelivered");
        assertThat(policy.at("Queues").texts()).containsExactly("!Ref UndeliveredEvents");
        Node statement = policy.at("PolicyDocument", "Statement");
        assertThat(statement.at("Principal", "Service").text()).isEqualTo("events.amazonaws.com");
        assertThat(Statement.of(statement).allows()).isTrue();
        assertThat(Statement.of(statement).actions()).containsExactly("sqs:SendMessage");
        assertThat(Statement.of(statement).resources()).containsExactly("!GetAtt UndeliveredEvents.Arn");
    }

    @Test
    void whatAFunctionFailedAtIsKept() {
        Node asynchronous = BUNDLE.root().at("Globals", "Function", "EventInvokeConfig");
        assertThat(asynchronous.at("DestinationConfig", "OnFailure", "Type").text())
                .isEqualTo("SQS");
        assertThat(asynchronous
                        .at("DestinationConfig", "OnFailure", "Destination")
                        .text())
                .isEqualTo("!GetAtt FailedEvents.Arn");
        assertThat(asynchronous.at("MaximumRetryAttempts").number()).isEqualTo(2);
        assertThat(Template.FUNCTIONS)
                .noneMatch(function -> BUNDLE.properties(function).has("EventInvokeConfig"));
    }

    @Test
    void noFunctionGetsAnEventThatHungSomewhereForLongerThanTenMinutes() {
        assertThat(BUNDLE.root()
                        .at("Globals", "Function", "EventInvokeConfig", "MaximumEventAgeInSeconds")
                        .number())
                .isLessThanOrEqualTo(600);
        assertThat(BUNDLE.deliveries()).allSatisfy(delivery -> {
            int most = delivery.to().equals("Notices") ? 3600 : delivery.rule().equals("Tick") ? 60 : 600;
            Node retries = delivery.target().at("RetryPolicy");
            assertThat(retries.at("MaximumEventAgeInSeconds").number())
                    .as(delivery.rule())
                    .isLessThanOrEqualTo(most);
            assertThat(retries.at("MaximumRetryAttempts").number()).isLessThanOrEqualTo(60);
        });
    }

    @Test
    void everyGrantToAServiceNamesWhatItIsFor() {
        assertThat(BUNDLE.ofType("AWS::Lambda::Permission").values())
                .isNotEmpty()
                .allSatisfy(permission -> {
                    assertThat(permission.at("Action").text()).isEqualTo("lambda:InvokeFunction");
                    assertThat(permission.has("SourceArn")).isTrue();
                });
        Stream.of("AWS::SQS::QueuePolicy", "AWS::SNS::TopicPolicy")
                .flatMap(type -> BUNDLE.ofType(type).values().stream())
                .flatMap(policy -> policy.at("PolicyDocument", "Statement").items().stream())
                .map(Statement::of)
                .forEach(statement -> assertThat(statement.conditions().values())
                        .anyMatch(condition -> condition.has("aws:SourceArn")));
    }

    @Test
    void theKeyOfTheNoticesServesOurTopicOnly() {
        var statements =
                BUNDLE.properties("NoticeKey").at("KeyPolicy", "Statement").items();
        assertThat(statements)
                .filteredOn(statement -> statement.at("Principal").has("Service"))
                .hasSize(2)
                .map(Statement::of)
                .allSatisfy(use -> {
                    assertThat(use.actions()).containsExactlyInAnyOrder("kms:Decrypt", "kms:GenerateDataKey*");
                    assertThat(use.condition("StringEquals", "kms:EncryptionContext:aws:sns:topicArn"))
                            .containsExactly("!Sub arn:${AWS::Partition}:sns:${AWS::Region}:${AWS::AccountId}:"
                                    + BUNDLE.properties("Notices")
                                            .at("TopicName")
                                            .text());
                });
    }

    @Test
    void onlyAlarmsWithOurPrefixMayInvokeDetectionDirectly() {
        Node permission = BUNDLE.properties("AlarmsMayInvokeDetection");
        assertThat(permission.at("FunctionName").text()).isEqualTo("!Ref DetectionFunction");
        assertThat(permission.at("Principal").text()).isEqualTo("lambda.alarms.cloudwatch.amazonaws.com");
        assertThat(permission.at("SourceAccount").text()).isEqualTo("!Ref AWS::AccountId");
        assertThat(permission.at("SourceArn").text()).endsWith(":${AWS::AccountId}:alarm:${AlarmPrefix}*");
    }

    private static String receivers(Node event) {
        var names = BUNDLE.deliveries().stream()
                .filter(delivery -> matches(delivery, event))
                .map(delivery -> Template.shortName(delivery.to()))
                .collect(Collectors.toCollection(TreeSet::new));
        return names.isEmpty() ? "nobody" : String.join(" ", names);
    }

    /** EventBridge knows by the bus what is ours; what AWS sends comes on the default bus. */
    private static boolean matches(Delivery delivery, Node event) {
        boolean ours = event.at("source").text().startsWith("recovery.");
        return delivery.bus().isPresent() == ours
                && delivery.pattern()
                        .map(Pattern::new)
                        .filter(pattern -> pattern.matches(event))
                        .isPresent();
    }
}
