package recovery.detection;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import recovery.shared.bus.BusEvent;
import recovery.shared.door.Ports;
import recovery.shared.guard.Facts;
import recovery.shared.guard.Gathering;
import recovery.shared.guard.Verdict;
import recovery.shared.journal.JournalRow;
import recovery.shared.plan.Plan;
import recovery.shared.plan.Symptom;
import recovery.shared.record.Group;
import recovery.shared.record.ItemPath;
import recovery.shared.record.Notice;
import recovery.shared.record.Owner;
import recovery.shared.record.Recovery;
import recovery.shared.record.Stage;
import recovery.shared.record.Target;
import recovery.shared.record.Transition;
import recovery.shared.record.WritePath;
import recovery.shared.store.Write;
import recovery.shared.words.Asks;
import recovery.shared.words.Shown;

/** Judges one matter and carries the decision out: opens a recovery, or writes down why not. */
final class Judgement {
    /** How often a lost race is judged again from fresh reads; the sweep repairs what is still lost then. */
    private static final int MOST_TRIES = 3;

    private final Ports ports;
    private final Gathering gathering;
    private final WritePath path;
    private final ItemPath items;
    private final String writer;

    /** @param writer the token of this execution */
    Judgement(Ports ports, Gathering gathering, String writer) {
        this.ports = ports;
        this.gathering = gathering;
        this.path = new WritePath(ports.store());
        this.items = new ItemPath(ports.store());
        this.writer = writer;
    }

    String writer() {
        return writer;
    }

    /** What was decided on a matter, and the recovery that was opened for it. */
    record Judged(Facts.Matter matter, Decision decision, Optional<Recovery> opened) {}

    Judged judge(Facts.Matter matter) {
        for (int tries = 1; tries <= MOST_TRIES; tries++) {
            Facts facts = gathering.own(matter);
            if (DetectionPolicy.worthLooking(facts)) {
                facts = gathering.look(facts);
            }
            Watch watch = Watch.read(ports.store(), matter.target(), matter.symptom(), facts.now());
            Decision decision = DetectionPolicy.decide(facts, watch.heldSince(facts.now()));
            Optional<Judged> settled = carryOut(facts, decision, watch);
            if (settled.isPresent()) {
                return settled.get();
            }
        }
        String lost = "others were faster " + MOST_TRIES + " times: the sweep looks again";
        return new Judged(matter, new Decision.Hold(Optional.empty(), false, lost, List.of()), Optional.empty());
    }

    /** Empty if somebody else was faster. */
    private Optional<Judged> carryOut(Facts facts, Decision decision, Watch watch) {
        if (decision instanceof Decision.Recover) {
            return switch (open(facts, decision)) {
                case Transition.Result.Written(Recovery recovery) -> {
                    if (watch.version() > 0) {
                        ports.store().commit(List.of(new Write.Put(watch.ended().item(writer))));
                    }
                    yield Optional.of(new Judged(facts.matter(), decision, Optional.of(recovery)));
                }
                case Transition.Result.Lost lost -> Optional.empty();
            };
        }
        return remember(facts, decision, watch)
                ? Optional.of(new Judged(facts.matter(), decision, Optional.empty()))
                : Optional.empty();
    }

    private Transition.Result open(Facts facts, Decision decision) {
        Recovery recovery = draft(facts, decision);
        String zone = recovery.opening().zone();
        Transition opening = claims(Transition.opening(recovery, writer), recovery, facts);
        var slot = new Group.Slot(new Target.OfInstance(recovery.instance()), zone);
        Transition.Ready ready = opening.with(facts.own().group().reserved(recovery.id(), slot))
                .judgedBy(facts.own().mode())
                .judgedBy(facts.own().installation())
                .because(JournalRow.Kind.OPENED, facts.now(), decision.reason(), detail(decision));
        Transition.Result result = path.write(ready);
        if (result instanceof Transition.Result.Written) {
            BusEvent.Kind nudge = recovery.owner() == Owner.RESTART
                    ? BusEvent.Kind.RESTART_REQUESTED
                    : BusEvent.Kind.FAILOVER_REQUESTED;
            // Only a nudge: the owner's tick finds the record anyway.
            ports.bus()
                    .put(new BusEvent(
                            nudge,
                            Map.of(
                                    "recovery",
                                    recovery.id(),
                                    "target",
                                    recovery.target().key())));
        }
        return result;
    }

