package recovery.shared.record;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import recovery.shared.json.Fields;
import recovery.shared.json.Json;
import recovery.shared.plan.Plan;
import recovery.shared.plan.Rung;
import recovery.shared.plan.Symptom;
import recovery.shared.store.Item;

/** How a recovery is stored. */
final class RecoveryItem {
    static final long SCHEMA = 1;

    private RecoveryItem() {}

    static Item of(Recovery recovery, String writer) {
        Map<String, Object> body = body(recovery);
        int size = size(body);
        if (size > Recovery.LARGEST) {
            throw new IllegalStateException(
                    recovery.id() + " has " + size + " characters of at most " + Recovery.LARGEST);
        }
        return new Item(Recovery.key(recovery.id()), recovery.version(), writer, queue(recovery), body);
    }

    /** How many characters it has as it is stored. */
    static int size(Recovery recovery) {
        return size(body(recovery));
    }

    private static int size(Map<String, Object> body) {
        return Json.write(body).length();
    }

    private static Map<String, Object> body(Recovery recovery) {
        var body = new HashMap<String, Object>();
        body.put("schema", SCHEMA);
        body.put("id", recovery.id());
        body.put("owner", recovery.owner().name());
        body.put("target", recovery.target().key());
        body.put("symptom", recovery.symptom().name());
        body.put("opening", opening(recovery.opening()));
        body.put("plan", recovery.plan().document());
        body.put("stage", recovery.stage().name());
        recovery.rung().ifPresent(rung -> body.put("rung", rung.name()));
        body.put("deadlines", deadlines(recovery.deadlines()));
        body.put("intents", recovery.intents().stream().map(Intent::map).toList());
        recovery.passage().ifPresent(passage -> body.put("passage", passage.map()));
        recovery.startOwed().ifPresent(at -> body.put("startOwed", at.toString()));
        recovery.greenSince().ifPresent(at -> body.put("greenSince", at.toString()));
        recovery.cancelled().ifPresent(why -> body.put("cancelled", why));
        body.put("paged", List.copyOf(recovery.paged()));
        recovery.closing().ifPresent(closing -> body.put("closing", closing(closing)));
        body.put("notices", Notice.maps(recovery.notices()));
        return body;
    }

    /** Open work and undelivered notices are found by the owner's tick. */
    private static Optional<Item.Queued> queue(Recovery recovery) {
        return recovery.open() || !recovery.notices().isEmpty()
                ? Optional.of(new Item.Queued(
                        recovery.owner().queue(), recovery.opening().at()))
                : Optional.empty();
    }

    static Recovery read(Item item) {
        Fields body = Fields.of(item.body());
        String id = body.text("id");
        long schema = body.number("schema");
        if (schema != SCHEMA) {
            throw new UnknownSchema(id, schema);
        }
        return new Recovery(
                id,
                item.version(),
                body.oneOf("owner", Owner.class),
                Target.of(body.text("target")),
                body.oneOf("symptom", Symptom.class),
                opening(body.object("opening")),
                Plan.of(body.object("plan").asMap()),
                body.oneOf("stage", Stage.class),
                body.maybeText("rung").map(Rung::valueOf),
                deadlines(body.object("deadlines")),
                body.objects("intents").stream().map(Intent::of).toList(),
                body.maybeObject("passage").map(Passage::of),
                body.maybeInstant("startOwed"),
                body.maybeInstant("greenSince"),
                body.maybeText("cancelled"),
                Set.copyOf(body.texts("paged")),
                body.maybeObject("closing").map(RecoveryItem::closing),
                Notice.of(body.objects("notices")));
    }

    private static Map<String, Object> opening(Recovery.Opening opening) {
        var map = new HashMap<String, Object>(
                Map.of("at", opening.at().toString(), "zone", opening.zone(), "reason", opening.reason()));
        opening.alarm().ifPresent(alarm -> map.put("alarm", alarm));
        return map;
    }

    private static Recovery.Opening opening(Fields stored) {
        return new Recovery.Opening(
                stored.instant("at"), stored.maybeText("alarm"), stored.text("zone"), stored.text("reason"));
    }

    private static Map<String, Object> deadlines(Recovery.Deadlines deadlines) {
        var map = new HashMap<String, Object>(Map.of(
                "step",
                deadlines.step().toString(),
                "recovery",
                deadlines.recovery().toString()));
        deadlines.unstop().ifPresent(at -> map.put("unstop", at.toString()));
        return map;
    }

    private static Recovery.Deadlines deadlines(Fields stored) {
        return new Recovery.Deadlines(
                stored.instant("step"), stored.instant("recovery"), stored.maybeInstant("unstop"));
    }

    private static Map<String, Object> closing(Recovery.Closing closing) {
        return Map.of("outcome", closing.outcome().name(), "at", closing.at().toString(), "reason", closing.reason());
    }

    private static Recovery.Closing closing(Fields stored) {
        return new Recovery.Closing(
                stored.oneOf("outcome", Outcome.class), stored.instant("at"), stored.text("reason"));
    }
}
