package recovery.systemtests.template;

import static org.assertj.core.api.Assertions.assertThat;
import static recovery.systemtests.template.Template.BUNDLE;
import static recovery.systemtests.template.Template.shortName;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** What each function may do, by IAM, whatever its code says. */
final class RightsTest {
    static final List<String> FUNCTIONS = Template.FUNCTIONS;

    private static final String STATE = "!GetAtt StateTable.Arn";
    private static final String JOURNAL = "!GetAtt JournalTable.Arn";
    private static final String KEYS = "dynamodb:LeadingKeys";

    /** The partitions that each may write. Only one line has the switch. */
    private static final Map<String, List<String>> WRITES = Map.of(
            "DetectionFunction", List.of("recovery#*", "target#*", "group#*", "installation", "roster", "watch#*"),
            "RestartFunction", List.of("recovery#*", "target#*", "group#*", "installation", "request#*"),
            "FailoverFunction", List.of("recovery#*", "target#*", "group#*", "installation", "request#*"),
            "OperatorFunction", List.of("switch", "installation", "target#*", "request#*"));

    /** What takes something away for good, in EC2 and in the services whose levers a failover moves. */
    private static final List<String> DESTRUCTIVE = List.of(
            "ec2:TerminateInstances",
            "ec2:ModifyInstanceAttribute",
            "ec2:CreateTags",
            "ec2:DeleteTags",
            "ec2:DeleteVolume",
            "ec2:DeleteSnapshot",
            "ec2:ReleaseAddress",
            "route53:DeleteHostedZone",
            "route53:DeleteHealthCheck",
            "route53:ChangeTagsForResource",
            "elasticloadbalancing:DeleteLoadBalancer",
            "elasticloadbalancing:DeleteListener",
            "elasticloadbalancing:DeleteRule",
            "elasticloadbalancing:DeleteTargetGroup",
            "elasticloadbalancing:AddTags",
            "elasticloadbalancing:RemoveTags",
            "autoscaling:DeleteAutoScalingGroup",
            "autoscaling:DeleteTags",
            "autoscaling:CreateOrUpdateTags",
            "autoscaling:TerminateInstanceInAutoScalingGroup");

    @ParameterizedTest(name = "{0} has no wildcard in anything that it may do")
    @FieldSource("FUNCTIONS")
    void noWildcardOnAnAllowedAction(String function) {
        assertThat(BUNDLE.allowed(function)).isNotEmpty().allSatisfy(statement -> {
            assertThat(statement.actions()).noneMatch(action -> action.contains("*"));
            if (statement.isOn("*")) {
                assertThat(statement.actions())
                        .as("only what EC2 cannot narrow down, and only reading")
                        .allMatch(action -> action.startsWith("ec2:Describe"));
                assertThat(statement.condition("StringEquals", "ec2:Region")).containsExactly("!Ref AWS::Region");
            }
        });
    }

    @ParameterizedTest(name = "{0} writes its own partitions and no others")
    @FieldSource("FUNCTIONS")
    void writesOnlyItsOwnPartitions(String function) {
        var puts = allowing(function, "dynamodb:PutItem")
                .filter(put -> put.isOn(STATE))
                .toList();
        assertThat(puts).singleElement().satisfies(put -> {
            assertThat(put.condition("ForAllValues:StringLike", KEYS))
                    .containsExactlyInAnyOrderElementsOf(WRITES.getOrDefault(function, List.of()));
            assertThat(put.demands(KEYS))
                    .as("a condition 'for all values' is also true of a request without any")
                    .isTrue();
        });
    }

    @Test
    void onlyOperatorMayWriteTheSwitch() {
        for (String function : Template.TICKING) {
            assertThat(BUNDLE.policy(function)).as(function).anySatisfy(statement -> {
                assertThat(statement.denies()).isTrue();
                assertThat(statement.isOn(STATE)).isTrue();
                assertThat(statement.condition("ForAnyValue:StringEquals", KEYS))
                        .containsExactly("switch");
                assertThat(statement.actions())
                        .contains(
                                "dynamodb:PutItem",
                                "dynamodb:UpdateItem",
                                "dynamodb:DeleteItem",
                                "dynamodb:BatchWriteItem",
                                "dynamodb:PartiQL*");
            });
        }
        assertThat(BUNDLE.policy("OperatorFunction"))
                .filteredOn(Statement::denies)
                .noneMatch(statement -> statement.isOn(STATE));
    }

