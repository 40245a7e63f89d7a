package recovery.systemtests.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import recovery.shared.journal.JournalRow;
import recovery.shared.plan.Plan;
import recovery.systemtests.local.LocalWorld;
import recovery.systemtests.local.Pager;
import recovery.systemtests.local.Pair;

/** Tells a story of a failover: a primary and its standby behind an address and a record, and the host that breaks. */
record FailoverTelling(LocalWorld world, FailoverStory story, Consumer<String> say) {
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    Told tell() {
        Pair pair = layOut();
        Pager pager = world.pager();
        var timeline = new Timeline(world, pair, say);
        say.accept("waiting until the sweep knows both (it runs once a minute)");
        timeline.untilRostered(2, PATIENCE);
        say.accept("");
        say.accept("--- what it would do (make ask REQUEST=preview PLAN=" + story.plan() + ") ---");
        say.accept(new Question(world).answer(Map.of("request", "preview", "plan", story.plan(), "by", "demo")));
        say.accept("");
        Wording.LEGEND.forEach(say);
        Wording.LEGEND_OF_LEVERS.forEach(say);
        say.accept("");
        say.accept("--- now the host under the primary " + pair.primary() + " breaks ---");
        Instant fault = Instant.now();
        story.begin(world.simulator(), pair);
        List<Ending.Check> checks = new Ending(world, pair, timeline, pager, say).of(story, fault, PATIENCE);
        say.accept("");
        timeline.tellJournal();
        say.accept("");
        new TimeToFailOver(pair.plan(), fault, timeline.journal()).lines().forEach(say);
        prove(pair);
        say.accept("");
        checks.forEach(check -> say.accept((check.holds() ? "as told:      " : "NOT AS TOLD:  ") + check.sentence()));
        return new Told(pair.primary(), checks.stream().allMatch(Ending.Check::holds));
    }

    private Pair layOut() {
        say.accept("laying out a primary and a standby under the plan `" + story.plan() + "`, what leads to them, and"
                + " the alarm on the primary's host");
        Pair pair = world.layOut(story.plan());
        pair.levers().forEach((lever, stands) -> say.accept("  " + lever + " leads to " + stands));
        tellClocks(pair.plan());
        say.accept(world.ask(Map.of("request", "set-mode", "mode", "ACT", "by", "demo", "reason", "make demo"))
                .text("text"));
        return pair;
    }

    private void tellClocks(Plan plan) {
        say.accept("its clocks are short: step " + plan.clocks().step() + ", soak "
                + plan.proof().soak() + ", bake "
                + plan.failover().orElseThrow().bake()
                + " (where a plan says nothing: PT5M, PT10M, PT24H); a stop that hangs is "
                + (plan.accept().forcedStop() ? "" : "not ") + "made stronger");
    }

    /** Asked from outside, by nothing of ours. */
    private void prove(Pair pair) {
        say.accept("");
        say.accept("--- as anybody can see it ---");
        pair.levers().forEach((lever, stands) -> say.accept(lever + " leads to " + stands));
        say.accept("primary " + pair.primary() + ": " + pair.health(pair.primary()));
        say.accept("standby " + pair.standby() + ": " + pair.health(pair.standby()));
    }

    /** Whether a row says that the fence is not proved. */
    static boolean unproven(JournalRow row) {
        return row.kind() == JournalRow.Kind.PAGED && row.sentence().contains("the fence is not proved");
    }
}
