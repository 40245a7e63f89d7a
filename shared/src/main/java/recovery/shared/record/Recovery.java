package recovery.shared.record;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import recovery.shared.ec2.InstanceId;
import recovery.shared.plan.Plan;
import recovery.shared.plan.Rung;
import recovery.shared.plan.Symptom;
import recovery.shared.store.Key;
import recovery.shared.store.Store;

/**
 * One open or closed piece of work. It is moved by {@link WritePath} alone, one version at a time; whatever a deployment
 * changes later, it goes on by the plan that it carries.
 *
 * @param rung the action of the ladder that is under way; a failover has none
 * @param intents the newest requests, oldest first; older settled ones stand in the journal only
 * @param passage how far a failover has come; empty as long as none has begun
 * @param startOwed since when a Start is owed, because a Stop of ours was, or may have been, sent
 * @param greenSince since when everything that the proof asks for holds; of a fence that is no stop of ours, its first read
 * @param cancelled why a person wants nothing new to begin
 * @param paged for what a person was called already, so that each thing calls once
 * @param notices what people must still be told
 */
public record Recovery(
        String id,
        long version,
        Owner owner,
        Target target,
        Symptom symptom,
        Opening opening,
        Plan plan,
        Stage stage,
        Optional<Rung> rung,
        Deadlines deadlines,
        List<Intent> intents,
        Optional<Passage> passage,
        Optional<Instant> startOwed,
        Optional<Instant> greenSince,
        Optional<String> cancelled,
        Set<String> paged,
        Optional<Closing> closing,
        List<Notice> notices) {
    /** The most characters of a record. A larger one is never written; DynamoDB itself would take 400 KB. */
    public static final int LARGEST = 16 * 1024;

    public Recovery {
        intents = List.copyOf(intents);
        paged = Set.copyOf(paged);
        notices = List.copyOf(notices);
    }

    /**
     * Why it was opened.
     *
     * @param alarm the alarm that must be OK in the end; empty if none opened it
     * @param zone where the target is, for the limits of its group
     */
    public record Opening(Instant at, Optional<String> alarm, String zone, String reason) {}

    /** When a person is called: for the present step, for the whole, and for the Start that is owed. */
    public record Deadlines(Instant step, Instant recovery, Optional<Instant> unstop) {}

    /** From which instance a failover moves a service away, and to which. */
    public record Sides(InstanceId from, InstanceId to) {}

    /** How it ended. */
    public record Closing(Outcome outcome, Instant at, String reason) {}

    public static Key key(String id) {
        return Key.single("recovery#" + id);
    }

    /** Reads one recovery; {@link UnknownSchema} if a later version of the bundle wrote it. */
    public static Optional<Recovery> read(Store store, String id) {
        return store.get(key(id)).map(RecoveryItem::read);
    }

    /** How many characters its record has; one with more than {@link #LARGEST} is never written. */
    public int size() {
        return RecoveryItem.size(this);
    }

    public boolean open() {
        return stage != Stage.CLOSED;
    }

    /** The instance that our stops and starts are for: the target, or the side of a service from which it moves away. */
    public InstanceId instance() {
        return switch (target) {
            case Target.OfInstance(InstanceId instance) -> instance;
            case Target.OfService service -> sides().from();
        };
    }

    /** The two sides of the plan's failover, by the direction in which this recovery goes. */
    public Sides sides() {
        Plan.Failover failover = plan.failover()
                .orElseThrow(
                        () -> new IllegalStateException(id + " goes by plan " + plan.name() + " without failover"));
        return goesHome()
                ? new Sides(failover.standby(), failover.primary())
                : new Sides(failover.primary(), failover.standby());
    }

    /** Whether it moves, or moved, a service between the two sides of its plan. */
    public boolean isFailover() {
        return owner == Owner.FAILOVER && plan.failover().isPresent();
    }

    /** Whether it ended with its service on the standby: gone there, or back there after a failback that failed. */
    public boolean leftOnStandby() {
        return closing.map(Closing::outcome)
                .filter(outcome -> outcome == Outcome.FAILED_OVER
                        || (outcome == Outcome.ROLLED_BACK && goesHome())
                        || (outcome == Outcome.CANCELLED
                                && !keptBehindFence(outcome).isEmpty()))
                .isPresent();
    }

    /**
     * What stays claimed when it ends so, until a person says otherwise: the primary where the standby serves in its place,
     * since nobody may start it into two writers. A person who takes over changes nothing of that.
     */
    public Set<Target> keptBehindFence(Outcome outcome) {
        Optional<Plan.Failover> failover = plan.failover();
        if (failover.isEmpty() || passage.isEmpty()) {
            return Set.of();
        }
        boolean moved = outcome == Outcome.FAILED_OVER || passage.get().pastTheReturn();
        boolean standbyServes =
                goesHome() ? outcome != Outcome.FAILED_BACK : failover.get().fence() == Plan.Fence.STOP && moved;
        return standbyServes ? Set.of(new Target.OfInstance(failover.get().primary())) : Set.of();
    }

    private boolean goesHome() {
        return passage.filter(begun -> begun.direction() == Direction.HOME).isPresent();
    }

    /** Every target that it may touch: nobody else opens anything on these while it is open. */
    public List<Target> claims() {
        return isFailover() ? Target.ofFailover(plan.name(), plan.failover().get()) : List.of(target);
    }

    /** The newest request of all. */
    public Optional<Intent> lastIntent() {
        return intents.isEmpty() ? Optional.empty() : Optional.of(intents.getLast());
    }

    /** The newest request of a kind. */
    public Optional<Intent> lastIntent(Intent.Act act) {
        return intents.reversed().stream().filter(intent -> intent.act() == act).findFirst();
    }

    /** The newest request of a kind that may have had an effect: not one that was refused, or seen not to have happened. */
    public Optional<Intent> lastThatMayHaveHappened(Intent.Act act) {
        return intents.reversed().stream()
                .filter(intent -> intent.act() == act && intent.mayHaveHappened())
                .findFirst();
    }

    /** The launch that was seen before our last stop or start: another one proves that it was started. */
    public Optional<Instant> launchedBefore() {
        return intents.reversed().stream()
                .flatMap(intent -> intent.launchedBefore().stream())
                .findFirst();
    }

    /** When, by EC2's clock, the stop was on which our starts follow: a later one is another. Empty if EC2 told no time. */
    public Optional<Instant> stoppedBefore() {
        return intents.reversed().stream()
                .takeWhile(intent -> intent.act() != Intent.Act.STOP)
                .flatMap(intent -> intent.stoppedBefore().stream())
                .findFirst();
    }

    /** The one request of which it is not yet known whether it happened. */
    public Optional<Intent> unsettled() {
        return lastIntent().filter(Intent::unsettled);
    }

    /** A copy to change; its version is one more. */
    public RecoveryDraft next() {
        return new RecoveryDraft(this);
    }

    /** The facts about it that every journal row repeats. */
    public Map<String, Object> summary() {
        return Map.of(
                "recovery",
                id,
                "version",
                version,
                "owner",
                owner.name(),
                "target",
                target.key(),
                "symptom",
                symptom.name(),
                "plan",
                plan.name(),
                "stage",
                stage.name(),
                "rung",
                rung.map(Rung::name).orElse("none"));
    }
}
