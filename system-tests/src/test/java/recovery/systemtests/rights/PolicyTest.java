package recovery.systemtests.rights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import recovery.systemtests.template.Node;

/** Our evaluator of policies says what IAM says, as far as the template goes. */
final class PolicyTest {
    private static final String TAG = "aws:ResourceTag/recovery:plan";

    private static Policy policy(String yaml) {
        return Policy.of(Node.parse(yaml).items(), text -> text);
    }

    private static boolean allows(String yaml, String action, String resource, Map<String, List<String>> context) {
        return policy(yaml).answer(new Asked(action, resource, context)) instanceof Policy.Answer.Allowed;
    }

    private static String allow(String action, String resource, String condition) {
        return "[{Sid: One, Effect: Allow, Action: '" + action + "', Resource: '" + resource + "'"
                + (condition.isEmpty() ? "" : ", Condition: " + condition) + "}]";
    }

    @ParameterizedTest(name = "{0} on {1} grants {2} on {3}: {4}")
    @CsvSource({
        "ec2:StopInstances, *, ec2:StopInstances, arn:i, true",
        "ec2:StopInstances, *, ec2:StartInstances, arn:i, false",
        "ec2:StopInstances, *, ec2:StopInstancesNow, arn:i, false",
        "ec2:Stop*, *, ec2:StopInstances, arn:i, true",
        "ec2:Delete*, *, ec2:DescribeInstances, arn:i, false",
        "a:b, arn:instance/*, a:b, arn:instance/i-1, true",
        "a:b, arn:instance/*, a:b, arn:address/e-1, false",
        "a:b, arn:instance/*, a:b, *, false",
        "a:b, arn:table/t, a:b, arn:table/t/index/queue, false",
        "a:b, arn:table/?, a:b, arn:table/t, true",
        "a:b, arn:table/?, a:b, arn:table/tt, false",
        "a:b, arn.table, a:b, arn:table, false"
    })
    void actionsAndResources(String action, String on, String asked, String resource, boolean granted) {
        assertThat(allows(allow(action, on, ""), asked, resource, Map.of())).isEqualTo(granted);
    }

    @ParameterizedTest(name = "{0} with {1}: {2}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            textBlock =
                    """
        {StringEquals: {k: a}}                       | a     | true
        {StringEquals: {k: a}}                       | A     | false
        {StringEquals: {k: a}}                       |       | false
        {StringEquals: {k: [a, b]}}                  | b     | true
        {StringEquals: {k: 'a*'}}                    | ab    | false
        {Bool: {k: 'true'}}                          | true  | true
        {Bool: {k: 'true'}}                          | false | false
        {Bool: {k: 'true'}}                          |       | false
        {'Null': {k: 'false'}}                       | a     | true
        {'Null': {k: 'false'}}                       |       | false
        {'Null': {k: 'true'}}                        |       | true
        {'Null': {k: 'true'}}                        | a     | false
        {'ForAllValues:StringEquals': {k: [a, b]}}   | a,b   | true
        {'ForAllValues:StringEquals': {k: [a, b]}}   | a,c   | false
        {'ForAllValues:StringEquals': {k: [a, b]}}   |       | true
        {'ForAllValues:StringLike': {k: 'group#*'}}  | group#web | true
        {'ForAllValues:StringLike': {k: 'group#*'}}  | group#web,switch | false
        {'ForAllValues:StringLike': {k: 'group#*'}}  | mygroup#web | false
        {'ForAnyValue:StringEquals': {k: switch}}    | a,switch | true
        {'ForAnyValue:StringEquals': {k: switch}}    | a     | false
        {'ForAnyValue:StringEquals': {k: switch}}    |       | false
        {StringEquals: {k: a}, 'Null': {z: 'false'}} | a     | false
        """)
    void conditions(String condition, String values, boolean granted) {
        Map<String, List<String>> context = values == null ? Map.of() : Map.of("k", List.of(values.split(",", -1)));
        assertThat(allows(allow("a:b", "*", condition), "a:b", "arn:x", context))
                .isEqualTo(granted);
    }

    @Test
    void whatNothingAllowsIsRefused() {
        assertThat(policy("[]").answer(new Asked("a:b", "*", Map.of())))
                .isEqualTo(new Policy.Answer.Refused("a:b on * is allowed by no statement"));
    }

    @Test
    void aDenyWinsWhereverItStands() {
        String deny = "{Sid: Never, Effect: Deny, Action: 'a:*', Resource: '*'}";
        String allow = "{Sid: Perhaps, Effect: Allow, Action: 'a:b', Resource: '*'}";
        for (String both : List.of("[" + deny + ", " + allow + "]", "[" + allow + ", " + deny + "]")) {
            assertThat(policy(both).answer(new Asked("a:b", "*", Map.of())))
                    .isEqualTo(new Policy.Answer.Refused("a:b on * is denied by Never"));
        }
    }

    @Test
    void aDenyWhoseConditionDoesNotHoldSaysNothing() {
        String policy =
                """
                [{Sid: Perhaps, Effect: Allow, Action: 'a:b', Resource: '*'},
                 {Sid: Never, Effect: Deny, Action: 'a:b', Resource: '*', Condition: {StringEquals: {k: v}}}]
                """;
        assertThat(allows(policy, "a:b", "*", Map.of())).isTrue();
        assertThat(allows(policy, "a:b", "*", Map.of("k", List.of("v")))).isFalse();
    }

    @Test
    void anInstanceWithoutTheTagIsRefused() {
        String policy = allow("ec2:StopInstances", "arn:instance/*", "{'Null': {'" + TAG + "': 'false'}}");
        assertThat(allows(policy, "ec2:StopInstances", "arn:instance/i-1", Map.of(TAG, List.of("web"))))
                .isTrue();
        assertThat(allows(policy, "ec2:StopInstances", "arn:instance/i-1", Map.of()))
                .isFalse();
    }

    @Test
    void whatIsUsedIsNotedToTheSingleValue() {
        Policy policy = policy(
                "[{Sid: One, Effect: Allow, Action: [a:b, a:c], Resource: [arn:x, arn:y], Condition: {StringEquals: {k: [v, w]}}}]");
        assertThat(policy.answer(new Asked("a:b", "arn:x", Map.of("k", List.of("w")))))
                .isInstanceOfSatisfying(Policy.Answer.Allowed.class, allowed -> assertThat(allowed.uses())
                        .containsExactlyInAnyOrder("One: a:b on arn:x", "One: k w"));
        assertThat(policy.grants())
                .containsExactlyInAnyOrder(
                        "One: a:b on arn:x",
                        "One: a:b on arn:y",
                        "One: a:c on arn:x",
                        "One: a:c on arn:y",
                        "One: k v",
                        "One: k w");
    }

    @ParameterizedTest(name = "{0} ends the test instead of being taken for something")
    @ValueSource(
            strings = {
                "[{Sid: A, Effect: Allow, Action: 'a:b', Resource: '*', Condition: {StringNotEquals: {k: v}}}]",
                "[{Sid: A, Effect: Allow, Action: 'a:b', Resource: '*', Condition: {ArnLike: {k: v}}}]",
                "[{Sid: A, Effect: Allow, Action: 'a:b', NotResource: '*'}]",
                "[{Sid: A, Effect: Allow, NotAction: 'a:b', Resource: '*'}]"
            })
    void whatIsNotKnown(String policy) {
        assertThatThrownBy(() -> policy(policy)).isInstanceOf(IllegalArgumentException.class);
    }
}
