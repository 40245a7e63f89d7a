package recovery.systemtests.story;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import recovery.detection.DetectionFlow;
import recovery.detection.DetectionSettings;
import recovery.failover.FailoverFlow;
import recovery.failover.FailoverSettings;
import recovery.failover.step.Steps;
import recovery.operator.OperatorFlow;
import recovery.operator.OperatorPorts;
import recovery.operator.OperatorSettings;
import recovery.restart.RestartFlow;
import recovery.restart.RestartSettings;
import recovery.shared.door.Log;
import recovery.shared.door.Ports;
import recovery.shared.ec2.Power;
import recovery.shared.lever.Addresses;
import recovery.shared.lever.Balancers;
import recovery.shared.lever.Dns;
import recovery.shared.lever.Levers;
import recovery.shared.lever.Scaling;
import recovery.shared.plan.Plans;
import recovery.shared.signal.EventReader;
import recovery.systemtests.lever.Unused;

/** The functions as one deployment has them. Each invocation gets a fresh flow, as a cold function would. */
public final class Bundle {
    /** As in the template: longer than a function's 30 s, a call's 10 s and the error of a clock together. */
    public static final Duration TAKEOVER_AFTER = Duration.ofMinutes(2);

    private static final Path PLANS = Path.of("plans");
    /** For plans without failover: its own stories and points are in its own module. */
    private static final Steps NO_LEVERS = Steps.standard(() -> new Levers(
            Unused.of(Addresses.class), Unused.of(Dns.class), Unused.of(Balancers.class), Unused.of(Scaling.class)));

    /** As in the template. */
    private static final Duration LEFT = Duration.ofSeconds(30);

    private static final EventReader READER = new EventReader(Documents.ACCOUNT, Documents.REGION);

    private final Plans plans;
    private final int attemptsPerHour;
    private final Steps steps;

    public Bundle(Plans plans, int attemptsPerHour) {
        this(plans, attemptsPerHour, NO_LEVERS);
    }

    /** @param steps what failover moves */
    public Bundle(Plans plans, int attemptsPerHour, Steps steps) {
        this.plans = plans;
        this.attemptsPerHour = attemptsPerHour;
        this.steps = steps;
    }

    /** The functions, each behind its door. */
    public enum Function {
        DETECTION,
        RESTART,
        FAILOVER,
        OPERATOR;

        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public Plans plans() {
        return plans;
    }

    public int attemptsPerHour() {
        return attemptsPerHour;
    }

    /** Invokes one function with one document, and returns what its door answers. */
    public Map<String, Object> invoke(
            Function function, Map<String, Object> document, Ports ports, Power power, Consumer<String> lines) {
        return invoke(function, document, ports, power, steps, lines);
    }

    /** The same with levers that this execution alone has. */
    public Map<String, Object> invoke(
            Function function,
            Map<String, Object> document,
            Ports ports,
            Power power,
            Steps levers,
            Consumer<String> lines) {
        var log = new Log(function.wireName(), ports.clock(), lines);
        return switch (function) {
            case DETECTION -> {
                var settings = new DetectionSettings("state", "journal", "bus", "recovery-", attemptsPerHour, PLANS);
                yield new DetectionFlow(ports, plans, settings, log).handle(document, READER, LEFT);
            }
            case RESTART -> {
                var settings = new RestartSettings(
                        "state", "journal", "bus", Documents.REGION, attemptsPerHour, TAKEOVER_AFTER);
                yield new RestartFlow(ports, power, settings, log).handle(document, READER, LEFT);
            }
            case FAILOVER -> {
                var settings = new FailoverSettings(
                        "state", "journal", "bus", Documents.REGION, attemptsPerHour, TAKEOVER_AFTER);
                yield new FailoverFlow(ports, power, levers, settings, log).handle(document, READER, LEFT);
            }
            case OPERATOR -> {
                var settings =
                        new OperatorSettings("state", "journal", "bus", Documents.REGION, attemptsPerHour, PLANS);
                var people = new OperatorPorts(ports.store(), ports.bus(), ports.clock(), ports.ids());
                yield new OperatorFlow(people, plans, settings, log).handle(document);
            }
        };
    }
}
