package recovery.systemtests.simulation;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import recovery.shared.alarm.Alarm;
import recovery.shared.alarm.Alarms;
import recovery.shared.bus.Bus;
import recovery.shared.bus.BusEvent;
import recovery.shared.bus.BusReply;
import recovery.shared.door.Ports;
import recovery.shared.ec2.Checks;
import recovery.shared.ec2.Ec2;
import recovery.shared.ec2.Instance;
import recovery.shared.ec2.InstanceId;
import recovery.shared.ec2.Power;
import recovery.shared.ec2.Reply;
import recovery.shared.ec2.StopMode;
import recovery.shared.journal.JournalRow;
import recovery.shared.look.Look;
import recovery.shared.look.Page;
import recovery.shared.store.Commit;
import recovery.shared.store.Item;
import recovery.shared.store.Key;
import recovery.shared.store.Store;
import recovery.shared.store.StoreUnreadable;
import recovery.shared.store.Write;
import recovery.simulator.Action;
import recovery.simulator.Aim;
import recovery.simulator.Ec2Error;
import recovery.simulator.Fault;

/** The ports of one execution. At each call others may go on, the execution may end, and the call may go wrong. */
final class Gate implements Store, Ec2, Alarms, Bus, Power {
    private static final Duration[] PAUSES = {
        Duration.ofSeconds(2),
        Duration.ofSeconds(5),
        Duration.ofSeconds(9),
        Duration.ofSeconds(20),
        Duration.ofSeconds(29)
    };
    private static final Duration[] AGES = {
        Duration.ofSeconds(5), Duration.ofSeconds(30), Duration.ofMinutes(1), Duration.ofMinutes(3)
    };

    private final Simulation world;
    private final Execution self;

    Gate(Simulation world, Execution self) {
        this.world = world;
        this.self = self;
    }

    Ports ports() {
        return new Ports(this, this, this, this, self, this::draw);
    }

    private String draw() {
        String id = world.nextId();
        self.caller.drew(id);
        return id;
    }

    // --- what can happen around a call ---

    <T> T call(String name, Supplier<T> carryOut) {
        Optional<Trouble> trouble = world.drawn(
                Trouble.DIES_BEFORE_A_CALL,
                Trouble.DIES_AFTER_A_CALL,
                Trouble.SLOW,
                Trouble.DEED_BETWEEN_CALLS,
                Trouble.INTERLEAVED);
        trouble.ifPresent(met -> before(met, name));
        T answer = carryOut.get();
        if (trouble.equals(Optional.of(Trouble.DIES_AFTER_A_CALL))) {
            world.tell(() -> self.delivery.function().wireName() + " dies after " + name);
            throw new Died("after " + name);
        }
        return answer;
    }

    private void before(Trouble trouble, String name) {
        switch (trouble) {
            case DIES_BEFORE_A_CALL -> {
                world.tell(() -> self.delivery.function().wireName() + " dies before " + name);
                throw new Died("before " + name);
            }
            case SLOW -> {
                Duration pause = world.choices().oneOf(PAUSES);
                world.tell(() -> self.delivery.function().wireName() + " stands for " + pause + " before " + name);
                self.giveWay(world.now().plus(pause));
            }
            case DEED_BETWEEN_CALLS -> {
                if (world.hurries()) {
                    world.tell(() -> "(while " + self.delivery.function().wireName() + " is before " + name + ")");
                    self.giveWay(world.now());
                }
            }
            case INTERLEAVED -> {
                if (world.othersWait()) {
                    world.tell(() -> self.delivery.function().wireName() + " is overtaken before " + name);
                    self.giveWay(world.now());
                }
            }
            default -> {}
        }
    }

    // --- the store ---

    @Override
    public Optional<Item> get(Key key) {
        return read("a read of " + key.partition(), () -> world.store().get(key));
    }

    @Override
    public Page<Item> list(String partition, Optional<String> from) {
        return read("a list of " + partition, () -> world.store().list(partition, from));
    }

    @Override
    public Page<Key> queue(String queue, Optional<String> from) {
        return read("a read of queue " + queue, () -> world.store().queue(queue, from));
    }

    @Override
    public Page<JournalRow> journal(String subject, Optional<String> from) {
        return read("a read of the journal", () -> world.store().journal(subject, from));
    }

    @Override
    public List<JournalRow> newest(String target, int most) {
        return read("a read of the journal", () -> world.store().newest(target, most));
    }

    private <T> T read(String name, Supplier<T> reading) {
        return call(name, () -> {
            if (world.weather().storeGone(world.now())
                    || world.drawn(Trouble.STORE_UNREADABLE).isPresent()) {
                world.tell(() -> name + " fails");
                throw new StoreUnreadable("no answer");
            }
            return reading.get();
        });
    }

    @Override
    public Commit commit(List<Write> writes) {
        self.caller.commits(self.uptime());
        return call("a commit", () -> {
            if (world.weather().storeGone(world.now())) {
                return new Commit.Unclear("no answer");
            }
            Optional<Trouble> trouble =
                    world.drawn(Trouble.STORE_REPLY_LOST, Trouble.STORE_NOT_REACHED, Trouble.STORE_CONTENDED);
            trouble.ifPresent(met -> world.tell(() -> met.sentence));
            if (trouble.equals(Optional.of(Trouble.STORE_NOT_REACHED))) {
                return new Commit.Unclear("no answer");
            }
            if (trouble.equals(Optional.of(Trouble.STORE_CONTENDED))) {
                return new Commit.Contended();
            }
            Commit commit = world.rules()
                    .commit(self.caller, writes, () -> world.store().commit(writes));
            world.committed(self, writes, commit);
            return trouble.isPresent() ? new Commit.Unclear("the reply was lost") : commit;
        });
    }

