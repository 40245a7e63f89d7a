package recovery.systemtests.local;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import recovery.shared.ec2.InstanceId;
import recovery.shared.json.Fields;
import recovery.shared.plan.Plan;
import software.amazon.awssdk.services.cloudwatch.model.ComparisonOperator;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.Statistic;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.InstanceStatus;
import software.amazon.awssdk.services.route53.Route53Client;
import software.amazon.awssdk.services.route53.model.Change;
import software.amazon.awssdk.services.route53.model.ChangeAction;
import software.amazon.awssdk.services.route53.model.NoSuchHostedZoneException;
import software.amazon.awssdk.services.route53.model.ResourceRecord;
import software.amazon.awssdk.services.route53.model.ResourceRecordSet;

/**
 * A service as a plan's failover names it: primary and standby in the simulated EC2, Elastic IP addresses that lead to the
 * primary, records in LocalStack's Route 53, and an alarm on the primary's host as in examples/workload.yaml.
 */
public final class Pair {
    /** What {@link #health} says of an instance that serves. */
    public static final String WELL = "running, system ok, instance ok";

    private static final String DOMAIN = "recovery.example.com.";

    /** What every record says while the primary serves: an address of a range that is for documents alone (RFC 5737). */
    private static final String AT_HOME = "198.51.100.10";

    private final LocalWorld world;
    private final Plan plan;
    private final Plan.Failover failover;
    private final Ec2Client ec2;
    private final Route53Client route53;

    Pair(LocalWorld world, Plan plan) {
        this.world = world;
        this.plan = plan;
        this.failover = plan.failover()
                .orElseThrow(() -> new IllegalArgumentException("plan " + plan.name() + " has no failover"));
        this.ec2 = world.ec2();
        this.route53 = world.clients().route53();
        world.simulator().add(failover.primary(), "us-east-1a", tags("primary"));
        world.simulator().add(failover.standby(), "us-east-1b", tags("standby"));
        failover.steps().forEach(this::layOut);
        watchHost();
    }

    private Map<String, Object> tags(String role) {
        return Map.of("Name", plan.name() + "-" + role, "recovery:plan", plan.name());
    }

    private void layOut(Plan.Step step) {
        Fields settings = Fields.of(step.settings());
        switch (step.type()) {
            case "elasticIp" -> world.simulator().addAddress(settings.text("address"), failover.primary());
            case "dnsRecord" -> layOutRecord(settings);
            default -> throw new IllegalArgumentException("here are no levers of the type " + step.type());
        }
    }

    private void layOutRecord(Fields settings) {
        String zone = settings.text("zone");
        if (!zoneExists(zone)) {
            String made = route53.createHostedZone(
                            request -> request.name(DOMAIN).callerReference(DOMAIN))
                    .hostedZone()
                    .id();
            if (!made.endsWith(zone)) {
                throw new IllegalStateException("the plan names the hosted zone " + zone + ", and it became " + made);
            }
        }
        var record = ResourceRecordSet.builder()
                .name(settings.text("name"))
                .type(settings.text("type"))
                .ttl(60L)
                .resourceRecords(ResourceRecord.builder().value(AT_HOME).build())
                .build();
        Change change = Change.builder()
                .action(ChangeAction.CREATE)
                .resourceRecordSet(record)
                .build();
        route53.changeResourceRecordSets(
                request -> request.hostedZoneId(zone).changeBatch(batch -> batch.changes(change)));
    }

    private boolean zoneExists(String zone) {
        try {
            route53.getHostedZone(request -> request.id(zone));
            return true;
        } catch (NoSuchHostedZoneException e) {
            return false;
        }
    }

    private void watchHost() {
        world.cloudWatch().putMetricAlarm(request -> request.alarmName(alarm())
                .namespace("AWS/EC2")
                .metricName("StatusCheckFailed_System")
                .dimensions(Dimension.builder()
                        .name("InstanceId")
                        .value(failover.primary().value())
                        .build())
                .statistic(Statistic.MAXIMUM)
                .period(10)
                .evaluationPeriods(2)
                .threshold(1.0)
                .comparisonOperator(ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD)
                .treatMissingData("missing")
                .alarmActions(world.functionArn("DetectionFunction"))
                .okActions(world.functionArn("DetectionFunction")));
    }

    public Plan plan() {
        return plan;
    }

    public InstanceId primary() {
        return failover.primary();
    }

    public InstanceId standby() {
        return failover.standby();
    }

    /** The alarm on the primary's host. */
    public String alarm() {
        return "recovery-" + plan.name() + "-host";
    }

    /** The name under which the service is journalled and asked for. */
    public String service() {
        return "service:" + plan.name();
    }

    /** How each lever stands now, in the order of the plan's steps: asked from outside, by nothing of ours. */
    public Map<String, String> levers() {
        var levers = new LinkedHashMap<String, String>();
        for (Plan.Step step : failover.steps()) {
            Fields settings = Fields.of(step.settings());
            levers.put(name(step), step.type().equals("elasticIp") ? owner(settings) : values(settings));
        }
        return levers;
    }

    /** How each lever stands while the primary serves. */
    public Map<String, String> atHome() {
        var levers = new LinkedHashMap<String, String>();
        failover.steps()
                .forEach(step -> levers.put(
                        name(step), step.type().equals("elasticIp") ? primary().value() : AT_HOME));
        return levers;
    }

    /** How each lever is to stand when the standby serves. */
    public Map<String, String> away() {
        var levers = new LinkedHashMap<String, String>();
        for (Plan.Step step : failover.steps()) {
            String planned = step.type().equals("elasticIp")
                    ? standby().value()
                    : String.join(", ", Fields.of(step.settings()).texts("values"));
            levers.put(name(step), planned);
        }
        return levers;
    }

    private static String name(Plan.Step step) {
        Fields settings = Fields.of(step.settings());
        return step.type().equals("elasticIp")
                ? "address " + settings.text("address")
                : "record " + settings.text("name");
    }

    private String owner(Fields settings) {
        String instance = ec2.describeAddresses(request -> request.publicIps(settings.text("address")))
                .addresses()
                .getFirst()
                .instanceId();
        return instance == null ? "nowhere" : instance;
    }

    private String values(Fields settings) {
        List<ResourceRecordSet> records = route53.listResourceRecordSets(
                        request -> request.hostedZoneId(settings.text("zone"))
                                .startRecordName(settings.text("name"))
                                .startRecordType(settings.text("type"))
                                .maxItems("1"))
                .resourceRecordSets();
        return records.getFirst().resourceRecords().stream()
                .map(ResourceRecord::value)
                .collect(Collectors.joining(", "));
    }

    /** What EC2 says of an instance, such as {@code running, system ok, instance ok}. */
    public String health(InstanceId id) {
        InstanceStatus status = ec2.describeInstanceStatus(
                        request -> request.includeAllInstances(true).instanceIds(id.value()))
                .instanceStatuses()
                .getFirst();
        return status.instanceState().nameAsString() + ", system "
                + status.systemStatus().statusAsString() + ", instance "
                + status.instanceStatus().statusAsString();
    }
}
