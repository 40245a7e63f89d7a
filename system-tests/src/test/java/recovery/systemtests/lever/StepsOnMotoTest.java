package recovery.systemtests.lever;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import recovery.failover.step.Step;
import recovery.failover.step.Steps;
import recovery.shared.ec2.InstanceId;
import recovery.shared.lever.Addresses;
import recovery.shared.lever.Dns;
import recovery.shared.lever.LeverReply;
import recovery.shared.lever.Levers;
import recovery.shared.look.Look;
import recovery.shared.plan.Plan;
import recovery.shared.record.Recovery;
import recovery.shared.record.StepState;

/** The steps that move load balancers and Auto Scaling groups, through the SDK, on services that are not ours. */
@Tag("moto")
class StepsOnMotoTest {
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    private static final int MOST = 4;

    private MotoSite site;

    @BeforeEach
    void bringUp() {
        site = MotoSite.start();
    }

    @AfterEach
    void bringDown() {
        site.close();
    }

    private Step step(String type, Map<String, Object> settings) {
        var levers = new Levers(Unused.of(Addresses.class), Unused.of(Dns.class), site.balancers(), site.scaling());
        return Steps.standard(() -> levers)
                .of(new Plan.Step(type, settings), new Recovery.Sides(site.primary, site.standby));
    }

    private Map<String, Object> weights() {
        return Map.of(site.web, 0, site.other, 100);
    }

    private Step targets() {
        assertThat(site.balancers().register(site.web, site.primary, Optional.empty()))
                .isInstanceOf(LeverReply.Accepted.class);
        return step("targets", Map.of("group", site.web));
    }

    private static Map<String, Object> seen(Step step) {
        Look<Map<String, Object>> look = step.look();
        return look.seen().orElseThrow(() -> new AssertionError(step.name() + " sees nothing: " + look.why()));
    }

    private static Map<String, Object> goal(Step step) {
        return switch (step.goal(seen(step))) {
            case Step.Goal.To(var setting) -> setting;
            case Step.Goal.Cannot(var why) -> throw new AssertionError(why);
        };
    }

    /** Moves a lever as a failover does; says in words every setting that it went through. */
    private static List<String> move(Step step, Map<String, Object> from, Map<String, Object> to) {
        var way = new ArrayList<>(List.of(step.inWords(seen(step))));
        StepState state = StepState.prepared(step.name(), true, from, to);
        while (!seen(step).equals(to) && way.size() <= MOST) {
            Map<String, Object> now = seen(step);
            assertThat(now.equals(from) ? new Step.Effect.There() : step.effect(state, now, NOW))
                    .isEqualTo(new Step.Effect.There());
            assertThat(step.set(now, step.towards(now, from, to).orElseThrow()))
                    .isInstanceOf(LeverReply.Accepted.class);
            way.add(step.inWords(seen(step)));
        }
        assertThat(seen(step)).isEqualTo(to);
        assertThat(step.effect(state, to, NOW)).isEqualTo(new Step.Effect.There());
        return way;
    }

    private static void thereAndBack(Step step, String... way) {
        Map<String, Object> before = seen(step);
        Map<String, Object> after = goal(step);
        assertThat(move(step, before, after)).containsExactly(way);
        assertThat(move(step, after, before))
                .containsExactly(List.of(way).reversed().toArray(String[]::new));
    }

    @Test
    void theWeightsOfAListenerGoThereAndBack() {
        Step step = step("listenerWeights", Map.of("listener", site.listener, "weights", weights()));
        thereAndBack(step, "standby 0, web 100", "standby 100, web 0");
    }

    @Test
    void theWeightsOfARuleGoThereAndBack() {
        Step step = step("listenerRule", Map.of("rule", site.rule, "weights", weights()));
        thereAndBack(step, "standby 0, web 100", "standby 100, web 0");
    }

    @Test
    void aListenerThatForwardsNothingCannotBeWeighed() {
        site.showPage();
        Step step = step("listenerWeights", Map.of("listener", site.listener, "weights", weights()));
        assertThat(step.goal(seen(step))).isInstanceOf(Step.Goal.Cannot.class);
    }

