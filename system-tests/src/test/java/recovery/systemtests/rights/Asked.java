package recovery.systemtests.rights;

import java.util.List;
import java.util.Map;

/**
 * One question that AWS puts to the policies before it carries a request out.
 *
 * @param action such as {@code ec2:StopInstances}
 * @param resource its ARN, or {@code *} where AWS knows none
 * @param context the values of the condition keys that the request has
 */
record Asked(String action, String resource, Map<String, List<String>> context) {
    Asked {
        context = Map.copyOf(context);
    }

    @Override
    public String toString() {
        return action + " on " + resource + (context.isEmpty() ? "" : " with " + context);
    }
}
