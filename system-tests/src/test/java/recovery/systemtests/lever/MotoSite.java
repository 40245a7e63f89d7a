package recovery.systemtests.lever;

import java.util.List;
import recovery.shared.aws.AwsBalancers;
import recovery.shared.aws.AwsScaling;
import recovery.shared.ec2.InstanceId;
import recovery.shared.lever.Balancers;
import recovery.shared.lever.Scaling;
import recovery.systemtests.local.Child;
import recovery.systemtests.local.Clients;
import recovery.systemtests.local.Workplace;
import software.amazon.awssdk.services.autoscaling.AutoScalingClient;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.Subnet;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Action;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ActionTypeEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ProtocolEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.RuleCondition;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroupTuple;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetTypeEnum;

/**
 * A site on a moto of its own: a primary and a standby, two target groups behind a load balancer whose listener and rule
 * weigh them, and an Auto Scaling group. It ends with the test.
 */
final class MotoSite implements AutoCloseable {
    private static final String ZONE = "eu-west-1a";

    private final Child moto;
    private final Ec2Client ec2;
    private final ElasticLoadBalancingV2Client elb;
    private final AutoScalingClient autoScaling;
    private final List<Subnet> subnets;

    final InstanceId primary;
    final InstanceId standby;
    final String web;
    final String other;
    final String listener;
    final String rule;

    private MotoSite(Child moto, Clients clients) {
        this.moto = moto;
        this.ec2 = clients.ec2();
        this.elb = clients.balancers();
        this.autoScaling = clients.autoScaling();
        this.subnets = ec2.describeSubnets().subnets().stream().limit(2).toList();
        List<InstanceId> machines = machines();
        this.primary = machines.getFirst();
        this.standby = machines.getLast();
        this.web = group("web");
        this.other = group("standby");
        this.listener = listener();
        this.rule = rule();
        makeFleet();
    }

    static MotoSite start() {
        Workplace place = Workplace.of("moto");
        Child moto = Child.begin(
                List.of(
                        place.root().resolve(".tools/moto/bin/python").toString(),
                        place.root().resolve("localstack/moto_host.py").toString()),
                place.run().resolve("moto.log"));
        return new MotoSite(moto, new Clients(moto.ready().text("endpoint"), "eu-west-1", "test"));
    }

    Balancers balancers() {
        return new AwsBalancers(elb, elb);
    }

    Scaling scaling() {
        return new AwsScaling(autoScaling, autoScaling);
    }

    private List<InstanceId> machines() {
        return ec2
                .runInstances(request -> request.imageId("ami-12c6146b")
                        .minCount(2)
                        .maxCount(2)
                        .subnetId(subnets.getFirst().subnetId()))
                .instances()
                .stream()
                .map(Instance::instanceId)
                .map(InstanceId::new)
                .toList();
    }

    private String group(String name) {
        return elb.createTargetGroup(request -> request.name(name)
                        .protocol(ProtocolEnum.HTTP)
                        .port(80)
                        .vpcId(subnets.getFirst().vpcId())
                        .targetType(TargetTypeEnum.INSTANCE))
                .targetGroups()
                .getFirst()
                .targetGroupArn();
    }

    private String listener() {
        String balancer = elb.createLoadBalancer(request -> request.name("web")
                        .subnets(subnets.stream().map(Subnet::subnetId).toList()))
                .loadBalancers()
                .getFirst()
                .loadBalancerArn();
        return elb.createListener(request -> request.loadBalancerArn(balancer)
                        .protocol(ProtocolEnum.HTTP)
                        .port(80)
                        .defaultActions(forward()))
                .listeners()
                .getFirst()
                .listenerArn();
    }

    private String rule() {
        return elb.createRule(request -> request.listenerArn(listener)
                        .priority(10)
                        .conditions(RuleCondition.builder()
                                .field("path-pattern")
                                .values("/shop/*")
                                .build())
                        .actions(forward()))
                .rules()
                .getFirst()
                .ruleArn();
    }

    private Action forward() {
        return Action.builder()
                .type(ActionTypeEnum.FORWARD)
                .order(1)
                .forwardConfig(config -> config.targetGroups(weighed(web, 100), weighed(other, 0))
                        .targetGroupStickinessConfig(
                                sticky -> sticky.enabled(true).durationSeconds(600)))
                .build();
    }

    private static TargetGroupTuple weighed(String group, int weight) {
        return TargetGroupTuple.builder().targetGroupArn(group).weight(weight).build();
    }

    private void makeFleet() {
        autoScaling.createLaunchConfiguration(request ->
                request.launchConfigurationName("fleet").imageId("ami-12c6146b").instanceType("t3.micro"));
        autoScaling.createAutoScalingGroup(request -> request.autoScalingGroupName("fleet")
                .launchConfigurationName("fleet")
                .minSize(1)
                .maxSize(4)
                .desiredCapacity(1)
                .availabilityZones(ZONE));
    }

    void stop(InstanceId id) {
        ec2.stopInstances(request -> request.instanceIds(id.value()));
    }

    void start(InstanceId id) {
        ec2.startInstances(request -> request.instanceIds(id.value()));
    }

    /** Somebody else makes the listener say no more than a fixed page. */
    void showPage() {
        elb.modifyListener(request -> request.listenerArn(listener)
                .defaultActions(Action.builder()
                        .type(ActionTypeEnum.FIXED_RESPONSE)
                        .order(1)
                        .fixedResponseConfig(page -> page.statusCode("503").contentType("text/plain"))
                        .build()));
    }

    @Override
    public void close() {
        moto.close();
    }
}
