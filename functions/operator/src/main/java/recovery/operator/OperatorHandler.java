package recovery.operator;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import recovery.shared.aws.AwsClients;
import recovery.shared.aws.AwsPorts;
import recovery.shared.control.Switch;
import recovery.shared.door.Door;
import recovery.shared.door.Environment;
import recovery.shared.door.Log;
import recovery.shared.plan.Plans;
import recovery.shared.time.Clock;
import recovery.shared.time.Ids;

/** The people's door: one request in, one answer out, by direct invocation. Whoever may invoke it may switch. */
public final class OperatorHandler implements RequestStreamHandler {
    private final OperatorFlow flow;

    /** For Lambda. */
    public OperatorHandler() {
        this(onAws(new Environment(System.getenv())));
    }

    /** For tests. */
    public OperatorHandler(OperatorFlow flow) {
        this.flow = flow;
    }

    @Override
    public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
        Door.answer(in, out, context, (request, reader, left) -> flow.handle(request));
    }

    private static OperatorFlow onAws(Environment environment) {
        OperatorSettings settings = OperatorSettings.from(environment);
        var clients = new AwsClients(settings.region());
        var bus = AwsPorts.bus(clients, settings.bus(), "recovery.operator");
        var ports = new OperatorPorts(
                AwsPorts.store(clients, settings.stateTable(), settings.journalTable()),
                bus,
                Clock.system(),
                Ids.random());
        Door.prime(AwsPorts::primeWrites, () -> ports.store().get(Switch.KEY), bus::prime);
        return new OperatorFlow(
                ports, Plans.load(settings.plans()), settings, new Log("operator", ports.clock(), System.out::println));
    }
}
