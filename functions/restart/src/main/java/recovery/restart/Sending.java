package recovery.restart;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import recovery.restart.rung.Move;
import recovery.restart.rung.StopStart;
import recovery.shared.bus.BusEvent;
import recovery.shared.control.Installation;
import recovery.shared.control.Switch;
import recovery.shared.door.Ports;
import recovery.shared.ec2.Instance;
import recovery.shared.ec2.InstanceState;
import recovery.shared.ec2.Power;
import recovery.shared.ec2.Reply;
import recovery.shared.ec2.StopMode;
import recovery.shared.guard.Facts;
import recovery.shared.guard.Verdict;
import recovery.shared.journal.JournalRow;
import recovery.shared.plan.Rung;
import recovery.shared.record.Intent;
import recovery.shared.record.Notice;
import recovery.shared.record.Recovery;
import recovery.shared.record.RecoveryDraft;
import recovery.shared.record.Stage;
import recovery.shared.record.Transition;
import recovery.shared.record.WritePath;

/**
 * Sends requests: the intent is written first, then exactly one request is sent, then what came of it is written. An
 * execution that comes between sees the intent and only observes.
 */
final class Sending {
    /** How long after the note was begun the request may still be sent, by a clock that is never set back. */
    static final Duration SEND_WITHIN = Duration.ofSeconds(8);

    /** How often a result is written on the newest version, which a wish of a person may have moved. */
    private static final int MOST_TRIES = 3;

    private final Ports ports;
    private final Power power;
    private final WritePath path;
    private final int attemptsPerHour;
    private final String writer;

    Sending(Ports ports, Power power, int attemptsPerHour, String writer) {
        this.ports = ports;
        this.power = power;
        this.path = new WritePath(ports.store());
        this.attemptsPerHour = attemptsPerHour;
        this.writer = writer;
    }

    /** Begins an attempt: charges it to the target and to the installation, whose brake latches with the last one. */
    Optional<Recovery> stop(Recovery recovery, Facts facts, List<Verdict> verdicts, String reason) {
        Duration begun = ports.clock().uptime();
        Instant now = facts.now();
        Intent intent = Intent.stop(ports.ids().next(), StopMode.GRACEFUL, now, writer, launched(facts));
        Recovery noted = recovery.next()
                .stage(Stage.STOP, now.plus(recovery.plan().clocks().step()))
                .intends(intent)
                .owesStart(now)
                .done();
        Transition.Ready note = Transition.of(recovery, noted, writer)
                .with(facts.own().target().charged(rung(recovery), true, now))
                .with(charged(facts.own().installation(), now))
                .judgedBy(facts.own().mode())
                .because(JournalRow.Kind.INTENT, now, "Stop: " + reason, detail(intent, verdicts));
        return send(note, intent, begun);
    }

    /** Sends a stronger stop in the same attempt. */
    Optional<Recovery> stopHarder(Recovery recovery, Move.StopHarder move) {
        Duration begun = ports.clock().uptime();
        Instant now = ports.clock().now();
        Intent intent = Intent.stop(
                ports.ids().next(),
                move.mode(),
                now,
                writer,
                recovery.launchedBefore().orElseThrow());
        Recovery noted = recovery.next()
                .stage(Stage.STOP, now.plus(recovery.plan().clocks().step()))
                .intends(intent)
                .done();
        Transition.Ready note = Transition.of(recovery, noted, writer)
                .judgedBy(Switch.read(ports.store()))
                .because(
                        JournalRow.Kind.INTENT,
                        now,
                        "Stop " + move.mode() + ": " + move.reason(),
                        detail(intent, List.of()));
        return send(note, intent, begun);
    }

    /** Starts it. One that is owed touches no limit and asks no switch. */
    Optional<Recovery> start(Recovery recovery, Move.Start move, Optional<Instance> instance, Optional<Facts> facts) {
        Duration begun = ports.clock().uptime();
        Instant now = ports.clock().now();
        Instant launched =
                instance.map(Instance::launchedAt).or(recovery::launchedBefore).orElse(Instant.EPOCH);
        Intent intent = Intent.start(
                ports.ids().next(), now, writer, recovery.launchedBefore().orElse(launched));
        Recovery noted = recovery.next()
                .stage(Stage.START, now.plus(recovery.plan().clocks().step()))
                .intends(intent)
                .done();
        Transition step = Transition.of(recovery, noted, writer);
        facts.ifPresent(judged -> step.judgedBy(judged.own().mode())
                .judgedBy(judged.own().installation())
                .with(judged.own().target().charged(rung(recovery), false, now)));
        return send(
                step.because(JournalRow.Kind.INTENT, now, "Start: " + move.reason(), detail(intent, List.of())),
                intent,
                begun);
    }

