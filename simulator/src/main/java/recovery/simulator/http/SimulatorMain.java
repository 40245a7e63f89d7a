package recovery.simulator.http;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import recovery.shared.json.Json;
import recovery.shared.time.Clock;
import recovery.simulator.Ec2Model;
import recovery.simulator.Timings;

/**
 * The simulated EC2 as a process. It prints one JSON line when it is ready, and ends when its standard input does,
 * unless it read the line {@code keep} from there.
 */
public final class SimulatorMain {
    private SimulatorMain() {}

    /** Takes the port; none or 0 for a free one. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        int port = arguments.length == 0 ? 0 : Integer.parseInt(arguments[0]);
        var model = new Ec2Model(Clock.system(), Timings.realistic());
        SimulatorServer server = SimulatorServer.start(model, port);
        System.out.println(Json.write(Map.of(
                "endpoint", server.endpoint(), "pid", ProcessHandle.current().pid())));
        var input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        String line = input.readLine();
        while (line != null && !line.equals("keep")) {
            line = input.readLine();
        }
        if (line != null) {
            Thread.currentThread().join(); // kept: until somebody ends this process
        }
        server.close();
        System.exit(0);
    }
}
