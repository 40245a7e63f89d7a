package recovery.shared.aws;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Makes a client when it is used first, so that a function pays at a cold start for none that it does not call. */
final class Once<T> implements Supplier<T> {
    private final Supplier<T> maker;
    private @Nullable T made;

    Once(Supplier<T> maker) {
        this.maker = maker;
    }

    @Override
    public synchronized T get() {
        T found = made;
        if (found == null) {
            found = maker.get();
            made = found;
        }
        return found;
    }
}
