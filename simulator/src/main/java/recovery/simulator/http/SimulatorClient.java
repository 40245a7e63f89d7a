package recovery.simulator.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import recovery.shared.ec2.InstanceId;
import recovery.shared.json.Fields;
import recovery.shared.json.Json;
import recovery.simulator.Action;
import recovery.simulator.Happening;

/** Drives a simulated EC2 that runs as a process of its own. */
public final class SimulatorClient {
    private final HttpClient http = HttpClient.newHttpClient();
    private final String endpoint;

    public SimulatorClient(String endpoint) {
        this.endpoint = endpoint;
    }

    /** From now on its events and metrics go there, and it can adopt the instances that are there. */
    public void emitTo(String receiver, String region, String account) {
        ask("emit-to", Map.of("endpoint", receiver, "region", region, "account", account));
    }

    /** Takes over all instances of the receiver's own EC2 that it does not have yet. */
    public void adopt() {
        ask("adopt", Map.of());
    }

    public void add(InstanceId id, String zone, Map<String, Object> tags) {
        ask("add", Map.of("instance", id.value(), "zone", zone, "tags", tags));
    }

    public void breakHost(InstanceId id) {
        ask("break-host", Map.of("instance", id.value()));
    }

    /** Adds an Elastic IP address that leads to an instance. Answers its allocation. */
    public String addAddress(String ip, InstanceId to) {
        return ask("add-address", Map.of("address", ip, "instance", to.value())).text("allocation");
    }

    /** All Elastic IP addresses: address, allocation, and the instance to which it leads, an empty text for none. */
    public List<Fields> addresses() {
        return ask("addresses", Map.of()).objects("addresses");
    }

    /** The next {@code times} calls of this action, on whatever, meet the fault. */
    public void arm(String fault, Action action, int times) {
        ask("arm", Map.of("fault", fault, "action", action.name(), "times", times));
    }

    /** The next {@code times} calls of this action on this instance meet the fault, such as {@code hold}. */
    public void arm(String fault, Action action, InstanceId id, int times) {
        ask("arm", Map.of("fault", fault, "action", action.name(), "instance", id.value(), "times", times));
    }

    /** The next stop of this instance hangs, whatever its kind, and ends by itself after this time. */
    public void hangStop(InstanceId id, Duration lasting) {
        ask(
                "arm",
                Map.of(
                        "fault",
                        "hang-stop",
                        "action",
                        Action.STOP_INSTANCES.name(),
                        "instance",
                        id.value(),
                        "lasting",
                        lasting.toString(),
                        "times",
                        1));
    }

    /** Something happens to an instance without a call of ours. */
    public void happens(InstanceId id, Happening what) {
        ask("happens", Map.of("instance", id.value(), "what", what.name()));
    }

    /** Carries out the calls that are held. */
    public void release() {
        ask("release", Map.of());
    }

    /** Sets how long things last, by the names of the spans, such as {@code PENDING} to {@code PT3S}. */
    public void timings(Map<String, Object> spans) {
        ask("timings", spans);
    }

    /** Every call that it received, oldest first: at, action, acts, instance, words. */
    public List<Fields> calls() {
        return ask("calls", Map.of()).objects("calls");
    }

    /** The calls on an instance that asked to change it, such as {@code StopInstances}. */
    public List<String> acts(InstanceId id) {
        return calls().stream()
                .filter(call -> call.flag("acts") && call.text("instance").equals(id.value()))
                .map(call -> call.text("action"))
                .toList();
    }

    /** Every change of state of an instance, oldest first: at, instance, state. */
    public List<Fields> changes(InstanceId id) {
        return ask("changes", Map.of()).objects("changes").stream()
                .filter(change -> change.text("instance").equals(id.value()))
                .toList();
    }

    /** All instances: instance, state, launchedAt, zone. */
    public List<Fields> instances() {
        return ask("state", Map.of()).objects("instances");
    }

    private Fields ask(String verb, Map<String, Object> request) {
        var post = HttpRequest.newBuilder(URI.create(endpoint + SimulatorServer.CONTROL + verb))
                .POST(HttpRequest.BodyPublishers.ofString(Json.write(request)))
                .build();
        try {
            HttpResponse<String> answer = http.send(post, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new IllegalStateException("the simulator says: " + answer.body());
            }
            return Fields.of(Json.readOurs(answer.body()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
