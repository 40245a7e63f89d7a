package recovery.shared.lever;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import recovery.shared.ec2.InstanceId;
import recovery.shared.look.Look;

/** The door to Elastic Load Balancing, version 2. Each change is one request, without retries. */
public interface Balancers {
    /** The whole list of the default actions of a listener, with every field that AWS shows. */
    Look<List<Map<String, Object>>> listenerActions(String listener);

    LeverReply setListenerActions(String listener, List<Map<String, Object>> actions);

    /** The whole list of the actions of a rule, with every field that AWS shows. */
    Look<List<Map<String, Object>>> ruleActions(String rule);

    LeverReply setRuleActions(String rule, List<Map<String, Object>> actions);

    /** The instances that are registered with a target group on a port, and their state, such as {@code healthy}. */
    Look<Map<InstanceId, String>> targets(String group, Optional<Integer> port);

    LeverReply register(String group, InstanceId instance, Optional<Integer> port);

    LeverReply deregister(String group, InstanceId instance, Optional<Integer> port);
}
