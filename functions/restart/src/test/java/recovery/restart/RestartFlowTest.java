package recovery.restart;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import recovery.restart.rung.Case;
import recovery.shared.bus.BusEvent;
import recovery.shared.door.Log;
import recovery.shared.door.Ports;
import recovery.shared.journal.JournalRow;
import recovery.shared.plan.Rung;
import recovery.shared.record.Notice;
import recovery.shared.record.Recovery;
import recovery.shared.record.RecoveryDraft;
import recovery.shared.record.Transition;
import recovery.shared.record.WritePath;
import recovery.shared.signal.EventReader;
import recovery.simulator.CountingIds;
import recovery.simulator.HandClock;
import recovery.simulator.InMemoryStore;
import recovery.simulator.RecordingBus;
import recovery.simulator.SimulatedAlarms;
import recovery.simulator.SimulatedEc2;

/** What restart does with the record of a recovery, whatever its rungs say. */
class RestartFlowTest {
    private static final EventReader READER = new EventReader("123456789012", "eu-west-1");

    private final HandClock clock = HandClock.at(Case.NOW.toString());
    private final InMemoryStore store = new InMemoryStore();
    private final RecordingBus bus = new RecordingBus();
    private final List<String> log = new ArrayList<>();

    private Map<String, Object> tick() {
        var ec2 = SimulatedEc2.drivenBy(clock);
        var ports = new Ports(store, ec2, new SimulatedAlarms(ec2.model()), bus, clock, new CountingIds());
        var settings = new RestartSettings("state", "journal", "bus", "eu-west-1", 10, Duration.ofMinutes(2));
        return new RestartFlow(ports, ec2, settings, new Log("restart", clock, log::add))
                .handle(Map.of("tick", "sweep", "at", clock.now().toString()), READER, Duration.ofSeconds(30));
    }

    private Recovery stored(UnaryOperator<RecoveryDraft> change) {
        Recovery first = Case.of(Rung.STOP_START).recovery();
        write(Transition.opening(first, "opener"));
        Recovery next = change.apply(first.next()).done();
        write(Transition.of(first, next, "opener"));
        return next;
    }

    private void write(Transition step) {
        var ready = step.because(JournalRow.Kind.OPENED, clock.now(), "a test", Map.of());
        assertThat(new WritePath(store).write(ready)).isInstanceOf(Transition.Result.Written.class);
    }

    private Recovery recovery() {
        return Recovery.read(store, "r-1").orElseThrow();
    }

    @Test
    void whatPeopleWereNotToldIsToldThoughTheWorkFails() {
        int room = Recovery.LARGEST - Case.of(Rung.STOP_START).recovery().size();
        var opened = new Notice(BusEvent.Kind.RECOVERY_OPENED, Case.TARGET.value(), "it began", Case.ASKED);
        stored(draft -> draft.tells(opened).cancelled("x".repeat(room - 256)));
        assertThat(tick().get("failed")).asString().contains("r-1 has ").contains("characters of at most 16384");
        assertThat(log).noneMatch(line -> line.contains("Heartbeat"));
        assertThat(bus.events(BusEvent.Kind.RECOVERY_OPENED)).containsExactly(opened.event());
        assertThat(recovery().notices()).isEmpty();
        assertThat(recovery().open()).isTrue();
    }
}
