package recovery.shared.guard;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import recovery.shared.alarm.Alarm;
import recovery.shared.control.Installation;
import recovery.shared.control.Mode;
import recovery.shared.control.Switch;
import recovery.shared.ec2.Checks;
import recovery.shared.ec2.Checks.Check;
import recovery.shared.ec2.Instance;
import recovery.shared.ec2.InstanceId;
import recovery.shared.ec2.InstanceState;
import recovery.shared.look.Look;
import recovery.shared.plan.Plan;
import recovery.shared.plan.Rung;
import recovery.shared.plan.Symptom;
import recovery.shared.record.Group;
import recovery.shared.record.Target;
import recovery.shared.record.TargetState;

/**
 * Facts in one line. Where nothing is said, all is calm: three servers in three zones, of which two must be healthy; the
 * host of the first is broken, its alarm rings, and the mode is ACT.
 */
final class FactsOf {

    private final Symptom symptom;
    private final Map<InstanceId, Checks> members = new HashMap<>();
    private final Map<InstanceId, String> roster = new TreeMap<>();
    private final Map<String, Group.Slot> slots = new HashMap<>();
    private Optional<Rung> rung;
    private Plan plan = Web.plan(Mode.ACT, 2, 1, 20, false);
    private Mode installed = Mode.ACT;
    private Optional<Installation.Brake> brake = Optional.empty();
    private List<Instant> attempts = List.of();
    private Optional<String> recovery = Optional.empty();
    private Look<Instance> instance = new Look.Seen<>(Web.instance(InstanceState.RUNNING, "", Web.OPTED_IN));
    private Optional<Look<Checks>> checks = Optional.empty();
    private Optional<Look<Alarm>> alarm = Optional.empty();
    private Optional<Look<Alarm>> witness = Optional.empty();
    private Target target = new Target.OfInstance(Web.TARGET);
    private boolean suppressed;
    private boolean looked = true;

    private FactsOf(Symptom symptom) {
        this.symptom = symptom;
        this.rung = Optional.of(symptom == Symptom.STOPPED ? Rung.START : Rung.STOP_START);
        members(3);
    }

    /** The host, the operating system or the path to the volumes is broken, and EC2 says so. */
    static FactsOf impaired(Symptom symptom) {
        Check broken = Web.failing(Checks.Status.IMPAIRED);
        return new FactsOf(symptom)
                .checks(InstanceState.RUNNING, Map.of(symptom, broken))
                .alarm(Web.ringing(Web.ANNOUNCED));
    }

    /** The instance was found in this state. */
    static FactsOf found(Symptom symptom, InstanceState state, String reason) {
        return new FactsOf(symptom)
                .instance(new Look.Seen<>(Web.instance(state, reason, Web.OPTED_IN)))
                .checks(state, Map.of());
    }

    /** AWS will take the host away; the instance itself is well. */
    static FactsOf retirement() {
        return new FactsOf(Symptom.RETIREMENT).events("instance-retirement");
    }

    /** The service does not serve, says an alarm that names no instance, and a second one; EC2 finds nothing wrong. */
    static FactsOf service() {
        var facts = new FactsOf(Symptom.APPLICATION)
                .plan(Web.withFailover(Plan.Fence.STOP))
                .rung(Optional.empty())
                .checks(InstanceState.RUNNING, Map.of())
                .alarm(Web.alarm(Alarm.State.ALARM, Web.ANNOUNCED, true))
                .witness(Web.named(Web.WITNESS, Alarm.State.ALARM));
        facts.target = new Target.OfService("web");
        return facts;
    }

    FactsOf plan(Plan other) {
        plan = other;
        return this;
    }

    FactsOf witness(Alarm read) {
        return witness(Optional.of(new Look.Seen<>(read)));
    }

    FactsOf witness(Optional<Look<Alarm>> read) {
        witness = read;
        return this;
    }

    FactsOf mode(Mode installation, Mode ofPlan) {
        installed = installation;
        plan = Web.plan(ofPlan, 2, 1, 20, false);
        return this;
    }

    FactsOf limits(int minHealthy, int floor, int percent) {
        plan = Web.plan(Mode.ACT, minHealthy, floor, percent, false);
        return this;
    }

