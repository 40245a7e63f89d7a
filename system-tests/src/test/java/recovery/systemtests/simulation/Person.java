package recovery.systemtests.simulation;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import recovery.shared.ec2.InstanceId;
import recovery.shared.record.Direction;
import recovery.shared.record.Recovery;

/** What people do when they are told how something has ended. */
final class Person {
    private static final Pattern RECOVERY = Pattern.compile("\\(recovery ([^,]+),");

    private final Simulation world;
    private final InstanceId primary;
    private boolean isCalledToStop;
    private boolean isCalledToTakeOver;
    private boolean hasCome;

    /** @param primary where plans of the run have a failover, it leads away from this one */
    Person(Simulation world, InstanceId primary) {
        this.world = world;
        this.primary = primary;
    }

    void hears(String text) {
        boolean stuck = text.startsWith("A person is needed for service:") && isOfFailback(text);
        if (stuck || text.contains("it could not be taken back")) {
            isCalledToTakeOver = true;
            takesOver();
        }
        if (text.startsWith("FAILED_OVER")) {
            failedOver();
        } else if (text.contains("runs beside")) {
            isCalledToStop = true;
            if (world.choices().below(3) == 2) {
                world.later(minutes(1, 5, 10), Deed.PERSON_STOPS, primary);
            }
        } else if (text.contains("ROLLED_BACK") || text.contains("NEEDS_PERSON")) {
            if (world.choices().below(3) == 2) {
                world.later(minutes(1, 5, 10), Deed.ACKNOWLEDGED, primary);
            }
        }
    }

    /** Every failback is about the service, and so is a failover that the service's own alarm began. */
    private boolean isOfFailback(String text) {
        Matcher found = RECOVERY.matcher(text);
        return found.find()
                && Recovery.read(world.store(), found.group(1))
                        .flatMap(Recovery::passage)
                        .filter(passage -> passage.direction() == Direction.HOME)
                        .isPresent();
    }

    /**
     * In the end people come when they are called: of two sides that run they stop the one that was fenced, and where a
     * failover or a failback can neither go on nor back, its Start owed, they take over (seeds L 456 and 8630).
     */
    void comes() {
        hasCome = true;
        takesOver();
        if (isCalledToStop) {
            world.later(Duration.ofMinutes(1), Deed.PERSON_STOPS, primary);
        }
    }

    private void takesOver() {
        if (hasCome && isCalledToTakeOver) {
            world.later(Duration.ofMinutes(30), Deed.ACKNOWLEDGED, primary);
        }
    }

    /** Some let it be, some find it good so, and most repair the primary and want to go home. */
    private void failedOver() {
        int mood = world.choices().below(8);
        if (mood == 1) {
            world.later(minutes(1, 5, 10), Deed.ACKNOWLEDGED, primary);
        }
        if (mood > 1) {
            world.later(Duration.ofMinutes(1), Deed.HEALS, primary);
            world.later(Duration.ofSeconds(61), Deed.PERSON_STARTS, primary);
            world.later(minutes(2, 5, 11), Deed.FAILBACK_ASKED, primary);
            world.later(minutes(6, 12), Deed.FAILBACK_ASKED, primary);
        }
    }

    private Duration minutes(int... options) {
        return Duration.ofMinutes(options[world.choices().below(options.length)]);
    }
}
