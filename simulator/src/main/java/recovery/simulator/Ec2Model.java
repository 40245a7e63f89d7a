package recovery.simulator;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import recovery.shared.ec2.Checks.Check;
import recovery.shared.ec2.Checks.Status;
import recovery.shared.ec2.InstanceId;
import recovery.shared.lever.Addresses;
import recovery.shared.time.Clock;

/**
 * A pretend EC2. Its state is a function of what was asked of it and of the time, so that it is the same in every run
 * under a clock that is moved by hand. All methods may be called from any thread; listeners are told of each change of
 * state once, in order, and may come back with calls of their own.
 */
public final class Ec2Model implements Timeline {
    private final Object lock = new Object();
    private final Clock clock;
    private final Announcer<StateChange> announcer = new Announcer<>();
    private final Fleet fleet = new Fleet(announcer::add);
    private final AddressBook addresses = new AddressBook();
    private final Faults faults = new Faults();
    private final CallLog log = new CallLog();
    private final Queue<Waiting> held = new ArrayDeque<>();
    private Timings timings;

    private record Waiting(Call call, CompletableFuture<Outcome> later) {}

    public Ec2Model(Clock clock, Timings timings) {
        this.clock = clock;
        this.timings = timings;
    }

    /** A model whose changes this clock carries out as it is moved, with timings about as on AWS. */
    public static Ec2Model drivenBy(HandClock clock) {
        var model = new Ec2Model(clock, Timings.realistic());
        clock.drives(model);
        return model;
    }

    /** Receives one call, as either door hands it in. */
    public Outcome perform(Call call) {
        return changing(now -> {
            Outcome outcome = receive(call, now);
            log.add(now, call, outcome.inWords());
            return outcome;
        });
    }

    private Outcome receive(Call call, Instant now) {
        List<SimulatedInstance> named =
                call.ids().stream().flatMap(id -> fleet.now(id).stream()).toList();
        return faults.atTheDoor(call, named)
                .map(fault -> meet(fault, call, now))
                .orElseGet(() -> carryOut(call, now));
    }

    private Outcome meet(Fault.AtTheDoor fault, Call call, Instant now) {
        return switch (fault) {
            case Fault.Refuse(var error) -> new Outcome.Refused(error);
            case Fault.LoseReply(boolean carriedOut) -> new Outcome.Lost(carriedOut && isDone(call, now));
            case Fault.KillCaller(boolean carriedOut) -> new Outcome.Killed(carriedOut && isDone(call, now));
            case Fault.Hold hold -> hold(call);
        };
    }

    private Outcome carryOut(Call call, Instant now) {
        return call.action().onAddresses()
                ? new AddressDesk(addresses, fleet).carryOut(call)
                : new Desk(fleet, faults, timings, now).carryOut(call);
    }

    /** Carries out a call whose answer nobody will see; what EC2 refuses is not done. */
    private boolean isDone(Call call, Instant now) {
        return !(carryOut(call, now) instanceof Outcome.Refused);
    }

    private Outcome hold(Call call) {
        var later = new CompletableFuture<Outcome>();
        held.add(new Waiting(call, later));
        return new Outcome.Held(later);
    }

    /** Carries out all calls that are held, in the order in which they came. Says how many there were. */
    public int release() {
        var done = new ArrayList<Runnable>();
        int released = changing(now -> {
            for (Waiting waiting : held) {
                Outcome outcome = carryOut(waiting.call(), now);
                log.add(now, waiting.call(), "released: " + outcome.inWords());
                done.add(() -> waiting.later().complete(outcome));
            }
            held.clear();
            return done.size();
        });
        done.forEach(Runnable::run);
        return released;
    }

    /** Adds an instance that has been running and well for an hour. */
    public void add(InstanceId id, Traits traits) {
        add(id, traits, clock.now().minus(Duration.ofHours(1)));
    }

    /** Adds an instance that has been running and well since its launch; one of the same id is replaced. */
    public void add(InstanceId id, Traits traits, Instant launchedAt) {
        changing(now -> {
            Instant known = launchedAt.isAfter(now) ? now : launchedAt;
            fleet.putAsKnown(known, SimulatedInstance.runningSince(id, traits, known));
            return id;
        });
    }

    /** Launches an instance now: it is pending first. */
    public SimulatedInstance launch(InstanceId id, Traits traits) {
        return changing(now -> {
            SimulatedInstance launched = new Lifecycle(timings, now).launch(id, traits);
            fleet.put(now, launched);
            return launched;
        });
    }

    /** Adds an Elastic IP address that leads to an instance. */
    public Addresses.Address addAddress(String ip, InstanceId to) {
        return changing(now -> {
            if (fleet.now(to).isEmpty()) {
                throw new IllegalArgumentException("there is no instance " + to);
            }
            return addresses.lead(addresses.allocate(ip), to);
        });
    }

    /** The truth about all Elastic IP addresses, ordered by allocation. */
    public List<Addresses.Address> addresses() {
        return changing(now -> new AddressDesk(addresses, fleet).all());
    }

