package recovery.systemtests.point;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import recovery.shared.alarm.Alarm;
import recovery.shared.ec2.Checks;
import recovery.shared.ec2.Instance;
import recovery.shared.ec2.InstanceId;
import recovery.shared.look.Look;
import recovery.shared.store.Commit;
import recovery.shared.store.Write;
import recovery.systemtests.invariant.Caller;
import recovery.systemtests.invariant.Rules;
import recovery.systemtests.invariant.Site;
import recovery.systemtests.invariant.Terms;
import recovery.systemtests.story.Bundle.Function;
import recovery.systemtests.story.World;

/** Holds what the functions write and send against the invariants, and each request against its note. */
final class Judge {
    private final World world;
    private final Rules rules;
    private final Requests requests;
    private final List<String> problems = new ArrayList<>();
    private Set<String> drawn = new HashSet<>();
    private Caller caller;

    Judge(World world) {
        this.world = world;
        this.requests = new Requests(world, problems);
        this.rules = new Rules(
                world.store,
                world.model,
                world.alarms,
                new Site(() -> world.site.levers("truth"), (step, since) -> false),
                new Terms(10, world.model.instances().size(), Duration.ZERO, Duration.ZERO, true),
                edge -> {});
        this.caller = caller("nobody");
        moved();
    }

    private Caller caller(String function) {
        return new Caller(function, world.clock.now(), Optional.empty());
    }

    void begins(Function function) {
        drawn = new HashSet<>();
        caller = caller(function.wireName());
    }

    void drew(String id) {
        drawn.add(id);
        caller.drew(id);
    }

    void moved() {
        rules.sample();
    }

    /** Carries a call out, unless a rule is broken by it. */
    @SuppressWarnings("unchecked")
    Object at(String call, List<Object> arguments, Callable<Object> carryOut) throws Exception {
        return switch (call) {
            case "Store.commit" -> {
                caller.commits(world.clock.uptime());
                yield rules.commit(caller, (List<Write>) arguments.getFirst(), () -> (Commit) plain(carryOut));
            }
            case "Power.stop" -> power("STOP", (InstanceId) arguments.getFirst(), carryOut);
            case "Power.start" -> power("START", (InstanceId) arguments.getFirst(), carryOut);
            default -> {
                if (call.startsWith("Bus.") || !Effect.is(call)) {
                    yield carryOut.call();
                }
                requests.lever(call, drawn);
                yield rules.move(caller, Duration.ZERO, () -> plain(carryOut));
            }
        };
    }

    private Object power(String act, InstanceId id, Callable<Object> carryOut) {
        requests.power(act, id, drawn);
        return rules.send(caller, act, id, Duration.ZERO, () -> plain(carryOut));
    }

    private static Object plain(Callable<Object> carryOut) {
        try {
            return carryOut.call();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("no port throws this", e);
        }
    }

    /** What an execution was shown. */
    @SuppressWarnings("unchecked")
    void heard(String call, List<Object> arguments, Object answer) {
        switch (call) {
            case "Ec2.instance" -> caller.saw((InstanceId) arguments.getFirst(), (Look<Instance>) answer);
            case "Ec2.checks" -> {
                if (arguments.getFirst() instanceof InstanceId id) {
                    Look<Checks> look = (Look<Checks>) answer;
                    caller.sawChecks(
                            Set.of(id),
                            look.seen()
                                    .<Look<Map<InstanceId, Checks>>>map(seen -> new Look.Seen<>(Map.of(id, seen)))
                                    .orElseGet(() -> new Look.Unreadable<>(look.why())));
                } else {
                    caller.sawChecks((Set<InstanceId>) arguments.getFirst(), (Look<Map<InstanceId, Checks>>) answer);
                }
            }
            case "Alarms.alarm" -> caller.sawAlarm((String) arguments.getFirst(), (Look<Alarm>) answer);
            default -> {}
        }
    }

    List<String> problems() {
        return problems;
    }
}
