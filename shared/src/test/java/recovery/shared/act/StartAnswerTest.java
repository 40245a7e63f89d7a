package recovery.shared.act;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StartAnswerTest {
    @ParameterizedTest(name = "{0} asks for {1}")
    @CsvSource({
        "InsufficientInstanceCapacity, TRY_AGAIN",
        "InsufficientHostCapacity, TRY_AGAIN",
        "RequestLimitExceeded, TRY_AGAIN",
        "InsufficientReservedInstanceCapacity, TRY_AGAIN",
        "TooLate, TRY_AGAIN",
        "IncorrectInstanceState, NOT_YET",
        "InstanceLimitExceeded, CALL_A_PERSON",
        "VcpuLimitExceeded, CALL_A_PERSON",
        "UnauthorizedOperation, CALL_A_PERSON",
        "InvalidKMSKey.InvalidState, CALL_A_PERSON",
        "SomethingNewOfEc2, CALL_A_PERSON"
    })
    void eachCodeOfEc2AsksForOneThing(String code, StartAnswer answer) {
        assertThat(StartAnswer.of(code)).isEqualTo(answer);
    }
}
