package recovery.shared.json;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Text from outside that ends in a log, a mail or a table. */
class PlainTextTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "\n", "\r", "\t", "\u0000", "\u001b", "\u007f", "\u009b", "\u00ad", "\u200b", "\u200e", "\u202e",
                "\u2028", "\u2029", "\u2066", "\ufeff", "\ue000", "\ud800", "\udc00"
            })
    void whatCouldChangeALineIsASpace(String harmful) {
        assertThat(PlainText.clean("a" + harmful + "b")).isEqualTo("a b");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "plain", "Grüße, 東京", "${jndi:ldap://x}", "a \"quoted\" 'text' <b>"})
    void whatIsPlainStaysAsItIs(String plain) {
        assertThat(PlainText.clean(plain)).isEqualTo(plain);
    }

    @Test
    void aLongTextIsClippedAndSaysSo() {
        assertThat(PlainText.clean("x".repeat(1_000_000)))
                .hasSize(PlainText.LONGEST)
                .endsWith("x…");
        assertThat(PlainText.clean("x".repeat(PlainText.LONGEST))).doesNotContain("…");
    }
}
