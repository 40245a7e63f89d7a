package recovery.failover;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import recovery.shared.act.OneSend;
import recovery.shared.act.PowerSend;
import recovery.shared.door.Ports;
import recovery.shared.ec2.Power;
import recovery.shared.journal.JournalRow;
import recovery.shared.lever.LeverReply;
import recovery.shared.record.Intent;
import recovery.shared.record.Passage;
import recovery.shared.record.Recovery;
import recovery.shared.record.RecoveryDraft;
import recovery.shared.record.Stage;
import recovery.shared.record.StepState;
import recovery.shared.record.Transition;

/** Notes and sends failover's requests: the stop of the fence, the start that takes it back, and the levers. */
final class Sending {
    /** How the answer to a request begins that AWS refuses for good. */
    static final String FINAL = "Final ";

    private final Ports ports;
    private final OneSend sends;
    private final PowerSend power;
    private final int attemptsPerHour;
    private final String writer;
    private Optional<String> receipt = Optional.empty();

    Sending(Ports ports, Power power, int attemptsPerHour, String writer) {
        this.ports = ports;
        this.sends = new OneSend(ports, writer, this::draw);
        this.power = new PowerSend(power, ports.clock());
        this.attemptsPerHour = attemptsPerHour;
        this.writer = writer;
    }

    /** The first stop of a session is charged to the installation, and a Start is owed from its note on. */
    Optional<Recovery> stop(Recovery recovery, Sight.Judged judged, FailoverMove.Stop move) {
        Instant now = ports.clock().now();
        Intent intent = Intent.stop(ports.ids().next(), move.mode(), now, writer, move.launchedAt());
        RecoveryDraft noted = recovery.next()
                .stage(Stage.STOP, Moving.stepDeadline(recovery, now))
                .intends(intent);
        if (move.begins()) {
            noted.owesStart(now);
        }
        Transition note = Transition.of(recovery, noted.done(), writer).judgedBy(judged.mode());
        if (move.begins()) {
            note.with(judged.installation().charged(now, attemptsPerHour));
        } else {
            note.judgedBy(judged.installation());
        }
        String sentence = "Fence, stop " + move.mode() + ": " + move.reason();
        return sends.send(
                note.because(JournalRow.Kind.INTENT, now, sentence, detail(intent)),
                intent,
                judged.begun(),
                power::request);
    }

    /** A Start that is owed touches no limit and asks no switch. */
    Optional<Recovery> start(Recovery recovery, FailoverMove.Start move) {
        Duration begun = ports.clock().uptime();
        Instant now = ports.clock().now();
        Instant launched = recovery.launchedBefore().orElse(move.launchedAt());
        Intent intent = Intent.start(ports.ids().next(), now, writer, launched)
                .after(move.stoppedAt().or(recovery::stoppedBefore));
        Recovery noted = recovery.next().intends(intent).done();
        return sends.send(
                Transition.of(recovery, noted, writer)
                        .because(JournalRow.Kind.INTENT, now, "Start: " + move.reason(), detail(intent)),
                intent,
                begun,
                power::request);
    }

    /** One request to one lever. On the way out the brake must be as it was judged, and the switch on both ways. */
    Optional<Recovery> set(Recovery recovery, Sight.Judged judged, FailoverMove.Set move) {
        Instant now = ports.clock().now();
        String name = move.step().name();
        Intent intent = Intent.move(ports.ids().next(), move.act(), name, now, writer);
        Passage passage = recovery.passage().orElseThrow();
        StepState sending = passage.step(name).orElseThrow().sending(move.now(), move.next());
        Recovery noted =
                recovery.next().passage(passage.with(sending)).intends(intent).done();
        Transition note = Transition.of(recovery, noted, writer).judgedBy(judged.mode());
        if (move.act() == Intent.Act.APPLY) {
            note.judgedBy(judged.installation());
        }
        return sends.send(
                note.because(
                        JournalRow.Kind.INTENT,
                        now,
                        move.act() + " " + move.reason(),
                        Map.of(
                                "intent", intent.id(),
                                "act", move.act().name(),
                                "step", name,
                                "from", move.now(),
                                "to", move.next())),
                intent,
                judged.begun(),
                (to, noted1) -> settled(noted1, move.step().set(move.now(), move.next())));
    }

    /** Writes what became of a request, on the newest version of the record. */
    Optional<Recovery> record(Recovery noted, Intent known) {
        return sends.record(noted, known);
    }

    private Intent settled(Intent intent, LeverReply reply) {
        Instant now = ports.clock().now();
        return switch (reply) {
            case LeverReply.Accepted(Optional<String> given) -> {
                receipt = given;
                yield intent.is(Intent.State.ACCEPTED, "accepted", now);
            }
            case LeverReply.Refused(String code, String message, boolean passing) ->
                intent.is(Intent.State.WITHOUT_EFFECT, (passing ? "" : FINAL) + code + ": " + message, now);
            case LeverReply.Lost(String why) -> intent.is(Intent.State.UNKNOWN, "the reply was lost: " + why, now);
        };
    }

    /** What else changes with a result: where the lever stands, and what is owed. */
    private void draw(Recovery newest, Intent known, RecoveryDraft next, Instant now) {
        switch (known.act()) {
            case STOP -> PowerSend.stopWithoutEffect(newest, known, next, now);
            case START -> {}
            case APPLY, UNDO -> {
                Passage passage = newest.passage().orElseThrow();
                next.passage(passage.with(moved(Moving.state(newest, known), known, now)));
                if (Moving.passesTheReturn(newest, known)) {
                    next.owesNothing();
                }
            }
        }
    }

    private StepState moved(StepState state, Intent known, Instant now) {
        return switch (known.state()) {
            case ACCEPTED -> state.sent(receipt, now);
            case OBSERVED -> state.sent(Optional.empty(), now);
            case WITHOUT_EFFECT -> state.refused();
            case WRITTEN, UNKNOWN -> state;
        };
    }

    private static Map<String, Object> detail(Intent intent) {
        return Map.of("intent", intent.id(), "act", intent.act().name());
    }
}
