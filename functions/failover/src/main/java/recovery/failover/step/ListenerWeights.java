package recovery.failover.step;

import java.util.Map;
import recovery.shared.json.Fields;
import recovery.shared.lever.Balancers;
import recovery.shared.lever.LeverReply;
import recovery.shared.lever.Levers;
import recovery.shared.look.Look;

/** The default action of a load balancer's listener weighs its target groups otherwise. */
final class ListenerWeights implements Step {
    private final String listener;
    private final Map<String, Long> weights;
    private final Balancers balancers;

    ListenerWeights(Fields settings, Levers levers) {
        this.listener = settings.text("listener");
        this.weights = ActionList.planned(settings);
        this.balancers = levers.balancers();
    }

    @Override
    public String name() {
        return "listener-weights " + Arns.after(listener, ":listener/");
    }

    @Override
    public Look<Map<String, Object>> look() {
        return Looks.as(balancers.listenerActions(listener), ActionList::setting);
    }

    @Override
    public Goal goal(Map<String, Object> before) {
        return ActionList.weighed(name(), before, weights);
    }

    @Override
    public LeverReply set(Map<String, Object> now, Map<String, Object> next) {
        return balancers.setListenerActions(listener, ActionList.of(next));
    }

    @Override
    public String command(Map<String, Object> to) {
        return Shorthand.command(
                "aws elbv2 modify-listener --listener-arn " + listener + " --default-actions", ActionList.of(to));
    }

    @Override
    public String inWords(Map<String, Object> setting) {
        return ActionList.inWords(setting);
    }
}
