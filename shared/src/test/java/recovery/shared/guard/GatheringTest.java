package recovery.shared.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import recovery.shared.alarm.Alarm;
import recovery.shared.alarm.Alarms;
import recovery.shared.bus.BusReply;
import recovery.shared.control.Mode;
import recovery.shared.door.Ports;
import recovery.shared.ec2.Checks;
import recovery.shared.ec2.Ec2;
import recovery.shared.ec2.Instance;
import recovery.shared.ec2.InstanceId;
import recovery.shared.ec2.InstanceState;
import recovery.shared.look.Look;
import recovery.shared.look.Page;
import recovery.shared.plan.Plan;
import recovery.shared.plan.Symptom;
import recovery.shared.record.RosterEntry;
import recovery.shared.record.Target;
import recovery.shared.record.TargetState;
import recovery.shared.store.SmallStore;
import recovery.shared.store.StoreUnreadable;
import recovery.shared.store.Write;
import recovery.shared.time.Clock;

/** Where the facts come from: first our own table, and AWS only when it is asked for. */
class GatheringTest {
    private final SmallStore store = new SmallStore();
    private final Sky sky = new Sky();
    private final Gathering gathering =
            new Gathering(new Ports(store, sky, sky, event -> new BusReply.Taken(), new Stopped(), () -> "id"), 10);
    private final Facts.Matter matter = FactsOf.impaired(Symptom.SYSTEM).facts().matter();

    @Test
    void ourOwnTableIsReadWithoutACallToAws() {
        member(1, "web", false);
        Facts facts = gathering.own(matter);
        assertThat(facts.world()).isEmpty();
        assertThat(facts.own().mode().mode()).isEqualTo(Mode.OBSERVE);
        assertThat(facts.own().attemptsPerHour()).isEqualTo(10);
        assertThat(sky.asked).isEmpty();
    }

    @Test
    void theGroupIsThePlansMembersWithTheirZones() {
        member(1, "web", false);
        member(2, "web", false);
        member(3, "shop", false);
        assertThat(gathering.own(matter).own().roster())
                .isEqualTo(Map.of(Web.member(1), Web.zone(1), Web.member(2), Web.zone(2)));
    }

    @Test
    void aMemberThatIsMissingRaisesNoPercentageButTheTargetKeepsItsZone() {
        member(1, "web", true);
        member(2, "web", true);
        member(3, "web", false);
        assertThat(gathering.own(matter).own().roster().keySet())
                .containsExactlyInAnyOrder(Web.member(1), Web.member(3));
    }

    @Test
    void ofAServiceAllThreeAreReadThatAFailoverTouches() {
        Facts.Matter failover = FactsOf.impaired(Symptom.SYSTEM)
                .plan(Web.withFailover(Plan.Fence.STOP))
                .facts()
                .matter();
        assertThat(gathering.own(failover).own().service().stream().map(TargetState::target))
                .isEqualTo(Target.ofFailover(
                        failover.plan().name(), failover.plan().failover().orElseThrow()));
        assertThat(gathering.own(matter).own().service()).isEmpty();
    }

    @Test
    void theSecondAlarmIsReadThatThePlanNames() {
        Facts.Matter service = FactsOf.service().facts().matter();
        assertThat(service.witness()).contains(Web.WITNESS);
        Facts.World world = gathering.look(gathering.own(service)).world().orElseThrow();
        assertThat(world.witness()).contains(new Look.Unreadable<>("of no interest here"));
    }

    @Test
    void checksAreReadInPagesAndAPageThatFailsIsUnknown() {
        for (int number = 1; number <= 2 * Ec2.MOST_IDS + 1; number++) {
            member(number, "web", false);
        }
        sky.unreadable = Web.member(Ec2.MOST_IDS + 7);
        Facts.World world = gathering.look(gathering.own(matter)).world().orElseThrow();
        assertThat(sky.asked).containsExactly(100, 100, 1);
        assertThat(world.members()).hasSize(Ec2.MOST_IDS + 1).doesNotContainKey(Web.member(Ec2.MOST_IDS + 1));
        assertThat(world.healthy()).hasSize(Ec2.MOST_IDS + 1);
        assertThat(world.checks().seen()).map(Checks::id).contains(Web.TARGET);
    }

    @Test
    void aGroupThatFillsItsPageIsReadByOneCall() {
        for (int number = 1; number <= Ec2.MOST_IDS; number++) {
            member(number, "web", false);
        }
        gathering.look(gathering.own(matter));
        assertThat(sky.asked).containsExactly(Ec2.MOST_IDS);
    }

    @Test
    void theTargetIsReadByItselfWhenItsPageFails() {
        member(1, "web", false);
        member(2, "web", false);
        sky.unreadable = Web.member(2);
        Facts.World world = gathering.look(gathering.own(matter)).world().orElseThrow();
        assertThat(world.members()).isEmpty();
        assertThat(world.checks().seen()).map(Checks::id).contains(Web.TARGET);
        assertThat(world.alarm()).contains(new Look.Unreadable<>("of no interest here"));
    }

    @Test
    void aTableThatCannotBeReadGivesNoFacts() {
        store.readable(false);
        assertThatThrownBy(() -> gathering.own(matter)).isInstanceOf(StoreUnreadable.class);
    }

    private void member(int number, String plan, boolean missing) {
        var entry = new RosterEntry(
                Web.member(number),
                plan,
                Web.zone(number),
                Web.NOW,
                Optional.of(Web.NOW).filter(at -> missing),
                1);
        store.commit(List.of(new Write.Put(entry.item("sweep"))));
    }

    /** All is well up there, but a page with one certain instance cannot be read. */
    private static final class Sky implements Ec2, Alarms {
        private final List<Integer> asked = new ArrayList<>();
        private InstanceId unreadable = new InstanceId("i-fffffffffffffffff");

        @Override
        public Look<Instance> instance(InstanceId id) {
            return new Look.Seen<>(Web.instance(InstanceState.RUNNING, "", Web.OPTED_IN));
        }

        @Override
        public Look<Map<InstanceId, Checks>> checks(Set<InstanceId> ids) {
            asked.add(ids.size());
            if (ids.contains(unreadable)) {
                return new Look.Unreadable<>("throttled");
            }
            var all = new HashMap<InstanceId, Checks>();
            ids.forEach(id -> all.put(id, Web.checks(id, InstanceState.RUNNING, Map.of(), List.of())));
            return new Look.Seen<>(all);
        }

        @Override
        public Look<Page<Instance>> optedIn(Optional<String> from) {
            return new Look.Unreadable<>("of no interest here");
        }

        @Override
        public Look<Alarm> alarm(String name) {
            return new Look.Unreadable<>("of no interest here");
        }

        @Override
        public Look<Page<Alarm>> ringing(String namePrefix, Optional<String> from) {
            return new Look.Unreadable<>("of no interest here");
        }
    }

    private static final class Stopped implements Clock {
        @Override
        public Instant now() {
            return Web.NOW;
        }

        @Override
        public Duration uptime() {
            return Duration.ZERO;
        }
    }
}
