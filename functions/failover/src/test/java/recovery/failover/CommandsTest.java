package recovery.failover;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import recovery.failover.step.Step;
import recovery.shared.lever.LeverReply;
import recovery.shared.look.Look;

class CommandsTest {
    private final Commands commands = new Commands("eu-west-1");

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            aws autoscaling set-desired-capacity --desired-capacity 2 | aws autoscaling set-desired-capacity --region eu-west-1 --desired-capacity 2
            aws elbv2 register-targets a && aws elbv2 deregister-targets b | aws elbv2 register-targets --region eu-west-1 a && aws elbv2 deregister-targets --region eu-west-1 b
            aws ec2 disassociate-address $(aws ec2 describe-addresses) | aws ec2 disassociate-address --region eu-west-1 $(aws ec2 describe-addresses --region eu-west-1)
            aws route53 change-resource-record-sets 'say aws ec2 x' | aws route53 change-resource-record-sets 'say aws ec2 x'
            turn it to aws ec2 x | turn it to aws ec2 x
            """)
    void eachCallOfARegionalServiceNamesTheRegion(String command, String expected) {
        assertThat(commands.whole(new Told(command), Map.of())).isEqualTo(expected);
    }

    @Test
    void soDoesACallThatReadsADocument() {
        assertThat(commands.whole(
                        new Told("echo e30= | base64 -d | aws elbv2 modify-rule --actions file:///dev/stdin"),
                        Map.of()))
                .isEqualTo("echo e30= | base64 -d | aws elbv2 modify-rule --region eu-west-1"
                        + " --actions file:///dev/stdin");
    }

    @Test
    void aCommandThatIsCutSaysWhereTheWholeSettingIs() {
        assertThat(commands.brief(new Told("x".repeat(700)), Map.of())).isEqualTo("x".repeat(700));
        assertThat(commands.brief(new Told("x".repeat(701)), Map.of()))
                .isEqualTo("x".repeat(700)
                        + "… (cut: the whole setting of a lever is in the journal's row about the undo data)");
        assertThat(commands.whole(new Told("x".repeat(701)), Map.of())).hasSize(701);
    }

    /** A step that has nothing but its command. */
    private record Told(String text) implements Step {
        @Override
        public String name() {
            return "a lever";
        }

        @Override
        public String command(Map<String, Object> to) {
            return text;
        }

        @Override
        public Look<Map<String, Object>> look() {
            throw new AssertionError("who tells a command does not look");
        }

        @Override
        public Goal goal(Map<String, Object> before) {
            throw new AssertionError("who tells a command has a goal already");
        }

        @Override
        public LeverReply set(Map<String, Object> now, Map<String, Object> next) {
            throw new AssertionError("who tells a command sends nothing");
        }

        @Override
        public String inWords(Map<String, Object> setting) {
            throw new AssertionError("a command is in words already");
        }
    }
}
