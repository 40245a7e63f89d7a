package recovery.simulator;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import recovery.shared.alarm.Alarm;
import recovery.shared.alarm.Alarm.State;
import recovery.shared.alarm.Alarms;
import recovery.shared.alarm.Metric;
import recovery.shared.look.Look;
import recovery.shared.look.Page;

/**
 * Alarms that follow the status checks of the model, or that are set by hand. All are OK at first. CloudWatch evaluates
 * once a minute and over whole periods; here an alarm changes at the moment at which its span is over.
 */
public final class SimulatedAlarms implements Alarms, Timeline {
    private static final String ARN = "arn:aws:cloudwatch:eu-west-1:123456789012:alarm:";
    private static final int USUAL_PAGE = 100;

    private final Object lock = new Object();
    private final Ec2Model model;
    private final Announcer<AlarmChange> announcer = new Announcer<>();
    private final Map<String, Watch> watches = new TreeMap<>();
    private int pageSize = USUAL_PAGE;
    private boolean readable = true;

    public SimulatedAlarms(Ec2Model model) {
        this.model = model;
    }

    /** Alarms whose changes this clock carries out as it is moved; the model is driven already. */
    public static SimulatedAlarms drivenBy(HandClock clock, Ec2Model model) {
        var alarms = new SimulatedAlarms(model);
        clock.drives(alarms);
        return alarms;
    }

    /** Defines an alarm on the status checks of an instance. */
    public void define(StatusAlarm alarm) {
        add(alarm.name(), alarm.metrics(), Optional.of(alarm));
    }

    /** Defines an alarm that only a hand moves, such as one on the application's own metric. */
    public void define(String name, Metric... metrics) {
        add(name, List.of(metrics), Optional.empty());
    }

    private void add(String name, List<Metric> metrics, Optional<StatusAlarm> status) {
        Instant now = model.clock().now();
        var alarm = new Alarm(name, ARN + name, State.OK, now, true, metrics);
        synchronized (lock) {
            watches.put(name, new Watch(alarm, status, now));
        }
        settle();
    }

    /** Sets the state by hand; it stays so, whatever the checks say, until it is told to follow them again. */
    public void set(String name, State state) {
        Instant now = model.clock().now();
        synchronized (lock) {
            Watch watch = watch(name);
            watch.byHand = true;
            take(watch, state, now);
        }
        announcer.announce();
    }

    /** Lets an alarm that was set by hand follow the checks again. */
    public void follow(String name) {
        synchronized (lock) {
            watch(name).byHand = false;
        }
        settle();
    }

    /** Switches the alarm's actions on or off, as its owner may. */
    public void enableActions(String name, boolean enabled) {
        synchronized (lock) {
            Watch watch = watch(name);
            Alarm old = watch.alarm;
            watch.alarm = new Alarm(
                    old.name(), old.arn(), old.state(), old.changedAt(), enabled, old.silenceRings(), old.metrics());
        }
    }

    public void delete(String name) {
        synchronized (lock) {
            watches.remove(name);
        }
    }

    /** Whether CloudWatch answers at all. */
    public void setReadable(boolean answers) {
        synchronized (lock) {
            readable = answers;
        }
    }

    public void setPageSize(int size) {
        synchronized (lock) {
            pageSize = size;
        }
    }

    /** Tells this listener of each change from now on. */
    public void onChange(Consumer<AlarmChange> listener) {
        announcer.listen(listener);
    }

    @Override
    public Look<Alarm> alarm(String name) {
        return read(() -> Optional.ofNullable(watches.get(name))
                .<Look<Alarm>>map(watch -> new Look.Seen<>(watch.alarm))
                .orElseGet(() -> new Look.Absent<>("there is no alarm " + name)));
    }

    @Override
    public Look<Page<Alarm>> ringing(String namePrefix, Optional<String> from) {
        return read(() -> {
            List<Alarm> rest = watches.values().stream()
                    .map(watch -> watch.alarm)
                    .filter(alarm ->
                            alarm.state() == State.ALARM && alarm.name().startsWith(namePrefix))
                    .filter(alarm ->
                            from.map(after -> alarm.name().compareTo(after) > 0).orElse(true))
                    .toList();
            return new Look.Seen<>(
                    rest.size() <= pageSize
                            ? Page.last(rest)
                            : new Page<>(
                                    rest.subList(0, pageSize),
                                    Optional.of(rest.get(pageSize - 1).name())));
        });
    }

    private <T> Look<T> read(Supplier<Look<T>> reading) {
        settle();
        synchronized (lock) {
            return readable ? reading.get() : new Look.Unreadable<>("CloudWatch does not answer");
        }
    }

    @Override
    public Optional<Instant> nextChange() {
        Instant now = model.clock().now();
        synchronized (lock) {
            return watches.values().stream()
                    .flatMap(watch -> watch.nextChange().stream())
                    .filter(at -> at.isAfter(now))
                    .min(Instant::compareTo);
        }
    }

    @Override
    public void settle() {
        model.settle();
        Instant now = model.clock().now();
        synchronized (lock) {
            for (Watch watch : watches.values()) {
                watch.look(model, now);
                watch.due(now).ifPresent(state -> take(watch, state, now));
            }
        }
        announcer.announce();
    }

    private void take(Watch watch, State state, Instant now) {
        Alarm before = watch.alarm;
        if (before.state() != state) {
            watch.alarm = new Alarm(
                    before.name(),
                    before.arn(),
                    state,
                    now,
                    before.actionsEnabled(),
                    before.silenceRings(),
                    before.metrics());
            announcer.add(new AlarmChange(before, watch.alarm));
        }
    }

    private Watch watch(String name) {
        Watch watch = watches.get(name);
        if (watch == null) {
            throw new IllegalArgumentException("there is no alarm " + name);
        }
        return watch;
    }
}
