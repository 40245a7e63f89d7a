package recovery.shared.bus;

/** The door to the bundle's own event bus. */
public interface Bus {
    /** Puts one event. */
    BusReply put(BusEvent event);
}
