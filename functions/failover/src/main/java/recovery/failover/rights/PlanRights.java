package recovery.failover.rights;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import recovery.shared.ec2.InstanceId;
import recovery.shared.json.BadInput;
import recovery.shared.json.Fields;
import recovery.shared.plan.Plan;
import recovery.shared.plan.Trigger;

/**
 * What the failover function must be allowed for the failover of a plan: the fence, the Start that takes it back, the look at
 * the alarm, and each step on exactly the lever that it names. What AWS can narrow down by resource or by condition is narrowed
 * down (Service Authorization Reference); its reads mostly are by Region alone.
 */
public final class PlanRights {
    /** An encrypted volume may have a key of another account. */
    private static final String KEYS = "arn:${AWS::Partition}:kms:${AWS::Region}:*:key/*";

    private final Map<String, OfStep> types;

    /** What a step with these settings must be allowed. Statements of one name are made one. */
    public interface OfStep {
        List<Right> rights(Fields settings, Plan.Failover failover);
    }

    /** @param types by the name of the step type in a plan */
    public PlanRights(Map<String, OfStep> types) {
        this.types = Map.copyOf(types);
    }

    /** All types of this version. */
    public static PlanRights standard() {
        return new PlanRights(Map.of(
                "capacity", (settings, failover) -> capacity(settings),
                "dnsRecord", (settings, failover) -> dnsRecord(settings),
                "elasticIp", PlanRights::elasticIp,
                "listenerRule", (settings, failover) -> listenerRule(settings),
                "listenerWeights", (settings, failover) -> listenerWeights(settings),
                "targets", (settings, failover) -> targets(settings)));
    }

    /** The step types whose rights are known. */
    public Set<String> types() {
        return types.keySet();
    }

    /** The statements for all plans, in the order of their names; none if no plan has a failover. */
    public List<Right> of(Collection<Plan> plans) {
        return plans.stream()
                .flatMap(plan -> plan.failover().stream().flatMap(failover -> of(plan, failover)))
                .collect(Collectors.toMap(Right::sid, right -> right, Right::and, TreeMap::new))
                .values()
                .stream()
                .toList();
    }

    private Stream<Right> of(Plan plan, Plan.Failover failover) {
        boolean byAlarm = plan.triggers().stream().anyMatch(trigger -> trigger instanceof Trigger.OnAlarm);
        return Stream.of(
                        fence(failover),
                        failover.steps().stream().flatMap(step -> of(step, failover).stream()),
                        byAlarm ? Stream.of(alarms()) : Stream.<Right>of())
                .flatMap(rights -> rights);
    }

    /** An alarm on the service itself must be OK before the service counts as served. */
    private static Right alarms() {
        return Right.to("SeeAlarms", "cloudwatch:DescribeAlarms").on(Right.here("cloudwatch") + "alarm:*");
    }

    private List<Right> of(Plan.Step step, Plan.Failover failover) {
        OfStep type = types.get(step.type());
        if (type == null) {
            throw new BadInput("failover.steps: expected a step type whose rights are known, one of " + types()
                    + ", found " + step.type());
        }
        return type.rights(Fields.of(step.settings()), failover);
    }

    /** A Start is owed without a fence too, when restart hands over what it stopped. */
    private static Stream<Right> fence(Plan.Failover failover) {
        Stream<Right> fence = failover.fence() == Plan.Fence.STOP
                ? Stream.of(tagged("StopTheSides", "ec2:StopInstances", failover))
                : Stream.of();
        return Stream.concat(
                fence,
                Stream.of(
                        tagged("StartTheSides", "ec2:StartInstances", failover),
                        Right.to("StartWithEncryptedVolumes", "kms:CreateGrant")
                                .on(KEYS)
                                .where("Bool", "kms:GrantIsForAWSResource", "true")
                                .where("StringEquals", "kms:ViaService", "ec2.${AWS::Region}.amazonaws.com")));
    }

    private static Right tagged(String sid, String action, Plan.Failover failover) {
        return Right.to(sid, action)
                .on(instance(failover.primary()), instance(failover.standby()))
                .where("Null", "aws:ResourceTag/recovery:plan", "false");
    }

