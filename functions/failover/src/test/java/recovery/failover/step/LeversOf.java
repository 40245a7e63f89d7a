package recovery.failover.step;

import java.lang.reflect.Proxy;
import recovery.shared.lever.Addresses;
import recovery.shared.lever.Balancers;
import recovery.shared.lever.Dns;
import recovery.shared.lever.Levers;
import recovery.shared.lever.Scaling;

/** Levers of which a test has one; whoever touches another one fails. */
final class LeversOf {
    private LeversOf() {}

    static Levers addresses(Addresses addresses) {
        return new Levers(addresses, none(Dns.class), none(Balancers.class), none(Scaling.class));
    }

    static Levers dns(Dns dns) {
        return new Levers(none(Addresses.class), dns, none(Balancers.class), none(Scaling.class));
    }

    static Levers balancers(Balancers balancers) {
        return new Levers(none(Addresses.class), none(Dns.class), balancers, none(Scaling.class));
    }

    static Levers scaling(Scaling scaling) {
        return new Levers(none(Addresses.class), none(Dns.class), none(Balancers.class), scaling);
    }

    private static <T> T none(Class<T> port) {
        return port.cast(
                Proxy.newProxyInstance(port.getClassLoader(), new Class<?>[] {port}, (proxy, method, given) -> {
                    throw new AssertionError("this step has nothing to do with " + port.getSimpleName());
                }));
    }
}
