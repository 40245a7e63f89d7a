package recovery.systemtests.story;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.TreeMap;
import recovery.systemtests.story.Bundle.Function;

/** Counts the calls that one function makes through its ports and levers, by port and method. */
final class Calls {
    private final Function of;
    private final Map<String, Integer> counted = new TreeMap<>();

    Calls(Function of) {
        this.of = of;
    }

    /** The same port, counted if it is that function's. */
    <T> T at(Function function, Class<T> port, T real) {
        if (function != of) {
            return real;
        }
        InvocationHandler handler = (proxy, method, arguments) -> {
            counted.merge(port.getSimpleName() + "." + method.getName(), 1, Integer::sum);
            try {
                return method.invoke(real, arguments);
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        };
        return port.cast(Proxy.newProxyInstance(port.getClassLoader(), new Class<?>[] {port}, handler));
    }

    /** How often each was called, such as {@code Store.commit} 9 times. */
    Map<String, Integer> counted() {
        return Map.copyOf(counted);
    }

    void forget() {
        counted.clear();
    }
}
