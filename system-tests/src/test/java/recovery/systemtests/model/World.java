package recovery.systemtests.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import recovery.shared.control.Mode;
import recovery.shared.ec2.InstanceState;
import recovery.shared.record.Intent;
import recovery.shared.record.Outcome;
import recovery.systemtests.model.Execution.Phase;
import recovery.systemtests.model.Scope.Cost;
import recovery.systemtests.model.Step.Kind;

/** Every step that can be next: of the executions, of EC2, of people, and of what goes wrong. */
final class World {
    private static final int NONE = -1;
    private static final Move NOTHING = new Move.Tell();

    private final Protocol protocol;
    private final Choices choices;
    private final Optional<Mutation> mutation;

    World(Limits limits, Optional<Mutation> mutation) {
        Protocol whole = Protocol.within(limits);
        this.protocol = mutation.flatMap(Mutation::dropped).map(whole::without).orElse(whole);
        this.choices = new Choices(protocol, mutation);
        this.mutation = mutation;
    }

    List<Step> next(State now) {
        var steps = new ArrayList<Step>();
        for (int who = 0; who < now.executions().size(); who++) {
            Execution one = now.executions().get(who);
            switch (one.phase()) {
                case IDLE -> begin(now, who, steps);
                case COMMITS -> commit(now, who, one, steps);
                case READS_BACK -> readBack(now, who, one, steps);
                case SENDS -> send(now, who, one, steps);
                case RECORDS -> record(now, who, one, steps);
            }
            if (!one.idle()) {
                add(steps, Cost.CRASH, Kind.DIES, who, NONE, NONE, NOTHING, now.ending(who));
            }
        }
        machines(now, steps);
        people(now, steps);
        return steps;
    }

    private boolean is(Mutation here) {
        return mutation.equals(Optional.of(here));
    }

    private static void add(
            List<Step> steps, Cost cost, Kind kind, int who, int about, int slot, Move move, State after) {
        State paid = after.paying(cost);
        if (!paid.left().overdrawn()) {
            steps.add(new Step(kind, who, about, slot, move, paid));
        }
    }

    // --- executions ---

    /** The sweep begins by itself, a handler by an event. Handler 0 comes first, as the two are alike. */
    private void begin(State now, int who, List<Step> steps) {
        boolean sweep = who == State.SWEEP;
        if (who == 1 && now.executions().getFirst().idle()) {
            return;
        }
        Kind kind = sweep ? Kind.READS_AND_DECIDES : Kind.IS_INVOKED_BY_AN_EVENT;
        Cost cost = sweep ? Cost.FREE : Cost.EVENT;
        int free = freeSlot(now);
        for (int about = 0; free >= 0 && about < now.members().size(); about++) {
            for (Move move : choices.judging(now.machines().get(about), now.books(about, free))) {
                State after = now.with(who, deciding(now, about, NONE, move));
                add(steps, cost, kind, who, about, free, move, after);
            }
        }
        for (int slot = 0; slot < now.pieces().size(); slot++) {
            State.Slot held = now.pieces().get(slot);
            if (held.open()) {
                Machine machine = now.machines().get(held.about());
                for (Move move : choices.working(machine, now.books(held.about(), slot))) {
                    State after = now.with(who, deciding(now, held.about(), slot, move));
                    if (is(Mutation.SENDS_BEFORE_IT_NOTES) && move instanceof Move.Intend) {
                        after = now.with(
                                who, deciding(now, held.about(), slot, move).in(Phase.SENDS));
                    }
                    add(steps, cost, kind, who, held.about(), slot, move, after);
                }
            }
        }
    }

    private Execution deciding(State now, int about, int slot, Move move) {
        Piece before = slot < 0 ? Piece.NONE : now.pieces().get(slot).piece();
        int asked = Items.written(move, before) | Items.checked(move, before);
        int unconditional = mutation.map(Mutation::unconditional).orElse(Items.NONE);
        return Execution.deciding(about, slot, move, asked & ~unconditional);
    }

