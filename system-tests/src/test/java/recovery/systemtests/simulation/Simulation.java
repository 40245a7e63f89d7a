package recovery.systemtests.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import recovery.shared.bus.BusEvent;
import recovery.shared.control.Switch;
import recovery.shared.ec2.InstanceId;
import recovery.shared.ec2.Power;
import recovery.shared.store.Commit;
import recovery.shared.store.Write;
import recovery.simulator.Ailment;
import recovery.simulator.Ec2Model;
import recovery.simulator.HandClock;
import recovery.simulator.InMemoryStore;
import recovery.simulator.SimulatedAlarms;
import recovery.simulator.SimulatedEc2;
import recovery.simulator.StatusAlarm;
import recovery.simulator.Traits;
import recovery.systemtests.invariant.Broken;
import recovery.systemtests.invariant.Rules;
import recovery.systemtests.invariant.Terms;
import recovery.systemtests.story.Bundle;
import recovery.systemtests.story.Documents;

/**
 * One run: the real functions on a pretend AWS, one thing at a time, in virtual time. What goes on next, what goes wrong
 * and what befalls the machines are {@link Choices}; nothing else decides, so that the same choices are the same run.
 */
final class Simulation {
    /** Lambda tries an asynchronous invocation again after a minute, and after two more. */
    private static final int MOST_RETRIES = 2;

    /** No run has more executions than this: one that does goes in circles. */
    private static final int MOST_EXECUTIONS = 20_000;

    private final Choices choices;
    private final Coverage coverage;
    private final Optional<List<String>> telling;
    private final HandClock clock = HandClock.at("2026-03-01T10:00:00Z");
    private final SimulatedEc2 ec2 = SimulatedEc2.drivenBy(clock);
    private final SimulatedAlarms alarms = SimulatedAlarms.drivenBy(clock, ec2.model());
    private final InMemoryStore store = new InMemoryStore();
    private final ServiceAlarm serviceAlarm;
    private final Weather weather = new Weather();
    private final Rest rest = new Rest(store, clock.now());
    private final Deque<Setting.Planned> deeds;
    private final LeverYard yard;
    private final Post post;
    private final Person person;
    private final List<Execution> ready = new ArrayList<>();
    private final List<Execution> waiting = new ArrayList<>();
    private final Set<String> told = new HashSet<>();
    private final Instant start = clock.now();
    private final Setting setting;
    private final Profile faulty;
    private final Actors actors;
    private final Rules rules;
    private final Log log;
    private final Deployed deployed;
    private Profile profile;
    private long numbers;
    private long executions;
    private long digest = 17;

    Simulation(Choices choices, Coverage coverage, Optional<List<String>> telling) {
        this(choices, coverage, telling, Setting.drawn(choices), Profile.drawn(choices));
    }

    /** A run of which setting and troubles are given. */
    Simulation(Choices choices, Coverage coverage, Optional<List<String>> telling, Setting setting, Profile troubles) {
        this.choices = choices;
        this.coverage = coverage;
        this.telling = telling;
        this.setting = setting;
        this.faulty = troubles;
        profile = faulty;
        deployed = new Deployed(setting.bundle());
        deeds = new ArrayDeque<>(setting.deeds());
        placeMachines();
        serviceAlarm = new ServiceAlarm(alarms, coverage);
        yard = new LeverYard(ec2.model(), clock, setting.machines());
        var terms = new Terms(
                deployed.attemptsPerHour(),
                setting.machines().size(),
                faulty.skew(),
                faulty.staleness(),
                !faulty.hostileClocks());
        log = new Log(coverage);
        rules = new Rules(store, ec2.model(), alarms, yard.site(), terms, coverage::edge);
        post = new Post(this);
        person = new Person(this, setting.machines().getFirst());
        actors = new Actors(this);
        furnish();
    }

    static String alarm(InstanceId id) {
        return "recovery-web-host-" + id;
    }

    private void placeMachines() {
        char zone = 'a';
        for (InstanceId id : setting.machines()) {
            ec2.model().add(id, Traits.inZone("eu-west-1" + zone).tagged("recovery:plan", "web"));
            alarms.define(StatusAlarm.on(alarm(id), id, Ailment.Part.SYSTEM));
            zone = zone == 'c' ? 'a' : (char) (zone + 1);
        }
    }

