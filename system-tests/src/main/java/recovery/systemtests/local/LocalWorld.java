package recovery.systemtests.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import recovery.shared.aws.DynamoStore;
import recovery.shared.ec2.InstanceId;
import recovery.shared.json.Fields;
import recovery.shared.json.Json;
import recovery.shared.plan.Plan;
import recovery.shared.store.Store;
import recovery.simulator.http.SimulatorClient;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;

/**
 * The whole product on this machine: LocalStack, the simulated EC2, and the real template deployed by the real
 * `sam deploy`. It ends with us, unless it is told to stay.
 */
public final class LocalWorld implements AutoCloseable {
    /** Short, so that a story takes minutes; on AWS each takes about ten times as long. */
    private static final Map<String, Object> TIMINGS = Map.of(
            "PENDING", "PT3S", "STOPPING", "PT5S", "HARD_STOP", "PT3S", "INITIALIZING", "PT8S", "NOTICING", "PT2S");

    private final Workplace place;
    private final Child simulatorProcess;
    private final SimulatorClient simulator;
    private final LocalStack localStack;
    private final Clients clients;
    private final Stack bundle;

    private LocalWorld(Workplace place, Consumer<String> progress) {
        this.place = place;
        progress.accept("starting the simulated EC2");
        simulatorProcess = Child.begin(
                List.of(Child.java(), "-Xmx256m", "-cp", Child.classPath(), "recovery.simulator.http.SimulatorMain"),
                place.run().resolve("simulator.log"));
        String ec2 = simulatorProcess.ready().text("endpoint");
        simulator = new SimulatorClient(ec2);
        simulator.timings(TIMINGS);
        progress.accept("starting LocalStack");
        localStack = LocalStack.start(place, Map.of("AWS_ENDPOINT_URL_EC2", ec2));
        clients = new Clients(localStack.endpoint(), localStack.region(), localStack.account());
        simulator.emitTo(localStack.endpoint(), localStack.region(), localStack.account());
        progress.accept("deploying template.yaml with sam deploy");
        bundle = Stack.deploy(
                place, localStack, "automated-recovery", place.builtTemplate(), Map.of("DeletionProtection", "false"));
    }

    /** Brings everything up; {@code progress} is told of each long step. */
    public static LocalWorld start(String name, Consumer<String> progress) {
        return new LocalWorld(Workplace.of(name), progress);
    }

    /** Deploys the example workload for a plan; its instances move to the simulated EC2. */
    public Stack deployWorkload(String plan) {
        return deployWorkloads(List.of(plan)).getFirst();
    }

    /** Deploys the example workload for each plan, all of them at once: SAM mostly waits. */
    public List<Stack> deployWorkloads(List<String> plans) {
        try (ExecutorService eachAlone = Executors.newVirtualThreadPerTaskExecutor()) {
            var deploying = plans.stream()
                    .map(plan -> CompletableFuture.supplyAsync(() -> workload(plan), eachAlone))
                    .toList();
            List<Stack> workloads =
                    deploying.stream().map(CompletableFuture::join).toList();
            simulator.adopt();
            return workloads;
        }
    }

    private Stack workload(String plan) {
        Path template = place.root().resolve("examples/workload.yaml");
        var parameters = new HashMap<>(Map.of("Plan", plan, "Period", "10"));
        parameters.put("DetectionFunctionArn", functionArn("DetectionFunction"));
        return Stack.deploy(place, localStack, "workload-" + plan, template, parameters);
    }

    /** Lays out a primary and a standby with all that the failover of a deployed plan names. */
    public Pair layOut(String plan) {
        return new Pair(this, deployedPlan(plan));
    }

