package recovery.shared.aws;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.Supplier;
import recovery.shared.ec2.InstanceId;
import recovery.shared.lever.Balancers;
import recovery.shared.lever.LeverReply;
import recovery.shared.look.Look;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Listener;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Rule;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetDescription;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroup;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealthDescription;

/** Listeners, rules and target groups through the SDK: one request, no retries. */
public final class AwsBalancers implements Balancers {
    private final Supplier<ElasticLoadBalancingV2Client> reading;
    private final Supplier<ElasticLoadBalancingV2Client> acting;

    /** @param withoutRetries from {@link AwsClients#balancersWithoutRetries} */
    public AwsBalancers(ElasticLoadBalancingV2Client reading, ElasticLoadBalancingV2Client withoutRetries) {
        this(() -> reading, () -> withoutRetries);
    }

    /** For clients that are made when they are used first. */
    AwsBalancers(
            Supplier<ElasticLoadBalancingV2Client> reading, Supplier<ElasticLoadBalancingV2Client> withoutRetries) {
        this.reading = reading;
        this.acting = withoutRetries;
    }

    @Override
    public Look<List<Map<String, Object>>> listenerActions(String listener) {
        return LeverCalls.look(
                is("ListenerNotFound"),
                () -> reading.get().describeListeners(request -> request.listenerArns(listener)).listeners().stream()
                        .filter(found -> listener.equals(found.listenerArn()))
                        .findFirst()
                        .map(Listener::defaultActions)
                        .map(ListenerActions::shown)
                        .orElseGet(() -> undescribed(listener)));
    }

    @Override
    public Look<List<Map<String, Object>>> ruleActions(String rule) {
        return LeverCalls.look(
                is("RuleNotFound"),
                () -> reading.get().describeRules(request -> request.ruleArns(rule)).rules().stream()
                        .filter(found -> rule.equals(found.ruleArn()))
                        .findFirst()
                        .map(AwsBalancers::actions)
                        .orElseGet(() -> undescribed(rule)));
    }

    /** ModifyRule refuses the rule that a listener has by default; it is found out before anything is moved. */
    private static Look<List<Map<String, Object>>> actions(Rule rule) {
        return Boolean.TRUE.equals(rule.isDefault())
                ? new Look.Unreadable<>(rule.ruleArn() + " is its listener's default: only the listener can change it")
                : ListenerActions.shown(rule.actions());
    }

    @Override
    public LeverReply setListenerActions(String listener, List<Map<String, Object>> actions) {
        return LeverCalls.reply(() -> {
            acting.get().modifyListener(request -> request.listenerArn(listener)
                    .defaultActions(ListenerActions.asked(actions)));
            return taken();
        });
    }

    @Override
    public LeverReply setRuleActions(String rule, List<Map<String, Object>> actions) {
        return LeverCalls.reply(() -> {
            acting.get().modifyRule(request -> request.ruleArn(rule).actions(ListenerActions.asked(actions)));
            return taken();
        });
    }

    /** One instance may be registered on several ports; only the one that is meant counts. */
    @Override
    public Look<Map<InstanceId, String>> targets(String group, Optional<Integer> port) {
        return LeverCalls.look(is("TargetGroupNotFound"), () -> port.or(() -> portOf(group))
                .<Look<Map<InstanceId, String>>>map(number -> new Look.Seen<>(states(group, number)))
                .orElseGet(() -> undescribed(group)));
    }

    private Optional<Integer> portOf(String group) {
        return reading.get().describeTargetGroups(request -> request.targetGroupArns(group)).targetGroups().stream()
                .filter(found -> group.equals(found.targetGroupArn()))
                .findFirst()
                .map(TargetGroup::port);
    }

    private Map<InstanceId, String> states(String group, Integer port) {
        var states = new TreeMap<InstanceId, String>();
        reading.get().describeTargetHealth(request -> request.targetGroupArn(group)).targetHealthDescriptions().stream()
                .filter(shown -> isInstanceOn(port, shown.target()))
                .forEach(shown -> states.put(new InstanceId(shown.target().id()), state(shown)));
        return states;
    }

    private static boolean isInstanceOn(Integer port, TargetDescription target) {
        return target != null && port.equals(target.port()) && InstanceId.isOne(String.valueOf(target.id()));
    }

    private static String state(TargetHealthDescription shown) {
        return shown.targetHealth() == null
                ? "unknown"
                : String.valueOf(shown.targetHealth().stateAsString());
    }

    @Override
    public LeverReply register(String group, InstanceId instance, Optional<Integer> port) {
        return LeverCalls.reply(() -> {
            acting.get()
                    .registerTargets(request -> request.targetGroupArn(group).targets(target(instance, port)));
            return taken();
        });
    }

    @Override
    public LeverReply deregister(String group, InstanceId instance, Optional<Integer> port) {
        return LeverCalls.reply(() -> {
            acting.get()
                    .deregisterTargets(request -> request.targetGroupArn(group).targets(target(instance, port)));
            return taken();
        });
    }

    private static TargetDescription target(InstanceId instance, Optional<Integer> port) {
        var target = TargetDescription.builder().id(instance.value());
        port.ifPresent(target::port);
        return target.build();
    }

    private static LeverReply taken() {
        return new LeverReply.Accepted(Optional.empty());
    }

    private static Predicate<AwsServiceException> is(String code) {
        return e -> Ec2Errors.code(e).equals(code);
    }

    private static <T> Look<T> undescribed(String arn) {
        return new Look.Unreadable<>("the answer does not describe " + arn + " in words that we know");
    }
}
