package recovery.shared.record;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Lists of instants, such as the attempts that count in a window. */
public final class Times {
    private Times() {}

    /** Those after a moment. */
    public static List<Instant> since(List<Instant> times, Instant moment) {
        return times.stream().filter(time -> time.isAfter(moment)).toList();
    }

    public static List<Instant> with(List<Instant> times, Instant another) {
        var all = new ArrayList<>(times);
        all.add(another);
        return List.copyOf(all);
    }

    public static List<String> texts(List<Instant> times) {
        return times.stream().map(Instant::toString).toList();
    }

    public static List<Instant> of(List<String> texts) {
        return texts.stream().map(Instant::parse).toList();
    }
}
