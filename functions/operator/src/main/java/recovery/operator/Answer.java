package recovery.operator;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a person is answered: one document that reads like an explanation.
 *
 * @param done whether the operator function did its part; what an owner was asked to do is done when that is answered
 * @param text whole sentences for people
 * @param data the same for programs
 */
record Answer(String request, boolean done, String text, Map<String, Object> data) {
    static Answer done(Request request, String text) {
        return new Answer(request.name(), true, text, Map.of());
    }

    /** An answer of several lines, which are also the text. */
    static Answer of(Request request, List<String> lines) {
        return done(request, String.join("\n", lines)).with("lines", List.copyOf(lines));
    }

    static Answer refused(Request request, String why) {
        return new Answer(request.name(), false, why, Map.of());
    }

    Answer with(String name, Object value) {
        var more = new LinkedHashMap<>(data);
        more.put(name, value);
        return new Answer(request, done, text, more);
    }

    Map<String, Object> map() {
        var map = new LinkedHashMap<String, Object>();
        map.put("request", request);
        map.put("done", done);
        map.put("text", text);
        map.putAll(data);
        return map;
    }
}
