package recovery.systemtests.point;

import static recovery.systemtests.story.World.PRIMARY;
import static recovery.systemtests.story.World.STANDBY;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import recovery.shared.ec2.InstanceId;
import recovery.shared.ec2.InstanceState;
import recovery.shared.record.Outcome;
import recovery.shared.record.Recovery;
import recovery.shared.record.Target;
import recovery.systemtests.story.World;

/**
 * How a story must end, whatever goes wrong at one or two of its calls.
 *
 * @param target whose newest recovery is looked at
 * @param outcomes what it may end in; none if there must be no recovery at all
 * @param state of the target's machine, or of the primary
 * @param touched the machines to which anything may be sent
 * @param levers where the levers stand; empty if there are none
 * @param freed the machines that nobody claims any more; but for the first one they run
 */
record Ending(
        Target target,
        Set<Outcome> outcomes,
        InstanceState state,
        Set<InstanceId> touched,
        Optional<Side> levers,
        Set<InstanceId> freed) {
    /** A side of a service, or for each lever one of the two, with a person who was given the commands. */
    enum Side {
        HOME,
        AWAY,
        EITHER
    }

    static Ending of(InstanceId id, Outcome... outcomes) {
        return new Ending(
                new Target.OfInstance(id),
                Set.of(outcomes),
                InstanceState.RUNNING,
                Set.of(id),
                Optional.empty(),
                Set.of(id));
    }

    Ending state(InstanceState other) {
        return new Ending(target, outcomes, other, touched, levers, freed);
    }

    Ending touching(InstanceId... machines) {
        return new Ending(target, outcomes, state, Set.of(machines), levers, freed);
    }

    Ending of(Target other) {
        return new Ending(other, outcomes, state, touched, levers, freed);
    }

    Ending levers(Side side) {
        return new Ending(target, outcomes, state, touched, Optional.of(side), freed);
    }

    Ending freeing(InstanceId... machines) {
        return new Ending(target, outcomes, state, touched, levers, Set.of(machines));
    }

    List<String> problems(World world) {
        var problems = new ArrayList<String>();
        Optional<Recovery> recovery = world.recoveryOf(target);
        Optional<Outcome> outcome = recovery.flatMap(Recovery::closing).map(Recovery.Closing::outcome);
        boolean asTold = outcomes.isEmpty()
                ? recovery.isEmpty()
                : outcome.filter(outcomes::contains).isPresent();
        if (!asTold) {
            problems.add(
                    "L1: it ended " + outcome + " in " + recovery.map(Recovery::stage) + ", and not in " + outcomes);
        }
        InstanceState found = world.state(PRIMARY);
        if (found != state) {
            problems.add("S11: the machine is " + found + ", and not " + state);
        }
        world.touched().stream()
                .filter(id -> !touched.contains(id))
                .forEach(id -> problems.add("S5: " + id + " was touched"));
        freed.stream()
                .filter(id -> world.target(id).claim().isPresent())
                .forEach(id -> problems.add("L4: " + id + " is still claimed"));
        freed.stream()
                .filter(id -> !id.equals(PRIMARY) && world.state(id) != InstanceState.RUNNING)
                .forEach(id -> problems.add("S11: " + id + " is " + world.state(id)));
        levers.filter(side -> !stand(world, side))
                .ifPresent(side -> problems.add("levers: not " + side + ": " + world.site.inWords()));
        return problems;
    }

    private static boolean stand(World world, Side side) {
        return switch (side) {
            case HOME -> world.site.isHome(PRIMARY);
            case AWAY -> world.site.isAway(STANDBY);
            case EITHER -> world.site.isHomeOrAway(PRIMARY, STANDBY);
        };
    }

    /** Whether it took at least as long as its plan gives a step, as whatever ends otherwise than it should must. */
    boolean outlastsAStep(World world) {
        return world.recoveryOf(target)
                .filter(recovery -> recovery.closing()
                        .filter(closing -> !closing.at()
                                .isBefore(recovery.opening()
                                        .at()
                                        .plus(recovery.plan().clocks().step())))
                        .isPresent())
                .isPresent();
    }
}
