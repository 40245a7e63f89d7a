package recovery.detection;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;
import recovery.shared.aws.AwsClients;
import recovery.shared.aws.AwsPorts;
import recovery.shared.control.Switch;
import recovery.shared.door.Door;
import recovery.shared.door.Environment;
import recovery.shared.door.Log;
import recovery.shared.door.Ports;
import recovery.shared.plan.Plans;

/** The door of detection: alarms, EC2 and Health events, and the tick. */
public final class DetectionHandler implements RequestStreamHandler {
    private final DetectionFlow flow;

    /** For Lambda. */
    public DetectionHandler() {
        this(onAws(new Environment(System.getenv())));
    }

    /** For tests. */
    public DetectionHandler(DetectionFlow flow) {
        this.flow = flow;
    }

    @Override
    public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
        Door.answer(in, out, context, flow::handle);
    }

    private static DetectionFlow onAws(Environment environment) {
        DetectionSettings settings = DetectionSettings.from(environment);
        var clients = new AwsClients(environment.text("AWS_REGION"));
        var bus = AwsPorts.bus(clients, settings.bus(), "recovery.detection");
        Ports ports = AwsPorts.create(clients, settings.stateTable(), settings.journalTable(), bus);
        Door.prime(
                AwsPorts::primeWrites,
                () -> ports.store().get(Switch.KEY),
                () -> ports.ec2().optedIn(Optional.empty()),
                () -> ports.alarms().ringing(settings.alarmPrefix(), Optional.empty()),
                bus::prime);
        return new DetectionFlow(
                ports,
                Plans.load(settings.plans()),
                settings,
                new Log("detection", ports.clock(), System.out::println));
    }
}
