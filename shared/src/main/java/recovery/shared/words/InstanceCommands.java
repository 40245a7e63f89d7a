package recovery.shared.words;

import recovery.shared.ec2.InstanceId;
import recovery.shared.ec2.StopMode;

/** The commands about one instance that people are given. They name the Region: a person's own settings may be of another. */
public final class InstanceCommands {
    private final String region;

    public InstanceCommands(String region) {
        this.region = region;
    }

    /** Shows its state and its checks. One instance at a time: EC2 refuses a request that names one that it cannot find. */
    public String look(InstanceId id) {
        return Shown.command(
                command("describe-instances", "", id),
                command("describe-instance-status", " --include-all-instances", id));
    }

    public String start(InstanceId id) {
        return Shown.command(command("start-instances", "", id));
    }

    public String stop(InstanceId id, StopMode how) {
        String flag =
                switch (how) {
                    case GRACEFUL -> "";
                    case SKIP_OS_SHUTDOWN -> " --skip-os-shutdown";
                    case FORCE -> " --force";
                };
        return Shown.command(command("stop-instances", flag, id));
    }

    private String command(String verb, String flag, InstanceId id) {
        return "aws ec2 " + verb + flag + " --region " + region + " --instance-ids " + id;
    }
}
