package recovery.shared.act;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import recovery.shared.ec2.StopMode;
import recovery.shared.record.Intent;

class StopAnswerTest {
    private static final Instant ASKED = Instant.parse("2026-03-01T10:05:00Z");

    @ParameterizedTest(name = "{0} asks for {1}")
    @CsvSource({
        "RequestLimitExceeded: slowly, TRY_AGAIN",
        "Throttling: slowly, TRY_AGAIN",
        "TooLate: the note took too long, TRY_AGAIN",
        "IncorrectInstanceState: pending, NOT_YET",
        "'NotOurs: EC2 says that it was stopping already', NOT_OURS",
        "two reads show it as before, UNSEEN",
        "'it was stopped at 2026-03-01T10:01:00Z, not by this', DATED_BEFORE",
        "'Unclear: it was stopped at 2026-03-01T10:04:00Z, and clocks may differ by as much', DATED_BEFORE",
        "UnauthorizedOperation: no, CALL_A_PERSON",
        "OperationNotPermitted: it may not be stopped, CALL_A_PERSON",
        "SomethingNewOfEc2: so it is, CALL_A_PERSON"
    })
    void eachAnswerAsksForOneThing(String answer, StopAnswer asks) {
        Intent stop = Intent.stop("a-1", StopMode.GRACEFUL, ASKED, "w", ASKED.minusSeconds(9999))
                .is(Intent.State.WITHOUT_EFFECT, answer, ASKED);
        assertThat(StopAnswer.of(stop)).isEqualTo(asks);
    }
}
