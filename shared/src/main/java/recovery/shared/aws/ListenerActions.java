package recovery.shared.aws;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import recovery.shared.look.Look;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Action;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ActionTypeEnum;

/**
 * The actions of listeners and rules as maps, such that what was shown can be put back. AWS never shows the secret of an
 * OIDC client; it must be told to keep the one that it has (API_AuthenticateOidcActionConfig).
 */
final class ListenerActions {
    private static final String OIDC = "AuthenticateOidcConfig";
    private static final String KEEP_SECRET = "UseExistingClientSecret";

    private ListenerActions() {}

    /** Unreadable if one is of a type that this SDK does not know: it could not be put back whole. */
    static Look<List<Map<String, Object>>> shown(List<Action> actions) {
        Optional<Action> unknown = actions.stream()
                .filter(action -> action.type() == null || action.type() == ActionTypeEnum.UNKNOWN_TO_SDK_VERSION)
                .findFirst();
        return unknown.<Look<List<Map<String, Object>>>>map(action -> new Look.Unreadable<>(
                        "an action of type " + action.typeAsString() + " could not be put back by this version"))
                .orElseGet(() -> new Look.Seen<>(
                        actions.stream().map(ListenerActions::shown).toList()));
    }

    private static Map<String, Object> shown(Action action) {
        Map<String, Object> map = new HashMap<>(Structures.map(action));
        if (map.get(OIDC) instanceof Map<?, ?> oidc) {
            var keeping = new HashMap<Object, Object>(oidc);
            keeping.put(KEEP_SECRET, true);
            map.put(OIDC, Map.copyOf(keeping));
        }
        return Map.copyOf(map);
    }

    static List<Action> asked(List<Map<String, Object>> actions) {
        return actions.stream()
                .map(action -> Structures.filled(Action.builder(), action).build())
                .toList();
    }
}
