package recovery.shared.look;

import java.util.List;
import java.util.Optional;

/** A part of a longer list, and where the next part begins; no next part means that the list is complete. */
public record Page<T>(List<T> items, Optional<String> next) {
    public Page {
        items = List.copyOf(items);
    }

    public static <T> Page<T> last(List<T> items) {
        return new Page<>(items, Optional.empty());
    }
}