    /** Somebody else leads an address to an instance, without a call in the log. */
    public void leads(Addresses.Address address, InstanceId to) {
        changing(now ->
                addresses.lead(addresses.ofAllocation(address.allocation()).orElseThrow(), to));
    }

    /** Breaks a part of the machine. The next check finds it. */
    public void breaks(InstanceId id, Ailment.Part part, Ailment.Cure cure) {
        change(id, (now, one) -> new Lifecycle(timings, now).breakPart(one, part, cure, Status.IMPAIRED));
    }

    /** Breaks the host: the system check fails until a stop and start moves the instance to another one. */
    public void breakHost(InstanceId id) {
        breaks(id, Ailment.Part.SYSTEM, Ailment.Cure.STOP_START);
    }

    /** Breaks the operating system: the instance check fails until a reboot. */
    public void breakGuest(InstanceId id) {
        breaks(id, Ailment.Part.INSTANCE, Ailment.Cure.REBOOT);
    }

    /** Breaks the path to the volumes: the attached EBS check fails until a stop and start. */
    public void breakStorage(InstanceId id) {
        breaks(id, Ailment.Part.STORAGE, Ailment.Cure.STOP_START);
    }

    /** A check says {@code insufficient-data} until the instance {@link Happening#HEALS}. */
    public void blinds(InstanceId id, Ailment.Part part) {
        change(id, (now, one) -> new Lifecycle(timings, now)
                .breakPart(one, part, Ailment.Cure.NONE, Status.INSUFFICIENT_DATA));
    }

    /** Something happens to an instance without a call of ours. False if its state does not allow it. */
    public boolean happens(InstanceId id, Happening what) {
        return change(id, (now, one) -> {
            Call asIf = Call.of(Action.STOP_INSTANCES, List.of(id), what.name());
            Optional<Fault.HangStop> hang = faults.take(Fault.HangStop.class, asIf, one);
            return new Fates(timings, now, hang).after(what, one);
        });
    }

    /** AWS plans something for an instance. A later stop and start completes it. */
    public void schedules(InstanceId id, ScheduledEvent event) {
        change(id, (now, one) -> {
            var more = new ArrayList<>(one.events());
            more.add(event);
            return one.facing(more);
        });
    }

    /** Changes tags, type or protection of an instance. */
    public void alter(InstanceId id, UnaryOperator<Traits> how) {
        change(id, (now, one) -> one.with(how.apply(one.traits())));
    }

    /** From now on calls meet this fault, until it is lifted. */
    public void arm(Fault fault, Aim aim) {
        arm(fault, aim, Integer.MAX_VALUE);
    }

    /** The next calls meet this fault, as many as are given here. */
    public void arm(Fault fault, Aim aim, int times) {
        synchronized (lock) {
            faults.arm(fault, aim, times);
        }
    }

    /** Lifts all faults of one kind. */
    public void lift(Class<? extends Fault> kind) {
        synchronized (lock) {
            faults.lift(kind::isInstance);
        }
    }

    /** Sets how long things last that begin from now on. */
    public void setTimings(Timings other) {
        synchronized (lock) {
            timings = other;
        }
    }

    public Timings timings() {
        synchronized (lock) {
            return timings;
        }
    }

    /** Tells this listener of each change of state from now on. */
    public void onChange(Consumer<StateChange> listener) {
        announcer.listen(listener);
    }

    /** The truth about one instance, as no call shows it; for tests. */
    public Optional<SimulatedInstance> instance(InstanceId id) {
        return changing(now -> fleet.now(id));
    }

    /** The truth about one check; not applicable if there is no such instance. */
    public Check check(InstanceId id, Ailment.Part part) {
        return changing(now -> fleet.now(id)
                .map(one -> one.check(part, now))
                .orElse(new Check(Status.NOT_APPLICABLE, Optional.empty())));
    }

    /** The truth about all instances, ordered by id. */
    public List<SimulatedInstance> instances() {
        return changing(now -> fleet.all());
    }

    /** Every call that was received. */
    public CallLog log() {
        return log;
    }

    /** The clock by which all this goes. */
    public Clock clock() {
        return clock;
    }

    @Override
    public Optional<Instant> nextChange() {
        return changing(now -> fleet.all().stream()
                .flatMap(one -> one.nextChange(now).stream())
                .min(Instant::compareTo));
    }

    @Override
    public void settle() {
        changing(now -> now);
    }

    private boolean change(InstanceId id, Fate fate) {
        return changing(now -> {
            SimulatedInstance before =
                    fleet.now(id).orElseThrow(() -> new IllegalArgumentException("there is no instance " + id));
            SimulatedInstance after = fate.of(now, before);
            if (!after.equals(before)) {
                fleet.put(now, after);
            }
            return !after.equals(before);
        });
    }

    /** Does something under the lock on a settled fleet, and tells the listeners after it. */
    private <T> T changing(Work<T> work) {
        T done;
        synchronized (lock) {
            Instant now = clock.now();
            fleet.settle(now);
            done = work.at(now);
        }
        announcer.announce();
        return done;
    }

    private interface Work<T> {
        T at(Instant now);
    }

    private interface Fate {
        SimulatedInstance of(Instant now, SimulatedInstance before);
    }
}
