package recovery.systemtests.demo;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import recovery.simulator.Action;
import recovery.simulator.http.SimulatorClient;
import recovery.systemtests.local.Pair;

/**
 * What breaks in each story of a failover: always the host under the primary, whose stop hangs then. Nothing more is done
 * after that; in {@link #FAILBACK} a person asks.
 */
public enum FailoverStory {
    /** No stop is strong enough, until EC2 gives the host up after restart has tried all that the plan accepts. */
    FAILOVER("failover") {
        @Override
        void goesWrong(SimulatorClient ec2, Pair pair) {
            // Four ticks, and most of a fifth for a slow machine.
            ec2.hangStop(pair.primary(), Duration.ofMinutes(4));
        }
    },

    /** EC2 refuses to move the address, which comes before the point of no return. */
    FAILOVER_HALF_WAY("failover-half-way") {
        @Override
        void goesWrong(SimulatorClient ec2, Pair pair) {
            ec2.hangStop(pair.primary(), UNTIL_HANDED_OVER);
            ec2.arm("unauthorized", Action.ASSOCIATE_ADDRESS, pair.standby(), 1);
        }
    },

    /** The standby serves, and everything is well again: a person wants to go home. */
    FAILBACK("failback") {
        @Override
        void goesWrong(SimulatorClient ec2, Pair pair) {
            ec2.hangStop(pair.primary(), UNTIL_HANDED_OVER);
        }
    },

    /** The stop hangs for ever: nobody can say whether the primary still writes. */
    SPLIT_BRAIN("split-brain") {
        @Override
        void goesWrong(SimulatorClient ec2, Pair pair) {
            ec2.arm("hang-stop", Action.STOP_INSTANCES, pair.primary(), 1);
        }
    };

    /** The step's 15 seconds, the tick after them, and most of another one for a slow machine. */
    private static final Duration UNTIL_HANDED_OVER = Duration.ofMinutes(2);

    private final String plan;

    FailoverStory(String plan) {
        this.plan = plan;
    }

    abstract void goesWrong(SimulatorClient ec2, Pair pair);

    /** The plan that it is told with, which is also the story's name. */
    public String plan() {
        return plan;
    }

    /** The story of this name. */
    public static Optional<FailoverStory> named(String name) {
        return Arrays.stream(values()).filter(story -> story.plan.equals(name)).findFirst();
    }

    /** Breaks what breaks in it. */
    public void begin(SimulatorClient ec2, Pair pair) {
        goesWrong(ec2, pair);
        ec2.breakHost(pair.primary());
    }
}