    /**
     * A restart claims its target, and checks that no failover holds its service; a failover claims service, primary and
     * standby.
     */
    private static Transition claims(Transition opening, Recovery recovery, Facts facts) {
        if (recovery.owner() == Owner.FAILOVER) {
            facts.own().service().forEach(state -> opening.with(state.claimedBy(recovery.id())));
            return opening;
        }
        facts.own().service().stream().findFirst().ifPresent(opening::judgedBy);
        return opening.with(facts.own().target().claimedBy(recovery.id()));
    }

    private Recovery draft(Facts facts, Decision decision) {
        Facts.Matter matter = facts.matter();
        Plan plan = matter.plan();
        Instant now = facts.now();
        String zone = facts.zone();
        String id = "r-" + ports.ids().next();
        String text = "Recovery " + id + " of " + matter.target().key() + " (plan " + plan.name() + ") begins: "
                + decision.reason() + ".";
        return new Recovery(
                id,
                1,
                matter.rung().isPresent() ? Owner.RESTART : Owner.FAILOVER,
                matter.target(),
                matter.symptom(),
                new Recovery.Opening(now, facts.provedBy(), zone, decision.reason()),
                plan,
                Stage.REQUESTED,
                matter.rung(),
                new Recovery.Deadlines(
                        now.plus(plan.clocks().step()), now.plus(plan.clocks().recovery()), Optional.empty()),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Set.of(),
                Optional.empty(),
                List.of(new Notice(
                        BusEvent.Kind.RECOVERY_OPENED, matter.target().key(), text, now)));
    }

    /** Writes down a decision that opens nothing. False if it is not known to be written, so that it is judged again. */
    private boolean remember(Facts facts, Decision decision, Watch watch) {
        Facts.Matter matter = facts.matter();
        Instant now = facts.now();
        Watch next = watch.judged(decision, matter.evidence().alarm(), now);
        Optional<Notice> notice = notice(matter, decision, watch, now);
        if (notice.isPresent()) {
            next = next.telling(notice.get());
        }
        boolean news = watch.isNews(decision.choice(), decision.verdicts(), now);
        if (!news && !watch.held() && !next.held() && notice.isEmpty()) {
            return true; // nothing is held and nothing changed: no write for a duplicate
        }
        var writes = new ArrayList<Write>();
        writes.add(new Write.Put(next.item(writer)));
        if (news) {
            writes.add(new Write.Append(row(facts, decision)));
        }
        return items.write(writes) == ItemPath.Fate.WRITTEN;
    }

    private JournalRow row(Facts facts, Decision decision) {
        String target = facts.matter().target().key();
        var detail = new HashMap<>(detail(decision));
        detail.put("symptom", facts.matter().symptom().name());
        detail.put("plan", facts.matter().plan().name());
        return new JournalRow(
                target,
                JournalRow.sequenceOf(facts.now(), ports.ids().next()),
                target,
                facts.now(),
                JournalRow.Kind.DECISION,
                decision.choice() + ": " + decision.reason(),
                detail);
    }

    private static Map<String, Object> detail(Decision decision) {
        return Map.of(
                "decision",
                decision.choice(),
                "guards",
                decision.verdicts().stream().map(Verdict::map).toList());
    }

    private static Optional<Notice> notice(Facts.Matter matter, Decision decision, Watch watch, Instant now) {
        String target = matter.target().key();
        return switch (decision) {
            case Decision.Escalate escalate
            when !watch.escalated() ->
                Optional.of(new Notice(
                        BusEvent.Kind.RECOVERY_ESCALATED,
                        target,
                        "A person is needed for " + target + " (" + matter.symptom() + ", plan "
                                + matter.plan().name() + "): " + escalate.reason()
                                + ". Ask why: " + Shown.command(Asks.why(target)),
                        now));
            case Decision.Hold hold
            when hold.wouldAct() && !watch.says(hold) ->
                Optional.of(new Notice(BusEvent.Kind.RECOVERY_HELD, target, target + ": " + hold.reason(), now));
            case Decision.Escalate escalate -> Optional.empty();
            case Decision.Hold hold -> Optional.empty();
            case Decision.Recover recover -> Optional.empty();
            case Decision.Ignore ignore -> Optional.empty();
        };
    }

    /** The matter of a watch that is judged again. */
    static Facts.Matter again(Plan plan, Watch watch) {
        Symptom symptom = watch.symptom();
        return new Facts.Matter(
                plan,
                symptom,
                watch.target(),
                plan.rungs(symptom).stream().findFirst(),
                new Facts.Evidence(watch.alarm(), Instant.EPOCH, false, false),
                Optional.empty());
    }
}
