package recovery.simulator.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import recovery.shared.json.BadInput;
import recovery.shared.json.Fields;
import recovery.shared.json.Json;
import recovery.simulator.Ec2Error;
import recovery.simulator.Ec2Model;

/** The model behind HTTP, on loopback alone. */
public final class SimulatorServer implements AutoCloseable {
    static final String CONTROL = "/_simulator/";

    private final HttpServer server;
    private final QueryDoor query;
    private final ControlDoor control;
    private final Emitter emitter;

    private SimulatorServer(HttpServer server, Ec2Model model) {
        this.server = server;
        this.query = new QueryDoor(model);
        this.emitter = new Emitter(model);
        this.control = new ControlDoor(model, emitter);
    }

    /** @param port 0 for a free one */
    public static SimulatorServer start(Ec2Model model, int port) throws IOException {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        var simulator = new SimulatorServer(server, model);
        server.createContext("/", simulator::handle);
        // A call that is held keeps its thread until it is released.
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
        return simulator;
    }

    public String endpoint() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Optional<QueryDoor.Answer> answer = answer(exchange);
            if (answer.isPresent()) {
                send(exchange, answer.get());
            }
            // Without an answer the connection just ends, as when a reply is lost.
        }
    }

    /** A failure of our own is answered too: it must not look like a lost reply. */
    private Optional<QueryDoor.Answer> answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        byte[] body = exchange.getRequestBody().readAllBytes();
        try {
            return path.startsWith(CONTROL)
                    ? Optional.of(controlled(path.substring(CONTROL.length()), body))
                    : query.answer(new String(body, StandardCharsets.UTF_8));
        } catch (RuntimeException e) {
            return Optional.of(new QueryDoor.Answer(500, Answers.error(Ec2Error.INTERNAL)));
        }
    }

    private static void send(HttpExchange exchange, QueryDoor.Answer answer) throws IOException {
        byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(answer.status(), body.length);
        exchange.getResponseBody().write(body);
    }

    private QueryDoor.Answer controlled(String verb, byte[] body) {
        try {
            Fields request = Fields.of(body.length == 0 ? Map.of() : Json.read(body));
            return json(200, control.answer(verb, request));
        } catch (BadInput | DateTimeException | IllegalArgumentException | IllegalStateException e) {
            return json(400, Map.of("error", String.valueOf(e.getMessage())));
        }
    }

    private static QueryDoor.Answer json(int status, Map<String, Object> document) {
        return new QueryDoor.Answer(status, Json.write(document));
    }

    @Override
    public void close() {
        emitter.close();
        server.stop(0);
    }
}
