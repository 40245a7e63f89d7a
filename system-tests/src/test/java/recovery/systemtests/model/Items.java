package recovery.systemtests.model;

/** The items that carry a version, as bits: what a transaction writes, and what it demands to be unchanged. */
final class Items {
    static final int NONE = 0;
    static final int SWITCH = 1;
    static final int INSTALLATION = 2;
    static final int GROUP = 4;
    static final int TARGET = 8;
    static final int RECORD = 16;

    /** Set as long as nobody has written any of the items that stand beside it. */
    static final int UNCHANGED = 32;

    private Items() {}

    /** What a transaction writes, each item on the condition that it is as it was read. */
    static int written(Move move, Piece before) {
        return switch (move) {
            case Move.Open open -> RECORD | TARGET | GROUP;
            case Move.Close close -> RECORD | TARGET | GROUP;
            case Move.Intend(Move.What what) ->
                switch (what) {
                    case STOP -> RECORD | TARGET | INSTALLATION;
                    case STOP_HARDER -> RECORD;
                    case START -> before.owed() ? RECORD : RECORD | TARGET;
                };
            case Move.Settle settle -> RECORD;
            case Move.Enter enter -> RECORD;
            case Move.Cancel cancel -> RECORD;
            case Move.HandOver handOver -> RECORD;
            case Move.Tell tell -> RECORD;
        };
    }

    /** What it demands to be unchanged besides: the switch and the installation that it was judged by. */
    static int checked(Move move, Piece before) {
        return switch (move) {
            case Move.Open open -> SWITCH | INSTALLATION;
            case Move.Intend(Move.What what) ->
                switch (what) {
                    case STOP -> SWITCH;
                    case STOP_HARDER -> SWITCH | INSTALLATION;
                    case START -> before.owed() ? NONE : SWITCH | INSTALLATION;
                };
            case Move.Close close -> NONE;
            case Move.Settle settle -> NONE;
            case Move.Enter enter -> NONE;
            case Move.Cancel cancel -> NONE;
            case Move.HandOver handOver -> NONE;
            case Move.Tell tell -> NONE;
        };
    }
}
