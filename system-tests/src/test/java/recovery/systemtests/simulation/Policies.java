package recovery.systemtests.simulation;

import recovery.shared.plan.Plans;
import recovery.systemtests.story.Bundle.Function;

/** What stands before the ports of the functions, as IAM does. */
public interface Policies {
    /** Nothing is refused. */
    Policies NONE = new Policies() {
        @Override
        public void deployed(Plans plans) {}

        @Override
        public <T> T before(Function function, Class<T> port, T real) {
            return real;
        }
    };

    /** From here on the functions may do what these plans need. */
    void deployed(Plans plans);

    /** The same port, behind the policy of the function. */
    <T> T before(Function function, Class<T> port, T real);
}
