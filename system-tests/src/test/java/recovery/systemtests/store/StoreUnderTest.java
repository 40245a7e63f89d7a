package recovery.systemtests.store;

import recovery.shared.store.Store;

/** A store whose connection a test can break. */
interface StoreUnderTest {
    Store store();

    /** The next commit happens, and its answer does not arrive. */
    void loseNextReply();

    /** Nothing arrives any more, neither requests nor answers. */
    void cutOff();
}
