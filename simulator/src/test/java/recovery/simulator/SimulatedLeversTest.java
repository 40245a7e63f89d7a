package recovery.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import recovery.shared.ec2.InstanceId;
import recovery.shared.lever.LeverReply;
import recovery.shared.lever.Scaling;
import recovery.shared.look.Look;

/** The pretend load balancers and Auto Scaling groups, as tests of a failover use them. */
class SimulatedLeversTest {
    private static final String GROUP = "web";
    private static final Optional<Integer> PORT = Optional.empty();
    private static final Duration INITIAL = Duration.ofSeconds(30);
    private static final Duration DRAINING = Duration.ofMinutes(5);
    private static final Duration LAUNCHING = Duration.ofMinutes(2);
    private static final InstanceId ONE = new InstanceId("i-0123456789abcdef0");
    private static final InstanceId TWO = new InstanceId("i-0fedcba9876543210");
    private static final List<Map<String, Object>> ACTIONS = List.of(Map.of("Type", "forward"));
    private static final List<Map<String, Object>> OTHERS = List.of(Map.of("Type", "redirect"));

    private final HandClock clock = HandClock.at("2026-03-01T10:00:00Z");
    private final Set<InstanceId> stopped = new TreeSet<>();
    private final SimulatedBalancers balancers = new SimulatedBalancers(
            clock, new SimulatedBalancers.Spans(INITIAL, DRAINING), instance -> !stopped.contains(instance));
    private final SimulatedScaling scaling = new SimulatedScaling(clock, LAUNCHING);

    private Map<InstanceId, String> targets() {
        return balancers.targets(GROUP, PORT).seen().orElseThrow();
    }

    private Scaling.Group fleet() {
        return scaling.group("fleet").seen().orElseThrow();
    }

    @Test
    void aTargetIsInitialThenHealthyThenDrainingThenGone() {
        balancers.registers(GROUP, PORT, ONE);
        balancers.register(GROUP, TWO, PORT);
        assertThat(targets()).isEqualTo(Map.of(ONE, "healthy", TWO, "initial"));
        clock.advance(INITIAL);
        assertThat(targets()).isEqualTo(Map.of(ONE, "healthy", TWO, "healthy"));
        balancers.deregister(GROUP, ONE, PORT);
        assertThat(targets()).isEqualTo(Map.of(ONE, "draining", TWO, "healthy"));
        clock.advance(DRAINING);
        assertThat(targets()).isEqualTo(Map.of(TWO, "healthy"));
    }

    @Test
    void aTargetThatStandsStillIsUnusedAndASickOneUnhealthy() {
        balancers.registers(GROUP, PORT, ONE, TWO);
        stopped.add(ONE);
        balancers.sickens(TWO, true);
        assertThat(targets()).isEqualTo(Map.of(ONE, "unused", TWO, "unhealthy"));
        balancers.sickens(TWO, false);
        assertThat(targets()).containsEntry(TWO, "healthy");
    }

    @Test
    void oneThatStandsStillIsNotRegistered() {
        balancers.registers(GROUP, PORT, ONE);
        stopped.add(TWO);
        assertThat(balancers.register(GROUP, TWO, PORT)).isInstanceOfSatisfying(LeverReply.Refused.class, refused -> {
            assertThat(refused.code()).isEqualTo("InvalidTarget");
            assertThat(refused.passing()).isFalse();
        });
        assertThat(targets()).isEqualTo(Map.of(ONE, "healthy"));
    }

    @Test
    void registeringAgainDoesNotBeginTheHealthChecksAnew() {
        balancers.registers(GROUP, PORT, ONE);
        balancers.register(GROUP, ONE, PORT);
        assertThat(targets()).containsEntry(ONE, "healthy");
    }