    // --- looking at EC2 and at alarms ---

    @Override
    public Look<Instance> instance(InstanceId id) {
        Look<Instance> look = look(
                "a look at " + id, Action.DESCRIBE_INSTANCES, () -> world.ec2().instance(id));
        self.caller.saw(id, look);
        return look;
    }

    @Override
    public Look<Map<InstanceId, Checks>> checks(Set<InstanceId> ids) {
        Look<Map<InstanceId, Checks>> look = look("a look at checks", Action.DESCRIBE_INSTANCE_STATUS, () -> world.ec2()
                .checks(ids));
        self.caller.sawChecks(ids, look);
        return look;
    }

    @Override
    public Look<Page<Instance>> optedIn(Optional<String> from) {
        return look(
                "a look at all", Action.DESCRIBE_INSTANCES, () -> world.ec2().optedIn(from));
    }

    private <T> Look<T> look(String name, Action action, Supplier<Look<T>> reading) {
        return call(name, () -> {
            Optional<Trouble> trouble = world.drawn(Trouble.EC2_READ_FAILS, Trouble.EC2_READ_STALE);
            if (world.weather().ec2Gone(world.now()) || trouble.equals(Optional.of(Trouble.EC2_READ_FAILS))) {
                return new Look.Unreadable<>("RequestLimitExceeded");
            }
            if (trouble.isPresent()) {
                Duration age = world.choices().oneOf(AGES);
                world.tell(() -> name + " shows what was " + age + " ago");
                world.model().arm(new Fault.Stale(age), Aim.at(action), 1);
            }
            Look<T> look = reading.get();
            world.model().lift(Fault.Stale.class);
            return look;
        });
    }

    @Override
    public Look<Alarm> alarm(String name) {
        Look<Alarm> look =
                alarms("a look at alarm " + name, () -> world.alarms().alarm(name));
        self.caller.sawAlarm(name, look);
        return look;
    }

    @Override
    public Look<Page<Alarm>> ringing(String namePrefix, Optional<String> from) {
        return alarms("a look at the alarms", () -> world.alarms().ringing(namePrefix, from));
    }

    private <T> Look<T> alarms(String name, Supplier<Look<T>> reading) {
        return call(
                name,
                () -> world.weather().alarmsGone(world.now())
                                || world.drawn(Trouble.ALARMS_UNREADABLE).isPresent()
                        ? new Look.Unreadable<>("CloudWatch does not answer")
                        : reading.get());
    }

    // --- the bus ---

    @Override
    public BusReply put(BusEvent event) {
        return call("a put of " + event.kind().wireName(), () -> {
            Optional<Trouble> trouble = world.drawn(Trouble.BUS_REFUSES, Trouble.BUS_ANSWER_LOST);
            if (world.weather().busGone(world.now()) || trouble.equals(Optional.of(Trouble.BUS_REFUSES))) {
                return new BusReply.NotTaken("the bus is out");
            }
            world.route(event);
            return trouble.<BusReply>map(lost -> new BusReply.NotTaken("no answer came"))
                    .orElseGet(BusReply.Taken::new);
        });
    }

    // --- acting ---

    @Override
    public Reply stop(InstanceId id, StopMode mode) {
        return act("STOP", Action.STOP_INSTANCES, id, () -> world.power().stop(id, mode));
    }

    @Override
    public Reply start(InstanceId id) {
        return act("START", Action.START_INSTANCES, id, () -> world.power().start(id));
    }

    private Reply act(String act, Action action, InstanceId id, Supplier<Reply> send) {
        Duration reached = self.uptime();
        return call(act + " " + id, () -> {
            Optional<Trouble> trouble = world.drawn(
                    Trouble.EC2_ACT_THROTTLED,
                    Trouble.EC2_ACT_FAILS,
                    Trouble.EC2_ACT_REFUSED,
                    Trouble.EC2_REPLY_LOST,
                    Trouble.EC2_NOT_REACHED);
            trouble.map(Gate::fault).ifPresent(fault -> world.model().arm(fault, Aim.at(action), 1));
            Duration waited = self.uptime().minus(reached);
            Reply reply = world.rules().send(self.caller, act, id, waited, send);
            world.tell(() -> self.delivery.function().wireName() + " sends " + act + " " + id + ": " + reply);
            return reply;
        });
    }

    private static Fault fault(Trouble trouble) {
        return switch (trouble) {
            case EC2_ACT_THROTTLED -> new Fault.Refuse(Ec2Error.THROTTLED);
            case EC2_ACT_FAILS -> new Fault.Refuse(Ec2Error.INTERNAL);
            case EC2_ACT_REFUSED -> new Fault.Refuse(Ec2Error.VCPU_LIMIT);
            case EC2_REPLY_LOST -> new Fault.LoseReply(true);
            default -> new Fault.LoseReply(false);
        };
    }

    @Override
    public Permission mayStop(InstanceId id) {
        return permission(() -> world.power().mayStop(id));
    }

    @Override
    public Permission mayStart(InstanceId id) {
        return permission(() -> world.power().mayStart(id));
    }

    @Override
    public Permission mayDecrypt(InstanceId id) {
        return permission(() -> world.power().mayDecrypt(id));
    }

    private Permission permission(Supplier<Permission> dryRun) {
        return call("a dry run", () -> {
            if (world.drawn(Trouble.EC2_DRY_RUN_FAILS).isEmpty()) {
                return dryRun.get();
            }
            return world.choices().below(2) == 0
                    ? new Permission.Unknown("no answer")
                    : new Permission.Denied("UnauthorizedOperation", "You are not authorized.");
        });
    }
}
