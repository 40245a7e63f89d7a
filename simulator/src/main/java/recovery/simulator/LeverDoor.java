package recovery.simulator;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.Supplier;
import recovery.shared.lever.LeverReply;
import recovery.shared.look.Look;

/** What every pretend service with levers has at its door: the faults that requests meet, and the count of requests. */
final class LeverDoor {
    private final Queue<Fault.AtTheDoor> faults = new ArrayDeque<>();
    private boolean blind;
    private int requests;

    void arm(Fault.AtTheDoor fault) {
        faults.add(fault);
    }

    void blinds(boolean on) {
        blind = on;
    }

    int requests() {
        return requests;
    }

    <T> Look<T> look(Supplier<Look<T>> reading) {
        return blind ? new Look.Unreadable<>("no answer came") : reading.get();
    }

    /**
     * One request that would change something meets the next fault, if there is one.
     *
     * @param call its name in AWS's API
     * @param carriedOut what it does and what is answered
     */
    LeverReply meets(String call, Supplier<LeverReply> carriedOut) {
        requests++;
        return switch (faults.poll()) {
            case null -> carriedOut.get();
            case Fault.Refuse(var error) -> refused(error);
            case Fault.LoseReply(boolean happened) -> {
                perhaps(happened, carriedOut);
                yield new LeverReply.Lost("no answer came");
            }
            case Fault.KillCaller(boolean happened) -> {
                perhaps(happened, carriedOut);
                throw new CallerDied(call);
            }
            case Fault.Hold hold -> throw new IllegalStateException("no request about a lever is held");
        };
    }

    private static void perhaps(boolean happened, Supplier<LeverReply> carriedOut) {
        if (happened) {
            var _ = carriedOut.get();
        }
    }

    static LeverReply refused(Ec2Error error) {
        return error.mayHaveHappened()
                ? new LeverReply.Lost(error.code())
                : new LeverReply.Refused(error.code(), error.message(), error.passing());
    }
}