    private void furnish() {
        ec2.model().onChange(changed -> {
            rest.moved(clock.now());
            var event = Documents.stateChanged(changed.id(), changed.state(), changed.at());
            tell(() -> changed.id() + " is " + changed.state().wireName());
            send(Bundle.Function.DETECTION, event);
            send(Bundle.Function.RESTART, event);
            send(Bundle.Function.FAILOVER, event);
        });
        alarms.onChange(changed -> {
            rest.moved(clock.now());
            tell(() -> changed.now().name() + " is " + changed.now().state());
            var met = post.send(Bundle.Function.DETECTION, Documents.alarmAction(changed.now()));
            serviceAlarm.announced(changed.now(), met);
            send(Bundle.Function.RESTART, Documents.alarmChanged(changed.now()));
        });
        var first = new Switch(setting.mode(), "a person", "the run begins", Optional.of(start), 1);
        store.commit(List.of(new Write.Put(first.item("person"))));
        rules.sample();
    }

    /** Each call of a function goes by its policy first. */
    void behind(Policies policies) {
        deployed.behind(policies);
    }

    // --- the two ways of running ---

    /** Lets things go wrong for as long as the setting says, or until nothing is left to do. */
    void runFaulty() {
        tell(() -> "the plan: " + deployed.plan());
        run(start.plus(setting.faulty()), rest::at);
    }

    /** Goes on for so long as things are. */
    void runOn(Duration span) {
        run(clock.now().plus(span), now -> false);
    }

    /** Ends the troubles, repairs the world, and lets it run on well, or until nothing is left to do. */
    void runRepaired(Duration span) {
        tell(() -> "--- from here on nothing goes wrong any more ---");
        profile = Profile.calm();
        deeds.clear();
        actors.repair(setting.machines());
        person.comes();
        rest.moved(clock.now());
        run(clock.now().plus(span), rest::at);
    }

    /** Ends what still stands somewhere, so that no thread is left. */
    void end() {
        Stream.concat(ready.stream(), waiting.stream()).forEach(Execution::abandon);
    }

    private void run(Instant end, Predicate<Instant> ended) {
        while (true) {
            begin();
            if (ready.isEmpty()) {
                Instant next = nextMoment();
                if (next.isAfter(end) || (isIdle(end) && ended.test(clock.now()))) {
                    return;
                }
                clock.advanceTo(next);
                act();
                rules.sample();
                wake();
            } else {
                goOn(ready.remove(
                        ready.size() > 1 && profile.on(Trouble.INTERLEAVED) ? choices.below(ready.size()) : 0));
            }
        }
    }

    /** Whether nothing is planned, under way or out of order before this time. */
    private boolean isIdle(Instant end) {
        return deeds.isEmpty() && waiting.isEmpty() && !post.hasEvents(end) && weather.isFair(clock.now());
    }

    /** The next moment at which something is due. */
    private Instant nextMoment() {
        Instant next = earlier(
                post.next(),
                deeds.isEmpty() ? Instant.MAX : start.plus(deeds.getFirst().after()));
        for (Execution one : waiting) {
            next = earlier(next, one.wakes);
        }
        next = earlier(next, ec2.model().nextChange().orElse(Instant.MAX));
        return earlier(next, alarms.nextChange().orElse(Instant.MAX));
    }

    private static Instant earlier(Instant one, Instant other) {
        return other.isBefore(one) ? other : one;
    }

    private void act() {
        while (!deeds.isEmpty() && !start.plus(deeds.getFirst().after()).isAfter(clock.now())) {
            carryOut(deeds.removeFirst());
        }
        post.ticks(profile.sweepless());
    }

    private void carryOut(Setting.Planned planned) {
        coverage.deed(planned.deed());
        tell(() -> "the world: " + planned.deed() + " on " + planned.machine());
        actors.carryOut(planned.deed(), planned.machine());
    }

    /** Lets the next thing that the world would do happen at once. False if there is none. */
    boolean hurries() {
        if (deeds.isEmpty()) {
            return false;
        }
        carryOut(deeds.removeFirst());
        rules.sample();
        return true;
    }

    /** People, or the world, will do this in a while. */
    void later(Duration after, Deed deed, InstanceId machine) {
        var planned = new Setting.Planned(Duration.between(start, clock.now()).plus(after), deed, machine);
        List<Setting.Planned> all = new ArrayList<>(deeds);
        all.add(planned);
        all.sort(Comparator.comparing(Setting.Planned::after));
        deeds.clear();
        deeds.addAll(all);
    }

    private void wake() {
        for (int at = 0; at < waiting.size(); ) {
            if (waiting.get(at).wakes.isAfter(clock.now())) {
                at++;
            } else {
                ready.add(waiting.remove(at));
            }
        }
    }

    // --- what functions and people are told ---

    /** Sends a document to a function. */
    void send(Bundle.Function function, Map<String, Object> document) {
        post.send(function, document);
    }

    /** What the bus took: nudges go to their function, notices to people. */
    void route(BusEvent event) {
        if (event.detail().get("text") instanceof String text) {
            told.add(text);
            tell(() -> "people are told: " + text);
            person.hears(text);
            return;
        }
        post.route(event);
    }

