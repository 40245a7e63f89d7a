package recovery.systemtests.point;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import recovery.shared.ec2.InstanceId;
import recovery.shared.ec2.InstanceState;
import recovery.shared.record.Intent;
import recovery.shared.record.Recovery;
import recovery.simulator.SimulatedInstance;
import recovery.systemtests.story.World;

/** Each request has its note, by the execution that sends it, and is the only one for it. Levers move behind a fence. */
final class Requests {
    private static final String PARTITION = "recovery#";

    private final World world;
    private final List<String> problems;
    private final Set<String> sent = new HashSet<>();

    Requests(World world, List<String> problems) {
        this.world = world;
        this.problems = problems;
    }

    void power(String act, InstanceId id, Set<String> drawn) {
        noted(act + " " + id, drawn, intent -> intent.act().name().equals(act));
    }

    void lever(String call, Set<String> drawn) {
        noted(call, drawn, intent -> intent.step().isPresent())
                .filter(recovery -> recovery.unsettled().orElseThrow().act() == Intent.Act.APPLY)
                .map(recovery -> recovery.sides().from())
                .filter(side -> !down(side))
                .ifPresent(side -> problems.add("fence: " + call + " while " + side + " may still write"));
    }

    private boolean down(InstanceId side) {
        return world.model
                .instance(side)
                .map(SimulatedInstance::state)
                .filter(state -> !state.gone() && state != InstanceState.STOPPED)
                .isEmpty();
    }

    private interface Fits {
        boolean to(Intent intent);
    }

    private Optional<Recovery> noted(String request, Set<String> drawn, Fits fits) {
        Optional<Recovery> noted = world.store.all().stream()
                .filter(item -> item.key().partition().startsWith(PARTITION))
                .flatMap(item ->
                        Recovery.read(world.store, item.key().partition().substring(PARTITION.length())).stream())
                .filter(recovery -> recovery.unsettled()
                        .filter(intent -> intent.state() == Intent.State.WRITTEN)
                        .filter(intent -> drawn.contains(intent.writer()))
                        .filter(fits::to)
                        .isPresent())
                .findFirst();
        if (noted.isEmpty()) {
            problems.add("S4: " + request + " without a note of this execution");
        } else if (!sent.add(noted.get().unsettled().orElseThrow().id())) {
            problems.add("S3: " + request + " again for one note");
        }
        return noted;
    }
}
