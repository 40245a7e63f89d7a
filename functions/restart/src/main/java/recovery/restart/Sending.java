package recovery.restart;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import recovery.restart.rung.Move;
import recovery.shared.act.OneSend;
import recovery.shared.act.PowerSend;
import recovery.shared.control.Mode;
import recovery.shared.control.Switch;
import recovery.shared.door.Ports;
import recovery.shared.ec2.Instance;
import recovery.shared.ec2.Power;
import recovery.shared.ec2.StopMode;
import recovery.shared.guard.Facts;
import recovery.shared.guard.Verdict;
import recovery.shared.journal.JournalRow;
import recovery.shared.plan.Rung;
import recovery.shared.record.Intent;
import recovery.shared.record.Recovery;
import recovery.shared.record.Stage;
import recovery.shared.record.Transition;

/** Notes and sends restart's requests: a stop that begins an attempt, a stronger one, a start. */
final class Sending {
    private final Ports ports;
    private final OneSend sends;
    private final PowerSend power;
    private final int attemptsPerHour;
    private final String writer;

    Sending(Ports ports, Power power, int attemptsPerHour, String writer) {
        this.ports = ports;
        this.sends = new OneSend(ports, writer, PowerSend::stopWithoutEffect);
        this.power = new PowerSend(power, ports.clock());
        this.attemptsPerHour = attemptsPerHour;
        this.writer = writer;
    }

    /**
     * Begins an attempt: charges it to the target and to the installation, whose brake latches with the last one.
     *
     * @param begun the uptime at which the facts began to be read
     */
    Optional<Recovery> stop(Recovery recovery, Facts facts, List<Verdict> verdicts, Duration begun, String reason) {
        if (!claims(recovery, facts)) {
            return Optional.empty();
        }
        Instant now = facts.now();
        Intent intent = Intent.stop(ports.ids().next(), StopMode.GRACEFUL, now, writer, launched(facts));
        Recovery noted = recovery.next()
                .stage(Stage.STOP, now.plus(recovery.plan().clocks().step()))
                .intends(intent)
                .owesStart(now)
                .done();
        Transition.Ready note = Transition.of(recovery, noted, writer)
                .with(facts.own().target().charged(rung(recovery), true, now))
                .with(facts.own().installation().charged(now, attemptsPerHour))
                .judgedBy(facts.own().mode())
                .because(JournalRow.Kind.INTENT, now, "Stop: " + reason, detail(intent, verdicts));
        return sends.send(note, intent, begun, power::request);
    }

    /** Sends a stronger stop in the same attempt. */
    Optional<Recovery> stopHarder(Recovery recovery, Move.StopHarder move) {
        Switch mode = Switch.read(ports.store());
        if (!allows(recovery, mode)) {
            return Optional.empty();
        }
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
                .judgedBy(mode)
                .because(
                        JournalRow.Kind.INTENT,
                        now,
                        "Stop " + move.mode() + ": " + move.reason(),
                        detail(intent, List.of()));
        return sends.send(note, intent, begun, power::request);
    }

    /** Starts it. One that is owed touches no limit and asks no switch. */
    Optional<Recovery> start(Recovery recovery, Move.Start move, Optional<Instance> instance, Optional<Facts> facts) {
        boolean tooLate = facts.filter(judged -> !claims(recovery, judged)
                        || !allows(recovery, judged.own().mode())
                        || judged.own().installation().brake().isPresent())
                .isPresent();
        if (tooLate) {
            return Optional.empty();
        }
        Duration begun = ports.clock().uptime();
        Instant now = ports.clock().now();
        Instant launched =
                instance.map(Instance::launchedAt).or(recovery::launchedBefore).orElse(Instant.EPOCH);
        Intent intent = Intent.start(
                        ports.ids().next(),
                        now,
                        writer,
                        recovery.launchedBefore().orElse(launched))
                .after(instance.flatMap(Instance::stoppedAt).or(recovery::stoppedBefore));
        Recovery noted = recovery.next()
                .stage(Stage.START, now.plus(recovery.plan().clocks().step()))
                .intends(intent)
                .done();
        Transition step = Transition.of(recovery, noted, writer);
        facts.ifPresent(judged -> step.judgedBy(judged.own().mode())
                .judgedBy(judged.own().installation())
                .with(judged.own().target().charged(rung(recovery), false, now)));
        return sends.send(
                step.because(JournalRow.Kind.INTENT, now, "Start: " + move.reason(), detail(intent, List.of())),
                intent,
                begun,
                power::request);
    }

    /** The switch may have been turned since the move was chosen: what the note is conditional on is what is judged. */
    private static boolean allows(Recovery recovery, Switch mode) {
        return mode.mode().and(recovery.plan().mode()) == Mode.ACT;
    }

    /** Another execution may have closed it since it was read: then its claim is gone, and this one was too late. */
    private static boolean claims(Recovery recovery, Facts facts) {
        return facts.own().target().claim().equals(Optional.of(recovery.id()));
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

    /** Writes what became of a request, on the newest version of the record. */
    Optional<Recovery> record(Recovery noted, Intent known) {
        return sends.record(noted, known);
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
