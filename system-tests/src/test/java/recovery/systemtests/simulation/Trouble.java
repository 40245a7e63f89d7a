package recovery.systemtests.simulation;

/** What can go wrong with calls, deliveries and executions. Each run draws which of these are on, and how often. */
enum Trouble {
    INTERLEAVED("another execution goes on between two calls"),
    DEED_BETWEEN_CALLS("what the world would do later, it does between two calls"),
    SLOW("an execution waits seconds to minutes between two calls"),
    DIES_BEFORE_A_CALL("an execution ends before a call"),
    DIES_AFTER_A_CALL("an execution ends after a call was carried out"),
    SKEWED_CLOCK("the clock of an execution is off by up to five seconds"),
    EVENT_DOUBLED("an event is delivered twice"),
    EVENT_REORDERED("an event is overtaken by others"),
    EVENT_LATE("an event is delivered minutes to a day late"),
    EVENT_LOST("an event is never delivered"),
    TICK_LATE("a tick comes up to two minutes late"),
    TICK_DOUBLED("a tick comes twice"),
    TICK_MISSING("a tick does not come"),
    NOT_RETRIED("Lambda does not try again what died"),
    STORE_REPLY_LOST("a transaction is carried out, and its reply is lost"),
    STORE_NOT_REACHED("a transaction is not carried out, and nobody knows"),
    STORE_CONTENDED("another transaction is at the same items"),
    STORE_UNREADABLE("a read of the store fails"),
    EC2_READ_FAILS("a describe is throttled or fails"),
    EC2_READ_STALE("a describe shows what was true seconds to minutes ago"),
    EC2_ACT_THROTTLED("an act is throttled"),
    EC2_ACT_FAILS("an act is answered with a 5xx, and was not done"),
    EC2_ACT_REFUSED("an act is refused for a quota or a right"),
    EC2_REPLY_LOST("an act is done, and its reply is lost"),
    EC2_NOT_REACHED("an act is not done, and nobody knows"),
    EC2_DRY_RUN_FAILS("a dry run gets no answer or is denied"),
    ALARMS_UNREADABLE("CloudWatch does not answer"),
    LEVER_UNREADABLE("a look at a lever gets no answer"),
    LEVER_READ_STALE("a look at a lever shows what was true up to half a minute ago"),
    LEVER_THROTTLED("a request to a lever is throttled"),
    LEVER_REFUSED("a request to a lever is refused for good"),
    LEVER_REPLY_LOST("a lever is moved, and the reply is lost"),
    LEVER_NOT_REACHED("a lever is not moved, and nobody knows"),
    LEVER_CHANGE_FORGOTTEN("Route 53 forgets a change that it has taken"),
    BUS_REFUSES("the bus does not take an event"),
    BUS_ANSWER_LOST("the bus takes an event, and its answer is lost");

    final String sentence;

    Trouble(String sentence) {
        this.sentence = sentence;
    }
}
