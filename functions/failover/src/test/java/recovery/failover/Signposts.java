package recovery.failover;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import recovery.failover.step.Step;
import recovery.shared.lever.LeverReply;
import recovery.shared.look.Look;

/** Signposts that point to a side: the simplest lever there is, and a sample of a step that a user would add. */
final class Signposts {
    final Map<String, String> points = new LinkedHashMap<>();
    final List<String> sets = new ArrayList<>();
    /** What the next requests to one of them are answered; carried out only if accepted. */
    final Map<String, List<LeverReply>> answers = new LinkedHashMap<>();

    /** What some of them still show, for so many looks, though they point elsewhere already. */
    private final Map<String, List<String>> lags = new LinkedHashMap<>();

    /** After it was turned, this one shows for so many looks where it pointed before. */
    void lag(String name, int looks) {
        lags.put(name, new ArrayList<>(Collections.nCopies(looks, points.getOrDefault(name, "nowhere"))));
    }

    /** The step that turns one of them from a side to the other. */
    Step step(String name, String from, String to) {
        return new Signpost(name, from, to);
    }

    void answer(String name, LeverReply reply, int times) {
        for (int i = 0; i < times; i++) {
            answers.computeIfAbsent(name, any -> new ArrayList<>()).add(reply);
        }
    }

    /** Where all of them point; several if they do not agree. */
    Set<String> sides() {
        return Set.copyOf(points.values());
    }

    private final class Signpost implements Step {
        private final String name;
        private final String from;
        private final String to;

        Signpost(String name, String from, String to) {
            this.name = name;
            this.from = from;
            this.to = to;
        }

        @Override
        public String name() {
            return "signpost " + name;
        }

        @Override
        public Look<Map<String, Object>> look() {
            List<String> old = lags.getOrDefault(name, List.of());
            boolean behind = !old.isEmpty() && sets.stream().anyMatch(set -> set.startsWith(name + " to "));
            return new Look.Seen<>(Map.of("to", behind ? old.removeFirst() : points.getOrDefault(name, "nowhere")));
        }

        @Override
        public Goal goal(Map<String, Object> before) {
            return before.equals(Map.of("to", from)) || before.equals(Map.of("to", to))
                    ? new Goal.To(Map.of("to", to))
                    : new Goal.Cannot("it points to " + before.get("to") + " and not to " + from);
        }

        @Override
        public LeverReply set(Map<String, Object> now, Map<String, Object> next) {
            sets.add(name + " to " + next.get("to"));
            List<LeverReply> scripted = answers.getOrDefault(name, List.of());
            LeverReply reply = scripted.isEmpty() ? new LeverReply.Accepted(Optional.empty()) : scripted.removeFirst();
            if (reply instanceof LeverReply.Accepted) {
                points.put(name, String.valueOf(next.get("to")));
            }
            return reply;
        }

        @Override
        public String command(Map<String, Object> setting) {
            return "turn " + name + " to " + setting.get("to");
        }

        @Override
        public String inWords(Map<String, Object> setting) {
            return String.valueOf(setting.get("to"));
        }
    }
}