    // --- executions ---

    private void begin() {
        while (post.hasDue()) {
            Delivery delivery = post.due().orElseThrow();
            Duration offset = drawn(Trouble.SKEWED_CLOCK).isPresent() ? skew() : Duration.ZERO;
            ready.add(new Execution(delivery, clock, offset, self -> invoke(delivery, self)));
            if (++executions > MOST_EXECUTIONS) {
                throw new IllegalStateException("more than " + MOST_EXECUTIONS + " executions");
            }
        }
    }

    private Duration skew() {
        return profile.hostileClocks()
                ? Duration.ofSeconds(choices.oneOf(120, -120, 60, -60))
                : Duration.ofSeconds(choices.oneOf(5, -5, 2, -2));
    }

    private Map<String, Object> invoke(Delivery delivery, Execution self) {
        var gate = new Gate(this, self);
        return deployed.invoke(delivery, gate, new LeverGate(this, self, gate), log::line);
    }

    private void goOn(Execution one) {
        one.goOn();
        if (!one.over()) {
            (one.wakes.isAfter(clock.now()) ? waiting : ready).add(one);
            return;
        }
        one.answer().ifPresent(answer -> {
            log.answered(one.delivery.function(), answer);
            if (!one.delivery.tick()) {
                tell(() -> one.delivery.inWords() + ": " + answer.getOrDefault("reason", answer.get("answer")));
            }
        });
        one.failure().ifPresent(failure -> failed(one, failure));
        log.raise();
    }

    private void failed(Execution one, Throwable failure) {
        if (failure instanceof Broken broken) {
            throw broken;
        }
        log.threw(one.delivery.function(), failure);
        tell(() -> one.delivery.inWords() + " failed: " + failure.getMessage());
        boolean again = one.delivery.function() != Bundle.Function.OPERATOR
                && one.delivery.tries() < MOST_RETRIES
                && drawn(Trouble.NOT_RETRIED).isEmpty();
        if (again) {
            var after = Duration.ofMinutes(1L + one.delivery.tries());
            post.put(after, one.delivery.function(), one.delivery.document(), one.delivery.tries() + 1);
        }
    }

    // --- what gates and actors ask for ---

    /** Which of these troubles comes up now; with one draw, and with none if all are off. */
    Optional<Trouble> drawn(Trouble... troubles) {
        int sum = 0;
        for (Trouble trouble : troubles) {
            sum += profile.perMille(trouble);
        }
        if (sum == 0) {
            return Optional.empty();
        }
        int drawn = Math.max(1000, 2 * sum) - 1 - choices.below(Math.max(1000, 2 * sum));
        for (Trouble trouble : troubles) {
            drawn -= profile.perMille(trouble);
            if (drawn < 0) {
                coverage.trouble(trouble);
                return Optional.of(trouble);
            }
        }
        return Optional.empty();
    }

    /** A deployment with another plan: what is open goes on by its own. */
    void redeploys() {
        deployed.drawn(choices, setting.machines());
        tell(() -> "the plan: " + deployed.plan());
    }

    void committed(Execution self, List<Write> writes, Commit commit) {
        digest = 31 * digest + writes.size() + commit.getClass().getSimpleName().hashCode();
        digest = 31 * digest + self.delivery.number();
        for (Write write : writes) {
            if (write instanceof Write.Append(var row)) {
                rest.moved(clock.now());
                tell(() -> self.delivery.function().wireName() + " writes about " + row.target() + ": " + row.kind()
                        + " " + row.sentence() + " -> " + commit.getClass().getSimpleName());
                digest = 31 * digest + row.sentence().hashCode();
            }
        }
    }

    boolean othersWait() {
        return !ready.isEmpty() || post.hasDue();
    }

    /** Tells what happened, if anybody listens. */
    void tell(Supplier<String> what) {
        telling.ifPresent(lines -> lines.add(clock.now() + "  " + what.get()));
    }

    String nextId() {
        return "id-" + ++numbers;
    }

    Choices choices() {
        return choices;
    }

    Instant now() {
        return clock.now();
    }

    InMemoryStore store() {
        return store;
    }

    SimulatedEc2 ec2() {
        return ec2;
    }

    Power power() {
        return ec2;
    }

    Ec2Model model() {
        return ec2.model();
    }

    SimulatedAlarms alarms() {
        return alarms;
    }

    ServiceAlarm serviceAlarm() {
        return serviceAlarm;
    }

    LeverYard yard() {
        return yard;
    }

    Weather weather() {
        return weather;
    }

    Rules rules() {
        return rules;
    }

    /** What people were told, word for word. */
    Set<String> told() {
        return told;
    }

    /** A number that two runs share only if they wrote the same things in the same order. */
    long digest() {
        return digest;
    }
}
