package recovery.systemtests.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import recovery.shared.ec2.InstanceId;
import recovery.shared.json.Fields;
import recovery.shared.record.Outcome;
import recovery.systemtests.local.LocalWorld;
import recovery.systemtests.local.Pager;
import recovery.systemtests.local.Pair;

/** Waits for the end of a story, and says whether it is as told. */
record Ending(LocalWorld world, Pair pair, Timeline timeline, Pager pager, Consumer<String> say) {
    /** One thing that must hold in the end. */
    record Check(String sentence, boolean holds) {}

    List<Check> of(FailoverStory story, Instant fault, Duration patience) {
        return switch (story) {
            case FAILOVER -> failedOver(fault, patience);
            case FAILOVER_HALF_WAY -> rolledBack(fault, patience);
            case FAILBACK -> failedBack(fault, patience);
            case SPLIT_BRAIN -> unproven(fault, patience);
        };
    }

    private List<Check> failedOver(Instant fault, Duration patience) {
        timeline.follow(fault, patience);
        return List.of(
                outcome(Outcome.FAILED_OVER),
                new Check(
                        "the stop got stronger twice, and nothing else was asked of the primary",
                        acts(pair.primary()).equals(List.of("StopInstances", "StopInstances", "StopInstances"))),
                new Check("nothing moved before EC2 said `stopped`", fenceCameFirst()),
                away(),
                well("standby", pair.standby()));
    }

    private List<Check> rolledBack(Instant fault, Duration patience) {
        timeline.follow(fault, patience);
        return List.of(
                outcome(Outcome.ROLLED_BACK),
                new Check(
                        "the address was asked for once, and refused",
                        acts(pair.standby()).equals(List.of("AssociateAddress"))),
                atHome(),
                new Check("the primary runs again", pair.health(pair.primary()).startsWith("running")));
    }

    private List<Check> failedBack(Instant fault, Duration patience) {
        timeline.follow(fault, patience);
        Homecoming asked = Homecoming.of(world, pair, timeline);
        boolean home = timeline.follow(fault, journal -> Timeline.closed(journal, Outcome.FAILED_BACK), patience);
        return List.of(
                outcome(Outcome.FAILED_OVER),
                new Check("too early it was refused", asked.tooEarly().contains("the standby must serve until")),
                new Check(
                        "with an unclean primary it was refused",
                        asked.unclean().contains("the primary is not clean")),
                new Check("after the bake, with a clean primary, it ended " + Outcome.FAILED_BACK, home),
                atHome(),
                well("primary", pair.primary()),
                new Check("the standby runs again", pair.health(pair.standby()).startsWith("running")));
    }

    private List<Check> unproven(Instant fault, Duration patience) {
        timeline.follow(fault, journal -> journal.stream().anyMatch(FailoverTelling::unproven), patience);
        Timeline.until(() -> page().isPresent(), patience);
        String page = page().orElse("");
        say.accept("");
        say.accept("--- what the topic sent to whoever is paged ---");
        say.accept(page);
        return List.of(
                new Check("a person was paged because the fence is not proved", !page.isEmpty()),
                new Check(
                        "with the commands that remain",
                        page.contains("aws ec2 associate-address")
                                && page.contains("aws route53 change-resource-record-sets")
                                && page.contains("to which a Start is owed: [ aws ec2 start-instances")),
                new Check(
                        "nothing was asked of the standby", acts(pair.standby()).isEmpty()),
                atHome());
    }

    private Optional<String> page() {
        return pager.texts().stream()
                .filter(text -> text.contains("the fence is not proved, and nothing moves")
                        && text.contains(pair.primary().value()))
                .findFirst();
    }

    private Check outcome(Outcome expected) {
        return new Check(
                "it ended " + expected,
                timeline.outcome().filter(expected::equals).isPresent());
    }

    private Check away() {
        return new Check("every lever leads to the standby", pair.levers().equals(pair.away()));
    }

    private Check atHome() {
        return new Check("every lever stands as before", pair.levers().equals(pair.atHome()));
    }

    private Check well(String role, InstanceId id) {
        return new Check("the " + role + " is well", pair.health(id).equals(Pair.WELL));
    }

    private List<String> acts(InstanceId id) {
        return world.simulator().acts(id);
    }

    private boolean fenceCameFirst() {
        Optional<Instant> stopped = world.simulator().changes(pair.primary()).stream()
                .filter(change -> change.text("state").equals("stopped"))
                .map(change -> change.instant("at"))
                .findFirst();
        List<Instant> moves = world.simulator().calls().stream()
                .filter(call -> call.text("action").equals("AssociateAddress"))
                .map((Fields call) -> call.instant("at"))
                .toList();
        return stopped.isPresent() && moves.stream().noneMatch(stopped.get()::isAfter);
    }
}
