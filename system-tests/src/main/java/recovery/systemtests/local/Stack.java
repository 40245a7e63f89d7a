package recovery.systemtests.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.StackResource;

/** One stack, deployed by the real `sam deploy`. */
public final class Stack {
    private static final long PATIENCE_SECONDS = 240;

    private final Map<String, String> physical = new HashMap<>();

    private Stack(List<StackResource> resources) {
        resources.forEach(resource -> physical.put(resource.logicalResourceId(), resource.physicalResourceId()));
    }

    /** Deploys a template; the whole output of SAM is in the run's folder. */
    static Stack deploy(
            Workplace place, LocalStack localStack, String name, Path template, Map<String, String> parameters) {
        var command = new ArrayList<>(List.of(
                place.tools().resolve("sam/bin/sam").toString(),
                "deploy",
                "--stack-name",
                name,
                "--template-file",
                template.toString(),
                "--capabilities",
                "CAPABILITY_IAM",
                "--resolve-s3",
                "--no-confirm-changeset",
                "--no-progressbar"));
        if (!parameters.isEmpty()) {
            command.add("--parameter-overrides");
            parameters.forEach((key, value) -> command.add(key + "=" + value));
        }
        run(command, place, localStack, place.run().resolve("deploy-" + name + ".log"));
        try (CloudFormationClient cloudFormation =
                new Clients(localStack.endpoint(), localStack.region(), localStack.account()).cloudFormation()) {
            return new Stack(cloudFormation
                    .describeStackResources(request -> request.stackName(name))
                    .stackResources());
        }
    }

    private static void run(List<String> command, Workplace place, LocalStack localStack, Path log) {
        var builder = new ProcessBuilder(command)
                .directory(place.run().toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        Map<String, String> environment = builder.environment();
        Surroundings.withoutTraps(environment);
        environment.put("AWS_ENDPOINT_URL", localStack.endpoint());
        environment.put("AWS_ACCESS_KEY_ID", localStack.account());
        environment.put("AWS_SECRET_ACCESS_KEY", "test");
        environment.put("AWS_DEFAULT_REGION", localStack.region());
        environment.put("SAM_CLI_TELEMETRY", "0");
        environment.put("SAM_CLI_POLL_DELAY", "1");
        try {
            Process process = builder.start();
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IllegalStateException("sam deploy did not end in time; see " + log);
            }
            if (process.exitValue() != 0) {
                throw new IllegalStateException("sam deploy failed:\n" + Files.readString(log));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while deploying", e);
        }
    }

    /** The name or id that a resource of the template got. */
    public String physical(String logical) {
        String id = physical.get(logical);
        if (id == null) {
            throw new IllegalArgumentException("the stack has no " + logical + ": " + physical.keySet());
        }
        return id;
    }
}
