package recovery.systemtests.model;

import recovery.shared.ec2.InstanceState;

/**
 * One instance as EC2 has it.
 *
 * @param sick whether its checks fail as long as it runs
 * @param stopper who stopped it, while it is down
 */
record Machine(InstanceState state, boolean sick, Stopper stopper) {
    static final Machine SICK = new Machine(InstanceState.RUNNING, true, Stopper.NOBODY);
    static final Machine STOPPED_BY_AWS = new Machine(InstanceState.STOPPED, false, Stopper.AWS);

    /** Who took it down. */
    enum Stopper {
        NOBODY,
        US,
        PERSON,
        AWS
    }

    boolean running() {
        return state == InstanceState.RUNNING;
    }

    boolean stopped() {
        return state == InstanceState.STOPPED;
    }

    Machine stopping(Stopper who) {
        return new Machine(InstanceState.STOPPING, sick, who);
    }

    Machine down() {
        return new Machine(InstanceState.STOPPED, sick, stopper);
    }

    Machine started(boolean stillSick) {
        return new Machine(InstanceState.RUNNING, stillSick, Stopper.NOBODY);
    }

    /** A person has it in hand now, whoever stopped it. */
    Machine inHand() {
        return running() ? this : new Machine(state, sick, Stopper.PERSON);
    }
}
