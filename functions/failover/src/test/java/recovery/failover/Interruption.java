package recovery.failover;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import recovery.shared.ec2.Reply;
import recovery.shared.lever.LeverReply;
import recovery.shared.store.Commit;

/** Counts the calls that go through the ports and the levers, and makes one of them go wrong. */
final class Interruption {
    private final int at;
    private final Kind kind;
    private final List<String> calls = new ArrayList<>();
    private BiConsumer<String, Long> meanwhile = (call, count) -> {};

    Interruption(int at, Kind kind) {
        this.at = at;
        this.kind = kind;
    }

    static Interruption none() {
        return new Interruption(Integer.MAX_VALUE, Kind.DIES_BEFORE);
    }

    /** Nothing goes wrong, but while the call of this count is under way this happens. */
    static Interruption during(String call, long count, Runnable what) {
        var interruption = none();
        interruption.meanwhile = (made, times) -> {
            if (made.equals(call) && times == count) {
                what.run();
            }
        };
        return interruption;
    }

    List<String> calls() {
        return calls;
    }

    /** What happens at the call. */
    enum Kind {
        DIES_BEFORE,
        LOSES_THE_REPLY_OF,
        DIES_AFTER
    }

    /** The end of an execution, which no product code can catch. */
    static final class Died extends Error {
        private static final long serialVersionUID = 1L;
    }

    <T> T at(Class<T> port, T real) {
        InvocationHandler handler = (proxy, method, arguments) -> {
            String call = port.getSimpleName() + "." + method.getName();
            calls.add(call);
            meanwhile.accept(call, calls.stream().filter(call::equals).count());
            boolean here = calls.size() == at;
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
            case LeverReply reply -> new LeverReply.Lost("the reply was lost");
            case Boolean taken -> false;
            default -> throw new Died();
        };
    }
}
