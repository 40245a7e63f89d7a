package recovery.systemtests.rights;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import recovery.shared.ec2.Power;
import recovery.shared.ec2.Reply;
import recovery.shared.lever.LeverReply;
import recovery.shared.look.Look;
import recovery.shared.store.Commit;
import recovery.shared.store.StoreUnreadable;

/**
 * Stands before the ports of one function as IAM stands before AWS: it holds every call against the function's policy, notes
 * which parts of the policy were used, and refuses what the policy does not grant.
 */
final class Gatekeeper {
    private static final String CODE = "UnauthorizedOperation";

    private final Policy policy;
    private final Requests requests;
    private final Set<String> used = new TreeSet<>();
    private final List<String> refused = new ArrayList<>();

    /** @param source the name under which the function puts events */
    Gatekeeper(Policy policy, String source) {
        this.policy = policy;
        this.requests = new Requests(source);
    }

    Policy policy() {
        return policy;
    }

    /** The parts of the policy that were used. */
    Set<String> used() {
        return Set.copyOf(used);
    }

    /** What was asked for and not granted. */
    List<String> refused() {
        return List.copyOf(refused);
    }

    /** The same port behind the gate. */
    <T> T at(Class<T> port, T real, Authorization authorization) {
        InvocationHandler handler = (proxy, method, given) -> {
            Optional<String> why = refusal(port, method, given, authorization);
            return why.isPresent() ? refused(method, why.get()) : carriedOut(real, method, given);
        };
        return port.cast(Proxy.newProxyInstance(port.getClassLoader(), new Class<?>[] {port}, handler));
    }

    private Optional<String> refusal(Class<?> port, Method method, Object[] given, Authorization authorization) {
        for (var request : requests.of(port, method, given)) {
            for (Asked asked : authorization.of(request)) {
                switch (policy.answer(asked)) {
                    case Policy.Answer.Allowed(var uses) -> used.addAll(uses);
                    case Policy.Answer.Refused(var why) -> {
                        refused.add(why);
                        return Optional.of(why);
                    }
                }
            }
        }
        return Optional.empty();
    }

    private static Object carriedOut(Object real, Method method, Object[] given) throws Throwable {
        try {
            return method.invoke(real, given);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    /** As the adapters tell it. */
    private static Object refused(Method method, String why) {
        Class<?> answer = method.getReturnType();
        if (answer == Look.class) {
            return new Look.Unreadable<>(CODE + " " + why);
        }
        if (answer == Reply.class) {
            return new Reply.Refused(CODE, why);
        }
        if (answer == Power.Permission.class) {
            return new Power.Permission.Denied(CODE, why);
        }
        if (answer == LeverReply.class) {
            return new LeverReply.Refused(CODE, why, false);
        }
        if (answer == boolean.class) {
            return false;
        }
        if (answer == Commit.class) {
            throw new IllegalStateException(CODE + " " + why);
        }
        throw new StoreUnreadable(CODE + " " + why);
    }
}
