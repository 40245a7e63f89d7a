package recovery.restart;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;
import recovery.shared.aws.AwsClients;
import recovery.shared.aws.AwsPorts;
import recovery.shared.aws.AwsPower;
import recovery.shared.control.Switch;
import recovery.shared.door.Door;
import recovery.shared.door.Environment;
import recovery.shared.door.Log;
import recovery.shared.door.Ports;

/** The door of restart: nudges, EC2 events of instances in recovery, alarms back to OK, and the tick. */
public final class RestartHandler implements RequestStreamHandler {
    private final RestartFlow flow;

    /** For Lambda. */
    public RestartHandler() {
        this(onAws(new Environment(System.getenv())));
    }

    /** For tests. */
    public RestartHandler(RestartFlow flow) {
        this.flow = flow;
    }

    @Override
    public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
        Door.answer(in, out, context, flow::handle);
    }

    private static RestartFlow onAws(Environment environment) {
        RestartSettings settings = RestartSettings.from(environment);
        var clients = new AwsClients(settings.region());
        var bus = AwsPorts.bus(clients, settings.bus(), "recovery.restart");
        Ports ports = AwsPorts.create(clients, settings.stateTable(), settings.journalTable(), bus);
        var power = AwsPower.lookingAtKeys(clients);
        Door.prime(
                AwsPorts::primeWrites,
                () -> ports.store().get(Switch.KEY),
                () -> ports.ec2().optedIn(Optional.empty()),
                () -> ports.alarms().alarm("of-no-name"),
                power::prime,
                bus::prime);
        return new RestartFlow(ports, power, settings, new Log("restart", ports.clock(), System.out::println));
    }
}
