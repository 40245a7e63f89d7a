package recovery.systemtests.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.Consumer;
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

    /** Does all that, and tells each step. The failover has just closed. */
    public static Homecoming of(LocalWorld world, Pair pair, Consumer<String> say) {
        var person = new Person(new Question(world), pair.plan().name(), say);
        String early = person.asks();
        Instant baked = Instant.now().plus(pair.plan().failover().orElseThrow().bake());
        say.accept("          (waiting for the bake of "
                + pair.plan().failover().orElseThrow().bake() + ")");
        Timeline.until(() -> Instant.now().isAfter(baked), PATIENCE);
        String unclean = person.asks();
        say.accept("a person  starts the primary: its old host is gone, and another one takes it");
        world.simulator().happens(pair.primary(), Happening.PERSON_STARTS);
        boolean well = Timeline.until(() -> pair.health(pair.primary()).equals(Pair.WELL), PATIENCE);
        if (!well) {
            throw new IllegalStateException("the primary is " + pair.health(pair.primary()));
        }
        return new Homecoming(early, unclean, person.asks());
    }

    private record Person(Question question, String plan, Consumer<String> say) {
        String asks() {
            say.accept("a person  asks: " + Asks.failback(plan));
            String said = question.answer(
                    Map.of("request", "failback", "plan", plan, "by", "demo", "reason", "the primary is well again"));
            say.accept("          is answered: " + said);
            return said;
        }
    }
}