    @Test
    void furtherInstancesComeIntoServiceAfterAWhileAndSurplusOnesLeaveAtOnce() {
        scaling.puts("fleet", 1, 4, 1);
        scaling.setDesired("fleet", 3);
        assertThat(fleet()).isEqualTo(new Scaling.Group("fleet", 1, 4, 3, 1));
        clock.advance(LAUNCHING);
        assertThat(fleet()).isEqualTo(new Scaling.Group("fleet", 1, 4, 3, 3));
        scaling.setDesired("fleet", 2);
        assertThat(fleet()).isEqualTo(new Scaling.Group("fleet", 1, 4, 2, 2));
    }

    @ParameterizedTest(name = "{0} of 1 to 4: {1}")
    @CsvSource({"0, Refused", "1, Accepted", "4, Accepted", "5, Refused"})
    void aCapacityOutOfBoundsIsRefused(int desired, String expected) {
        scaling.puts("fleet", 1, 4, 2);
        assertThat(scaling.setDesired("fleet", desired).getClass().getSimpleName())
                .isEqualTo(expected);
    }

    @Test
    void whatDoesNotExistIsAbsentAndCannotBeChanged() {
        assertThat(balancers.listenerActions("none")).isInstanceOf(Look.Absent.class);
        assertThat(balancers.targets("none", PORT)).isInstanceOf(Look.Absent.class);
        assertThat(scaling.group("none")).isInstanceOf(Look.Absent.class);
        assertThat(balancers.setRuleActions("none", ACTIONS)).isInstanceOf(LeverReply.Refused.class);
        assertThat(balancers.register("none", ONE, PORT)).isInstanceOf(LeverReply.Refused.class);
        assertThat(scaling.setDesired("none", 1)).isInstanceOf(LeverReply.Refused.class);
    }

    @ParameterizedTest(name = "carried out: {0}")
    @CsvSource({"true", "false"})
    void aLostReplyTellsNotWhetherTheRequestWasCarriedOut(boolean carriedOut) {
        balancers.puts("rule", ACTIONS);
        balancers.arm(new Fault.LoseReply(carriedOut));
        assertThat(balancers.setRuleActions("rule", OTHERS)).isInstanceOf(LeverReply.Lost.class);
        assertThat(balancers.ruleActions("rule")).isEqualTo(new Look.Seen<>(carriedOut ? OTHERS : ACTIONS));
    }

    @ParameterizedTest(name = "carried out: {0}")
    @CsvSource({"true", "false"})
    void aCallerMayDieBeforeOrAfterItsRequestIsCarriedOut(boolean carriedOut) {
        scaling.puts("fleet", 1, 4, 1);
        scaling.arm(new Fault.KillCaller(carriedOut));
        assertThatThrownBy(() -> scaling.setDesired("fleet", 3)).isInstanceOf(CallerDied.class);
        assertThat(fleet().desired()).isEqualTo(carriedOut ? 3 : 1);
        assertThat(scaling.requests()).isEqualTo(1);
    }

    @Test
    void faultsAreMetInTheirOrderAndOnlyOnce() {
        scaling.puts("fleet", 1, 4, 1);
        scaling.arm(new Fault.Refuse(Ec2Error.THROTTLED));
        scaling.arm(new Fault.Refuse(Ec2Error.INTERNAL));
        assertThat(scaling.setDesired("fleet", 3))
                .isInstanceOfSatisfying(LeverReply.Refused.class, refused -> assertThat(refused.passing())
                        .isTrue());
        assertThat(scaling.setDesired("fleet", 3)).isInstanceOf(LeverReply.Lost.class);
        assertThat(scaling.setDesired("fleet", 3)).isInstanceOf(LeverReply.Accepted.class);
    }

    @Test
    void whoCannotSeeSeesNothing() {
        scaling.puts("fleet", 1, 4, 1);
        scaling.blinds(true);
        assertThat(scaling.group("fleet")).isInstanceOf(Look.Unreadable.class);
        scaling.blinds(false);
        assertThat(fleet().desired()).isEqualTo(1);
    }
}
