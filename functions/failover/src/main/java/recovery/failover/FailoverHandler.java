package recovery.failover;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;
import recovery.failover.step.Steps;
import recovery.shared.aws.AwsClients;
import recovery.shared.aws.AwsLevers;
import recovery.shared.aws.AwsPorts;
import recovery.shared.control.Switch;
import recovery.shared.door.Door;
import recovery.shared.door.Environment;
import recovery.shared.door.Log;
import recovery.shared.door.Ports;

/** The door of failover: nudges, EC2 events of instances in recovery, and the tick. */
public final class FailoverHandler implements RequestStreamHandler {
    private final FailoverFlow flow;

    /** For Lambda. */
    public FailoverHandler() {
        this(onAws(new Environment(System.getenv())));
    }

    /** For tests. */
    public FailoverHandler(FailoverFlow flow) {
        this.flow = flow;
    }

    @Override
    public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
        Door.answer(in, out, context, flow::handle);
    }

    private static FailoverFlow onAws(Environment environment) {
        FailoverSettings settings = FailoverSettings.from(environment);
        var clients = new AwsClients(settings.region());
        var bus = AwsPorts.bus(clients, settings.bus(), "recovery.failover");
        Ports ports = AwsPorts.create(clients, settings.stateTable(), settings.journalTable(), bus);
        var power = AwsPorts.power(clients);
        var steps = Steps.standard(AwsLevers.atFirstUse(clients));
        Door.prime(
                AwsPorts::primeWrites,
                () -> ports.store().get(Switch.KEY),
                () -> ports.ec2().optedIn(Optional.empty()),
                power::prime,
                bus::prime);
        return new FailoverFlow(ports, power, steps, settings, new Log("failover", ports.clock(), System.out::println));
    }
}
