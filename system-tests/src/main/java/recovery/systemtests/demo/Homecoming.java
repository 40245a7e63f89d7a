package recovery.systemtests.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import recovery.shared.words.Asks;
import recovery.simulator.Happening;
import recovery.systemtests.local.LocalWorld;
import recovery.systemtests.local.Pair;

/**
 * The person of the failback's story, after the failover: asks too early, asks after the bake while the primary stands
 * still, starts it, and asks again.
 *
 * @param tooEarly what was answered before the bake was over
 * @param unclean what was answered while the primary stood still
 * @param begun what was answered when nothing was in the way
 */
public record Homecoming(String tooEarly, String unclean, String begun) {
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    /**
     * Does all that, and tells each step.
     *
     * @param timeline has just told the end of the failover
     */
    public static Homecoming of(LocalWorld world, Pair pair, Timeline timeline) {
        var person = new Person(new Question(world), pair.plan().name(), timeline);
        String early = person.asks();
        Duration bake = pair.plan().failover().orElseThrow().bake();
        Instant baked = Instant.now().plus(bake);
        timeline.happens("a person  waits for the bake, the time for which the standby must serve: " + bake);
        timeline.watch(() -> Instant.now().isAfter(baked), PATIENCE);
        String unclean = person.asks();
        timeline.happens("a person  starts the primary: its old host is gone, and another one takes it");
        world.simulator().happens(pair.primary(), Happening.PERSON_STARTS);
        boolean well = timeline.watch(() -> pair.health(pair.primary()).equals(Pair.WELL), PATIENCE);
        if (!well) {
            throw new IllegalStateException("the primary is " + pair.health(pair.primary()));
        }
        return new Homecoming(early, unclean, person.asks());
    }

    private record Person(Question question, String plan, Timeline timeline) {
        String asks() {
            timeline.happens("a person  asks: " + Asks.failback(plan));
            String said = question.answer(
                    Map.of("request", "failback", "plan", plan, "by", "demo", "reason", "the primary is well again"));
            timeline.happens("          is answered: " + said);
            return said;
        }
    }
}
