package recovery.shared.control;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import recovery.shared.bus.BusEvent;
import recovery.shared.json.Fields;
import recovery.shared.record.Notice;
import recovery.shared.record.Times;
import recovery.shared.store.Item;
import recovery.shared.store.Key;
import recovery.shared.store.Store;
import recovery.shared.words.Asks;
import recovery.shared.words.Said;
import recovery.shared.words.Shown;

/**
 * What holds for the whole installation: the brake, and the attempts that count towards it.
 *
 * @param attempts when disruptive sends were charged, none older than {@link #WINDOW}
 * @param version the version of the item; one that was never written has version 0
 */
public record Installation(Optional<Brake> brake, List<Instant> attempts, List<Notice> notices, long version) {
    public static final Key KEY = Key.single("installation");

    /** The span in which attempts count. */
    public static final Duration WINDOW = Duration.ofHours(1);

    public Installation {
        attempts = List.copyOf(attempts);
        notices = List.copyOf(notices);
    }

    /** Latched by the bundle when too much happens at once; released by a person. */
    public record Brake(Instant at, String reason) {}

    public static Installation read(Store store) {
        return store.get(KEY).map(Installation::of).orElse(new Installation(Optional.empty(), List.of(), List.of(), 0));
    }

    /** How many attempts count at this time. */
    public int attemptsWithin(Instant now) {
        return Times.since(attempts, now.minus(WINDOW)).size();
    }

    /** The same with one attempt more. */
    public Installation charged(Instant now) {
        return new Installation(brake, Times.with(Times.since(attempts, now.minus(WINDOW)), now), notices, version + 1);
    }

    /** The same with one attempt more; with the last one that the limit allows, the brake latches. */
    public Installation charged(Instant now, int attemptsPerHour) {
        Installation charged = charged(now);
        int used = charged.attemptsWithin(now);
        if (used < attemptsPerHour) {
            return charged;
        }
        String why = Said.count(used, "attempt") + " within an hour, which is the limit";
        var notice = new Notice(
                BusEvent.Kind.BRAKE_LATCHED,
                "installation",
                "The brake has latched: " + why + ". Nothing new begins until a person releases it. First look what is"
                        + " open: " + Shown.command(Asks.status())
                        + " and find the common cause. Then release it: " + Shown.command(Asks.releaseBrake()),
                now);
        Installation latched = latched(now, why, notice);
        return new Installation(latched.brake(), charged.attempts(), latched.notices(), charged.version());
    }

    /** The same with the brake latched, and the notice of it. */
    public Installation latched(Instant now, String reason, Notice notice) {
        var pending = new ArrayList<>(notices);
        pending.add(notice);
        return new Installation(Optional.of(new Brake(now, reason)), attempts, pending, version + 1);
    }

    /** The same with the brake released; what was counted before counts no more. */
    public Installation released() {
        return new Installation(Optional.empty(), List.of(), notices, version + 1);
    }

    /** The same without the notices that were delivered. */
    public Installation delivered() {
        return new Installation(brake, attempts, List.of(), version + 1);
    }

    /** The item to write. Detection's tick delivers its notices. */
    public Item item(String writer) {
        var body = new HashMap<String, Object>();
        body.put("attempts", Times.texts(attempts));
        brake.ifPresent(
                latched -> body.put("brake", Map.of("at", latched.at().toString(), "reason", latched.reason())));
        body.put("notices", Notice.maps(notices));
        Optional<Item.Queued> queue =
                notices.stream().findFirst().map(notice -> new Item.Queued("detection", notice.at()));
        return new Item(KEY, version, writer, queue, body);
    }

    private static Installation of(Item item) {
        Fields body = Fields.of(item.body());
        return new Installation(
                body.maybeObject("brake").map(brake -> new Brake(brake.instant("at"), brake.text("reason"))),
                Times.of(body.texts("attempts")),
                Notice.of(body.objects("notices")),
                item.version());
    }
}
