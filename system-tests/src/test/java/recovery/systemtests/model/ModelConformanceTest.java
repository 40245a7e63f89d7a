package recovery.systemtests.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import recovery.shared.control.Mode;
import recovery.shared.json.Fields;
import recovery.systemtests.invariant.Stored;
import recovery.systemtests.invariant.Taken;
import recovery.systemtests.simulation.Traced;

/**
 * Every step that the real functions take in runs of the engine R is a move that the model allows, and leads to where the
 * model says. What failover does with a recovery that it owns is not part of this model; that it takes one over is.
 */
@Tag("long")
class ModelConformanceTest {
    private static final long SEEDS = 1500;
    private static final List<Taken> STEPS = new ArrayList<>();

    @BeforeAll
    static void run() {
        for (long seed = 1; seed <= SEEDS; seed++) {
            Traced.run(seed, taken -> {
                if (isRestarts(taken) && taken.recovery().map(Stored::open).orElse(true)) {
                    STEPS.add(taken);
                }
            });
        }
    }

    private static boolean isRestarts(Taken taken) {
        return taken.recovery()
                .map(old -> old.owner().equals("RESTART"))
                .orElse(!taken.after().isFailover());
    }

    /** A model that is wrong in one thing. */
    enum Wrong {
        NOTHING,
        AN_OWED_START_WAITS_FOR_THE_MODE,
        A_STOP_OWES_NOTHING,
        TAKING_OVER_DROPS_THE_DUTY,
        ONE_ATTEMPT_LESS,
        ONE_PLACE_LESS,
        THE_BRAKE_IS_ALWAYS_LATCHED;

        Limits limits(Limits real) {
            return switch (this) {
                case ONE_ATTEMPT_LESS -> new Limits(real.perTarget() - 1, real.perHour(), real.inFlight());
                case ONE_PLACE_LESS -> new Limits(real.perTarget(), real.perHour(), real.inFlight() - 1);
                default -> real;
            };
        }

        Optional<String> refusal(Taken taken) {
            Move move = Abstraction.move(taken);
            Books books = Abstraction.books(taken);
            String said =
                    taken.after().id() + " version " + taken.after().item().version() + ": " + move + " on " + books;
            Protocol protocol = Protocol.within(limits(ModelConformanceTest.limits(taken)));
            Optional<String> broken =
                    protocol.refusal(books, move).map(Condition::name).or(() -> more(books, move));
            if (broken.isPresent()) {
                return Optional.of(said + " is refused: " + broken.get());
            }
            Piece expected = Abstraction.settled(
                    leads(move, protocol.after(books, move, Note.NOBODY).piece()));
            Piece found = Abstraction.settled(
                    Abstraction.piece(taken.after(), expected.note().sends() > 0));
            return expected.equals(found)
                    ? Optional.empty()
                    : Optional.of(said + " leads to " + found + " and not to " + expected);
        }

        private Optional<String> more(Books books, Move move) {
            boolean owedStart = move instanceof Move.Intend(Move.What what) && what == Move.What.START;
            boolean waits = this == AN_OWED_START_WAITS_FOR_THE_MODE && owedStart && books.mode() != Mode.ACT;
            boolean latched = this == THE_BRAKE_IS_ALWAYS_LATCHED && move instanceof Move.Open;
            return waits || latched ? Optional.of(name()) : Optional.empty();
        }

        private Piece leads(Move move, Piece to) {
            boolean drops = (this == A_STOP_OWES_NOTHING && move instanceof Move.Intend)
                    || (this == TAKING_OVER_DROPS_THE_DUTY && move instanceof Move.HandOver);
            return drops ? to.owing(false) : to;
        }
    }

    /** No roster of a run is larger than its four machines, and no limit of the installation larger than ten. */
    private static Limits limits(Taken taken) {
        Fields limits = taken.after().limits();
        Fields inFlight = limits.object("inFlight");
        long places = Math.max(inFlight.number("floor"), 4 * inFlight.number("percent") / 100);
        return new Limits(limits.count("attemptsPerDay"), 10, (int) places);
    }

    private static List<String> refused(Wrong model) {
        return STEPS.stream().flatMap(taken -> model.refusal(taken).stream()).toList();
    }

    @Test
    void theModelAcceptsWhatTheFunctionsDo() {
        Set<Class<?>> moves =
                STEPS.stream().map(taken -> Abstraction.move(taken).getClass()).collect(Collectors.toSet());
        System.out.println("conformance: " + STEPS.size() + " steps of " + SEEDS + " seeds accepted by the model");
        assertThat(refused(Wrong.NOTHING)).isEmpty();
        assertThat(moves).containsExactlyInAnyOrder(Move.class.getPermittedSubclasses());
    }

    @ParameterizedTest
    @EnumSource(value = Wrong.class, mode = EnumSource.Mode.EXCLUDE, names = "NOTHING")
    void aModelThatIsWrongDoesNotAcceptIt(Wrong model) {
        assertThat(refused(model)).isNotEmpty();
    }
}
