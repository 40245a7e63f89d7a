package recovery.failover.step;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import recovery.shared.json.Fields;

class ListenerWeightsTest extends WeightsContract {
    private static final String LISTENER =
            "arn:aws:elasticloadbalancing:eu-west-1:123456789012:listener/app/web/0123456789abcdef/fedcba9876543210";

    @Override
    String arn() {
        return LISTENER;
    }

    @Override
    Step step(Map<String, Object> weights) {
        return new ListenerWeights(
                Fields.of(Map.of("listener", LISTENER, "weights", weights)), LeversOf.balancers(balancers));
    }

    @Override
    String command() {
        return "aws elbv2 modify-listener --listener-arn " + LISTENER + " --default-actions";
    }

    @Test
    void itsNameTellsTheListener() {
        assertThat(step().name()).isEqualTo("listener-weights app/web/0123456789abcdef/fedcba9876543210");
    }
}
