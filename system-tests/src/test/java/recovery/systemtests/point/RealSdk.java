package recovery.systemtests.point;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Set;
import recovery.shared.aws.AwsAddresses;
import recovery.shared.aws.AwsClients;
import recovery.shared.aws.AwsEc2;
import recovery.shared.aws.AwsPower;
import recovery.shared.ec2.Ec2;
import recovery.shared.ec2.Power;
import recovery.shared.lever.Addresses;
import recovery.simulator.Action;
import recovery.simulator.Aim;
import recovery.simulator.Fault;
import recovery.systemtests.story.Interruption;
import recovery.systemtests.story.World;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.kms.KmsClient;

/**
 * The product's own clients in place of the ports on EC2, over HTTP to the same simulated EC2. At one of the requests that
 * change something the connection ends without an answer.
 */
final class RealSdk implements Interruption, AutoCloseable {
    private static final Set<String> ACTS = Set.of("stop", "start", "associate", "disassociate");

    private final World world;
    private final int at;
    private final boolean carriedOut;
    private final Ec2Client reading;
    private final Ec2Client acting;
    private int sends;

    /**
     * @param at which request meets it, counted from 1; 0 for none
     * @param carriedOut whether EC2 carries that one out
     */
    RealSdk(World world, int at, boolean carriedOut) {
        this.world = world;
        this.at = at;
        this.carriedOut = carriedOut;
        var clients = new AwsClients("eu-west-1");
        this.reading = clients.ec2();
        this.acting = clients.ec2WithoutRetries();
    }

    /** How often a function asked for something to be sent. */
    int sends() {
        return sends;
    }

    @Override
    public <T> T at(Class<T> port, T real) {
        if (port == Ec2.class) {
            return port.cast(new AwsEc2(reading));
        }
        if (port == Power.class) {
            return counted(port, AwsPower.lookingAtKeys(() -> acting, RealSdk::noKey));
        }
        if (port == Addresses.class) {
            return counted(port, new AwsAddresses(reading, acting));
        }
        return real;
    }

    private static KmsClient noKey() {
        throw new AssertionError("no volume of these stories is encrypted");
    }

    private <T> T counted(Class<T> port, Object adapter) {
        return port.cast(
                Proxy.newProxyInstance(port.getClassLoader(), new Class<?>[] {port}, (proxy, method, given) -> {
                    if (ACTS.contains(method.getName()) && ++sends == at) {
                        var aim = Aim.at(
                                Action.STOP_INSTANCES,
                                Action.START_INSTANCES,
                                Action.ASSOCIATE_ADDRESS,
                                Action.DISASSOCIATE_ADDRESS);
                        world.model.arm(new Fault.LoseReply(carriedOut), aim, 1);
                    }
                    try {
                        return method.invoke(adapter, given);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }

    @Override
    public void close() {
        reading.close();
        acting.close();
    }
}
