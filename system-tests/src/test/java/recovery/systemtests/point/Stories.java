package recovery.systemtests.point;

import static recovery.systemtests.story.TestPlans.setting;
import static recovery.systemtests.story.World.PRIMARY;
import static recovery.systemtests.story.World.STANDBY;
import static recovery.systemtests.story.World.WEB_1;
import static recovery.systemtests.story.World.WEB_2;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import recovery.shared.control.Mode;
import recovery.shared.ec2.InstanceId;
import recovery.shared.ec2.InstanceState;
import recovery.shared.ec2.StopMode;
import recovery.shared.record.Outcome;
import recovery.shared.record.Target;
import recovery.shared.store.Store;
import recovery.simulator.Action;
import recovery.simulator.Ailment;
import recovery.simulator.Aim;
import recovery.simulator.Ec2Error;
import recovery.simulator.Fault;
import recovery.simulator.Happening;
import recovery.systemtests.point.Ending.Side;
import recovery.systemtests.story.Bundle;
import recovery.systemtests.story.World;

/** All stories, the core five first. */
final class Stories {
    private static final Duration LONG = Duration.ofMinutes(90);
    private static final Target SERVICE = new Target.OfService("db");
    private static final Fault DENIED =
            new Fault.Refuse(Ec2Error.bad("UnauthorizedOperation", "You are not authorized."));

    static final List<Story> ALL = List.of(
            core("a broken host", Stories::web, world -> {}, Stories::breaks, Ending.of(WEB_1, Outcome.RECOVERED))
                    .orLate(Ending.of(WEB_1, Outcome.NEEDS_PERSON)),
            core(
                            "an owed Start without capacity",
                            Stories::web,
                            world -> {},
                            Stories::breaksWithoutCapacity,
                            Ending.of(WEB_1, Outcome.RECOVERED))
                    .orLate(Ending.of(WEB_1, Outcome.NEEDS_PERSON)),
            core("a failover", Stories::db, world -> {}, Stories::breaks, away())
                    .orLate(
                            Ending.of(PRIMARY, Outcome.ROLLED_BACK)
                                    .levers(Side.HOME)
                                    .freeing(PRIMARY, STANDBY),
                            Ending.of(PRIMARY, Outcome.NEEDS_PERSON)
                                    .state(InstanceState.STOPPED)
                                    .levers(Side.EITHER)
                                    .freeing()),
            core(
                    "a failover that goes half-way",
                    Stories::db,
                    Stories::refusesTheAddress,
                    Stories::breaks,
                    Ending.of(PRIMARY, Outcome.ROLLED_BACK).levers(Side.HOME).freeing(PRIMARY, STANDBY)),
            core(
                            "a failback",
                            Stories::db,
                            Stories::isAway,
                            Stories::goesHome,
                            Ending.of(PRIMARY, Outcome.FAILED_BACK)
                                    .of(SERVICE)
                                    .touching(PRIMARY, STANDBY)
                                    .levers(Side.HOME)
                                    .freeing(PRIMARY, STANDBY))
                    .orLate(Ending.of(PRIMARY, Outcome.ROLLED_BACK)
                            .of(SERVICE)
                            .touching(PRIMARY, STANDBY)
                            .levers(Side.AWAY)
                            .freeing(STANDBY)),
            story(
                    "a broken host, and every event is lost",
                    Stories::web,
                    world -> world.eventsAreLost = true,
                    Stories::breaks,
                    Ending.of(WEB_1, Outcome.RECOVERED)),
            story(
                    "AWS stops a machine",
                    Stories::web,
                    world -> {},
                    happens(Happening.AWS_STOPS),
                    Ending.of(WEB_1, Outcome.RECOVERED)),
            story(
                    "a restart that does not help",
                    Stories::web,
                    world -> {},
                    Stories::breaksForGood,
                    Ending.of(WEB_1, Outcome.NEEDS_PERSON)),
            story(
                    "a restart that does not help, and a failover after it",
                    instead -> World.serving(instead, setting("ladder", "SYSTEM", List.of("STOP_START")))
                            .mode(Mode.ACT),
                    world -> {},
                    Stories::breaksForGood,
                    away()),
            story(
                    "a fence that hangs",
                    Stories::db,
                    world -> world.model.arm(
                            new Fault.HangStop(Optional.of(StopMode.FORCE), Optional.empty()),
                            Aim.at(Action.STOP_INSTANCES).on(PRIMARY)),
                    Stories::breaks,
                    away()),
            story(
                    "switched off while a Start is owed",
                    Stories::web,
                    world -> {},
                    Stories::breaksAndIsSwitchedOff,
                    Ending.of(WEB_1, Outcome.RECOVERED, Outcome.CANCELLED)),
            story(
                    "a person stops a machine",
                    Stories::web,
                    world -> {},
                    world -> {
                        world.model.happens(WEB_1, Happening.PERSON_STOPS);
                        world.run(Duration.ofMinutes(10));
                    },
                    Ending.of(WEB_1).state(InstanceState.STOPPED).touching()),
            story(
                    "two broken hosts, one after the other",
                    Stories::web,
                    world -> {},
                    Stories::bothBreak,
                    Ending.of(WEB_1, Outcome.RECOVERED).touching(WEB_1, WEB_2)),
            story(
                    "a fresh installation and a broken host",
                    instead -> World.on(instead, UnaryOperator.identity()),
                    world -> {},
                    world -> {
                        world.model.breakHost(WEB_1);
                        world.run(Duration.ofMinutes(10));
                    },
                    Ending.of(WEB_1).touching()));

