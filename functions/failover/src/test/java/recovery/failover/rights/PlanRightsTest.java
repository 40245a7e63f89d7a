package recovery.failover.rights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import recovery.failover.step.Steps;
import recovery.shared.json.BadInput;
import recovery.shared.json.Fields;
import recovery.shared.json.Json;
import recovery.shared.plan.Plan;

/** What the failover function must be allowed for which plan. */
final class PlanRightsTest {
    private static final String CAPACITY = "{\"capacity\": {\"group\": \"web\", \"desired\": 2}}";
    private static final String BALANCER = "arn:aws:elasticloadbalancing:eu-west-1:123456789012:";
    private static final PlanRights RIGHTS = PlanRights.standard();

    private static String address(String ip) {
        return "{\"elasticIp\": {\"address\": \"" + ip + "\"}}";
    }

    private static String record(String zone, String name, String type) {
        return "{\"dnsRecord\": {\"zone\": \"" + zone + "\", \"name\": \"" + name + "\", \"type\": \"" + type
                + "\", \"values\": [\"x\"]}}";
    }

    /** Without white space, so that only the layout is free. */
    private static String yaml(Plan... plans) {
        return RIGHTS.of(Arrays.asList(plans)).stream()
                .map(Right::yaml)
                .map(text -> text.replaceAll("\\s+", " "))
                .collect(Collectors.joining("\n"));
    }

    @Test
    void aPlanWithoutFailoverNeedsNone() {
        assertThat(RIGHTS.of(List.of(ServicePlan.withoutFailover()))).isEmpty();
    }

    @Test
    void theFenceIsOnTheTwoSidesAndOnlyIfTheyCarryTheTag() {
        String sides =
                "Resource: [!Sub 'arn:${AWS::Partition}:ec2:${AWS::Region}:${AWS::AccountId}:instance/i-00000000000000001',"
                        + " !Sub 'arn:${AWS::Partition}:ec2:${AWS::Region}:${AWS::AccountId}:instance/i-00000000000000002'],"
                        + " Condition: {'Null': {'aws:ResourceTag/recovery:plan': 'false'}}}";
        assertThat(yaml(ServicePlan.with(CAPACITY)))
                .contains(
                        "- {Sid: StopTheSides, Effect: Allow, Action: [ec2:StopInstances], " + sides,
                        "- {Sid: StartTheSides, Effect: Allow, Action: [ec2:StartInstances], " + sides,
                        "Action: [kms:CreateGrant], Resource: !Sub 'arn:${AWS::Partition}:kms:${AWS::Region}:*:key/*',",
                        "{'Bool': {'kms:GrantIsForAWSResource': 'true'}, 'StringEquals': {'kms:ViaService': !Sub 'ec2.${AWS::Region}.amazonaws.com'}}");
    }

    @Test
    void aServiceThatIsSafeWithoutAFenceNeedsNoStopButAStartThatRestartMayHandOver() {
        assertThat(yaml(ServicePlan.fenced("NONE", CAPACITY)))
                .doesNotContain("ec2:StopInstances")
                .contains("ec2:StartInstances");
    }

    @Test
    void onlyAPlanWithAnAlarmOnTheServiceItselfNeedsToSeeAlarms() {
        String alarm = "{\"alarm\": \"recovery-db-*\", \"symptom\": \"APPLICATION\", \"witness\": \"db-other\"}";
        assertThat(yaml(ServicePlan.triggeredBy(alarm, CAPACITY)))
                .contains("Action: [cloudwatch:DescribeAlarms], Resource: !Sub 'arn:${AWS::Partition}:cloudwatch:");
        assertThat(yaml(ServicePlan.with(CAPACITY))).doesNotContain("cloudwatch:");
    }

