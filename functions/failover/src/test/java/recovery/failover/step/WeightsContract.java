package recovery.failover.step;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import recovery.shared.look.Look;
import recovery.simulator.Ec2Error;
import recovery.simulator.Fault;
import recovery.simulator.HandClock;
import recovery.simulator.SimulatedBalancers;

/** What both steps keep that weigh target groups otherwise. */
abstract class WeightsContract extends StepContract {
    static final String WEB = group("web");
    static final String STANDBY = group("standby");
    static final Map<String, Object> WEIGHTS = Map.of(WEB, 0, STANDBY, 100);

    private static final Map<String, Object> LOGIN = Map.of(
            "Type", "authenticate-cognito", "Order", 1L, "AuthenticateCognitoConfig", Map.of("UserPoolDomain", "it's"));
    private static final Map<String, Object> STICKY = Map.of("Enabled", true, "DurationSeconds", 600L);
    private static final Map<String, Object> REDIRECT =
            Map.of("Type", "redirect", "Order", 1L, "RedirectConfig", Map.of("StatusCode", "HTTP_301"));

    final SimulatedBalancers balancers = new SimulatedBalancers(
            HandClock.at("2026-03-01T10:00:00Z"),
            new SimulatedBalancers.Spans(Duration.ZERO, Duration.ZERO),
            instance -> true);

    WeightsContract() {
        balancers.puts(arn(), List.of(LOGIN, forward(weighed(WEB, 100), weighed(STANDBY, 0))));
    }

    /** What carries the actions. */
    abstract String arn();

    /** The step with these weights in its plan. */
    abstract Step step(Map<String, Object> weights);

    /** How the command begins. */
    abstract String command();

    @Override
    Step step() {
        return step(WEIGHTS);
    }

    @Override
    void somebodyElseMovesIt() {
        balancers.puts(arn(), List.of(LOGIN, forward(weighed(WEB, 90), weighed(STANDBY, 10))));
    }

    @Override
    int requests() {
        return balancers.requests();
    }

    static String group(String name) {
        return "arn:aws:elasticloadbalancing:eu-west-1:123456789012:targetgroup/" + name + "/0123456789abcdef";
    }

    private static Map<String, Object> weighed(String group, long weight) {
        return Map.of("TargetGroupArn", group, "Weight", weight);
    }

    private static Map<String, Object> forward(Map<String, Object> one, Map<String, Object> other) {
        return forward(List.of(one, other));
    }

    private static Map<String, Object> forward(List<Map<String, Object>> groups) {
        var config = Map.of("TargetGroups", groups, "TargetGroupStickinessConfig", STICKY);
        return Map.of("Type", "forward", "Order", 2L, "ForwardConfig", config);
    }

    private Map<String, Object> shown(List<Map<String, Object>> actions) {
        balancers.puts(arn(), actions);
        return seen();
    }

    @Test
    void theGoalDiffersInTheWeightsAlone() {
        assertThat(goal()).isEqualTo(shown(List.of(LOGIN, forward(weighed(WEB, 0), weighed(STANDBY, 100)))));
    }

    @Test
    void aGroupOfWhichThePlanDoesNotSpeakKeepsItsWeight() {
        assertThat(step(Map.of(STANDBY, 100)).goal(seen()))
                .isEqualTo(new Step.Goal.To(shown(List.of(LOGIN, forward(weighed(WEB, 100), weighed(STANDBY, 100))))));
    }

    @Test
    void theOrderInWhichAwsShowsActionsAndGroupsMeansNothing() {
        Map<String, Object> seen = seen();
        assertThat(shown(List.of(forward(weighed(STANDBY, 0), weighed(WEB, 100)), LOGIN)))
                .isEqualTo(seen);
    }

    @Test
    void weightsThatAreSoAlreadyAreNoReasonNotToFailOver() {
        Map<String, Object> there = shown(List.of(LOGIN, forward(weighed(WEB, 0), weighed(STANDBY, 100))));
        assertThat(step().goal(there)).isEqualTo(new Step.Goal.To(there));
    }

