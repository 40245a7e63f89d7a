package recovery.simulator.http.behaviour;

import java.util.Map;
import software.amazon.awssdk.services.ec2.Ec2Client;

/** An EC2 on which a behaviour can be observed through the real SDK: the simulator's, or LocalStack's own. */
public interface Bench {
    /** A client without retries. */
    Ec2Client ec2();

    /** The id of a fresh instance that runs and is well. */
    String running(Map<String, String> tags);

    /** Lets whatever is under way come to its end. */
    void settle();

    /** The id of a fresh instance without tags. */
    default String running() {
        return running(Map.of());
    }
}