    @ParameterizedTest(name = "{0} needs {1} on {2}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
        {"capacity": {"group": "web/a", "desired": 2}} | autoscaling:SetDesiredCapacity | !Sub 'arn:${AWS::Partition}:autoscaling:${AWS::Region}:${AWS::AccountId}:autoScalingGroup:*:autoScalingGroupName/web/a'
        {"listenerWeights": {"listener": "ARN:listener/app/w/1/2", "weights": {}}} | elasticloadbalancing:ModifyListener | 'ARN:listener/app/w/1/2'
        {"listenerRule": {"rule": "ARN:listener-rule/app/w/1/2/3", "weights": {}}} | elasticloadbalancing:ModifyRule | 'ARN:listener-rule/app/w/1/2/3'
        {"targets": {"group": "ARN:targetgroup/w/1"}} | elasticloadbalancing:DeregisterTargets, elasticloadbalancing:RegisterTargets | 'ARN:targetgroup/w/1'
        """,
            quoteCharacter = '`')
    void aStepNeedsItsOneChangeOnItsOneLever(String step, String actions, String resource) {
        assertThat(yaml(ServicePlan.with(step.replace("ARN:", BALANCER))))
                .contains("Action: [" + actions + "], Resource: " + resource.replace("ARN:", BALANCER) + "}");
    }

    @Test
    void anAddressIsKnownByItselfBecauseThePlanDoesNotKnowItsAllocation() {
        assertThat(yaml(ServicePlan.with(address("203.0.113.10"), address("203.0.113.9"))))
                .contains(
                        ":elastic-ip/*', Condition: {'StringEquals': {'ec2:PublicIpAddress': ['203.0.113.10', '203.0.113.9']}}}");
    }

    @Test
    void aRecordIsKnownByZoneNameAndTypeAsRoute53NamesThem() {
        assertThat(yaml(ServicePlan.with(
                        record("Z1", "*.Example.com.", "A"),
                        record("Z1", "db.example.com.", "A"),
                        record("Z1", "db.example.com.", "TXT"))))
                .contains(
                        "- {Sid: ChangeRecordAInZ1, Effect: Allow, Action: [route53:ChangeResourceRecordSets],"
                                + " Resource: !Sub 'arn:${AWS::Partition}:route53:::hostedzone/Z1',"
                                + " Condition: {'ForAllValues:StringEquals': {'route53:ChangeResourceRecordSetsActions': 'UPSERT',"
                                + " 'route53:ChangeResourceRecordSetsNormalizedRecordNames': ['\\052.example.com', 'db.example.com'],"
                                + " 'route53:ChangeResourceRecordSetsRecordTypes': 'A'},"
                                + " 'Null': {'route53:ChangeResourceRecordSetsNormalizedRecordNames': 'false'}}}",
                        "- {Sid: ChangeRecordTXTInZ1,");
    }

    @Test
    void everyReadThatAwsCannotNarrowDownIsNarrowedToTheRegion() {
        var all = RIGHTS.of(List.of(ServicePlan.with(
                address("203.0.113.10"), CAPACITY, "{\"targets\": {\"group\": \"" + BALANCER + "targetgroup/w/1\"}}")));
        assertThat(all)
                .filteredOn(right -> right.resources().contains("*"))
                .hasSize(3)
                .allSatisfy(right -> {
                    assertThat(right.actions()).allMatch(action -> action.contains(":Describe"));
                    assertThat(right.conditions().toString()).contains("${AWS::Region}");
                });
        assertThat(all).allSatisfy(right -> assertThat(right.actions()).noneMatch(action -> action.contains("*")));
    }

    @Test
    void plansWithTheSameStepsShareStatementsAndTheirOrderDoesNotMatter() {
        Plan one = ServicePlan.with(address("203.0.113.10"));
        Plan other = ServicePlan.with(CAPACITY, address("203.0.113.11"));
        assertThat(RIGHTS.of(List.of(one, other))).isEqualTo(RIGHTS.of(List.of(other, one)));
        assertThat(RIGHTS.of(List.of(one, other))).extracting(Right::sid).doesNotHaveDuplicates();
    }

    @Test
    void everyStepTypeHasItsRightsAndItsPlaceInTheSchema() throws IOException {
        Fields schema = Fields.of(Json.read(Files.readAllBytes(Path.of("..", "..", "plans", "plan.schema.json"))));
        var types = schema.object("properties")
                .object("failover")
                .object("properties")
                .object("steps")
                .object("items")
                .object("properties")
                .names();
        assertThat(RIGHTS.types()).containsExactlyInAnyOrderElementsOf(types);
        var steps = Steps.standard(() -> {
            throw new AssertionError("no step is made");
        });
        assertThat(steps.types()).containsExactlyInAnyOrderElementsOf(types);
    }

    @Test
    void aStepWithoutRightsIsNamed() {
        assertThatThrownBy(() -> RIGHTS.of(List.of(ServicePlan.with("{\"notice\": {\"text\": \"x\"}}"))))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("notice");
    }
}
