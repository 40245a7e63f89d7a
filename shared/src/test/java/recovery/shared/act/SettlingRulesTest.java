package recovery.shared.act;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import recovery.shared.ec2.Instance;
import recovery.shared.ec2.InstanceId;
import recovery.shared.ec2.InstanceState;
import recovery.shared.ec2.StopMode;
import recovery.shared.look.Look;
import recovery.shared.record.Intent;

/** What looking tells about a stop or a start whose reply nobody has. */
class SettlingRulesTest {
    private static final Instant ASKED = Instant.parse("2026-03-01T10:05:00.750Z");
    private static final Instant LAUNCHED = Instant.parse("2026-02-01T08:00:00Z");
    private static final Duration TAKEOVER = Duration.ofMinutes(1);
    private static final Instant LATER = ASKED.plus(Duration.ofMinutes(3));
    private static final Intent STOP = Intent.stop("a-1", StopMode.GRACEFUL, ASKED, "writer", LAUNCHED);
    private static final Intent START = Intent.start("a-2", ASKED, "writer", LAUNCHED);

    @Test
    void aNoteMayBeSentByItsWriterUntilTheTakeover() {
        Instant over = ASKED.plus(TAKEOVER);
        assertThat(next(STOP, look(InstanceState.STOPPED), over.minusMillis(1))).isInstanceOf(Settled.NotYet.class);
        assertThat(state(next(STOP, look(InstanceState.STOPPED), over))).isEqualTo(Intent.State.UNKNOWN);
    }

    @Test
    void anEc2ThatDoesNotTellSettlesNothing() {
        assertThat(next(lost(STOP), new Look.Unreadable<>("throttled"), LATER).reason())
                .isEqualTo("EC2 does not tell: throttled");
    }

    @ParameterizedTest
    @EnumSource(names = {"RUNNING", "PENDING"})
    void anotherLaunchShowsThatTheStopOrTheStartHappened(InstanceState state) {
        Look<Instance> anew = look(state, LATER, Optional.empty());
        assertThat(state(next(lost(STOP), anew, LATER))).isEqualTo(Intent.State.OBSERVED);
        assertThat(state(next(lost(START), anew, LATER))).isEqualTo(Intent.State.OBSERVED);
    }

    @Test
    void thatAStopDidNotHappenTakesTwoReadsAMinuteApart() {
        Settled first = next(lost(STOP), look(InstanceState.RUNNING), LATER);
        assertThat(state(first)).isEqualTo(Intent.State.UNKNOWN);
        Intent readOnce = ((Settled.Known) first).intent();
        Instant due = LATER.plus(Duration.ofSeconds(55)); // the next tick, even if it comes a little early
        assertThat(next(readOnce, look(InstanceState.RUNNING), due.minusMillis(1)))
                .isInstanceOf(Settled.NotYet.class);
        Settled second = next(readOnce, look(InstanceState.RUNNING), due);
        assertThat(state(second)).isEqualTo(Intent.State.WITHOUT_EFFECT);
        assertThat(((Settled.Known) second).intent().answer()).isEqualTo(Settling.UNCHANGED);
    }

    @Test
    void whatEc2NoLongerKnowsInTwoReadsIsSettled() {
        Look<Instance> forgotten = new Look.Absent<>("no such instance");
        Settled first = next(lost(STOP), forgotten, LATER);
        assertThat(state(first)).isEqualTo(Intent.State.UNKNOWN);
        Intent once = ((Settled.Known) first).intent();
        Instant due = LATER.plus(Duration.ofMinutes(1));
        assertThat(state(next(once, forgotten, due))).isEqualTo(Intent.State.OBSERVED);
        assertThat(state(next(once, look(InstanceState.RUNNING), due))).isEqualTo(Intent.State.UNKNOWN);
    }

    @Test
    void aStartIsSeenNotToHaveHappenedOnlyWhileItIsStopped() {
        assertThat(state(next(lost(START), look(InstanceState.STOPPED), LATER))).isEqualTo(Intent.State.UNKNOWN);
        assertThat(next(lost(START), look(InstanceState.RUNNING), LATER)).isInstanceOf(Settled.NotYet.class);
        assertThat(next(lost(START), look(InstanceState.STOPPING), LATER)).isInstanceOf(Settled.NotYet.class);
    }

    @ParameterizedTest
    @EnumSource(names = {"STOPPING", "STOPPED"})
    void theTimeInTheReasonTellsWhoseStopItWas(InstanceState state) {
        Instant second = Instant.parse("2026-03-01T10:05:00Z");
        assertThat(state(next(lost(STOP), look(state, LAUNCHED, Optional.of(second)), LATER)))
                .isEqualTo(Intent.State.OBSERVED);
        assertThat(state(next(lost(STOP), look(state, LAUNCHED, Optional.of(second.minusSeconds(1))), LATER)))
                .isEqualTo(Intent.State.WITHOUT_EFFECT);
        assertThat(state(next(lost(STOP), look(state), LATER))).isEqualTo(Intent.State.WITHOUT_EFFECT);
    }

    @ParameterizedTest
    @EnumSource(names = {"SHUTTING_DOWN", "TERMINATED"})
    void whatIsGoneIsSettled(InstanceState state) {
        assertThat(state(next(lost(STOP), look(state), LATER))).isEqualTo(Intent.State.OBSERVED);
        assertThat(state(next(lost(START), look(state), LATER))).isEqualTo(Intent.State.OBSERVED);
    }

    private static Settled next(Intent intent, Look<Instance> look, Instant now) {
        return Settling.next(intent, look, now, TAKEOVER);
    }

    private static Intent.State state(Settled settled) {
        return ((Settled.Known) settled).intent().state();
    }

    private static Intent lost(Intent intent) {
        return intent.is(Intent.State.UNKNOWN, "the reply was lost", ASKED);
    }

    private static Look<Instance> look(InstanceState state) {
        return look(state, LAUNCHED, Optional.empty());
    }

    private static Look<Instance> look(InstanceState state, Instant launched, Optional<Instant> changed) {
        return new Look.Seen<>(new Instance(
                new InstanceId("i-00000000000000001"),
                state,
                "",
                changed,
                launched,
                "eu-central-1a",
                Instance.RootDevice.EBS,
                Map.of()));
    }
}