    /**
     * A list that cannot be weighed.
     *
     * @param says a part of the sentence that says why
     */
    record Unweighable(String why, List<Map<String, Object>> actions, Map<String, Object> weights, String says) {
        @Override
        public String toString() {
            return why;
        }
    }

    static Stream<Unweighable> unweighable() {
        Map<String, Object> both = forward(weighed(WEB, 100), weighed(STANDBY, 0));
        Map<String, Object> bare = Map.of("Type", "forward", "Order", 1L, "TargetGroupArn", WEB);
        return Stream.of(
                new Unweighable("nothing is forwarded", List.of(REDIRECT), WEIGHTS, "has 0 actions that forward"),
                new Unweighable(
                        "it is not clear which action is meant",
                        List.of(both, forward(List.of(weighed(WEB, 1)))),
                        WEIGHTS,
                        "has 2 actions that forward"),
                new Unweighable(
                        "the owner took the standby out of the list",
                        List.of(forward(List.of(weighed(WEB, 100)))),
                        WEIGHTS,
                        "does not weigh " + STANDBY),
                new Unweighable("one group is named, and no weights", List.of(bare), WEIGHTS, "does not weigh"),
                new Unweighable(
                        "nobody would serve",
                        List.of(both),
                        Map.of(WEB, 0, STANDBY, 0),
                        "no target group would have a weight"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("unweighable")
    void someListsCannotBeWeighed(Unweighable row) {
        assertThat(step(row.weights()).goal(shown(row.actions())))
                .isInstanceOfSatisfying(Step.Goal.Cannot.class, cannot -> assertThat(cannot.why())
                        .startsWith(step().name())
                        .contains(row.says()));
    }

    @Test
    void aGroupThatIsShownWithoutAWeightHasTheUsualOne() {
        var without = Map.<String, Object>of("TargetGroupArn", WEB);
        Map<String, Object> seen = shown(List.of(forward(without, weighed(STANDBY, 0))));
        assertThat(step().inWords(seen)).isEqualTo("standby 0, web 1");
    }

    @Test
    void itsWordsNameGroupsAndWeights() {
        assertThat(step().inWords(goal())).isEqualTo("authenticate-cognito, then standby 100, web 0");
        assertThat(step().inWords(shown(List.of(REDIRECT)))).isEqualTo("redirect");
    }

    @Test
    void theCommandPutsTheWholeList() {
        balancers.puts(arn(), List.of(REDIRECT, forward(weighed(WEB, 100), weighed(STANDBY, 0))));
        assertThat(step().command(seen()))
                .isEqualTo(command() + " 'Order=1,RedirectConfig={StatusCode=HTTP_301},Type=redirect'"
                        + " 'ForwardConfig={TargetGroupStickinessConfig={DurationSeconds=600,Enabled=true},"
                        + "TargetGroups=[{TargetGroupArn=" + STANDBY + ",Weight=0},{TargetGroupArn=" + WEB
                        + ",Weight=100}]},Order=2,Type=forward'");
    }

    @Test
    void aListThatTheShorthandCannotSayGoesToTheCommandEncoded() {
        assertThat(step().command(seen()))
                .startsWith("echo ")
                .endsWith(" | base64 -d | " + command() + " file:///dev/stdin");
    }

    @Test
    void aRefusalLeavesTheListAsItWas() {
        Map<String, Object> before = seen();
        balancers.arm(new Fault.Refuse(Ec2Error.bad("TooManyTargets", "too many")));
        step().set(before, goal());
        assertThat(seen()).isEqualTo(before);
    }

    @Test
    void withoutAnAnswerNothingIsSeen() {
        balancers.blinds(true);
        assertThat(step().look()).isInstanceOf(Look.Unreadable.class);
    }
}
