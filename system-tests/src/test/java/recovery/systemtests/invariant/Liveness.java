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
    private final Set<String> told;
    private final Instant now;
    private final Set<String> open = new HashSet<>();

    /** @param told what people were told, word for word */
    public Liveness(InMemoryStore store, Set<String> told, Instant now) {
        this.items = store.all();
        this.told = Set.copyOf(told);
        this.now = now;
    }

    public void judge() {
        items.stream().filter(Stored::is).map(Stored::new).forEach(this::recovery);
        items.forEach(this::claims);
        items.forEach(this::notices);
    }

    private void recovery(Stored recovery) {
        String said = recovery.id() + " on " + recovery.target() + " in " + recovery.stage();
        if (recovery.open()) {
            open.add(recovery.id());
            Instant clock = recovery.body().object("deadlines").instant("recovery");
            demand(now.isBefore(clock.plus(AFTER_CLOCK)), Rule.L1, said + " is still open, its clock ended " + clock);
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

    private void claims(Item item) {
        String partition = item.key().partition();
        Fields body = Fields.of(item.body());
        if (partition.startsWith("target#")) {
            body.maybeText("claim")
                    .ifPresent(claim -> demand(open.contains(claim), Rule.L4, partition + " is claimed by " + claim));
        }
        if (partition.startsWith("group#")) {
            body.object("slots")
                    .names()
                    .forEach(slot -> demand(open.contains(slot), Rule.L4, partition + " has a slot of " + slot));
        }
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
