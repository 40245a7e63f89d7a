package recovery.shared.signal;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import recovery.shared.alarm.Alarm;
import recovery.shared.alarm.Metric;
import recovery.shared.json.BadInput;
import recovery.shared.json.Fields;
import recovery.shared.json.Json;

/** Reads what an alarm says of itself: the {@code alarmData} of an action, the {@code detail} of an event. */
final class AlarmReader {
    /** CloudWatch's own bound. */
    private static final int LONGEST_NAME = 255;

    /** A Metrics Insights query, as far as it says what is read: {@code SELECT MAX(name) FROM SCHEMA("space", …)}. */
    private static final Pattern QUERY = Pattern.compile(
            "\\s*+SELECT\\s++\\w++\\(\\s*+\"?([^\"()\\s]++)\"?\\s*+\\)\\s++FROM\\s++(?:SCHEMA\\(\\s*+)?\"?([^\"(),\\s]++)",
            Pattern.CASE_INSENSITIVE);

    private static final String ARN_BEFORE_NAME = ":alarm:";

    private AlarmReader() {}

    /** Reads one change; {@code sentAt} stands in for the time of the change where the alarm does not say it. */
    static Signal.AlarmChanged read(Fields alarm, String arn, Instant sentAt) {
        Fields state = alarm.object("state");
        return new Signal.AlarmChanged(
                name(alarm),
                arn,
                state.oneOf("value", Alarm.State.class),
                suppressed(alarm, state),
                metrics(alarm),
                contributor(alarm),
                triggeringAlarms(state),
                state.has("timestamp") ? Reading.instant(state, "timestamp") : sentAt,
                Signal.Origin.DELIVERED);
    }

    private static String name(Fields alarm) {
        String name = alarm.text("alarmName");
        if (name.isBlank() || name.length() > LONGEST_NAME || name.chars().anyMatch(Character::isISOControl)) {
            throw alarm.wrong(
                    "alarmName", "a name of 1 to " + LONGEST_NAME + " characters, none of them a control character");
        }
        return name;
    }

    /**
     * EventBridge delivers a change even while the alarm's actions are held back, by a suppressor alarm or by a mute
     * rule. The state before may have been suppressed too, and that is how one learns that a suppression ended: it does
     * not count.
     */
    private static boolean suppressed(Fields alarm, Fields state) {
        return state.has("actionsSuppressedBy") || state.has("muteDetail") || alarm.has("muteDetail");
    }

    /** Every metric that is read. In metric math the one with the instance often returns no data itself. */
    private static List<Metric> metrics(Fields alarm) {
        return alarm.maybeObject("configuration").stream()
                .flatMap(configuration -> configuration.objects("metrics").stream())
                .flatMap(query -> metric(query).stream())
                .toList();
    }

    private static Optional<Metric> metric(Fields query) {
        return query.maybeObject("metricStat")
                .map(stat -> stat.object("metric"))
                .map(metric -> new Metric(metric.text("namespace"), metric.text("name"), dimensions(metric)))
                .or(() -> query.maybeText("expression").flatMap(AlarmReader::queried));
    }

    /** The metric of a query over many series; which series changed stands in the contributor. */
    private static Optional<Metric> queried(String expression) {
        Matcher query = QUERY.matcher(expression);
        return query.lookingAt() ? Optional.of(new Metric(query.group(2), query.group(1), Map.of())) : Optional.empty();
    }

    /** A map of name to value, or, as the CloudWatch API and SNS have it, a list of names and values. */
    private static Map<String, String> dimensions(Fields metric) {
        if (!(metric.asMap().get("dimensions") instanceof List<?>)) {
            return texts(metric, "dimensions");
        }
        var dimensions = new LinkedHashMap<String, String>();
        for (Fields each : metric.objects("dimensions")) {
            String name = either(each, "name", "Name");
            if (dimensions.put(name, either(each, "value", "Value")) != null) {
                throw metric.wrong("dimensions", "each name once");
            }
        }
        return dimensions;
    }

    private static String either(Fields fields, String name, String otherSpelling) {
        return fields.maybeText(otherSpelling).orElseGet(() -> fields.text(name));
    }

    private static Map<String, String> contributor(Fields alarm) {
        return alarm.maybeObject("alarmContributor")
                .map(contributor -> texts(contributor, "attributes"))
                .orElse(Map.of());
    }

    private static Map<String, String> texts(Fields parent, String name) {
        var texts = new LinkedHashMap<String, String>();
        parent.maybeObject(name).ifPresent(entries -> entries.names().stream()
                .filter(entries::has)
                .forEach(key -> texts.put(key, entries.text(key))));
        return texts;
    }

    /** The reason's data is a JSON text, absent for some kinds of alarm and free text after a SetAlarmState. */
    private static List<String> triggeringAlarms(Fields state) {
        if (!(state.asMap().get("reasonData") instanceof String text)) {
            return List.of();
        }
        try {
            return Fields.of(Json.read(text)).objects("triggeringAlarms").stream()
                    .flatMap(alarm -> alarm.maybeText("arn").flatMap(AlarmReader::nameInArn).stream())
                    .distinct()
                    .toList();
        } catch (BadInput notInThatForm) {
            return List.of();
        }
    }

    private static Optional<String> nameInArn(String arn) {
        int at = arn.indexOf(ARN_BEFORE_NAME);
        String name = at < 0 ? "" : arn.substring(at + ARN_BEFORE_NAME.length());
        return name.isBlank() || name.length() > LONGEST_NAME ? Optional.empty() : Optional.of(name);
    }
}
