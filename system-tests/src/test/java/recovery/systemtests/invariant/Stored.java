package recovery.systemtests.invariant;

import java.util.List;
import java.util.Optional;
import recovery.shared.ec2.InstanceId;
import recovery.shared.json.Fields;
import recovery.shared.store.Item;

/** A stored recovery as the table shows it, read field by field and not by the product's own reader. */
record Stored(Item item) {
    private static final String PREFIX = "recovery#";

    static boolean is(Item item) {
        return item.key().partition().startsWith(PREFIX);
    }

    Fields body() {
        return Fields.of(item.body());
    }

    String id() {
        return item.key().partition().substring(PREFIX.length());
    }

    String target() {
        return body().text("target");
    }

    InstanceId instance() {
        return new InstanceId(target());
    }

    String stage() {
        return body().text("stage");
    }

    boolean open() {
        return !stage().equals("CLOSED");
    }

    String owner() {
        return body().text("owner");
    }

    String symptom() {
        return body().text("symptom");
    }

    Optional<String> outcome() {
        return body().maybeObject("closing").map(closing -> closing.text("outcome"));
    }

    boolean owed() {
        return body().maybeText("startOwed").isPresent();
    }

    Fields plan() {
        return body().object("plan");
    }

    Fields limits() {
        return plan().object("limits");
    }

    Optional<String> alarm() {
        return body().object("opening").maybeText("alarm");
    }

    String zone() {
        return body().object("opening").text("zone");
    }

    List<Fields> intents() {
        return body().objects("intents");
    }

    Optional<Fields> lastIntent() {
        List<Fields> all = intents();
        return all.isEmpty() ? Optional.empty() : Optional.of(all.getLast());
    }

    boolean unsettled() {
        return lastIntent()
                .map(intent -> intent.text("state"))
                .filter(state -> state.equals("WRITTEN") || state.equals("UNKNOWN"))
                .isPresent();
    }
}
