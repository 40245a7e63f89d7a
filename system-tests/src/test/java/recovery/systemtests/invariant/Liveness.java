package recovery.systemtests.invariant;

import static recovery.systemtests.invariant.Broken.demand;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import recovery.shared.json.Fields;
import recovery.shared.store.Item;
import recovery.simulator.InMemoryStore;

/** What must have come about when the world has been well for long enough. */
public final class Liveness {
    /** The proof's time, which is not part of the recovery's clock if that was spent on a Start, and two sweeps. */
    private static final Duration AFTER_CLOCK = Duration.ofMinutes(5 + 2 + 2 + 2);

    private final List<Item> items;
    private final Site site;
    private final Set<String> told;
    private final Instant now;
    private final Set<String> open = new HashSet<>();
    private final Set<String> awaited = new HashSet<>();

    /** @param told what people were told, word for word */
    public Liveness(InMemoryStore store, Site site, Set<String> told, Instant now) {
        this.site = site;
        this.items = store.all();
        this.told = Set.copyOf(told);
        this.now = now;
    }

    public void judge() {
        items.stream().filter(Stored::is).map(Stored::new).forEach(this::recovery);
        items.stream().map(item -> Fields.of(item.body())).forEach(body -> body.maybeText("awaiting")
                .ifPresent(awaited::add));
        items.forEach(this::claims);
        items.forEach(this::notices);
    }

    private void recovery(Stored recovery) {
        String said = recovery.id() + " on " + recovery.target() + " in " + recovery.stage();
        if (recovery.open()) {
            open.add(recovery.id());
            Instant clock = recovery.body().object("deadlines").instant("recovery");
            // Whoever has a hand in a lever of ours must say how it is to stand.
            boolean theirs = recovery.isFailover() && site.isInOtherHands(recovery) && isCalledFor(recovery);
            demand(
                    theirs || now.isBefore(clock.plus(AFTER_CLOCK)),
                    Rule.L1,
                    said + " is still open, its clock ended " + clock);
        }
        recovery.lastIntent().filter(intent -> recovery.unsettled()).ifPresent(intent -> {
            Instant since = intent.instant("settledAt");
            demand(
                    now.isBefore(since.plus(AFTER_CLOCK)),
                    Rule.L3,
                    said + ": " + intent.text("act") + " since " + since);
        });
        recovery.body().maybeObject("closing").ifPresent(closing -> {
            boolean page = closing.text("outcome").equals("NEEDS_PERSON");
            boolean heard =
                    told.stream().anyMatch(text -> text.contains(recovery.id()) && text.contains("NEEDS_PERSON"));
            demand(!page || heard, Rule.L5, said + " needs a person, and nobody was told");
        });
    }

    private boolean isCalledFor(Stored recovery) {
        return told.stream().anyMatch(text -> text.contains(recovery.id()) && text.contains("A person is needed"));
    }

    private void claims(Item item) {
        String partition = item.key().partition();
        Fields body = Fields.of(item.body());
        if (partition.startsWith("target#")) {
            body.maybeText("claim")
                    .filter(claim -> !behindFence(partition, claim))
                    .ifPresent(claim -> demand(open.contains(claim), Rule.L4, partition + " is claimed by " + claim));
        }
        if (partition.startsWith("group#")) {
            body.object("slots")
                    .names()
                    .forEach(slot -> demand(open.contains(slot), Rule.L4, partition + " has a slot of " + slot));
        }
    }

    /** The primary stays claimed while the standby serves in its place, until a person says otherwise. */
    private boolean behindFence(String partition, String claim) {
        return awaited.contains(claim)
                && items.stream()
                        .filter(item -> item.key().partition().equals("recovery#" + claim))
                        .map(Stored::new)
                        .anyMatch(recovery -> recovery.isFailover()
                                && partition.equals(
                                        "target#" + recovery.primary().value()));
    }

    private void notices(Item item) {
        for (Fields notice : Fields.of(item.body()).objects("notices")) {
            Instant since = notice.instant("at");
            demand(
                    now.isBefore(since.plus(AFTER_CLOCK)),
                    Rule.L5,
                    item.key() + " has a notice pending since " + since + ": " + notice.text("text"));
        }
    }
}
