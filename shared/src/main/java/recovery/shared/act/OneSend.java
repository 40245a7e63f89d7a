package recovery.shared.act;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import recovery.shared.door.Ports;
import recovery.shared.journal.JournalRow;
import recovery.shared.record.Intent;
import recovery.shared.record.Recovery;
import recovery.shared.record.RecoveryDraft;
import recovery.shared.record.Transition;
import recovery.shared.record.WritePath;

/**
 * Sends requests: the intent is written first, then exactly one request is sent, then what came of it is written. An
 * execution that comes between sees the intent and only observes.
 */
public final class OneSend {
    /** How long after the note was begun the request may still be sent, by a clock that is never set back. */
    static final Duration SEND_WITHIN = Duration.ofSeconds(8);
    /** How the answer to a request begins that was never sent, because its time was over. */
    public static final String TOO_LATE = "TooLate";
    /** How often a result is written on the newest version, which a wish of a person may have moved. */
    private static final int MOST_TRIES = 3;

    private final Ports ports;
    private final WritePath path;
    private final Consequences consequences;
    private final String writer;

    /**
     * @param writer the token of this execution
     * @param consequences what else changes in the record when it is known what became of a request
     */
    public OneSend(Ports ports, String writer, Consequences consequences) {
        this.ports = ports;
        this.path = new WritePath(ports.store());
        this.writer = writer;
        this.consequences = consequences;
    }

    /** What else changes in a record with the result of a request. */
    public interface Consequences {
        /** @param next the draft in which the request is settled already */
        void draw(Recovery newest, Intent known, RecoveryDraft next, Instant now);
    }

    /**
     * Writes the note, sends, and writes the result. Empty if the note was not written (somebody else was faster, or the
     * facts are too old, and nothing was sent), or the result could not.
     *
     * @param begun the uptime at which the facts were read on which this is based
     * @param request sends it once, and says what is known of it then
     */
    public Optional<Recovery> send(
            Transition.Ready note, Intent intent, Duration begun, BiFunction<Recovery, Intent, Intent> request) {
        if (tooLate(begun)) {
            return Optional.empty(); // nothing is charged for what can no longer be sent
        }
        return switch (path.write(note)) {
            case Transition.Result.Lost lost -> Optional.empty();
            case Transition.Result.Written(Recovery noted) -> {
                Intent known = tooLate(begun)
                        ? intent.is(
                                Intent.State.WITHOUT_EFFECT,
                                TOO_LATE + ": the note took too long",
                                ports.clock().now())
                        : request.apply(noted, intent);
                yield record(noted, known);
            }
        };
    }

    private boolean tooLate(Duration begun) {
        return ports.clock().uptime().minus(begun).compareTo(SEND_WITHIN) > 0;
    }

    /** Writes what became of a request, on the newest version of the record. */
    public Optional<Recovery> record(Recovery noted, Intent known) {
        Recovery newest = noted;
        for (int tries = 1; tries <= MOST_TRIES; tries++) {
            Instant now = ports.clock().now();
            RecoveryDraft next = newest.next().settles(known);
            consequences.draw(newest, known, next, now);
            Transition.Ready result = Transition.of(newest, next.done(), writer)
                    .because(
                            JournalRow.Kind.RESULT,
                            now,
                            known.act()
                                    + known.step().map(step -> " " + step + ":").orElse("") + " " + known.answer(),
                            Map.of("intent", known.id(), "state", known.state().name()));
            switch (path.write(result)) {
                case Transition.Result.Written(Recovery recorded) -> {
                    return Optional.of(recorded);
                }
                case Transition.Result.Lost(String why, Optional<Recovery> stored) -> {
                    Optional<Recovery> open = stored.filter(moved -> awaits(moved, known));
                    if (open.isEmpty()) {
                        return Optional.empty();
                    }
                    newest = open.get();
                }
            }
        }
        return Optional.empty();
    }

    private static boolean awaits(Recovery stored, Intent known) {
        return stored.unsettled().filter(open -> open.id().equals(known.id())).isPresent();
    }
}
