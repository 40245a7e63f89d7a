package recovery.simulator;

import recovery.shared.alarm.Alarm;

/** An alarm took another state; {@code now.changedAt()} says when. */
public record AlarmChange(Alarm before, Alarm now) {}
