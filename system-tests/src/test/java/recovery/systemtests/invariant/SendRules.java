package recovery.systemtests.invariant;

import static recovery.systemtests.invariant.Broken.demand;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import recovery.shared.alarm.Alarm;
import recovery.shared.ec2.Checks.Status;
import recovery.shared.ec2.Instance;
import recovery.shared.ec2.InstanceId;
import recovery.shared.ec2.InstanceState;
import recovery.shared.json.Fields;
import recovery.shared.look.Look;
import recovery.shared.store.Key;
import recovery.shared.store.Store;

/** The rules of one request to EC2, judged at the moment at which it leaves. */
final class SendRules {
    private final Store store;
    private final Ledger ledger;
    private final Truth truth;
    private final Terms terms;

    SendRules(Store store, Ledger ledger, Truth truth, Terms terms) {
        this.store = store;
        this.ledger = ledger;
        this.truth = truth;
        this.terms = terms;
    }

    /**
     * Judges a request that is about to be sent.
     *
     * @param act {@code STOP} or {@code START}
     * @param waited how long the caller stood between its last look at its clock and this call
     */
    void judge(Caller caller, String act, InstanceId id, Duration uptime, Duration waited, Instant now) {
        String said = act + " of " + id + " by " + caller.function();
        Stored recovery = ledger.openOn(id.value())
                .flatMap(open -> store.get(Key.single("recovery#" + open.id())))
                .map(Stored::new)
                .orElseThrow(() -> new Broken(Rule.S4, said + " without an open recovery"));
        Fields last = recovery.lastIntent().orElseThrow(() -> new Broken(Rule.S4, said + " without an intent"));
        Fields intent = own(caller, recovery)
                .orElseThrow(() -> new Broken(Rule.S2, said + ", but another execution noted " + last.text("id")));
        String name = intent.text("id");
        demand(ledger.isIntended(name) && intent.text("act").equals(act), Rule.S4, said + " for " + name);
        demand(ledger.sends(name), Rule.S3, said + " again for " + name);
        demand(
                caller.function().equalsIgnoreCase(recovery.owner()),
                Rule.S2,
                said + ", but it belongs to " + recovery.owner());
        if (terms.withinTakeover()) {
            boolean present =
                    last.text("id").equals(name) && intent.text("state").equals("WRITTEN");
            demand(present, Rule.S2, said + ", but " + name + " is taken over");
        }
        Duration taken = uptime.minus(waited).minus(caller.lastCommitBegun());
        demand(
                taken.compareTo(Terms.SEND_WITHIN) <= 0,
                Rule.S2,
                said + " " + taken.toSeconds() + " s after the note was begun");
        switchedOff(recovery, act, said, now.minus(waited));
        tagged(caller, recovery, id, said);
        demand(recovery.instance().equals(id), Rule.S2, said + ", but it is about " + recovery.instance());
        if (act.equals("STOP") && !recovery.isFailover() && recovery.intents().size() == stopsOfSession(recovery)) {
            blind(caller, recovery, id, said);
            sick(recovery, id, said, now);
            healthy(recovery, id, said, now);
        }
        if (act.equals("START") && !recovery.owed()) {
            demand(
                    truth.since(id, now.minus(terms.window()), point -> nobodys(recovery, point)),
                    Rule.S12,
                    said + ", which AWS did not stop");
        }
    }

    /**
     * Judges a request about to be sent that moves a lever.
     *
     * @param waited how long the caller stood between its last look at its clock and this call
     */
    void judgeMove(Caller caller, Duration uptime, Duration waited, Instant now) {
        String said = "a move by " + caller.function();
        Stored open = ledger.failoverOf(caller).orElseThrow(() -> new Broken(Rule.S4, said + " without a failover"));
        Stored recovery =
                store.get(Key.single("recovery#" + open.id())).map(Stored::new).orElseThrow();
        Fields intent = own(caller, recovery).orElseThrow(() -> new Broken(Rule.S2, said + " without an own intent"));
        String name = intent.text("id");
        boolean moves = intent.text("act").equals("APPLY") || intent.text("act").equals("UNDO");
        demand(ledger.isIntended(name) && moves, Rule.S4, said + " for " + name);
        demand(ledger.sends(name), Rule.S3, said + " again for " + name);
        demand(caller.function().equals("failover"), Rule.S2, said);
        if (terms.withinTakeover()) {
            boolean present = recovery.lastIntent()
                            .filter(last -> last.text("id").equals(name))
                            .isPresent()
                    && intent.text("state").equals("WRITTEN");
            demand(present, Rule.S2, said + ", but " + name + " is taken over");
        }
        Duration taken = uptime.minus(waited).minus(caller.lastCommitBegun());
        demand(
                taken.compareTo(Terms.SEND_WITHIN) <= 0,
                Rule.S2,
                said + " " + taken.toSeconds() + " s after the note was begun");
        switchedOff(recovery, intent.text("act"), said, now.minus(waited));
    }

