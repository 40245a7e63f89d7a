package recovery.shared.words;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import recovery.shared.ec2.InstanceId;
import recovery.shared.ec2.StopMode;

class InstanceCommandsTest {
    private static final InstanceId ID = new InstanceId("i-0123456789abcdef0");
    private static final String REST = " --region eu-west-1 --instance-ids i-0123456789abcdef0 ]";

    private final InstanceCommands commands = new InstanceCommands("eu-west-1");

    @Test
    void everyCommandNamesRegionAndInstanceAndNothingIsGluedToIt() {
        assertThat(commands.start(ID)).isEqualTo("[ aws ec2 start-instances" + REST);
        assertThat(commands.look(ID))
                .isEqualTo("[ aws ec2 describe-instances --region eu-west-1 --instance-ids i-0123456789abcdef0"
                        + " && aws ec2 describe-instance-status --include-all-instances" + REST);
    }

    @Test
    void aStopIsAskedForAsHardAsWanted() {
        assertThat(commands.stop(ID, StopMode.GRACEFUL)).isEqualTo("[ aws ec2 stop-instances" + REST);
        assertThat(commands.stop(ID, StopMode.SKIP_OS_SHUTDOWN))
                .isEqualTo("[ aws ec2 stop-instances --skip-os-shutdown" + REST);
        assertThat(commands.stop(ID, StopMode.FORCE)).isEqualTo("[ aws ec2 stop-instances --force" + REST);
    }
}
