package recovery.shared.door;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;
import recovery.shared.json.BadInput;

/** The environment variables of a function; the error for a missing or wrong one names it. */
public record Environment(Map<String, String> variables) {
    public Environment {
        variables = Map.copyOf(variables);
    }

    public String text(String name) {
        return Optional.ofNullable(variables.get(name))
                .filter(text -> !text.isBlank())
                .orElseThrow(() -> new BadInput("environment variable " + name + ": expected a text, found nothing"));
    }

    public int count(String name) {
        String text = text(name);
        if (!text.matches("[0-9]{1,6}")) {
            throw new BadInput("environment variable " + name + ": expected a whole number, found " + text);
        }
        return Integer.parseInt(text);
    }

    public Duration duration(String name) {
        String text = text(name);
        try {
            return Duration.parse(text);
        } catch (DateTimeParseException e) {
            throw new BadInput("environment variable " + name + ": expected a duration such as PT2M, found " + text);
        }
    }
}
