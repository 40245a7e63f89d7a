package recovery.systemtests.rights;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import recovery.shared.ec2.Instance;
import recovery.shared.ec2.InstanceId;
import recovery.shared.lever.Addresses.Address;
import recovery.simulator.Ec2Model;
import recovery.systemtests.story.Documents;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.services.autoscaling.model.DescribeAutoScalingGroupsRequest;
import software.amazon.awssdk.services.autoscaling.model.SetDesiredCapacityRequest;
import software.amazon.awssdk.services.cloudwatch.model.DescribeAlarmsRequest;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.ec2.model.AssociateAddressRequest;
import software.amazon.awssdk.services.ec2.model.DescribeAddressesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeInstanceStatusRequest;
import software.amazon.awssdk.services.ec2.model.DescribeInstancesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeVolumesRequest;
import software.amazon.awssdk.services.ec2.model.DisassociateAddressRequest;
import software.amazon.awssdk.services.ec2.model.StartInstancesRequest;
import software.amazon.awssdk.services.ec2.model.StopInstancesRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DeregisterTargetsRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeListenersRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeRulesRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeTargetGroupsRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeTargetHealthRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ModifyListenerRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ModifyRuleRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.RegisterTargetsRequest;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequest;
import software.amazon.awssdk.services.kms.model.DescribeKeyRequest;
import software.amazon.awssdk.services.route53.model.Change;
import software.amazon.awssdk.services.route53.model.ChangeResourceRecordSetsRequest;
import software.amazon.awssdk.services.route53.model.GetChangeRequest;
import software.amazon.awssdk.services.route53.model.ListResourceRecordSetsRequest;

/**
 * What AWS asks the policies for a request: actions, resources and condition keys of the Service Authorization Reference, for
 * the requests that our adapters make; another one is refused loudly.
 */
final class Authorization {
    /** The key of every volume. */
    static final String KEY = "arn:aws:kms" + Account.HERE + "key/1234abcd-12ab-34cd-56ef-1234567890ab";

    private static final String ZONE = "arn:aws:route53:::hostedzone/";
    private static final String BALANCER = "elasticloadbalancing:";

    private final Ec2Model model;

    /** @param model says what tags an instance has, and which address an allocation is */
    Authorization(Ec2Model model) {
        this.model = model;
    }

    List<Asked> of(SdkRequest request) {
        return switch (request) {
            case GetItemRequest get -> List.of(row("GetItem", table(get.tableName()), get.key(), "partition"));
            case QueryRequest query -> List.of(row("Query", index(query), query.expressionAttributeValues(), ":v"));
            case TransactWriteItemsRequest all ->
                all.transactItems().stream().map(Authorization::write).toList();
            case DescribeAlarmsRequest alarms ->
                List.of(asked("cloudwatch:DescribeAlarms", "arn:aws:cloudwatch" + Account.HERE + "alarm:*"));
            case PutEventsRequest put ->
                put.entries().stream()
                        .map(entry -> new Asked(
                                "events:PutEvents",
                                "arn:aws:events" + Account.HERE + "event-bus/" + entry.eventBusName(),
                                Map.of("events:source", List.of(entry.source()))))
                        .toList();
            case ListResourceRecordSetsRequest list ->
                List.of(asked("route53:ListResourceRecordSets", ZONE + list.hostedZoneId()));
            case GetChangeRequest get -> List.of(asked("route53:GetChange", "arn:aws:route53:::change/" + get.id()));
            case ChangeResourceRecordSetsRequest change -> List.of(records(change));
            case DescribeAutoScalingGroupsRequest groups ->
                List.of(regional("autoscaling:DescribeAutoScalingGroups", "aws:RequestedRegion"));
            case SetDesiredCapacityRequest set ->
                List.of(asked(
                        "autoscaling:SetDesiredCapacity",
                        "arn:aws:autoscaling" + Account.HERE
                                + "autoScalingGroup:00000000-0000-0000-0000-000000000000:autoScalingGroupName/"
                                + set.autoScalingGroupName()));
            default ->
                balancer(request)
                        .or(() -> ec2(request))
                        .orElseThrow(() -> new AssertionError("nothing here knows what AWS asks for a "
                                + request.getClass().getSimpleName()));
        };
    }

    private static Optional<List<Asked>> balancer(SdkRequest request) {
        return Optional.ofNullable(
                switch (request) {
                    case DescribeListenersRequest all -> read("DescribeListeners");
                    case DescribeRulesRequest all -> read("DescribeRules");
                    case DescribeTargetGroupsRequest all -> read("DescribeTargetGroups");
                    case DescribeTargetHealthRequest all -> read("DescribeTargetHealth");
                    case ModifyListenerRequest modify -> changed("ModifyListener", modify.listenerArn());
                    case ModifyRuleRequest modify -> changed("ModifyRule", modify.ruleArn());
                    case RegisterTargetsRequest register -> changed("RegisterTargets", register.targetGroupArn());
                    case DeregisterTargetsRequest remove -> changed("DeregisterTargets", remove.targetGroupArn());
                    default -> null;
                });
    }