    FactsOf acceptingGuestShutdown() {
        plan = Web.plan(Mode.ACT, 2, 1, 20, true);
        return this;
    }

    FactsOf brake(String reason) {
        brake = Optional.of(new Installation.Brake(Web.NOW.minusSeconds(300), reason));
        return this;
    }

    /** The attempts of the installation, so long ago. */
    FactsOf attempts(Duration... ago) {
        attempts = Stream.of(ago).map(Web.NOW::minus).toList();
        return this;
    }

    FactsOf rung(Optional<Rung> chosen) {
        rung = chosen;
        return this;
    }

    FactsOf judgedFor(String open) {
        recovery = Optional.of(open);
        return this;
    }

    FactsOf alarm(Alarm read) {
        return alarm(new Look.Seen<>(read));
    }

    FactsOf alarm(Look<Alarm> read) {
        alarm = Optional.of(read);
        return this;
    }

    FactsOf withoutAlarm() {
        alarm = Optional.empty();
        return this;
    }

    FactsOf suppressed() {
        suppressed = true;
        return this;
    }

    FactsOf tags(Map<String, String> tags) {
        return instance(new Look.Seen<>(Web.instance(InstanceState.RUNNING, "", tags)));
    }

    FactsOf instance(Look<Instance> read) {
        instance = read;
        return this;
    }

    /** State and checks of the target; a check of which nothing is said is ok. */
    FactsOf checks(InstanceState state, Map<Symptom, Check> said) {
        return checks(new Look.Seen<>(Web.checks(Web.TARGET, state, said, List.of())));
    }

    FactsOf checks(Look<Checks> read) {
        checks = Optional.of(read);
        read.seen().ifPresentOrElse(seen -> members.put(Web.TARGET, seen), () -> members.remove(Web.TARGET));
        return this;
    }

    FactsOf events(String... codes) {
        return checks(new Look.Seen<>(Web.checks(Web.TARGET, InstanceState.RUNNING, Map.of(), List.of(codes))));
    }

    /** As many members in the roster, all well, in three zones in turn. */
    FactsOf members(int count) {
        IntStream.rangeClosed(1, count).forEach(number -> roster.put(Web.member(number), Web.zone(number)));
        roster.keySet()
                .forEach(id -> members.putIfAbsent(id, Web.checks(id, InstanceState.RUNNING, Map.of(), List.of())));
        return this;
    }

    FactsOf member(int number, InstanceState state, Map<Symptom, Check> said) {
        members.put(Web.member(number), Web.checks(Web.member(number), state, said, List.of()));
        return this;
    }

    FactsOf unknown(int number) {
        members.remove(Web.member(number));
        return this;
    }

    FactsOf notInRoster(int number) {
        roster.remove(Web.member(number));
        return this;
    }

    /** Another member is in recovery. */
    FactsOf inRecovery(String id, int number) {
        return inRecovery(id, number, Web.zone(number));
    }

    FactsOf inRecovery(String id, int number, String zone) {
        slots.put(id, new Group.Slot(new Target.OfInstance(Web.member(number)), zone));
        return this;
    }

    /** AWS was not asked yet. */
    FactsOf notLookedAt() {
        looked = false;
        return this;
    }

    Facts facts() {
        var evidence = new Facts.Evidence(alarm.map(read -> Web.ALARM), Web.ANNOUNCED, true, suppressed);
        var state =
                new TargetState(target, Optional.empty(), List.of(), Map.of(), Optional.empty(), Optional.empty(), 0);
        var own = new Facts.Own(
                new Switch(installed, "anna", "the day has come", Optional.of(Web.NOW), 1),
                new Installation(brake, attempts, List.of(), 1),
                state,
                new Group("web", slots, Optional.empty(), 1),
                3,
                roster,
                List.of());
        var world = new Facts.World(instance, checks.orElseThrow(), alarm, witness, members);
        return new Facts(
                Web.NOW,
                new Facts.Matter(plan, symptom, target, rung, evidence, recovery),
                own,
                looked ? Optional.of(world) : Optional.empty());
    }
}
