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

class SettlingTest {
    private static final Instant ASKED = Instant.parse("2026-03-01T10:05:05.500Z");
    private static final Instant LAUNCHED = Instant.parse("2026-03-01T09:00:00Z");

    @Test
    void aStopThatEc2DatesAtOurSecondOrLaterIsOurs() {
        assertThat(settled(Instant.parse("2026-03-01T10:05:05Z")).state()).isEqualTo(Intent.State.OBSERVED);
    }

    /** Found by engine R: a clock that runs five seconds ahead made our own stop a stranger's, and its Start forgotten. */
    @Test
    void aStopThatEc2DatesShortlyBeforeOursIsUnclear() {
        assertThat(settled(Instant.parse("2026-03-01T10:05:00Z")).answer()).startsWith(Settling.UNCLEAR);
        assertThat(settled(Instant.parse("2026-03-01T10:03:05Z")).answer()).startsWith(Settling.UNCLEAR);
        assertThat(StopAnswer.of(settled(Instant.parse("2026-03-01T10:03:05Z"))))
                .isEqualTo(StopAnswer.DATED_BEFORE);
    }

    @Test
    void aStopLongBeforeOursIsSomebodyElses() {
        Intent settled = settled(Instant.parse("2026-03-01T10:03:04Z"));
        assertThat(settled.state()).isEqualTo(Intent.State.WITHOUT_EFFECT);
        assertThat(settled.answer()).endsWith("not by this");
        assertThat(StopAnswer.of(settled)).isEqualTo(StopAnswer.DATED_BEFORE);
    }

    @Test
    void onlyAStopOfWhichTwoReadsSawNothingIsUnseen() {
        Intent stop = Intent.stop("a-1", StopMode.GRACEFUL, ASKED, "writer", LAUNCHED);
        Intent start = Intent.start("a-2", ASKED, "writer", LAUNCHED);
        assertThat(Settling.unseen(without(stop, Settling.UNCHANGED))).isTrue();
        assertThat(Settling.unseen(without(stop, "it was stopped by somebody else")))
                .isFalse();
        assertThat(Settling.unseen(without(start, Settling.UNCHANGED))).isFalse();
    }

    @ParameterizedTest
    @EnumSource(InstanceState.class)
    void onlyWhatIsDownWasStoppedSince(InstanceState state) {
        Intent start = Intent.start("a-2", ASKED, "writer", LAUNCHED).after(Optional.of(ASKED));
        var later = instance(state, ASKED.plusSeconds(1));
        assertThat(Settling.stoppedSince(start, later)).isEqualTo(state.down());
        assertThat(Settling.stoppedSince(start, instance(state, ASKED))).isFalse();
    }

    private static Intent without(Intent intent, String answer) {
        return intent.is(Intent.State.WITHOUT_EFFECT, answer, ASKED.plusSeconds(60));
    }

    private static Intent settled(Instant stoppedAt) {
        Intent lost = Intent.stop("a-1", StopMode.GRACEFUL, ASKED, "writer", LAUNCHED)
                .is(Intent.State.UNKNOWN, "the reply was lost", ASKED);
        var look = new Look.Seen<>(instance(InstanceState.STOPPING, stoppedAt));
        var settled = Settling.next(lost, look, ASKED.plusSeconds(60), Duration.ofMinutes(2));
        return ((Settled.Known) settled).intent();
    }

    private static Instance instance(InstanceState state, Instant changedAt) {
        return new Instance(
                new InstanceId("i-00000000000000001"),
                state,
                "Client.UserInitiatedShutdown",
                Optional.of(changedAt),
                LAUNCHED,
                "eu-west-1a",
                Instance.RootDevice.EBS,
                Map.of());
    }
}
