package recovery.failover.step;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import recovery.shared.json.Fields;

class ListenerRuleTest extends WeightsContract {
    private static final String RULE = "arn:aws:elasticloadbalancing:eu-west-1:123456789012:listener-rule/app/web/"
            + "0123456789abcdef/fedcba9876543210/0011223344556677";

    @Override
    String arn() {
        return RULE;
    }

    @Override
    Step step(Map<String, Object> weights) {
        return new ListenerRule(Fields.of(Map.of("rule", RULE, "weights", weights)), LeversOf.balancers(balancers));
    }

    @Override
    String command() {
        return "aws elbv2 modify-rule --rule-arn " + RULE + " --actions";
    }

    @Test
    void itsNameTellsTheRule() {
        assertThat(step().name()).isEqualTo("listener-rule app/web/0123456789abcdef/fedcba9876543210/0011223344556677");
    }
}
