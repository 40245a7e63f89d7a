package recovery.systemtests.invariant;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import recovery.shared.ec2.InstanceId;
import recovery.shared.json.Fields;
import recovery.shared.store.Item;

/** A stored recovery as the table shows it, read field by field and not by the product's own reader. */
public record Stored(Item item) {
    private static final String PREFIX = "recovery#";
    private static final String SERVICE = "service:";

    static boolean is(Item item) {
        return item.key().partition().startsWith(PREFIX);
    }

    public Fields body() {
        return Fields.of(item.body());
    }

    public String id() {
        return item.key().partition().substring(PREFIX.length());
    }

    public String target() {
        return body().text("target");
    }

    /** The machine that its stops and starts are for: the target, or the side that a failover leaves. */
    InstanceId instance() {
        return new InstanceId(target().startsWith(SERVICE) ? from() : target());
    }

    Instant openedAt() {
        return body().object("opening").instant("at");
    }

    // --- failovers ---

    /** Whether it moves, or moved, a service from one side to the other. */
    public boolean isFailover() {
        return owner().equals("FAILOVER") && plan().has("failover");
    }

    boolean goesHome() {
        return passage().filter(way -> way.text("direction").equals("HOME")).isPresent();
    }

    private Fields failover() {
        return plan().object("failover");
    }

    private String from() {
        return failover().text(goesHome() ? "standby" : "primary");
    }

    InstanceId primary() {
        return new InstanceId(failover().text("primary"));
    }

    /** The side that is to serve. */
    InstanceId to() {
        return new InstanceId(failover().text(goesHome() ? "primary" : "standby"));
    }

    boolean fences() {
        return failover().text("fence").equals("STOP");
    }

    Duration window() {
        return failover().duration("window");
    }

    Duration bake() {
        return failover().duration("bake");
    }

    String service() {
        return SERVICE + plan().text("plan");
    }

    /** Whether the alarm of the service began it, and nothing that EC2 says of an instance. */
    boolean isBegunByService() {
        return symptom().equals("APPLICATION") && isFailover() && !goesHome();
    }

    /** Every target that nobody else may have while it is open. */
    List<String> claims() {
        return isFailover()
                ? List.of(service(), failover().text("primary"), failover().text("standby"))
                : List.of(target());
    }

    private Optional<Fields> passage() {
        return body().maybeObject("passage");
    }

    List<Fields> steps() {
        return passage().map(way -> way.objects("steps")).orElse(List.of());
    }

    boolean anyApplied() {
        return steps().stream().anyMatch(step -> !step.text("position").equals("BEFORE"));
    }

    /** Whether a step may have been applied that lets the other side write. */
    boolean pastTheReturn() {
        return steps().stream()
                .anyMatch(step ->
                        step.flag("standbyWrites") && !step.text("position").equals("BEFORE"));
    }

    public boolean cancelled() {
        return body().has("cancelled");
    }

    public String stage() {
        return body().text("stage");
    }

    public boolean open() {
        return !stage().equals("CLOSED");
    }

    public String owner() {
        return body().text("owner");
    }

    String symptom() {
        return body().text("symptom");
    }

    public Optional<String> outcome() {
        return body().maybeObject("closing").map(closing -> closing.text("outcome"));
    }

    public boolean owed() {
        return body().maybeText("startOwed").isPresent();
    }

    public Fields plan() {
        return body().object("plan");
    }

    public Fields limits() {
        return plan().object("limits");
    }

    Optional<String> alarm() {
        return body().object("opening").maybeText("alarm");
    }

    /** The second alarm that the plan wants to ring beside this one. */
    Optional<String> witnessOf(String alarm) {
        return plan().objects("triggers").stream()
                .filter(trigger -> trigger.has("alarm") && names(trigger.text("alarm"), alarm))
                .map(trigger -> trigger.text("witness"))
                .findFirst();
    }

    private static boolean names(String pattern, String alarm) {
        return pattern.equals(alarm)
                || (pattern.endsWith("*") && alarm.startsWith(pattern.substring(0, pattern.length() - 1)));
    }

    String zone() {
        return body().object("opening").text("zone");
    }

    List<Fields> intents() {
        return body().objects("intents");
    }

    public Optional<Fields> lastIntent() {
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
