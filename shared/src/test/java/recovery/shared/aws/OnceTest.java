package recovery.shared.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class OnceTest {
    private final AtomicInteger made = new AtomicInteger();

    @Test
    void nothingIsMadeBeforeItIsUsed() {
        var once = new Once<>(made::incrementAndGet);
        assertThat(made).hasValue(0);
        assertThat(once.get()).isEqualTo(1);
    }

    @Test
    void itIsMadeOnceAndIsTheSameEverAfter() {
        var once = new Once<>(() -> "client " + made.incrementAndGet());
        assertThat(once.get()).isSameAs(once.get()).isEqualTo("client 1");
        assertThat(made).hasValue(1);
    }

    @Test
    void whatCouldNotBeMadeIsTriedAgain() {
        var once = new Once<>(() -> {
            if (made.incrementAndGet() == 1) {
                throw new IllegalStateException("no Region yet");
            }
            return "client";
        });
        assertThatThrownBy(once::get).hasMessage("no Region yet");
        assertThat(once.get()).isEqualTo("client");
    }
}
