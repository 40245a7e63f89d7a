package recovery.systemtests.point;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import recovery.shared.journal.JournalRow;
import recovery.shared.store.Write;
import recovery.simulator.http.SimulatorServer;
import recovery.systemtests.story.World;

/** A story over the real SDK, with the connection breaking at one of the requests that change something, or at none. */
final class WireTelling {
    /** Without capacity a Start is asked for again and again; the first few stand for all. */
    private static final int MOST = 5;

    private static final String ENDPOINT = "aws.endpointUrl";

    private final Story story;
    private final List<String> problems = new ArrayList<>();
    private int requests;

    WireTelling(Story story) {
        this.story = story;
    }

    /** Tells it undisturbed, and then with each of its first requests being lost, carried out and not. */
    WireTelling tell() {
        requests = told(0, true);
        for (int at = 1; at <= Math.min(requests, MOST); at++) {
            told(at, true);
            told(at, false);
        }
        return this;
    }

    /** How many requests it has undisturbed. */
    int requests() {
        return requests;
    }

    int tellings() {
        return 1 + 2 * Math.min(requests, MOST);
    }

    /** What was wrong, as {@code rule: sentence}. */
    List<String> problems() {
        return problems;
    }

    private int told(int at, boolean carriedOut) {
        World world = story.world().apply(Optional.empty());
        story.before().accept(world);
        int before = received(world);
        try (var server = SimulatorServer.start(world.model, 0)) {
            System.setProperty(ENDPOINT, server.endpoint());
            try (var sdk = new RealSdk(world, at, carriedOut)) {
                story.course().accept(world.interruptedBy(sdk));
                String point = " (" + story + ", request " + at + " lost, "
                        + (carriedOut ? "carried out)" : "not carried out)");
                story.ending().problems(world).forEach(problem -> problems.add(problem + point));
                int received = received(world) - before;
                if (received != sdk.sends()) {
                    problems.add("S3: EC2 received " + received + " requests for " + sdk.sends() + point);
                }
                if (sdk.sends() > notes(world)) {
                    problems.add("S4: " + sdk.sends() + " requests for " + notes(world) + " notes" + point);
                }
                return sdk.sends();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            System.clearProperty(ENDPOINT);
        }
    }

    private static int received(World world) {
        return world.model.log().acts().size();
    }

    /** The notes of requests to EC2: the other levers are not moved over this wire. */
    private static int notes(World world) {
        return (int) world.store.commits().stream()
                .flatMap(List::stream)
                .filter(write -> write instanceof Write.Append(JournalRow row) && toEc2(row))
                .count();
    }

    private static boolean toEc2(JournalRow row) {
        String step = String.valueOf(row.detail().getOrDefault("step", ""));
        return row.kind() == JournalRow.Kind.INTENT && (step.isEmpty() || step.startsWith("elastic-ip"));
    }
}
