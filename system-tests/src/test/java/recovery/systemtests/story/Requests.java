package recovery.systemtests.story;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import recovery.shared.ec2.InstanceId;
import recovery.shared.ec2.InstanceState;
import recovery.shared.plan.Symptom;
import recovery.shared.record.Intent;
import recovery.shared.record.Recovery;
import recovery.simulator.Ailment;
import recovery.simulator.SimulatedInstance;

/** The invariants of what is sent, held against the truth of the simulated EC2 at the moment of sending. */
final class Requests {
    private static final Duration SEND_WITHIN = Duration.ofSeconds(8);
    private static final int ATTEMPTS_PER_HOUR = 10;

    private final World world;
    private final Books books;
    private final Set<String> broken;
    private final Set<InstanceId> inHand = new HashSet<>();
    private final Set<String> used = new HashSet<>();
    private final List<Sent> sent = new ArrayList<>();

    record Sent(Intent.Act act, InstanceId id, Instant at) {}

    Requests(World world, Books books, Set<String> broken) {
        this.world = world;
        this.books = books;
        this.broken = broken;
    }

    void person(InstanceId id) {
        inHand.add(id);
    }

    List<Sent> sent() {
        return List.copyOf(sent);
    }

    private void breaks(String invariant, String sentence) {
        broken.add(invariant + ": " + sentence + " (" + world.clock.now() + ")");
    }

    void sends(Intent.Act act, InstanceId id) {
        Instant now = world.clock.now();
        sent.add(new Sent(act, id, now));
        if (inHand.contains(id)) {
            breaks("S12", act + " to " + id + ", which a person has in hand");
        }
        if (!books.everActing()) {
            breaks("S16", act + " to " + id + " although nobody ever allowed to act");
        }
        Optional<Recovery> recovery = world.target(id).claim().flatMap(claim -> Recovery.read(world.store, claim));
        noted(act, id, recovery, now);
        recovery.ifPresent(open -> {
            if (act == Intent.Act.STOP) {
                stop(open, now);
            } else {
                start(open);
            }
        });
    }

    private void noted(Intent.Act act, InstanceId id, Optional<Recovery> recovery, Instant now) {
        Optional<Intent> intent = recovery.flatMap(Recovery::unsettled).filter(open -> open.act() == act);
        Optional<Intent> last = recovery.flatMap(open -> open.lastIntent(act));
        if (intent.isEmpty()
                && last.filter(settled -> used.contains(settled.id())).isPresent()) {
            breaks("S3", act + " to " + id + " again, and its note is settled already");
            return;
        }
        if (intent.isEmpty()) {
            breaks("S4", act + " to " + id + " without a note of it");
            return;
        }
        if (!used.add(intent.get().id())) {
            breaks("S3", act + " to " + id + " a second time for one note");
        }
        if (now.isAfter(intent.get().at().plus(SEND_WITHIN))) {
            breaks("S2", act + " to " + id + " later than its note allows");
        }
    }

    private void stop(Recovery recovery, Instant now) {
        InstanceId id = recovery.instance();
        SimulatedInstance truth = world.model.instance(id).orElseThrow();
        if (!recovery.plan().name().equals(truth.traits().tags().get("recovery:plan"))) {
            breaks("S5", "a Stop to " + id + " without the opt-in tag");
        }
        if (recovery.opening().alarm().isPresent() && books.alarmOk(id)) {
            breaks("S6", "a Stop to " + id + " although its alarm is OK");
        }
        boolean impaired = world.model
                        .check(id, Ailment.Part.SYSTEM)
                        .impairedSince()
                        .isPresent()
                || world.model.check(id, Ailment.Part.INSTANCE).impairedSince().isPresent();
        if (recovery.symptom().isStatus() && truth.state() == InstanceState.RUNNING && !impaired) {
            breaks("S7", "a Stop to " + id + " although EC2's own checks do not fail");
        }
        long left = List.of(World.WEB_1, World.WEB_2, World.WEB_3).stream()
                .filter(other -> !other.equals(id) && serves(other))
                .count();
        if (!impaired && left < recovery.plan().limits().minHealthy()) {
            breaks("S8", "a Stop to " + id + " leaves " + left + " healthy");
        }
        if (stops(id, now.minus(Duration.ofHours(24)))
                > recovery.plan().limits().attemptsPerDay()) {
            breaks("S9", "more Stops to " + id + " than attempts a day");
        }
        long hour = sent.stream()
                .filter(one -> one.act() == Intent.Act.STOP && one.at().isAfter(now.minus(Duration.ofHours(1))))
                .count();
        if (hour > ATTEMPTS_PER_HOUR) {
            breaks("S9", "more Stops in an hour than the installation may");
        }
        Instant rested = now.minus(recovery.plan().limits().coolDown());
        boolean another = recovery.intents().size() == 1 && stops(id, rested) > 1;
        if (another) {
            breaks("S19", "a new recovery stops " + id + " within its cool-down");
        }
    }

    private long stops(InstanceId id, Instant since) {
        return sent.stream()
                .filter(one -> one.act() == Intent.Act.STOP
                        && one.id().equals(id)
                        && one.at().isAfter(since))
                .count();
    }

    private void start(Recovery recovery) {
        InstanceState truth = world.state(recovery.instance());
        if (truth != InstanceState.STOPPED) {
            breaks("S6", "a Start to " + recovery.instance() + " while it is " + truth.wireName());
        }
        if (recovery.startOwed().isEmpty() && recovery.symptom() == Symptom.SYSTEM) {
            breaks("S11", "a Start that nobody owes");
        }
    }

    private boolean serves(InstanceId id) {
        return world.state(id) == InstanceState.RUNNING && books.checksPass(id);
    }

    /** Whoever we stopped runs again, unless a person took it. */
    void end() {
        sent.stream()
                .map(Sent::id)
                .distinct()
                .filter(id -> !inHand.contains(id))
                .filter(id -> world.state(id) == InstanceState.STOPPED || world.state(id) == InstanceState.STOPPING)
                .forEach(id -> breaks("S11", id + " was left down"));
    }
}
