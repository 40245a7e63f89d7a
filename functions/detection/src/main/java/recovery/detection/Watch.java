package recovery.detection;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import recovery.shared.guard.Verdict;
import recovery.shared.json.Fields;
import recovery.shared.plan.Symptom;
import recovery.shared.record.Notice;
import recovery.shared.record.Target;
import recovery.shared.store.Item;
import recovery.shared.store.Key;
import recovery.shared.store.Store;

/**
 * What detection remembers of one trouble of one target between two judgements: since when it is held, and what was
 * said last, so that the journal is told of a change and not of every minute.
 *
 * @param since when the first of the present row of holds began
 * @param held whether it is sick and held, and must be judged again
 * @param said every guard's finding at the last row in the journal
 * @param saidAt when that row was written
 * @param escalated whether a person was called for this row of holds
 */
record Watch(
        Target target,
        Symptom symptom,
        Optional<String> alarm,
        Instant since,
        boolean held,
        String said,
        Instant saidAt,
        boolean escalated,
        List<Notice> notices,
        long version) {
    static final String PARTITION = "watch#";
    static final String QUEUE = "detection";

    /** How often the journal is told that nothing changed. */
    private static final Duration SUMMARY = Duration.ofHours(1);

    Watch {
        notices = List.copyOf(notices);
    }

    static Key key(Target target, Symptom symptom) {
        return new Key(PARTITION + target.key(), symptom.name());
    }

    static Watch read(Store store, Target target, Symptom symptom, Instant now) {
        return store.get(key(target, symptom))
                .map(Watch::of)
                .orElse(new Watch(
                        target, symptom, Optional.empty(), now, false, "", Instant.EPOCH, false, List.of(), 0));
    }

    /** Since when the trouble is held, if it is judged now. */
    Instant heldSince(Instant now) {
        return held ? since : now;
    }

    /** Whether the journal must be told of these verdicts. */
    boolean isNews(String choice, List<Verdict> verdicts, Instant now) {
        return !signature(choice, verdicts).equals(said) || !now.isBefore(saidAt.plus(SUMMARY));
    }

    /** Whether the journal's last row says the same. */
    boolean says(Decision decision) {
        return said.equals(signature(decision.choice(), decision.verdicts()));
    }

    /** The same after a judgement that did not open a recovery. */
    Watch judged(Decision decision, Optional<String> throughAlarm, Instant now) {
        boolean stillHeld = decision instanceof Decision.Hold || decision instanceof Decision.Escalate;
        boolean news = isNews(decision.choice(), decision.verdicts(), now);
        return new Watch(
                target,
                symptom,
                throughAlarm,
                heldSince(now),
                stillHeld,
                news ? signature(decision.choice(), decision.verdicts()) : said,
                news ? now : saidAt,
                stillHeld && (escalated || decision instanceof Decision.Escalate),
                notices,
                version + 1);
    }

    /** The same after a recovery was opened, or when nothing is held any more. */
    Watch ended() {
        return new Watch(target, symptom, alarm, since, false, "", Instant.EPOCH, false, notices, version + 1);
    }

    Watch telling(Notice notice) {
        var more = new ArrayList<>(notices);
        more.add(notice);
        return new Watch(target, symptom, alarm, since, held, said, saidAt, escalated, more, version);
    }

    Watch told() {
        return new Watch(target, symptom, alarm, since, held, said, saidAt, escalated, List.of(), version + 1);
    }

    Item item(String writer) {
        var body = new HashMap<String, Object>();
        alarm.ifPresent(name -> body.put("alarm", name));
        body.put("since", since.toString());
        body.put("held", held);
        body.put("said", said);
        body.put("saidAt", saidAt.toString());
        body.put("escalated", escalated);
        body.put("notices", Notice.maps(notices));
        Optional<Item.Queued> queued =
                held || !notices.isEmpty() ? Optional.of(new Item.Queued(QUEUE, since)) : Optional.empty();
        return new Item(key(target, symptom), version, writer, queued, body);
    }

    private static Watch of(Item item) {
        Fields body = Fields.of(item.body());
        return new Watch(
                Target.of(item.key().partition().substring(PARTITION.length())),
                Symptom.valueOf(item.key().sort()),
                body.maybeText("alarm"),
                body.instant("since"),
                body.flag("held"),
                body.text("said"),
                body.instant("saidAt"),
                body.flag("escalated"),
                Notice.of(body.objects("notices")),
                item.version());
    }

    private static String signature(String choice, List<Verdict> verdicts) {
        return choice + ":"
                + verdicts.stream()
                        .map(verdict -> verdict.guard() + "=" + verdict.finding())
                        .collect(Collectors.joining(","));
    }
}