    private static String instance(InstanceId id) {
        return Right.here("ec2") + "instance/" + id;
    }

    /**
     * EC2 asks for the address and for the instance; a plan knows the address and not its allocation. Only where the address
     * led nowhere before is it taken from an instance again, and that is the standby. Since EC2 asks for the two apart, no
     * policy can say which address may go to which side: of several plans, each address may go to each side. No tag is asked
     * of the sides, or a tag that somebody takes away would forbid the way back.
     */
    private static List<Right> elasticIp(Fields settings, Plan.Failover failover) {
        String lead = "ec2:AssociateAddress";
        String take = "ec2:DisassociateAddress";
        return List.of(
                see("SeeAddresses", "ec2:Region", "ec2:DescribeAddresses"),
                Right.to("MoveAddress", lead, take)
                        .on(Right.here("ec2") + "elastic-ip/*")
                        .where("StringEquals", "ec2:PublicIpAddress", settings.text("address")),
                Right.to("LeadAddressToASide", lead).on(instance(failover.primary()), instance(failover.standby())),
                Right.to("TakeAddressFromTheStandby", take).on(instance(failover.standby())));
    }

    private static List<Right> dnsRecord(Fields settings) {
        String zone = "arn:${AWS::Partition}:route53:::hostedzone/" + settings.text("zone");
        String names = "route53:ChangeResourceRecordSetsNormalizedRecordNames";
        String all = "ForAllValues:StringEquals";
        return List.of(
                Right.to("SeeRecords", "route53:ListResourceRecordSets").on(zone),
                Right.to("SeeChangesOfRecords", "route53:GetChange").on("arn:${AWS::Partition}:route53:::change/*"),
                Right.to(
                                "ChangeRecord" + settings.text("type") + "In" + settings.text("zone"),
                                "route53:ChangeResourceRecordSets")
                        .on(zone)
                        .where(all, names, normalized(settings.text("name")))
                        .where(all, "route53:ChangeResourceRecordSetsRecordTypes", settings.text("type"))
                        .where(all, "route53:ChangeResourceRecordSetsActions", "UPSERT")
                        // "for all values" is also true of a request without any
                        .where("Null", names, "false"));
    }

    /** As Route 53 gives a name to IAM: in small letters, without the last dot, a star as an octal code. */
    private static String normalized(String name) {
        return name.toLowerCase(Locale.ROOT).substring(0, name.length() - 1).replace("*", "\\052");
    }

    private static List<Right> listenerWeights(Fields settings) {
        return List.of(
                see("SeeListeners", "aws:RequestedRegion", "elasticloadbalancing:DescribeListeners"),
                Right.to("SetListenerWeights", "elasticloadbalancing:ModifyListener")
                        .on(settings.text("listener")));
    }

    private static List<Right> listenerRule(Fields settings) {
        return List.of(
                see("SeeRules", "aws:RequestedRegion", "elasticloadbalancing:DescribeRules"),
                Right.to("SetRuleWeights", "elasticloadbalancing:ModifyRule").on(settings.text("rule")));
    }

    private static List<Right> targets(Fields settings) {
        return List.of(
                see(
                        "SeeTargets",
                        "aws:RequestedRegion",
                        "elasticloadbalancing:DescribeTargetGroups",
                        "elasticloadbalancing:DescribeTargetHealth"),
                Right.to("SetTargets", "elasticloadbalancing:RegisterTargets", "elasticloadbalancing:DeregisterTargets")
                        .on(settings.text("group")));
    }

    private static List<Right> capacity(Fields settings) {
        return List.of(
                see("SeeGroups", "aws:RequestedRegion", "autoscaling:DescribeAutoScalingGroups"),
                Right.to("SetCapacity", "autoscaling:SetDesiredCapacity")
                        .on(Right.here("autoscaling") + "autoScalingGroup:*:autoScalingGroupName/"
                                + settings.text("group")));
    }

    /** A read that AWS cannot narrow down further than to the Region. */
    private static Right see(String sid, String region, String... actions) {
        return Right.to(sid, actions).on("*").where("StringEquals", region, "${AWS::Region}");
    }
}