    private Stories() {}

    private static Story core(
            String name,
            Function<Optional<Store>, World> world,
            Consumer<World> before,
            Consumer<World> course,
            Ending ending) {
        return new Story(name, true, world, before, course, ending, List.of());
    }

    private static Story story(
            String name,
            Function<Optional<Store>, World> world,
            Consumer<World> before,
            Consumer<World> course,
            Ending ending) {
        return new Story(name, false, world, before, course, ending, List.of());
    }

    static List<Story> core() {
        return ALL.stream().filter(Story::core).toList();
    }

    static Story named(String name) {
        return ALL.stream()
                .filter(story -> story.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no story of " + name));
    }

    private static World web(Optional<Store> instead) {
        return World.on(instead, UnaryOperator.identity()).mode(Mode.ACT);
    }

    private static World db(Optional<Store> instead) {
        return World.serving(instead, UnaryOperator.identity()).mode(Mode.ACT);
    }

    /** The standby serves, and the primary, which is fenced, stays claimed. */
    private static Ending away() {
        return Ending.of(PRIMARY, Outcome.FAILED_OVER)
                .state(InstanceState.STOPPED)
                .levers(Side.AWAY)
                .freeing(STANDBY);
    }

    private static void breaks(World world) {
        world.model.breakHost(WEB_1);
        world.runUntilClosed(new Target.OfInstance(WEB_1), LONG);
    }

    private static void breaksForGood(World world) {
        world.model.breaks(WEB_1, Ailment.Part.SYSTEM, Ailment.Cure.NONE);
        world.runUntilClosed(new Target.OfInstance(WEB_1), LONG);
    }

    private static Consumer<World> happens(Happening what) {
        return world -> {
            world.model.happens(WEB_1, what);
            world.runUntilClosed(new Target.OfInstance(WEB_1), LONG);
        };
    }

    private static void breaksWithoutCapacity(World world) {
        world.model.arm(new Fault.NoCapacity(), Aim.at(Action.START_INSTANCES).on(WEB_1));
        world.model.breakHost(WEB_1);
        world.run(Duration.ofMinutes(26));
        world.model.lift(Fault.NoCapacity.class);
        world.runUntilClosed(new Target.OfInstance(WEB_1), LONG);
    }

    private static void refusesTheAddress(World world) {
        world.model.arm(DENIED, Aim.at(Action.ASSOCIATE_ADDRESS));
    }

    private static void isAway(World world) {
        breaks(world);
        world.run(Duration.ofMinutes(10));
        world.model.happens(PRIMARY, Happening.PERSON_STARTS);
        world.run(Duration.ofMinutes(4));
    }

    /** A person asks, and asks again if nothing has come of it. */
    private static void goesHome(World world) {
        Map<String, Object> request =
                Map.of("request", "failback", "plan", "db", "by", "Ann", "reason", "the primary is well");
        for (int tries = 0; tries < 5 && world.recoveryOf(SERVICE).isEmpty(); tries++) {
            world.invoke(Bundle.Function.OPERATOR, request);
            world.run(Duration.ofMinutes(2));
        }
        world.runUntilClosed(SERVICE, LONG);
    }

    private static void breaksAndIsSwitchedOff(World world) {
        world.model.breakHost(WEB_1);
        world.runUntil(LONG, () -> world.state(WEB_1) == InstanceState.STOPPING);
        world.mode(Mode.OFF);
        world.runUntilClosed(new Target.OfInstance(WEB_1), LONG);
    }

    private static void bothBreak(World world) {
        for (InstanceId id : List.of(WEB_1, WEB_2)) {
            world.model.breakHost(id);
        }
        world.runUntilClosed(new Target.OfInstance(WEB_1), LONG);
        world.runUntilClosed(new Target.OfInstance(WEB_2), LONG);
    }
}
