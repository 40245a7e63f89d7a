package recovery.shared.aws;

import java.lang.invoke.MethodHandles;

/**
 * Makes classes of the SDK ready before they are needed: each describes its fields by dozens of hidden classes, and
 * from the first call on a function has only a part of the processor that it has in INIT.
 */
final class FirstUse {
    private FirstUse() {}

    /** Initialises them. */
    static void of(Class<?>... classes) {
        try {
            for (Class<?> each : classes) {
                MethodHandles.publicLookup().ensureInitialized(each);
            }
        } catch (IllegalAccessException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
