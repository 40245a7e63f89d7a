package recovery.failover.step;

import java.util.Map;
import recovery.shared.json.Fields;
import recovery.shared.lever.Balancers;
import recovery.shared.lever.LeverReply;
import recovery.shared.lever.Levers;
import recovery.shared.look.Look;

/** A rule of a load balancer's listener weighs its target groups otherwise. */
final class ListenerRule implements Step {
    private final String rule;
    private final Map<String, Long> weights;
    private final Balancers balancers;

    ListenerRule(Fields settings, Levers levers) {
        this.rule = settings.text("rule");
        this.weights = ActionList.planned(settings);
        this.balancers = levers.balancers();
    }

    @Override
    public String name() {
        return "listener-rule " + Arns.after(rule, ":listener-rule/");
    }

    @Override
    public Look<Map<String, Object>> look() {
        return Looks.as(balancers.ruleActions(rule), ActionList::setting);
    }

    @Override
    public Goal goal(Map<String, Object> before) {
        return ActionList.weighed(name(), before, weights);
    }

    @Override
    public LeverReply set(Map<String, Object> now, Map<String, Object> next) {
        return balancers.setRuleActions(rule, ActionList.of(next));
    }

    @Override
    public String command(Map<String, Object> to) {
        return Shorthand.command("aws elbv2 modify-rule --rule-arn " + rule + " --actions", ActionList.of(to));
    }

    @Override
    public String inWords(Map<String, Object> setting) {
        return ActionList.inWords(setting);
    }
}
