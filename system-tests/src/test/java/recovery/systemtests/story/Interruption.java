package recovery.systemtests.story;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import recovery.shared.ec2.Reply;
import recovery.shared.store.Commit;

/**
 * Counts the calls that go through the ports, and ends the caller at one of them: before it is carried out, after it, or
 * by losing its reply. A caller that dies throws {@link Died}, which no product code can catch.
 */
final class Interruption {
    private final int at;
    private final Kind kind;
    private int calls;

    Interruption(int at, Kind kind) {
        this.at = at;
        this.kind = kind;
    }

    static Interruption none() {
        return new Interruption(Integer.MAX_VALUE, Kind.DIES_BEFORE);
    }

    int calls() {
        return calls;
    }

    /** What happens at the call. */
    enum Kind {
        DIES_BEFORE,
        LOSES_THE_REPLY_OF,
        DIES_AFTER
    }

    /** The end of an execution. */
    static final class Died extends Error {
        private static final long serialVersionUID = 1L;
    }

    /** The same port, with every call counted. */
    <T> T at(Class<T> port, T real) {
        InvocationHandler handler = (proxy, method, arguments) -> {
            calls++;
            boolean here = calls == at;
            if (here && kind == Kind.DIES_BEFORE) {
                throw new Died();
            }
            Object answer;
            try {
                answer = method.invoke(real, arguments);
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
            if (here && kind == Kind.DIES_AFTER) {
                throw new Died();
            }
            return here ? lost(answer) : answer;
        };
        return port.cast(Proxy.newProxyInstance(port.getClassLoader(), new Class<?>[] {port}, handler));
    }

    /** A read whose reply is lost is as good as one that did not happen: its caller dies of it here. */
    private static Object lost(Object answer) {
        return switch (answer) {
            case Commit commit -> new Commit.Unclear("the reply was lost");
            case Reply reply -> new Reply.Lost("the reply was lost");
            case Boolean taken -> false;
            default -> throw new Died();
        };
    }
}
