package recovery.systemtests.template;

import java.util.Optional;

/**
 * One way of an event: from a rule to one target.
 *
 * @param rule its name in the template
 * @param to the logical id of what gets it
 * @param bus empty for the default bus
 * @param pattern empty for a rule by the clock
 * @param target where retries, dead letters and the input are said
 */
record Delivery(String rule, String to, Optional<String> bus, Optional<Node> pattern, Node target) {}