    private static int freeSlot(State now) {
        for (int slot = 0; slot < now.pieces().size(); slot++) {
            if (!now.pieces().get(slot).open()) {
                return slot;
            }
        }
        return NONE;
    }

    private void commit(State now, int who, Execution one, List<Step> steps) {
        int slot = one.slot() >= 0 ? one.slot() : freeSlot(now);
        if (slot < 0) {
            add(steps, Cost.FREE, Kind.IS_TOO_LATE_TO_COMMIT, who, one.about(), NONE, one.move(), now.ending(who));
            return;
        }
        if (!one.unchanged()) {
            State after = is(Mutation.TAKES_ITS_TOKEN_FROM_THE_EVENT) && one.move() instanceof Move.Intend
                    ? now.with(who, one.in(Phase.SENDS))
                    : now.ending(who);
            add(steps, Cost.FREE, Kind.IS_TOO_LATE_TO_COMMIT, who, one.about(), slot, one.move(), after);
            return;
        }
        State after = written(now, who, one.about(), slot, one.move());
        boolean sends = one.move() instanceof Move.Intend;
        State taken = sends ? after.with(who, bound(one, slot).in(Phase.SENDS)) : after.ending(who);
        add(steps, Cost.FREE, Kind.COMMITS, who, one.about(), slot, one.move(), taken);
        if (sends) {
            State lost = after.with(who, bound(one, slot).in(Phase.READS_BACK));
            add(steps, Cost.LOST, Kind.COMMITS_WITHOUT_A_REPLY, who, one.about(), slot, one.move(), lost);
        }
    }

    private static Execution bound(Execution one, int slot) {
        return new Execution(one.phase(), one.about(), slot, one.move(), Items.RECORD | Items.UNCHANGED, one.reply());
    }

    private State written(State now, int who, int about, int slot, Move move) {
        Piece before = now.pieces().get(slot).piece();
        Books books = protocol.after(now.books(about, slot), move, who);
        if (is(Mutation.KEEPS_THE_CLAIM_WHEN_IT_CLOSES) && move instanceof Move.Close) {
            books = books.holding(Books.Claim.OURS, false);
        }
        if (is(Mutation.GIVES_THE_CLAIM_BACK_EARLY) && move instanceof Move.Intend) {
            books = books.holding(Books.Claim.NOBODYS, books.place());
        }
        return now.with(about, slot, books).outdating(who, about, slot, Items.written(move, before));
    }

    /** What is stored tells our own success from another's, as long as nobody has moved the record since. */
    private static void readBack(State now, int who, Execution one, List<Step> steps) {
        State after = one.unchanged() ? now.with(who, one.in(Phase.SENDS)) : now.ending(who);
        add(steps, Cost.FREE, Kind.READS_BACK, who, one.about(), one.slot(), one.move(), after);
    }

    private void send(State now, int who, Execution one, List<Step> steps) {
        Move.What what = ((Move.Intend) one.move()).what();
        Machine machine = now.machines().get(one.about());
        State noted = now.with(
                one.slot(),
                now.pieces()
                        .get(one.slot())
                        .piece()
                        .noting(now.pieces().get(one.slot()).piece().note().sent()));
        var answers = new Requests(now.pieces().get(one.slot()).piece().note().begins()).of(what, machine);
        for (Requests.Answer answer : answers) {
            State done = noted.with(one.about(), answer.machine());
            add(
                    steps,
                    answer.cost(),
                    answer.kind(),
                    who,
                    one.about(),
                    one.slot(),
                    one.move(),
                    done.with(who, told(one, answer.known())));
            if (answer.kind() == Kind.SENDS) {
                lost(steps, who, one, done);
                lost(steps, who, one, noted);
            }
        }
        // The note took too long: nothing is sent.
        State late = now.with(who, told(one, Intent.State.WITHOUT_EFFECT));
        add(steps, Cost.LOST, Kind.RECORDS, who, one.about(), one.slot(), one.move(), late);
    }