    @Test
    void onlyDetectionTakesItemsAwayAndOnlyFromTheRoster() {
        assertThat(FUNCTIONS.stream().flatMap(function -> allowing(function, "dynamodb:DeleteItem")))
                .singleElement()
                .satisfies(delete -> {
                    assertThat(delete.actions()).containsExactly("dynamodb:DeleteItem");
                    assertThat(delete.resources()).containsExactly(STATE);
                    assertThat(delete.condition("ForAllValues:StringEquals", KEYS))
                            .containsExactly("roster");
                    assertThat(delete.demands(KEYS)).isTrue();
                });
        assertThat(allowing("DetectionFunction", "dynamodb:DeleteItem")).hasSize(1);
    }

    @ParameterizedTest(name = "{0} adds to the journal and can neither change nor remove a row")
    @FieldSource("FUNCTIONS")
    void theJournalIsOnlyAddedTo(String function) {
        assertThat(BUNDLE.allowed(function))
                .filteredOn(statement -> statement.isOn(JOURNAL))
                .allSatisfy(
                        statement -> assertThat(statement.actions()).isSubsetOf("dynamodb:PutItem", "dynamodb:Query"));
        assertThat(BUNDLE.policy(function)).anySatisfy(statement -> {
            assertThat(statement.denies()).isTrue();
            assertThat(statement.isOn(JOURNAL)).isTrue();
            assertThat(statement.conditions()).isEmpty();
            assertThat(statement.actions())
                    .contains(
                            "dynamodb:UpdateItem",
                            "dynamodb:DeleteItem",
                            "dynamodb:BatchWriteItem",
                            "dynamodb:PartiQL*");
        });
    }

    @Test
    void onlyThePeoplesDoorReadsTheJournal() {
        assertThat(FUNCTIONS)
                .filteredOn(function -> BUNDLE.allowed(function).stream()
                        .anyMatch(statement -> statement.actions().contains("dynamodb:Query")
                                && statement.resources().toString().contains("JournalTable")))
                .containsExactly("OperatorFunction");
    }

    @Test
    void onlyRestartActsOnInstancesAndOnlyOnThoseWithTheTag() {
        assertThat(Stream.of("DetectionFunction", "FailoverFunction", "OperatorFunction")
                        .flatMap(function -> BUNDLE.allowed(function).stream())
                        .flatMap(statement -> statement.actions().stream())
                        .filter(action -> action.startsWith("ec2:")))
                .allMatch(action -> action.startsWith("ec2:Describe"));
        assertThat(BUNDLE.allowed("RestartFunction"))
                .filteredOn(statement -> statement.actions().stream()
                        .anyMatch(action -> action.startsWith("ec2:") && !action.startsWith("ec2:Describe")))
                .singleElement()
                .satisfies(act -> {
                    assertThat(act.actions()).containsExactlyInAnyOrder("ec2:StopInstances", "ec2:StartInstances");
                    assertThat(act.resources())
                            .containsExactly(
                                    "!Sub arn:${AWS::Partition}:ec2:${AWS::Region}:${AWS::AccountId}:instance/*");
                    assertThat(act.demands("aws:ResourceTag/recovery:plan")).isTrue();
                });
    }

    @Test
    void aGrantOnAKeyIsForTheVolumesOfAStartOnly() {
        assertThat(FUNCTIONS.stream().flatMap(function -> allowing(function, "kms:CreateGrant")))
                .singleElement()
                .satisfies(grant -> {
                    assertThat(grant.actions()).containsExactly("kms:CreateGrant");
                    assertThat(grant.condition("Bool", "kms:GrantIsForAWSResource"))
                            .containsExactly("true");
                    assertThat(grant.condition("StringEquals", "kms:ViaService"))
                            .containsExactly("!Sub ec2.${AWS::Region}.amazonaws.com");
                });
        assertThat(allowing("RestartFunction", "kms:CreateGrant")).hasSize(1);
    }

    @Test
    void onlyRestartLooksAtKeysAndOnlyAtThoseOfTheAccount() {
        assertThat(FUNCTIONS.stream().flatMap(function -> allowing(function, "kms:DescribeKey")))
                .singleElement()
                .satisfies(look -> {
                    assertThat(look.actions()).containsExactly("kms:DescribeKey");
                    assertThat(look.condition("StringEquals", "kms:CallerAccount"))
                            .containsExactly("!Ref AWS::AccountId");
                });
        assertThat(allowing("RestartFunction", "kms:DescribeKey")).hasSize(1);
        assertThat(FUNCTIONS.stream().flatMap(function -> allowing(function, "ec2:DescribeVolumes")))
                .hasSize(1);
    }

