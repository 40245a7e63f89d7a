package recovery.simulator;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * Tells listeners of what happened, one after the other and in order, whoever caused it. What a listener causes is
 * announced after what it is listening to.
 */
final class Announcer<T> {
    private final List<Consumer<T>> listeners = new CopyOnWriteArrayList<>();
    private final Queue<T> waiting = new ArrayDeque<>();
    private boolean announcing;

    void listen(Consumer<T> listener) {
        listeners.add(listener);
    }

    synchronized void add(T happened) {
        waiting.add(happened);
    }

    /** Called without holding any lock, as listeners may come back with calls of their own. */
    void announce() {
        Optional<T> next = begin();
        while (next.isPresent()) {
            try {
                T happened = next.get();
                listeners.forEach(listener -> listener.accept(happened));
            } finally {
                end();
            }
            next = begin();
        }
    }

    private synchronized Optional<T> begin() {
        if (announcing || waiting.isEmpty()) {
            return Optional.empty();
        }
        announcing = true;
        return Optional.of(waiting.remove());
    }

    private synchronized void end() {
        announcing = false;
    }
}
