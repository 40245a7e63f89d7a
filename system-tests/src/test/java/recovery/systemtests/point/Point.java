package recovery.systemtests.point;

/**
 * One thing that goes wrong in a telling.
 *
 * @param call at which call of it, counted from 1
 */
record Point(int call, Kind kind) {
    @Override
    public String toString() {
        return kind + " call " + call;
    }
}