    @Test
    void theTargetsOfAGroupGoThereAndBackWithBothSidesInBetween() {
        String both = Stream.of(site.primary, site.standby)
                .sorted()
                .map(InstanceId::value)
                .collect(Collectors.joining(" and "));
        thereAndBack(targets(), site.primary.value(), both, site.standby.value());
    }

    @Test
    void aStandbyThatStandsStillKeepsThePrimaryInItsGroup() {
        Step step = targets();
        Map<String, Object> before = seen(step);
        Map<String, Object> after = goal(step);
        assertThat(step.set(before, step.towards(before, before, after).orElseThrow()))
                .isInstanceOf(LeverReply.Accepted.class);
        site.stop(site.standby);
        StepState state = StepState.prepared(step.name(), true, before, after);
        assertThat(step.effect(state, seen(step), NOW))
                .isEqualTo(new Step.Effect.NotYet(site.standby + " is unused in targets web"));
        site.start(site.standby);
        assertThat(step.effect(state, seen(step), NOW)).isEqualTo(new Step.Effect.There());
    }

    /** For this the compiler of plans asks for a step without a way back, where a fence stops the primary. */
    @Test
    void onceTakenOutAPrimaryThatIsStoppedDoesNotComeBack() {
        Step step = targets();
        Map<String, Object> before = seen(step);
        Map<String, Object> after = goal(step);
        move(step, before, after);
        site.stop(site.primary);
        assertThat(step.set(after, step.towards(after, after, before).orElseThrow()))
                .isInstanceOfSatisfying(LeverReply.Refused.class, refused -> assertThat(refused.passing())
                        .isFalse());
    }

    @Test
    void aDesiredCapacityGoesThereAndBack() {
        Step step = step("capacity", Map.of("group", "fleet", "desired", 3));
        thereAndBack(step, "1 of 1 to 4 instances", "3 of 1 to 4 instances");
    }

    @Test
    void aDesiredCapacityOutOfBoundsIsNotAskedFor() {
        Step step = step("capacity", Map.of("group", "fleet", "desired", 5));
        assertThat(step.goal(seen(step))).isInstanceOf(Step.Goal.Cannot.class);
    }

    @Test
    void whatDoesNotExistIsAbsent() {
        String none = "0000000000000000";
        String listener = site.listener.substring(0, site.listener.length() - none.length()) + none;
        String group = site.web.substring(0, site.web.length() - none.length()) + none;
        assertThat(step("listenerWeights", Map.of("listener", listener, "weights", weights()))
                        .look())
                .isInstanceOf(Look.Absent.class);
        assertThat(step("targets", Map.of("group", group, "port", 80)).look()).isInstanceOf(Look.Absent.class);
        assertThat(step("capacity", Map.of("group", "nobody", "desired", 1)).look())
                .isInstanceOf(Look.Absent.class);
    }

    /** Where moto is not like AWS, so that the tests above prove less than they seem to; it fails once moto is. */
    @Test
    void whereMotoIsNotLikeAws() {
        assertThat(site.scaling().setDesired("fleet", 99)).isInstanceOf(LeverReply.Accepted.class);
        gap("a desired capacity above the group's maximum is accepted; Auto Scaling answers ValidationError");
        assertThat(site.scaling().group("fleet").seen().orElseThrow().inService())
                .isEqualTo(99);
        gap("instances are in service at once; on AWS they launch for minutes");
        site.balancers().register(site.web, site.primary, Optional.empty());
        assertThat(site.balancers().targets(site.web, Optional.empty()).seen().orElseThrow())
                .containsEntry(site.primary, "healthy");
        gap("a target is healthy at once; on AWS it is initial first");
        site.balancers().deregister(site.web, site.primary, Optional.empty());
        assertThat(site.balancers().targets(site.web, Optional.empty()).seen().orElseThrow())
                .doesNotContainKey(site.primary);
        gap("a target is gone at once; on AWS it drains for minutes");
        gap("no reply is lost and nothing is throttled; AwsBalancersTest and AwsScalingTest script that on the wire");
    }

    private static void gap(String sentence) {
        System.out.println("moto is not like AWS: " + sentence);
    }
}