    @ParameterizedTest(
            name =
                    "{0} never terminates, deletes or retags, whatever it is allowed: a tag of another plan opens a machine")
    @FieldSource("FUNCTIONS")
    void nothingIsDestroyed(String function) {
        var denied = BUNDLE.policy(function).stream()
                .filter(Statement::denies)
                .filter(statement ->
                        statement.isOn("*") && statement.conditions().isEmpty())
                .flatMap(statement -> statement.actions().stream())
                .toList();
        assertThat(DESTRUCTIVE)
                .allSatisfy(action -> assertThat(denied).as(action).anyMatch(pattern -> covers(pattern, action)));
    }

    private static boolean covers(String pattern, String action) {
        return action.matches(pattern.replace("*", ".*"));
    }

    @Test
    void nobodyMayDoAnythingByAWildcardOnWhatWeOwnBecauseAServiceAddsActionsLater() {
        var grants = Stream.of("AWS::SQS::QueuePolicy", "AWS::SNS::TopicPolicy")
                .flatMap(type -> BUNDLE.ofType(type).values().stream())
                .flatMap(policy -> policy.at("PolicyDocument", "Statement").items().stream())
                .toList();
        assertThat(grants).hasSize(3).allSatisfy(grant -> {
            assertThat(grant.at("Principal").fields()).containsOnlyKeys("Service");
            assertThat(Statement.of(grant).actions()).noneMatch(action -> action.contains("*"));
            assertThat(Statement.of(grant).resources()).noneMatch("*"::equals);
        });
        assertThat(BUNDLE.properties("NoticeKey").at("KeyPolicy", "Statement").items())
                .filteredOn(grant -> Statement.of(grant).actions().contains("kms:*"))
                .as("only the account itself rules over the key")
                .singleElement()
                .satisfies(
                        grant -> assertThat(grant.at("Principal", "AWS").text()).endsWith(":root"));
    }

    @ParameterizedTest(name = "{0} speaks on our bus, under its own name only")
    @FieldSource("FUNCTIONS")
    void speaksUnderItsOwnName(String function) {
        String source = "recovery." + shortName(function);
        assertThat(allowing(function, "events:PutEvents")).singleElement().satisfies(speak -> {
            assertThat(speak.resources()).containsExactly("!GetAtt Bus.Arn");
            assertThat(speak.condition("StringEquals", "events:source")).containsExactly(source);
        });
        assertThat(Checkout.sources("functions/" + shortName(function) + "/src/main/java"))
                .as("the code says the same")
                .anyMatch(code -> code.contains('"' + source + '"'));
    }

    @Test
    void nobodyElseSpeaksOnOurBus() {
        Node policy = BUNDLE.properties("BusIsOurs");
        assertThat(policy.at("EventBusName").text()).isEqualTo("!Ref Bus");
        assertThat(policy.at("Statement", "Principal").text()).isEqualTo("*");
        Statement deny = Statement.of(policy.at("Statement"));
        assertThat(deny.denies()).isTrue();
        assertThat(deny.actions()).containsExactly("events:PutEvents");
        assertThat(deny.condition("ArnNotLike", "aws:PrincipalArn"))
                .containsExactly(
                        "!Sub arn:${AWS::Partition}:iam::${AWS::AccountId}:role/${AWS::StackName}-*FunctionRole-*");
    }

    @Test
    void everyRightIsOneOfThese() {
        assertThat(FUNCTIONS.stream()
                        .flatMap(function -> BUNDLE.allowed(function).stream())
                        .flatMap(statement -> statement.actions().stream())
                        .distinct())
                .containsExactlyInAnyOrder(
                        "dynamodb:GetItem",
                        "dynamodb:Query",
                        "dynamodb:ConditionCheckItem",
                        "dynamodb:PutItem",
                        "dynamodb:DeleteItem",
                        "ec2:DescribeInstances",
                        "ec2:DescribeInstanceStatus",
                        "ec2:DescribeVolumes",
                        "kms:DescribeKey",
                        "ec2:StopInstances",
                        "ec2:StartInstances",
                        "cloudwatch:DescribeAlarms",
                        "events:PutEvents",
                        "kms:CreateGrant");
    }

    private static Stream<Statement> allowing(String function, String action) {
        return BUNDLE.allowed(function).stream()
                .filter(statement -> statement.actions().contains(action));
    }
}