    /** A plan as the deployed bundle has it, with every default. */
    public Plan deployedPlan(String name) {
        Path packed = place.builtTemplate().resolveSibling("DetectionFunction/plans/" + name + ".json");
        try {
            return Plan.of(Json.read(Files.readAllBytes(packed)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** From now on somebody gets every notice of the bundle. */
    public Pager pager() {
        return new Pager(clients, bundle.physical("Notices"));
    }

    /** Lets detection look around now instead of at its next tick, so that it knows what was just deployed. */
    public void sweep() {
        invoke("DetectionFunction", Map.of("tick", "sweep"));
    }

    public String functionArn(String logical) {
        return "arn:aws:lambda:" + localStack.region() + ":" + localStack.account() + ":function:"
                + bundle.physical(logical);
    }

    /** The processes that run a function now; the executor keeps a file for each as long as it lives. */
    public List<Long> functionPids(String logical) {
        String name = bundle.physical(logical) + "-";
        try (var files = Files.list(place.run().resolve("functions"))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(file -> file.startsWith(name) && file.endsWith(".pid"))
                    .map(file -> Long.parseLong(file.substring(name.length(), file.length() - ".pid".length())))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a function's processes have written so far. */
    public List<String> functionLogs(String logical) {
        String name = bundle.physical(logical) + "-";
        var lines = new ArrayList<String>();
        try (var files = Files.list(place.run().resolve("functions"))) {
            for (Path file : files.sorted().toList()) {
                String fileName = file.getFileName().toString();
                if (fileName.startsWith(name) && fileName.endsWith(".log")) {
                    lines.addAll(Files.readAllLines(file));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return lines;
    }

    public SimulatorClient simulator() {
        return simulator;
    }

    public LocalStack localStack() {
        return localStack;
    }

    public Workplace place() {
        return place;
    }

    /** The two tables, read as the bundle reads them. */
    public Store store() {
        return new DynamoStore(clients.dynamoDb(), bundle.physical("StateTable"), bundle.physical("JournalTable"));
    }

    /** Clients to LocalStack. */
    Clients clients() {
        return clients;
    }

    /** A client to the simulated EC2, as anybody has one. */
    Ec2Client ec2() {
        return new Clients(simulatorProcess.ready().text("endpoint"), localStack.region(), localStack.account()).ec2();
    }

    public CloudWatchClient cloudWatch() {
        return clients.cloudWatch();
    }

    /** Invokes a deployed function and waits for its answer. */
    public Fields invoke(String logical, Map<String, Object> document) {
        return Fields.of(Json.readOurs(deliver(logical, Json.write(document)).text()));
    }

    /**
     * What a function answered.
     *
     * @param failed whether the text says why the function failed
     */
    public record Answer(String text, boolean failed) {}

    /** Hands a text to a deployed function as it is, be it JSON or not, and waits for its answer. */
    public Answer deliver(String logical, String event) {
        try (LambdaClient lambda = clients.lambda()) {
            InvokeResponse answer = lambda.invoke(
                    request -> request.functionName(bundle.physical(logical)).payload(SdkBytes.fromUtf8String(event)));
            return new Answer(answer.payload().asUtf8String(), answer.functionError() != null);
        }
    }

    /** Asks the operator function as a person. */
    public Fields ask(Map<String, Object> request) {
        return invoke("OperatorFunction", request);
    }

    /** The instance under a logical id of a workload. */
    public static InstanceId instance(Stack workload, String logical) {
        return new InstanceId(workload.physical(logical));
    }

    /** Leaves everything up. What is needed to use it and to end it goes to `.run/kept.json`. */
    public Map<String, Object> stay() {
        localStack.stay();
        simulatorProcess.stay();
        return Map.of(
                "at", Instant.now().toString(),
                "run", place.run().toString(),
                "endpoint", localStack.endpoint(),
                "account", localStack.account(),
                "region", localStack.region(),
                "simulator", simulatorProcess.ready().text("endpoint"),
                "operator", bundle.physical("OperatorFunction"),
                "journal", bundle.physical("JournalTable"),
                "pids", List.of(localStack.pid(), simulatorProcess.pid()));
    }

    @Override
    public void close() {
        localStack.close();
        simulatorProcess.close();
    }
}
