package recovery.shared.record;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import recovery.shared.json.Fields;
import recovery.shared.plan.Rung;
import recovery.shared.store.Item;
import recovery.shared.store.Key;
import recovery.shared.store.Store;

/**
 * What we did and do to one target: the claim on it, and what limits the next act.
 *
 * @param claim the recovery that holds the target
 * @param attempts when disruptive sends were charged, none older than {@link #DAY}
 * @param lastUse when each rung was last begun here
 * @param closedAt when our last recovery of it ended
 * @param awaiting the recovery whose outcome a person must acknowledge before another one may open by itself
 * @param version the version of the item; one that was never written has version 0
 */
public record TargetState(
        Target target,
        Optional<String> claim,
        List<Instant> attempts,
        Map<Rung, Instant> lastUse,
        Optional<Instant> closedAt,
        Optional<String> awaiting,
        long version) {

    /** The span in which attempts on one target count. */
    public static final Duration DAY = Duration.ofHours(24);

    /** The queue of the targets that wait for an acknowledgement: no tick's, but people's. */
    public static final String AWAITING = "people";

    private static final String PREFIX = "target#";

    public TargetState {
        attempts = List.copyOf(attempts);
        lastUse = Map.copyOf(lastUse);
    }

    public static Key key(Target target) {
        return Key.single(PREFIX + target.key());
    }

    /** The state at a key of that queue. */
    public static TargetState read(Store store, Key key) {
        return read(store, Target.of(key.partition().substring(PREFIX.length())));
    }

    public static TargetState read(Store store, Target target) {
        return store.get(key(target))
                .map(item -> of(target, item))
                .orElse(new TargetState(
                        target, Optional.empty(), List.of(), Map.of(), Optional.empty(), Optional.empty(), 0));
    }

    /** The attempts that count at this time. */
    public List<Instant> attemptsWithin(Instant now) {
        return Times.since(attempts, now.minus(DAY));
    }

    public TargetState claimedBy(String recovery) {
        return new TargetState(target, Optional.of(recovery), attempts, lastUse, closedAt, awaiting, version + 1);
    }

    /** The same with one use of a rung more, which counts as an attempt if it is disruptive. */
    public TargetState charged(Rung rung, boolean attempt, Instant now) {
        var uses = new EnumMap<Rung, Instant>(Rung.class);
        uses.putAll(lastUse);
        uses.put(rung, now);
        var counted = attempt ? Times.with(attemptsWithin(now), now) : attemptsWithin(now);
        return new TargetState(target, claim, counted, uses, closedAt, awaiting, version + 1);
    }

    /** The same without the claim of this recovery, which has ended; nobody else's claim is touched. */
    public TargetState released(String recovery, Outcome outcome, Instant now) {
        Optional<String> others = claim.filter(holder -> !holder.equals(recovery));
        // Where a service has healed nothing was moved, and no time must pass until it may fail over.
        boolean unmoved = target instanceof Target.OfService && outcome == Outcome.HEALED_ITSELF;
        Optional<Instant> closed = unmoved ? closedAt : Optional.of(now);
        return new TargetState(target, others, attempts, lastUse, closed, awaiting(recovery, outcome), version + 1);
    }

    /** The same after that recovery has ended, whose fence it stays behind: nothing else may touch it. */
    public TargetState fenced(String recovery, Outcome outcome, Instant now) {
        return new TargetState(
                target, claim, attempts, lastUse, Optional.of(now), awaiting(recovery, outcome), version + 1);
    }

    private Optional<String> awaiting(String recovery, Outcome outcome) {
        if (outcome == Outcome.FAILED_BACK) {
            return Optional.empty(); // everything is where it belongs again
        }
        return outcome.awaitsAcknowledgementOf(target) ? Optional.of(recovery) : awaiting;
    }

    /** The same after a person has acknowledged the last outcome. */
    public TargetState acknowledged() {
        return new TargetState(target, claim, attempts, lastUse, closedAt, Optional.empty(), version + 1);
    }

    /** The same after a person has acknowledged the outcome of that recovery, and lifted what was left of its claim. */
    public TargetState acknowledged(String recovery) {
        return new TargetState(
                target,
                claim.filter(holder -> !holder.equals(recovery)),
                attempts,
                lastUse,
                closedAt,
                awaiting.filter(waiting -> !waiting.equals(recovery)),
                version + 1);
    }

    /** Whether the claim or the outcome of this recovery still stands on it. */
    boolean isLeftBy(String recovery) {
        return claim.filter(recovery::equals).isPresent()
                || awaiting.filter(recovery::equals).isPresent();
    }

    /** Whether nothing of ours stands on it: no claim, and no outcome that waits for a person. */
    public boolean free() {
        return claim.isEmpty() && awaiting.isEmpty();
    }

    /** The item to write. */
    public Item item(String writer) {
        var body = new HashMap<String, Object>();
        claim.ifPresent(recovery -> body.put("claim", recovery));
        body.put("attempts", Times.texts(attempts));
        var uses = new HashMap<String, Object>();
        lastUse.forEach((rung, at) -> uses.put(rung.name(), at.toString()));
        body.put("lastUse", uses);
        closedAt.ifPresent(at -> body.put("closedAt", at.toString()));
        awaiting.ifPresent(recovery -> body.put("awaiting", recovery));
        Optional<Item.Queued> queued =
                awaiting.map(recovery -> new Item.Queued(AWAITING, closedAt.orElse(Instant.EPOCH)));
        return new Item(key(target), version, writer, queued, body);
    }

    private static TargetState of(Target target, Item item) {
        Fields body = Fields.of(item.body());
        var uses = new EnumMap<Rung, Instant>(Rung.class);
        Fields stored = body.object("lastUse");
        stored.names().forEach(rung -> uses.put(Rung.valueOf(rung), stored.instant(rung)));
        return new TargetState(
                target,
                body.maybeText("claim"),
                Times.of(body.texts("attempts")),
                uses,
                body.maybeInstant("closedAt"),
                body.maybeText("awaiting"),
                item.version());
    }
}
