package recovery.shared.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import recovery.shared.store.SmallStore;
import recovery.shared.store.Write;

/** The members of a group that are in recovery: a set of recoveries, so that nothing is counted twice or lost. */
class GroupTest {
    private static final Instant NOW = Instant.parse("2026-03-01T10:05:00Z");
    private static final Group.Slot SLOT = new Group.Slot(Sample.TARGET, "eu-central-1a");
    private static final Group.Slot OTHER = new Group.Slot(new Target.OfService("web"), "eu-central-1b");

    private final SmallStore store = new SmallStore();

    @Test
    void aGroupThatWasNeverWrittenIsEmpty() {
        assertThat(Group.read(store, "web")).isEqualTo(new Group("web", Map.of(), Optional.empty(), 0));
    }

    @Test
    void slotsComeBackAsTheyWereStored() {
        Group two = new Group("web", Map.of("r-1", SLOT, "r-2", OTHER), Optional.of(NOW), 1);
        store.commit(List.of(new Write.Put(two.item("writer"))));
        assertThat(Group.read(store, "web")).isEqualTo(two);
        assertThat(Group.read(store, "shop").slots()).isEmpty();
    }

    @Test
    void aSlotIsReservedAndReleasedByItsRecovery() {
        Group one = new Group("web", Map.of(), Optional.empty(), 0)
                .reserved("r-1", SLOT)
                .reserved("r-2", OTHER);
        assertThat(one.slots()).isEqualTo(Map.of("r-1", SLOT, "r-2", OTHER));
        assertThat(one.released("r-1", NOW).slots()).isEqualTo(Map.of("r-2", OTHER));
    }

    @Test
    void reservingOrReleasingTwiceChangesNothingMore() {
        Group one = new Group("web", Map.of(), Optional.empty(), 0).reserved("r-1", SLOT);
        assertThat(one.reserved("r-1", SLOT).slots()).isEqualTo(one.slots());
        assertThat(one.released("r-1", NOW).released("r-1", NOW).slots()).isEmpty();
        assertThat(one.released("r-9", NOW).slots()).isEqualTo(one.slots());
    }

    @Test
    void itRemembersWhenTheLastOfItsRecoveriesEnded() {
        Group one = new Group("web", Map.of(), Optional.empty(), 0).reserved("r-1", SLOT);
        assertThat(one.closedAt()).isEmpty();
        assertThat(one.released("r-1", NOW).closedAt()).contains(NOW);
        assertThat(one.released("r-1", NOW).reserved("r-2", OTHER).closedAt()).contains(NOW);
    }

    @Test
    void eachChangeIsOneVersion() {
        Group group = new Group("web", Map.of(), Optional.empty(), 4);
        assertThat(group.reserved("r-1", SLOT).version()).isEqualTo(5);
        assertThat(group.released("r-1", NOW).version()).isEqualTo(5);
    }
}
