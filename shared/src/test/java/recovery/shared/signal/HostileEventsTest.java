package recovery.shared.signal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import recovery.shared.json.BadInput;
import recovery.shared.json.Json;

/** Whatever stands in whichever field of whichever event: it is read, or refused with one harmless sentence. */
class HostileEventsTest {
    private static final String HOSTILE = "a\r\nb\u001b[31m\u202e\u2028${jndi:ldap://x}\u0000\ud800";

    private static final List<@Nullable Object> VALUES = Collections.unmodifiableList(Arrays.asList(
            null,
            true,
            0,
            -1L,
            Long.MAX_VALUE,
            1e308,
            "",
            " ",
            HOSTILE,
            "x".repeat(20_000),
            "{",
            "{}",
            "[".repeat(1_000),
            "+1000000000-12-31T23:59:59Z",
            "0000-00-00T00:00:00Z",
            "Thu, 99 Zzz 2026 25:61:61 GMT",
            Map.of(),
            Map.of(HOSTILE, 7),
            Map.of("InstanceId", HOSTILE),
            List.of(),
            List.of(HOSTILE),
            Collections.singletonList(null),
            List.of(Map.of("name", HOSTILE, "value", HOSTILE), Map.of("name", HOSTILE, "value", HOSTILE))));

    private int read;
    private int refused;

    @TestFactory
    Stream<DynamicTest> anyFieldMayBeAnything() {
        return EventFiles.names().stream()
                .map(file -> dynamicTest(file, () -> {
                    nothingTried();
                    for (String path : Documents.paths(EventFiles.document(file))) {
                        tryWithout(file, path);
                        VALUES.forEach(value -> tryWith(file, path, value));
                    }
                    assertThat(read + refused).as("documents tried").isGreaterThan(VALUES.size());
                    assertThat(refused).as("of which were refused").isPositive();
                }));
    }

    @TestFactory
    Stream<DynamicTest> aDocumentMayEndAnywhere() {
        return EventFiles.names().stream()
                .map(file -> dynamicTest(file, () -> {
                    nothingTried();
                    byte[] whole =
                            new String(EventFiles.bytes(file), UTF_8).strip().getBytes(UTF_8);
                    for (int length = 0; length < whole.length; length++) {
                        attempt(file + " cut at byte " + length, Arrays.copyOf(whole, length));
                    }
                    assertThat(refused).isEqualTo(whole.length);
                }));
    }

    @TestFactory
    Stream<DynamicTest> anyByteMayBeAnyOther() {
        return IntStream.range(0, 8)
                .mapToObj(seed -> dynamicTest("seed " + seed, () -> {
                    nothingTried();
                    var random = new Random(seed);
                    List<String> files = EventFiles.names();
                    for (int i = 0; i < 1_000; i++) {
                        String file = files.get(random.nextInt(files.size()));
                        byte[] document = EventFiles.bytes(file);
                        for (int change = 0; change <= random.nextInt(3); change++) {
                            document[random.nextInt(document.length)] = (byte) random.nextInt(256);
                        }
                        attempt(file + " in round " + i, document);
                    }
                    assertThat(read).isPositive();
                    assertThat(refused).isPositive();
                }));
    }

    private void nothingTried() {
        read = 0;
        refused = 0;
    }

    private void tryWith(String file, String path, @Nullable Object value) {
        Map<String, Object> document = EventFiles.document(file);
        Documents.set(document, path, value);
        attempt(file + " with another " + path, document);
    }

    private void tryWithout(String file, String path) {
        Map<String, Object> document = EventFiles.document(file);
        Documents.remove(document, path);
        attempt(file + " without " + path, document);
    }

    private void attempt(String what, byte[] document) {
        try {
            attempt(what, Json.read(document));
        } catch (BadInput e) {
            refuse(what, e);
        }
    }

    private void attempt(String what, Map<String, Object> document) {
        try {
            judge(EventFiles.read(document));
            read++;
        } catch (BadInput e) {
            refuse(what, e);
        } catch (RuntimeException | StackOverflowError e) {
            throw new AssertionError(what + " is neither read nor refused", e);
        }
    }

    /** Does with it what a door does first. */
    private static void judge(Incoming incoming) {
        switch (incoming) {
            case Incoming.Observed(Signal.AlarmChanged changed) -> {
                if (AlarmTarget.of(changed) instanceof AlarmTarget.Malformed(var found)) {
                    harmless("a malformed id", found);
                }
                assertThat(changed.at().plusSeconds(1_000_000)).isAfter(changed.at());
            }
            case Incoming.Observed(Signal other) ->
                assertThat(other.at().plusSeconds(1_000_000)).isAfter(other.at());
            case Incoming.Tick(var at) -> assertThat(at.plusSeconds(1_000_000)).isAfter(at);
            case Incoming.Irrelevant(var why) -> harmless("a reason", why);
            case Incoming.Nudge nudge -> assertThat(nudge.detail()).isNotNull();
        }
    }

    private void refuse(String what, BadInput refusal) {
        harmless(what, String.valueOf(refusal.getMessage()));
        refused++;
    }

    private static void harmless(String what, String sentence) {
        assertThat(sentence.length()).as(what).isLessThanOrEqualTo(1_024);
        var harmful = new ArrayList<Integer>();
        sentence.chars()
                .filter(c -> Character.isISOControl(c)
                        || Character.isSurrogate((char) c)
                        || Character.getType(c) == Character.FORMAT
                        || c == '\u2028'
                        || c == '\u2029')
                .forEach(harmful::add);
        assertThat(harmful).as(what + ": " + sentence).isEmpty();
    }
}
