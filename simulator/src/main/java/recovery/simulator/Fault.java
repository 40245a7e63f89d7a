package recovery.simulator;

import java.time.Duration;
import java.util.Optional;
import recovery.shared.ec2.StopMode;

/** What goes wrong with a call. Faults of the machine itself are {@link Ailment}s. */
public sealed interface Fault {
    /** One that a call meets before anything is looked at. */
    sealed interface AtTheDoor extends Fault {}

    /** EC2 says no: throttled, unavailable, not permitted, over a quota. */
    record Refuse(Ec2Error error) implements AtTheDoor {}

    /** The answer gets lost, after or before the call was carried out. */
    record LoseReply(boolean carriedOut) implements AtTheDoor {}

    /** The caller dies at this call, after or before it was carried out: {@link CallerDied} is thrown at it. */
    record KillCaller(boolean carriedOut) implements AtTheDoor {}

    /** The call is carried out only when the model releases it, and gets no answer until then. */
    record Hold() implements AtTheDoor {}

    /** A read answers what was true this long ago, at most {@link #OLDEST}. */
    record Stale(Duration age) implements Fault {}

    /** There is no room for an instance that would start; it stays stopped, and no event follows. */
    record NoCapacity() implements Fault {}

    /** A start is accepted, and the instance falls from {@code pending} back to {@code stopped}. */
    record FailToBoot() implements Fault {}

    /**
     * A stop stays in {@code stopping}.
     *
     * @param yieldsTo the weakest stop that ends it; empty if none does
     * @param lasting when it ends by itself; empty if it does not
     */
    record HangStop(Optional<StopMode> yieldsTo, Optional<Duration> lasting) implements Fault {}

    /** For how long the past is remembered. */
    Duration OLDEST = Duration.ofMinutes(15);
}