    private Execution told(Execution one, Intent.State known) {
        return is(Mutation.SENDS_BEFORE_IT_NOTES) ? one.in(Phase.COMMITS) : one.told(known);
    }

    private void lost(List<Step> steps, int who, Execution one, State after) {
        Execution next = is(Mutation.SENDS_AGAIN_AFTER_A_LOST_REPLY) ? one : one.told(Intent.State.UNKNOWN);
        add(
                steps,
                Cost.LOST,
                Kind.SENDS_WITHOUT_A_REPLY,
                who,
                one.about(),
                one.slot(),
                one.move(),
                after.with(who, next));
    }

    /** The result goes on the newest version, unless others have settled it. */
    private void record(State now, int who, Execution one, List<Step> steps) {
        Note note = now.pieces().get(one.slot()).piece().note();
        boolean mine = note.writer() == who && note.unsettled();
        Move settle = new Move.Settle(one.reply());
        State after = mine ? written(now, who, one.about(), one.slot(), settle) : now;
        Kind kind = mine ? Kind.COMMITS : Kind.RECORDS;
        add(steps, Cost.FREE, kind, who, one.about(), one.slot(), settle, after.ending(who));
    }

    // --- EC2 and people ---

    private static void machines(State now, List<Step> steps) {
        for (int about = 0; about < now.machines().size(); about++) {
            Machine machine = now.machines().get(about);
            if (machine.state() == InstanceState.STOPPING) {
                add(
                        steps,
                        Cost.FREE,
                        Kind.MACHINE_IS_DOWN,
                        NONE,
                        about,
                        NONE,
                        NOTHING,
                        now.with(about, machine.down()));
            }
            if (machine.running()) {
                State after = now.with(about, machine.stopping(Machine.Stopper.PERSON));
                add(steps, Cost.STOP, Kind.PERSON_STOPS, NONE, about, NONE, NOTHING, after);
            }
        }
    }

    private void people(State now, List<Step> steps) {
        State switched = now.switchedTo(now.mode() == Mode.ACT ? Mode.OFF : Mode.ACT);
        add(steps, Cost.SWITCH, Kind.PERSON_SWITCHES, NONE, NONE, NONE, NOTHING, outdated(switched, Items.SWITCH));
        if (now.braked()) {
            State released = outdated(now.released(), Items.INSTALLATION);
            add(steps, Cost.WISH, Kind.PERSON_WISHES, NONE, NONE, NONE, NOTHING, released);
        }
        for (int about = 0; about < now.members().size(); about++) {
            if (now.members().get(about).awaiting()) {
                State after = now.acknowledged(about).outdating(NONE, about, NONE - 1, Items.TARGET);
                add(steps, Cost.WISH, Kind.PERSON_WISHES, NONE, about, NONE, NOTHING, after);
            }
        }
        for (int slot = 0; slot < now.pieces().size(); slot++) {
            wishes(now, slot, steps);
        }
    }

    /** The owner carries out what a person asks: to cancel, or to take over with all that is owed. */
    private void wishes(State now, int slot, List<Step> steps) {
        State.Slot held = now.pieces().get(slot);
        if (!held.open()) {
            return;
        }
        int about = held.about();
        for (Move move : List.of(new Move.Cancel(), new Move.Close(Outcome.CANCELLED, true))) {
            if (protocol.refusal(now.books(about, slot), move).isEmpty()) {
                State after = written(now, NONE, about, slot, move);
                State handed = move instanceof Move.Close
                        ? after.with(about, after.machines().get(about).inHand())
                        : after;
                add(steps, Cost.WISH, Kind.PERSON_WISHES, NONE, about, slot, move, handed);
            }
        }
    }

    private static State outdated(State state, int item) {
        State all = state;
        for (int about = 0; about < state.members().size(); about++) {
            all = all.outdating(NONE, about, NONE - 1, item);
        }
        return all;
    }
}
