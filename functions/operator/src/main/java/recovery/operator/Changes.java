package recovery.operator;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import recovery.shared.bus.BusEvent;
import recovery.shared.bus.BusReply;
import recovery.shared.control.Installation;
import recovery.shared.control.Switch;
import recovery.shared.journal.JournalRow;
import recovery.shared.plan.Plan;
import recovery.shared.plan.Plans;
import recovery.shared.record.ItemPath;
import recovery.shared.record.Notice;
import recovery.shared.record.Recovery;
import recovery.shared.record.Target;
import recovery.shared.record.TargetState;
import recovery.shared.record.Wish;
import recovery.shared.store.Item;
import recovery.shared.store.Store;
import recovery.shared.store.StoreUnreadable;
import recovery.shared.store.Write;
import recovery.shared.words.Asks;

/** Carries out what people ask for: reads, rules, writes item and journal row together, and tells what became of it. */
final class Changes {
    /** How often a lost race is judged again from fresh reads. */
    private static final int MOST_TRIES = 3;

    private final OperatorPorts ports;
    private final Store store;
    private final Plans plans;
    private final String writer;

    /** @param writer the token of this execution */
    Changes(OperatorPorts ports, Plans plans, String writer) {
        this.ports = ports;
        this.store = ports.store();
        this.plans = plans;
        this.writer = writer;
    }

    Answer carryOut(Request.Change request) {
        Supplier<Ruling> rules = rules(request);
        for (int tries = 1; tries <= MOST_TRIES; tries++) {
            Ruling ruling = rules.get();
            if (ruling instanceof Ruling.Refuse refuse) {
                return Answer.refused(request, refuse.sentence());
            }
            Optional<Wish> wish = wish(request, ruling);
            switch (new ItemPath(store).write(writes(request, ruling, wish))) {
                case WRITTEN -> {
                    return written(request, ruling, wish);
                }
                case UNKNOWN -> {
                    return unknown(request, wish);
                }
                case LOST -> {}
            }
        }
        return Answer.refused(
                request, "others wrote at the same moment " + MOST_TRIES + " times: nothing was done, ask again");
    }

    /** Each call reads afresh. */
    private Supplier<Ruling> rules(Request.Change request) {
        return switch (request) {
            case Request.SetMode set -> {
                Switch first = StoredSwitch.read(store);
                yield () -> OperatorPolicy.setMode(
                        set, first, StoredSwitch.read(store), ports.clock().now());
            }
            case Request.ReleaseBrake release -> () -> OperatorPolicy.releaseBrake(release, Installation.read(store));
            case Request.Acknowledge acknowledge ->
                () -> {
                    TargetState state = TargetState.read(store, acknowledge.target());
                    return OperatorPolicy.acknowledge(
                            acknowledge,
                            state,
                            state.claim().or(state::awaiting).flatMap(id -> Recovery.read(store, id)),
                            ports.clock().now());
                };
            case Request.Cancel cancel ->
                () -> {
                    Optional<String> id = cancel.recovery().or(() -> cancel.target()
                            .flatMap(target -> TargetState.read(store, target).claim()));
                    String about = cancel.recovery()
                            .orElseGet(() -> cancel.target().orElseThrow().key());
                    return OperatorPolicy.cancel(about, id.flatMap(open -> Recovery.read(store, open)));
                };
            case Request.Preview preview -> () -> OperatorPolicy.preview(preview, plans.named(preview.plan()));
            case Request.Failback failback -> () -> failback(failback);
        };
    }

    private Ruling failback(Request.Failback request) {
        TargetState service = TargetState.read(store, new Target.OfService(request.plan()));
        return OperatorPolicy.failback(
                request,
                plans.named(request.plan()),
                service,
                service.awaiting().flatMap(id -> Recovery.read(store, id)),
                StoredSwitch.read(store),
                Installation.read(store),
                ports.clock().now());
    }

    /** What an owner is asked for, if it comes to that. */
    private Optional<Wish> wish(Request.Change request, Ruling ruling) {
        String by = request.signed().by();
        String reason = request.signed().reason();
        Instant now = ports.clock().now();
        return switch (ruling) {
            case Ruling.AskOwner(Wish.Kind kind, Recovery recovery, var sentence) ->
                Optional.of(Wish.about(recovery, kind, ports.ids().next(), by, reason, now));
            case Ruling.AskPreview(Plan plan, var sentence) ->
                Optional.of(Wish.preview(plan, ports.ids().next(), by, reason, now));
            case Ruling.Refuse refuse -> Optional.empty();
            case Ruling.SetSwitch set -> Optional.empty();
            case Ruling.Release release -> Optional.empty();
            case Ruling.Clear clear -> Optional.empty();
        };
    }

