package recovery.systemtests.story;

import recovery.systemtests.story.Bundle.Function;

/** Stands between the functions and everything outside of them: sees each call, and can end the caller at one of them. */
public interface Interruption {
    /** Lets everything through. */
    static Interruption none() {
        return new Interruption() {
            @Override
            public <T> T at(Class<T> port, T real) {
                return real;
            }
        };
    }

    /** What stands in place of a port, of a lever or of the source of ids. */
    <T> T at(Class<T> port, T real);

    /** An execution is about to begin. */
    default void begins(Function function) {}

    /** An execution is over. {@code again} says that it ended in an error and its document is delivered again. */
    default void ended(boolean again) {}

    /** The time has moved on. */
    default void moved() {}

    /** The end of an execution, which no product code can catch. */
    final class Died extends Error {
        private static final long serialVersionUID = 1L;
    }
}
