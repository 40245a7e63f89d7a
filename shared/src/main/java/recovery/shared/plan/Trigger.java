package recovery.shared.plan;

import recovery.shared.json.Fields;

/** What makes a plan look at a target. */
public sealed interface Trigger {
    Symptom symptom();

    /** An alarm that reads this metric, written {@code AWS/EC2:StatusCheckFailed_System}. */
    record OnMetric(String metric, Symptom symptom) implements Trigger {}

    /** The instance was found in this state; only {@code stopped} is one that a plan can name. */
    record OnState(String state, Symptom symptom) implements Trigger {}

    /** AWS Health announced this; only {@code retirement} is one that a plan can name. */
    record OnHealth(String event, Symptom symptom) implements Trigger {}

    /**
     * An alarm speaks for the service itself.
     *
     * @param pattern the alarm's name, or its beginning and a {@code *}
     * @param witness the name of a second alarm, which must ring too
     */
    record OnAlarm(String pattern, String witness) implements Trigger {
        @Override
        public Symptom symptom() {
            return Symptom.APPLICATION;
        }

        /** Whether an alarm of this name is meant. */
        public boolean names(String alarm) {
            return pattern.endsWith("*")
                    ? alarm.startsWith(pattern.substring(0, pattern.length() - 1))
                    : alarm.equals(pattern);
        }
    }

    static Trigger of(Fields fields) {
        Symptom symptom = fields.oneOf("symptom", Symptom.class);
        if (fields.has("metric")) {
            return new OnMetric(fields.text("metric"), symptom);
        }
        if (fields.has("state")) {
            return new OnState(fields.text("state"), symptom);
        }
        if (fields.has("alarm")) {
            return new OnAlarm(fields.text("alarm"), fields.text("witness"));
        }
        return new OnHealth(fields.text("health"), symptom);
    }
}
