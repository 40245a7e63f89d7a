package recovery.systemtests.local;

import java.util.Locale;
import java.util.Map;

/** The caller's environment, as far as it could lead what we start away from this machine. */
final class Surroundings {
    private Surroundings() {}

    /** Nothing here may ever reach a real account, whatever endpoint, profile, key or proxy the caller has set. */
    static void withoutTraps(Map<String, String> environment) {
        environment.keySet().removeIf(Surroundings::leadsAway);
    }

    private static boolean leadsAway(String variable) {
        return variable.startsWith("AWS_")
                || variable.startsWith("SAM_CLI_")
                || variable.toLowerCase(Locale.ROOT).endsWith("_proxy");
    }
}
