package recovery.shared.bus;

/** The door to the bundle's own event bus. */
public interface Bus {
    /** Puts one event. False means that it was not taken, or that nobody can tell; whoever must be sure puts it again. */
    boolean put(BusEvent event);
}
