package recovery.simulator;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import recovery.shared.ec2.InstanceId;
import recovery.shared.ec2.InstanceState;
import recovery.shared.lever.Addresses;

/** What became of one call. */
public sealed interface Outcome {
    /** It was taken; one change for each instance that it named, in its order. */
    record Taken(List<Change> changes) implements Outcome {}

    /** The state before a call and right after it. */
    record Change(InstanceId id, InstanceState previous, InstanceState current) {}

    /** What a read shows: all instances that it asked for, as they were at that time, ordered by id. */
    record Shown(Instant asOf, List<SimulatedInstance> instances) implements Outcome {}

    /** A call on an address was taken; how it leads after it. */
    record Led(Addresses.Address address) implements Outcome {}

    /** The addresses that a read asks for, ordered by allocation. */
    record Listed(List<Addresses.Address> addresses) implements Outcome {}

    record Refused(Ec2Error error) implements Outcome {}

    /** The caller gets no answer. */
    record Lost(boolean carriedOut) implements Outcome {}

    /** The caller is no more. */
    record Killed(boolean carriedOut) implements Outcome {}

    /** The call waits to be released; its outcome comes later. */
    record Held(CompletableFuture<Outcome> later) implements Outcome {}

    /** In a few words, for the log of calls. */
    default String inWords() {
        return switch (this) {
            case Taken(var changes) -> inWords(changes);
            case Shown(var asOf, var instances) -> instances.size() + " shown";
            case Led(var address) ->
                address.ip() + " leads to "
                        + address.instance().map(InstanceId::value).orElse("nowhere");
            case Listed(var addresses) -> addresses.size() + " shown";
            case Refused(var error) -> error.code();
            case Lost(boolean carriedOut) -> "reply lost, " + done(carriedOut);
            case Killed(boolean carriedOut) -> "caller killed, " + done(carriedOut);
            case Held held -> "held";
        };
    }

    private static String inWords(List<Change> changes) {
        var words = changes.stream()
                .map(change ->
                        change.previous().wireName() + " -> " + change.current().wireName())
                .distinct()
                .toList();
        return String.join(", ", words).toLowerCase(Locale.ROOT);
    }

    private static String done(boolean carriedOut) {
        return carriedOut ? "carried out" : "not carried out";
    }
}
