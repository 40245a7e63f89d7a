package recovery.systemtests.lever;

import java.lang.reflect.Proxy;

/** A port that a test has nothing to do with: whoever touches it fails. */
public final class Unused {
    private Unused() {}

    public static <T> T of(Class<T> port) {
        return port.cast(
                Proxy.newProxyInstance(port.getClassLoader(), new Class<?>[] {port}, (proxy, method, given) -> {
                    throw new AssertionError("nothing here has to do with " + port.getSimpleName());
                }));
    }
}