    private static Rung rung(Recovery recovery) {
        return recovery.rung().orElseThrow();
    }

    private static Instant launched(Facts facts) {
        return facts.world()
                .flatMap(world -> world.instance().seen())
                .orElseThrow()
                .launchedAt();
    }

    private Installation charged(Installation before, Instant now) {
        Installation charged = before.charged(now);
        int used = charged.attemptsWithin(now);
        if (used < attemptsPerHour) {
            return charged;
        }
        String reason = used + " attempts within an hour, which is the limit";
        var notice = new Notice(
                BusEvent.Kind.BRAKE_LATCHED,
                "installation",
                "The brake has latched: " + reason + ". Nothing new begins until a person releases it:"
                        + " make ask REQUEST=release-brake",
                now);
        Installation latched = before.latched(now, reason, notice);
        return new Installation(latched.brake(), charged.attempts(), latched.notices(), charged.version());
    }

    /** Empty if the note could not be written: somebody else was faster, and nothing was sent. */
    private Optional<Recovery> send(Transition.Ready note, Intent intent, Duration begun) {
        return switch (path.write(note)) {
            case Transition.Result.Lost lost -> Optional.empty();
            case Transition.Result.Written(Recovery noted) -> {
                boolean tooLate = ports.clock().uptime().minus(begun).compareTo(SEND_WITHIN) > 0;
                Intent known = tooLate
                        ? intent.is(
                                Intent.State.WITHOUT_EFFECT,
                                "TooLate: the note took too long",
                                ports.clock().now())
                        : settled(noted, intent, request(noted, intent));
                yield record(noted, known);
            }
        };
    }

    private Reply request(Recovery recovery, Intent intent) {
        return switch (intent.act()) {
            case STOP -> power.stop(recovery.instance(), intent.stop().orElseThrow());
            case START -> power.start(recovery.instance());
        };
    }

    private Intent settled(Recovery recovery, Intent intent, Reply reply) {
        Instant now = ports.clock().now();
        return switch (reply) {
            case Reply.Accepted(InstanceState previous) ->
                beginsSession(recovery, intent) && previous != InstanceState.RUNNING
                        ? intent.is(
                                Intent.State.WITHOUT_EFFECT,
                                StopStart.NOT_OURS + ": EC2 says that it was " + previous.wireName() + " already",
                                now)
                        : intent.is(Intent.State.ACCEPTED, "accepted, it was " + previous.wireName(), now);
            case Reply.Refused(String code, String message) ->
                intent.is(Intent.State.WITHOUT_EFFECT, code + ": " + message, now);
            case Reply.Lost(String why) -> intent.is(Intent.State.UNKNOWN, "the reply was lost: " + why, now);
        };
    }

    /** Writes what became of a request, on the newest version of the record. */
    Optional<Recovery> record(Recovery noted, Intent known) {
        Recovery newest = noted;
        for (int tries = 1; tries <= MOST_TRIES; tries++) {
            Instant now = ports.clock().now();
            RecoveryDraft next = newest.next().settles(known);
            withoutEffect(newest, known, next, now);
            Transition.Ready result = Transition.of(newest, next.done(), writer)
                    .because(
                            JournalRow.Kind.RESULT,
                            now,
                            known.act() + " " + known.answer(),
                            Map.of("intent", known.id(), "state", known.state().name()));
            Transition.Result written = path.write(result);
            if (written instanceof Transition.Result.Written(Recovery recorded)) {
                return Optional.of(recorded);
            }
            Optional<Recovery> now2 = ((Transition.Result.Lost) written).now();
            if (now2.isEmpty()
                    || now2.get()
                            .unsettled()
                            .filter(open -> open.id().equals(known.id()))
                            .isEmpty()) {
                return Optional.empty();
            }
            newest = now2.get();
        }
        return Optional.empty();
    }

    /** The first stop of a session that had no effect leaves nothing owed, and its rung begins anew. */
    private static void withoutEffect(Recovery newest, Intent known, RecoveryDraft next, Instant now) {
        if (known.state() == Intent.State.WITHOUT_EFFECT && beginsSession(newest, known)) {
            next.owesNothing()
                    .stage(Stage.REQUESTED, now.plus(newest.plan().clocks().step()));
        }
    }

    /** Whether this is a stop, and none before it can have taken the instance down since a Start is owed. */
    private static boolean beginsSession(Recovery recovery, Intent intent) {
        return intent.act() == Intent.Act.STOP && recovery.startOwed().equals(Optional.of(intent.at()));
    }

    private static Map<String, Object> detail(Intent intent, List<Verdict> verdicts) {
        return Map.of(
                "intent",
                intent.id(),
                "act",
                intent.act().name(),
                "guards",
                verdicts.stream().map(Verdict::map).toList());
    }
}
