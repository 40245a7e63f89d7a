package recovery.systemtests.point;

import java.time.Instant;
import java.util.List;
import java.util.Set;

/** One call that changes the world outside of the functions. All other calls only look. */
record Effect(Instant at, String call, List<Object> arguments) {
    private static final Set<String> CHANGING = Set.of(
            "Store.commit",
            "Bus.put",
            "Power.stop",
            "Power.start",
            "Addresses.associate",
            "Addresses.disassociate",
            "Dns.upsert",
            "Balancers.setListenerActions",
            "Balancers.setRuleActions",
            "Balancers.register",
            "Balancers.deregister",
            "Scaling.setDesired");

    Effect {
        arguments = List.copyOf(arguments);
    }

    static boolean is(String call) {
        return CHANGING.contains(call);
    }
}
