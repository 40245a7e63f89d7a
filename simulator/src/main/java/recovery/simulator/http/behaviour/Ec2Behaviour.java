package recovery.simulator.http.behaviour;

import java.util.function.Function;

/**
 * One thing that EC2 does and that this bundle relies on: observed through the real SDK, in words that can be compared.
 */
public sealed interface Ec2Behaviour {
    /** What EC2 does. */
    String sentence();

    /** Where that comes from: a page of AWS, or where AWS is silent, whose practice. */
    String source();

    /** What is to be observed. */
    String expected();

    /** One that LocalStack's own EC2 shows as well. */
    record Shared(String sentence, String source, String expected, Function<Bench, String> observe)
            implements Ec2Behaviour {
        @Override
        public String toString() {
            return sentence;
        }
    }

    /**
     * One that can be tried on LocalStack's own EC2 as well, and does not hold there.
     *
     * @param gap what LocalStack does instead
     */
    record Differs(String sentence, String source, Gap gap, String expected, Function<Bench, String> observe)
            implements Ec2Behaviour {
        @Override
        public String toString() {
            return sentence;
        }
    }

    /**
     * One that only the simulator can be made to show: a fault, a happening, or a time that has passed.
     *
     * @param gap why LocalStack cannot
     */
    record SimulatorOnly(
            String sentence, String source, Gap gap, String expected, Function<SimulatorBench, String> observe)
            implements Ec2Behaviour {
        @Override
        public String toString() {
            return sentence;
        }
    }

    /** What LocalStack's own EC2 lacks. */
    enum Gap {
        INSTANT_STATES("pending, stopping and shutting-down are over at once there"),
        NO_IMPAIRED_CHECKS("checks are always ok there"),
        NO_STORAGE_CHECK("AttachedEbsStatus is absent there"),
        NO_STATE_RULES("no state forbids an act there"),
        NO_FAULTS("nothing can be made to fail there"),
        NO_SUCH_HAPPENINGS("nobody but a caller stops a machine there"),
        SAME_LAUNCH_TIME("a start leaves the launch time as it was there"),
        NO_HAND_CLOCK("its clock cannot be moved, and nobody waits for an hour"),
        OTHER_SETUP("it does so as well, but is told by ModifyInstanceAttribute, which the simulator does not serve"),
        OTHER_DEFAULT("an address moves only where that is allowed by name there"),
        SEVERAL_ADDRESSES("an instance keeps all its addresses there"),
        KEEPS_ADDRESSES("an address stays with a terminated instance there"),
        OTHER_WORDS("it answers in other words there");

        private final String inWords;

        Gap(String inWords) {
            this.inWords = inWords;
        }

        public String inWords() {
            return inWords;
        }
    }
}
