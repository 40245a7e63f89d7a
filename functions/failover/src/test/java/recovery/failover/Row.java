package recovery.failover;

import static org.assertj.core.api.Assertions.assertThat;

/** A failover in one of its stages, with what is seen: the move that follows, told shortly, and why. */
record Row(String why, Case given, String move, String reason) {
    void check() {
        FailoverMove next = FailoverPolicy.next(given.recovery(), given.sight());
        assertThat(inShort(next)).as(next.reason()).isEqualTo(move);
        assertThat(next.reason()).contains(reason);
    }

    static String inShort(FailoverMove move) {
        return switch (move) {
            case FailoverMove.Wait wait -> "Wait";
            case FailoverMove.Prepare prepare ->
                "Prepare "
                        + prepare.steps().stream()
                                .map(step -> step.name() + " " + step.before() + " " + step.after())
                                .toList();
            case FailoverMove.Stop stop -> "Stop " + stop.mode() + (stop.begins() ? ", charged" : "");
            case FailoverMove.Start start -> "Start";
            case FailoverMove.Set set ->
                set.act() + " " + set.step().name() + " from " + set.now().get("to") + " to "
                        + set.next().get("to");
            case FailoverMove.Settle settle ->
                "Settle " + settle.known().act() + " " + settle.known().state();
            case FailoverMove.Stands stands ->
                "Stands " + stands.step().name() + " " + stands.step().position();
            case FailoverMove.Enter enter -> "Enter " + enter.stage();
            case FailoverMove.TurnBack back -> "TurnBack";
            case FailoverMove.Green green -> green.since().isPresent() ? "Green" : "Green no more";
            case FailoverMove.Page page -> "Page " + page.what();
            case FailoverMove.Close close -> "Close " + close.outcome() + (close.endsDuty() ? ", nothing owed" : "");
        };
    }

    @Override
    public String toString() {
        return why;
    }
}