    private Optional<List<Asked>> ec2(SdkRequest request) {
        return Optional.ofNullable(
                switch (request) {
                    case DescribeInstancesRequest all -> List.of(regional("ec2:DescribeInstances", "ec2:Region"));
                    case DescribeInstanceStatusRequest all ->
                        List.of(regional("ec2:DescribeInstanceStatus", "ec2:Region"));
                    case DescribeVolumesRequest all -> List.of(regional("ec2:DescribeVolumes", "ec2:Region"));
                    case DescribeKeyRequest key ->
                        List.of(new Asked(
                                "kms:DescribeKey",
                                key.keyId(),
                                Map.of("kms:CallerAccount", List.of(Documents.ACCOUNT))));
                    case DescribeAddressesRequest all -> List.of(regional("ec2:DescribeAddresses", "ec2:Region"));
                    case StopInstancesRequest stop -> instances("ec2:StopInstances", stop.instanceIds());
                    case StartInstancesRequest start -> instances("ec2:StartInstances", start.instanceIds());
                    case AssociateAddressRequest lead ->
                        Stream.concat(
                                        address("ec2:AssociateAddress", known(address -> lead.allocationId()
                                                .equals(address.allocation()))),
                                        instances("ec2:AssociateAddress", List.of(lead.instanceId())).stream())
                                .toList();
                    case DisassociateAddressRequest free -> freed(free);
                    default -> null;
                });
    }

    private List<Asked> freed(DisassociateAddressRequest free) {
        Optional<Address> known = known(address -> address.association().equals(Optional.of(free.associationId())));
        List<String> instance =
                known.flatMap(Address::instance).map(InstanceId::value).stream().toList();
        return Stream.concat(
                        address("ec2:DisassociateAddress", known),
                        instances("ec2:DisassociateAddress", instance).stream())
                .toList();
    }

    private Optional<Address> known(Predicate<Address> which) {
        return model.addresses().stream().filter(which).findFirst();
    }

    private static Stream<Asked> address(String action, Optional<Address> known) {
        return known.stream()
                .map(address -> new Asked(
                        action,
                        "arn:aws:ec2" + Account.HERE + "elastic-ip/" + address.allocation(),
                        Map.of("ec2:PublicIpAddress", List.of(address.ip()))));
    }

    private List<Asked> instances(String action, List<String> ids) {
        return ids.stream()
                .map(id -> new Asked(action, "arn:aws:ec2" + Account.HERE + "instance/" + id, tag(id)))
                .toList();
    }

    private Map<String, List<String>> tag(String id) {
        return model.instance(new InstanceId(id))
                .map(instance -> instance.traits().tags().get(Instance.OPT_IN_TAG))
                .map(tag -> Map.of("aws:ResourceTag/" + Instance.OPT_IN_TAG, List.of(tag)))
                .orElse(Map.of());
    }

    private static Asked write(TransactWriteItem item) {
        if (item.put() != null) {
            boolean state = item.put().item().containsKey("partition");
            return row("PutItem", table(item.put().tableName()), item.put().item(), state ? "partition" : "subject");
        }
        if (item.conditionCheck() != null) {
            return row(
                    "ConditionCheckItem",
                    table(item.conditionCheck().tableName()),
                    item.conditionCheck().key(),
                    "partition");
        }
        if (item.delete() != null) {
            return row(
                    "DeleteItem",
                    table(item.delete().tableName()),
                    item.delete().key(),
                    "partition");
        }
        throw new AssertionError("nothing here knows what AWS asks for " + item);
    }

    /** TransactWriteItems has no right of its own: each of its items is asked for as if it came alone. */
    private static Asked row(String action, String resource, Map<String, AttributeValue> key, String partition) {
        String leading = Objects.requireNonNull(key.get(partition)).s();
        return new Asked("dynamodb:" + action, resource, Map.of("dynamodb:LeadingKeys", List.of(leading)));
    }

    private static String table(String name) {
        return "arn:aws:dynamodb" + Account.HERE + "table/" + name;
    }

    private static String index(QueryRequest query) {
        return table(query.tableName()) + (query.indexName() == null ? "" : "/index/" + query.indexName());
    }

    private static Asked records(ChangeResourceRecordSetsRequest request) {
        List<Change> changes = request.changeBatch().changes();
        return new Asked(
                "route53:ChangeResourceRecordSets",
                ZONE + request.hostedZoneId(),
                Map.of(
                        "route53:ChangeResourceRecordSetsNormalizedRecordNames",
                        changes.stream()
                                .map(change ->
                                        normalized(change.resourceRecordSet().name()))
                                .toList(),
                        "route53:ChangeResourceRecordSetsRecordTypes",
                        changes.stream()
                                .map(change -> change.resourceRecordSet().typeAsString())
                                .toList(),
                        "route53:ChangeResourceRecordSetsActions",
                        changes.stream().map(Change::actionAsString).toList()));
    }

    /** In small letters, without the last dot, a star as an octal code ("Using IAM policy conditions", Route 53). */
    private static String normalized(String name) {
        String small = name.toLowerCase(Locale.ROOT).replace("*", "\\052");
        return small.endsWith(".") ? small.substring(0, small.length() - 1) : small;
    }

    private static List<Asked> read(String action) {
        return List.of(regional(BALANCER + action, "aws:RequestedRegion"));
    }

    private static List<Asked> changed(String action, String arn) {
        return List.of(asked(BALANCER + action, arn));
    }

    private static Asked regional(String action, String key) {
        return new Asked(action, "*", Map.of(key, List.of(Documents.REGION)));
    }

    private static Asked asked(String action, String resource) {
        return new Asked(action, resource, Map.of());
    }
}