    /** After the switch says OFF, what was noted before may still be sent within its time; a Start that is owed, always. */
    private void switchedOff(Stored recovery, String act, String said, Instant now) {
        boolean owed = act.equals("START") && recovery.owed();
        ledger.offSince()
                .filter(since -> !owed)
                .ifPresent(since -> demand(
                        !now.isAfter(since.plus(Terms.SEND_WITHIN)),
                        Rule.S15,
                        said + ", and it is OFF since " + since));
    }

    /** The newest request that this execution itself has noted. */
    private static Optional<Fields> own(Caller caller, Stored recovery) {
        return recovery.intents().reversed().stream()
                .filter(intent -> caller.isDrawn(intent.text("writer")))
                .findFirst();
    }

    /** One, if the last request is the stop that began the present session; else another number than the requests. */
    private static int stopsOfSession(Stored recovery) {
        Fields last = recovery.lastIntent().orElseThrow();
        boolean begins = recovery.body().maybeText("startOwed").equals(Optional.of(last.text("at")));
        return begins ? recovery.intents().size() : -1;
    }

    private static boolean nobodys(Stored recovery, Truth.Point point) {
        boolean guest = point.state() == InstanceState.STOPPED
                && point.reason().equals("Client.InstanceInitiatedShutdown")
                && recovery.plan().object("accept").flag("guestShutdown");
        return guest || point.stoppedByAws();
    }

    private void tagged(Caller caller, Stored recovery, InstanceId id, String said) {
        Optional<Instance> last = caller.look(id).flatMap(Look::seen);
        boolean names = last.filter(instance ->
                        instance.plan().equals(Optional.of(recovery.plan().text("plan"))))
                .isPresent();
        boolean unseenButOwed = last.isEmpty() && recovery.owed();
        demand(names || unseenButOwed, Rule.S5, said + ", last seen as " + last);
    }

    private static void blind(Caller caller, Stored recovery, InstanceId id, String said) {
        boolean seesInstance = caller.look(id).flatMap(Look::seen).isPresent();
        demand(seesInstance && caller.hasChecks(id), Rule.S21, said + ", which did not see instance and checks");
        recovery.alarm()
                .ifPresent(name -> demand(
                        caller.alarm(name)
                                .filter(alarm -> alarm.state() == Alarm.State.ALARM)
                                .isPresent(),
                        Rule.S21,
                        said + ", which did not see " + name + " ring"));
    }

    private void sick(Stored recovery, InstanceId id, String said, Instant now) {
        String symptom = recovery.symptom();
        demand(
                truth.since(id, now.minus(terms.window()), point -> shows(symptom, point)),
                Rule.S6,
                said + ", which was not " + symptom);
    }

    static boolean shows(String symptom, Truth.Point point) {
        return switch (symptom) {
            case "SYSTEM" -> point.system() == Status.IMPAIRED;
            case "INSTANCE" -> point.guest() == Status.IMPAIRED;
            case "STORAGE" -> point.storage() == Status.IMPAIRED;
            case "RETIREMENT" -> point.retiring();
            default -> point.provedDown();
        };
    }

    /** Others count as healthy if they were so at any time of which the caller may have been told. */
    private void healthy(Stored recovery, InstanceId id, String said, Instant now) {
        Instant from = now.minus(terms.window());
        if (truth.since(id, from, Truth.Point::provedDown)) {
            return;
        }
        String plan = recovery.plan().text("plan");
        int left = 0;
        for (InstanceId other : truth.machines()) {
            // The side to which a failover leads is claimed as well, but serves.
            boolean inOurHands = ledger.openOn(other.value())
                    .filter(open -> open.instance().equals(other))
                    .isPresent();
            boolean serves = truth.since(
                    other, from, point -> point.healthy() && point.plan().equals(Optional.of(plan)));
            left += !other.equals(id) && !inOurHands && serves ? 1 : 0;
        }
        long wanted = recovery.limits().number("minHealthy");
        demand(left >= wanted, Rule.S8, said + " leaves " + left + " healthy of at least " + wanted);
    }
}
