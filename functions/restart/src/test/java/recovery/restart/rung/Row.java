package recovery.restart.rung;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.BiFunction;
import recovery.shared.record.Recovery;

/** A recovery with what is seen of its target: the move that follows, told shortly, and why. */
record Row(String why, Case given, String move, String reason) {
    static final String BY_HAND = "Client.UserInitiatedShutdown";
    static final String BY_AWS = "Server.ScheduledStop";

    void check(BiFunction<Recovery, Observation, Move> rung) {
        Move next = rung.apply(given.recovery(), given.observation());
        assertThat(inShort(next)).as(next.reason()).isEqualTo(move);
        assertThat(next.reason()).contains(reason);
    }

    private static String inShort(Move move) {
        return switch (move) {
            case Move.StopHarder harder -> "StopHarder " + harder.mode();
            case Move.Start start -> start.owed() ? "Start, owed" : "Start";
            case Move.Enter enter -> "Enter " + enter.stage();
            case Move.Page page -> "Page " + page.what();
            case Move.Close close -> "Close " + close.outcome() + (close.endsDuty() ? ", nothing owed" : "");
            case Move.Green green -> green.since().isPresent() ? "Green" : "Green no more";
            case Move.HandOver over -> "HandOver" + (over.endsDuty() ? ", nothing owed" : "");
            case Move.Wait wait -> "Wait";
            case Move.Stop stop -> "Stop";
            case Move.Settle settle -> "Settle";
        };
    }

    @Override
    public String toString() {
        return why;
    }
}
