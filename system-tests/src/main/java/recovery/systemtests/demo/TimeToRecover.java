package recovery.systemtests.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import recovery.shared.ec2.InstanceId;
import recovery.shared.journal.JournalRow;
import recovery.systemtests.local.LocalWorld;

/** Splits the time from the fault to the proof into what detection, EC2 and we ourselves took. */
final class TimeToRecover {
    private final LocalWorld world;
    private final InstanceId instance;
    private final Instant fault;
    private final List<JournalRow> journal;

    TimeToRecover(LocalWorld world, InstanceId instance, Instant fault, List<JournalRow> journal) {
        this.world = world;
        this.instance = instance;
        this.fault = fault;
        this.journal = journal;
    }

    List<String> lines() {
        Optional<Instant> opened = row(JournalRow.Kind.OPENED);
        Optional<Instant> closed = row(JournalRow.Kind.CLOSED);
        Optional<Instant> stop = call("StopInstances");
        Optional<Instant> start = call("StartInstances");
        Optional<Instant> stopped = change("stopped");
        Optional<Instant> running = change("running");
        if (opened.isEmpty()
                || closed.isEmpty()
                || stop.isEmpty()
                || start.isEmpty()
                || stopped.isEmpty()
                || running.isEmpty()) {
            return List.of("there is no time to recover: the recovery was not completed");
        }
        Duration toStop = Duration.between(opened.get(), stop.get());
        Duration toStart = Duration.between(stopped.get(), start.get());
        Duration ec2 = Duration.between(stop.get(), stopped.get()).plus(Duration.between(start.get(), running.get()));
        return List.of(
                line("time to recover", Duration.between(fault, closed.get()), "from the fault to the proof"),
                line("  detection", Duration.between(fault, opened.get()), "status check, alarm, decision"),
                line(
                        "  ours",
                        toStop.plus(toStart),
                        "decision to Stop " + seconds(toStop) + ", stopped to Start " + seconds(toStart)),
                line("  EC2", ec2, "stopping and starting"),
                line(
                        "  proof",
                        Duration.between(running.get(), closed.get()),
                        "checks, alarm, soak, and the next tick"));
    }

    private static String line(String what, Duration time, String of) {
        return String.format(Locale.ROOT, "%-16s %8s  %s", what, seconds(time), of);
    }

    private static String seconds(Duration time) {
        return String.format(Locale.ROOT, "%.2f s", time.toMillis() / 1000.0);
    }

    private Optional<Instant> row(JournalRow.Kind kind) {
        return journal.stream()
                .filter(row -> row.kind() == kind)
                .map(JournalRow::at)
                .findFirst();
    }

    private Optional<Instant> call(String action) {
        return world.simulator().calls().stream()
                .filter(call -> call.flag("acts")
                        && call.text("action").equals(action)
                        && call.text("instance").equals(instance.value()))
                .map(call -> call.instant("at"))
                .findFirst();
    }

    private Optional<Instant> change(String state) {
        return world.simulator().changes(instance).stream()
                .filter(change -> change.text("state").equals(state))
                .map(change -> change.instant("at"))
                .findFirst();
    }
}