    private List<Write> writes(Request.Change request, Ruling ruling, Optional<Wish> wish) {
        return switch (ruling) {
            case Ruling.Refuse refuse -> throw new IllegalStateException("a refusal writes nothing");
            case Ruling.SetSwitch set -> writes(request, set.next().item(writer), "switch", set);
            case Ruling.Release release -> writes(request, release.next().item(writer), "installation", release);
            case Ruling.Clear clear ->
                writes(request, clear.next().item(writer), clear.next().target().key(), clear);
            case Ruling.AskOwner owner ->
                wish.orElseThrow().writes(writer, ports.clock().now());
            case Ruling.AskPreview preview ->
                wish.orElseThrow().writes(writer, ports.clock().now());
        };
    }

    /**
     * The item with its row. The row's sequence ends in our token: after a restore of the state table from a backup its
     * versions come again, and a row that stands in the journal already must not keep anybody from setting OFF.
     */
    private List<Write> writes(Request.Change request, Item item, String subject, Ruling ruling) {
        String sequence = ruling instanceof Ruling.Clear
                ? JournalRow.sequenceOf(ports.clock().now(), writer)
                : JournalRow.sequenceOf(item.version()) + "#" + writer;
        var row = new JournalRow(
                subject,
                sequence,
                subject,
                ports.clock().now(),
                JournalRow.Kind.OPERATOR,
                ruling.sentence(),
                Map.of(
                        "request", request.name(),
                        "by", request.signed().by(),
                        "reason", request.signed().reason(),
                        "version", item.version()));
        return List.of(new Write.Put(item), new Write.Append(row));
    }

    private Answer written(Request.Change request, Ruling ruling, Optional<Wish> wish) {
        return switch (ruling) {
            case Ruling.Refuse refuse -> Answer.refused(request, refuse.sentence());
            case Ruling.SetSwitch set -> modeSet(request, set);
            case Ruling.Release release -> Answer.done(request, release.sentence());
            case Ruling.Clear clear ->
                Answer.done(request, clear.sentence())
                        .with("target", clear.next().target().key());
            case Ruling.AskOwner owner -> asked(request, owner, wish.orElseThrow());
            case Ruling.AskPreview preview -> asked(request, preview, wish.orElseThrow());
        };
    }

    private Answer modeSet(Request.Change request, Ruling.SetSwitch set) {
        var notice = new Notice(
                BusEvent.Kind.MODE_CHANGED,
                "switch",
                "Automated recovery: " + set.sentence() + ".",
                ports.clock().now());
        boolean told = IntStream.range(0, MOST_TRIES).anyMatch(attempt -> taken(notice.event()));
        Optional<Switch> stored = readBack();
        String since = stored.map(now -> since(set.next(), now))
                .orElse("; it was written, but could not be read back: ask for status");
        String unheard = told ? "" : "; the notice of it could not be sent, so tell the others yourself";
        Answer answer = Answer.done(request, set.sentence() + since + unheard)
                .with("mode", stored.orElse(set.next()).mode().name())
                .with("told", told)
                .with("written", StoredSwitch.map(set.next()));
        return stored.map(now -> answer.with("stored", StoredSwitch.map(now))).orElse(answer);
    }

    private boolean taken(BusEvent event) {
        return ports.bus().put(event) instanceof BusReply.Taken;
    }

    private Optional<Switch> readBack() {
        try {
            return Optional.of(StoredSwitch.read(store));
        } catch (StoreUnreadable e) {
            return Optional.empty();
        }
    }

    private static String since(Switch written, Switch now) {
        return now.version() == written.version()
                ? ""
                : "; since then " + now.by() + " has set it to " + now.mode() + ": " + now.reason();
    }

    private Answer asked(Request.Change request, Ruling ruling, Wish wish) {
        boolean nudged = taken(wish.nudge());
        String when = nudged ? "" : " (its next tick finds it within a minute)";
        Answer answer = Answer.done(request, ruling.sentence() + when + "; its answer: " + Asks.answer(wish.id()))
                .with("id", wish.id())
                .with("target", wish.target().key())
                .with("owner", wish.queue());
        return wish.recovery()
                .map(recovery -> answer.with("recovery", recovery))
                .orElse(answer);
    }

    private static Answer unknown(Request.Change request, Optional<Wish> wish) {
        Answer answer = Answer.refused(
                request,
                "the store's reply was lost and it cannot be read: nobody can tell whether it was written;"
                        + " ask for status, and repeat the request until it is answered");
        return wish.map(lost -> answer.with("id", lost.id())).orElse(answer);
    }
}
