package recovery.shared.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.RecordComponent;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import recovery.shared.bus.BusEvent;
import recovery.shared.json.Json;
import recovery.shared.plan.Plan;
import recovery.shared.store.Item;
import recovery.shared.store.SmallStore;
import recovery.shared.store.Write;

/** How a recovery is stored: nothing of it is lost, nothing of a later version is touched, and it has a bound. */
class RecoveryItemTest {
    /** More than that is refused when the bundle is built. */
    private static final int LARGEST_PLAN = 4096;

    private final SmallStore store = new SmallStore();

    static Stream<Arguments> recoveries() {
        Recovery opened = Sample.opened();
        return Stream.of(
                Arguments.of("one with every field", Sample.full()),
                Arguments.of("one with nothing but what each one has", opened),
                Arguments.of(
                        "one of a service", Sample.like(opened, "r-2", 1, new Target.OfService("web"), Sample.PLAN)),
                Arguments.of(
                        "one that owes a Start",
                        opened.next().owesStart(Sample.NOW).done()));
    }

    @ParameterizedTest(name = "{0} comes back as it was stored")
    @MethodSource("recoveries")
    void comesBack(String which, Recovery recovery) {
        Item item = RecoveryItem.of(recovery, "writer");
        store.commit(List.of(new Write.Put(atFirst(item))));
        Item stored = store.get(item.key()).orElseThrow();
        assertThat(RecoveryItem.read(atVersion(stored, recovery.version()))).isEqualTo(recovery);
    }

    @Test
    void theFullSampleLeavesNoFieldOut() throws ReflectiveOperationException {
        for (RecordComponent component : Recovery.class.getRecordComponents()) {
            Object value = component.getAccessor().invoke(Sample.full());
            boolean said =
                    switch (value) {
                        case Optional<?> maybe -> maybe.isPresent();
                        case Collection<?> many -> !many.isEmpty();
                        case Object one -> !one.toString().isEmpty();
                    };
            assertThat(said).as(component.getName()).isTrue();
        }
    }

    static Stream<Arguments> queues() {
        Recovery opened = Sample.opened();
        Recovery closed =
                opened.next().closes(Outcome.RECOVERED, "well", Sample.NOW).done();
        return Stream.of(
                Arguments.of("an open one is its owner's work", opened, Optional.of("restart")),
                Arguments.of(
                        "one that changed hands is the other's",
                        opened.next().ownedBy(Owner.FAILOVER).done(),
                        Optional.of("failover")),
                Arguments.of(
                        "a closed one stays until people are told",
                        closed.next().tells(Sample.NOTICE).done(),
                        Optional.of("restart")),
                Arguments.of("a closed one of which people know is nobody's", closed, Optional.empty()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("queues")
    void isFoundByTheTickOf(String why, Recovery recovery, Optional<String> queue) {
        assertThat(RecoveryItem.of(recovery, "writer").queue())
                .isEqualTo(queue.map(
                        name -> new Item.Queued(name, recovery.opening().at())));
    }

    @Test
    void aRecordOfALaterVersionIsRefusedAndLeftAsItIs() {
        var body = new HashMap<>(RecoveryItem.of(Sample.opened(), "writer").body());
        body.put("schema", 2);
        body.put("stage", "A_STAGE_OF_LATER");
        Item later = new Item(Recovery.key(Sample.ID), 1, "later", Optional.empty(), body);
        store.commit(List.of(new Write.Put(later)));
        Map<?, ?> before = store.items();
        assertThatThrownBy(() -> Recovery.read(store, Sample.ID))
                .isInstanceOfSatisfying(UnknownSchema.class, unknown -> assertThat(unknown.recovery())
                        .isEqualTo(Sample.ID))
                .hasMessage("recovery r-1 has schema 2 and this version knows 1: it is left untouched");
        var step = Sample.ready(
                Transition.of(Sample.opened(), Sample.opened().next().done(), "writer"), "by an older version");
        store.contend(() -> {});
        assertThatThrownBy(() -> new WritePath(store).write(step)).isInstanceOf(UnknownSchema.class);
        assertThat(store.items()).isEqualTo(before);
    }

    @Test
    void aRecordKeepsTheNewestEightRequests() {
        RecoveryDraft draft = Sample.opened().next();
        for (int i = 1; i <= 10; i++) {
            draft.intends(Sample.stop("a-" + i).is(Intent.State.OBSERVED, "seen", Sample.NOW));
        }
        assertThat(draft.done().intents())
                .extracting(Intent::id)
                .containsExactly("a-3", "a-4", "a-5", "a-6", "a-7", "a-8", "a-9", "a-10");
    }

    @Test
    void onlyTheNewestRequestKeepsItsAnswerAtLength() {
        String answer = "UnauthorizedOperation: " + "x".repeat(200);
        RecoveryDraft draft = Sample.opened().next();
        for (int i = 1; i <= 2; i++) {
            draft.intends(Sample.stop("a-" + i).is(Intent.State.WITHOUT_EFFECT, answer, Sample.NOW));
        }
        assertThat(draft.done().intents())
                .extracting(Intent::answer)
                .containsExactly(answer.substring(0, 95) + "…", answer);
    }

    @Test
    void aFullRecordWithTheLargestPlanFits() {
        var document = new HashMap<>(Sample.PLAN.document());
        document.put("description", "");
        document.put(
                "description", "x".repeat(LARGEST_PLAN - Json.write(document).length()));
        RecoveryDraft draft = Sample.like(Sample.opened(), Sample.ID, 1, Sample.TARGET, Plan.of(document))
                .next();
        for (int i = 1; i <= 8; i++) {
            draft.intends(Sample.stop("a-" + i).is(Intent.State.OBSERVED, "x".repeat(256), Sample.NOW));
        }
        for (int i = 1; i <= 4; i++) {
            draft.tells(notice("x".repeat(1024)));
        }
        assertThat(RecoveryItem.of(draft.done(), "writer").body()).isNotEmpty();
    }

    @Test
    void ofWhatWasNotToldOnlyTheNewestIsKeptWholeIfThereIsNoRoom() {
        RecoveryDraft draft = Sample.opened()
                .next()
                .tells(notice("the fence is not proved: ".repeat(20)))
                .tells(notice("n".repeat(1024)));
        assertThat(draft.done().notices()).contains(notice("the fence is not proved: ".repeat(20)));
        Recovery recovery = draft.cancelled("x".repeat(16 * 1024 - 2048)).done();
        List<String> texts = recovery.notices().stream().map(Notice::text).toList();
        assertThat(texts.getLast()).isEqualTo("n".repeat(1024));
        assertThat(texts.get(texts.size() - 2))
                .hasSize(160)
                .startsWith("the fence is not proved")
                .endsWith("…");
    }

    @Test
    void aRecordAboveTheBoundIsNeverWritten() {
        Recovery large =
                Sample.opened().next().tells(notice("x".repeat(16 * 1024))).done();
        assertThatThrownBy(() -> RecoveryItem.of(large, "writer"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageMatching("r-1 has 1[78]\\d{3} characters of at most 16384");
    }

    private static Notice notice(String text) {
        return new Notice(BusEvent.Kind.RECOVERY_ESCALATED, "too much", text, Sample.NOW);
    }

    /** A store takes version 1 first; what is stored does not depend on it. */
    private static Item atFirst(Item item) {
        return atVersion(item, 1);
    }

    private static Item atVersion(Item item, long version) {
        return new Item(item.key(), version, item.writer(), item.queue(), item.body());
    }
}
