package recovery.failover;

import static org.assertj.core.api.Assertions.assertThat;
import static recovery.failover.Pair.PRIMARY;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import recovery.failover.step.Step;
import recovery.failover.step.Steps;
import recovery.shared.json.Json;
import recovery.shared.lever.LeverReply;
import recovery.shared.plan.Plan;
import recovery.shared.record.Recovery;
import recovery.shared.record.StepState;
import recovery.shared.record.Wish;

/** Nothing begins whose record could become too full to note the rest. */
class HeadroomTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    @ParameterizedTest(name = "{0} steps with names of {1} characters")
    @CsvSource({"8, 500", "1, 2000"})
    void whatItsRecordMightHaveNoRoomForIsNotBegun(int steps, int letters) {
        Pair pair = behind(steps, letters).opened().run(MINUTE);
        assertThat(pair.recovery().closing().orElseThrow().reason())
                .matches("its record might come to \\d{5} characters of at most 16384:"
                        + " the plan must have fewer steps, or shorter ones");
        assertThat(pair.outcome()).isEqualTo("NEEDS_PERSON");
        assertThat(pair.ec2.model().log().acts()).isEmpty();
        assertThat(pair.signposts.sets).isEmpty();
    }

    @Test
    void aPreviewTellsOnlyWhatItsRecordMightHaveNoRoomFor() {
        assertThat(behind(8, 500).ask(Wish.Kind.PREVIEW))
                .containsPattern("\nrecord: NO ROOM, nothing would begin: its record might come to \\d{5} characters"
                        + " of at most 16384: the plan must have fewer steps, or shorter ones$");
        assertThat(behind(8, 10).ask(Wish.Kind.PREVIEW))
                .contains("signpost 7nnnnnnnnn")
                .doesNotContain("record:");
    }

    /** What it says before is what is said when it is opened: both ends of the room are less than a reason apart. */
    @ParameterizedTest(name = "{0} steps")
    @ValueSource(ints = {1, 2, 8})
    void aPreviewIsSilentAboutLittleMoreThanWhatIsBegun(int steps) {
        int letters = longest(steps);
        assertThat(behind(steps, letters + 10).ask(Wish.Kind.PREVIEW)).contains("\nrecord: NO ROOM");
        assertThat(behind(steps, letters - 100).ask(Wish.Kind.PREVIEW)).doesNotContain("record:");
    }

    /** The last step is refused at length on the way out, the one before on the way back, and the bus takes nothing. */
    @ParameterizedTest(name = "{0} steps")
    @ValueSource(ints = {2, 8})
    void whatIsBegunHasRoomToTheEndThoughNobodyIsTold(int steps) {
        int letters = longest(steps);
        Pair pair = behind(steps, letters);
        pair.bus.refuseNext(1000);
        var refusal = new LeverReply.Refused("Throttling", "m".repeat(256), true);
        pair.signposts.answer(name(steps - 1, letters), refusal, 3);
        pair.opened().run(Duration.ofSeconds(90));
        pair.signposts.answer(name(steps - 2, letters), refusal, 3);
        int fullest = 0;
        for (int minutes = 0; minutes < 30; minutes++) {
            fullest = Math.max(fullest, pair.run(MINUTE).recovery().size());
        }
        assertThat(pair.recovery().paged()).contains("undo:signpost " + name(steps - 2, letters));
        assertThat(pair.recovery().notices()).hasSize(1);
        assertThat(fullest).isBetween(Recovery.LARGEST / 2, Recovery.LARGEST);
    }

    /** The longest names, in steps of ten characters, with which so many steps are begun. */
    private static int longest(int steps) {
        int letters = 10;
        while (behind(steps, letters + 10)
                .opened()
                .run(Duration.ofSeconds(2))
                .recovery()
                .open()) {
            letters += 10;
        }
        return letters;
    }

    /** A pair behind so many signposts, none of which lets the standby write, whose names have so many characters. */
    private static Pair behind(int signposts, int letters) {
        var names = IntStream.range(0, signposts)
                .mapToObj(each -> name(each, letters))
                .toList();
        String steps = names.stream()
                .map(name -> Json.write(Map.of("signpost", Map.of("name", name, "standbyWrites", false))))
                .collect(Collectors.joining(", ", "[", "]"));
        var pair = new Pair(plan -> plan.replaceFirst("(?s)(?<=\"steps\": )\\[.*?\\](?=,\\s+\"window\")", steps));
        names.forEach(name -> pair.signposts.points.put(name, PRIMARY.value()));
        return pair;
    }

    private static String name(int each, int letters) {
        return each + "n".repeat(letters - 1);
    }

    private static StepState signpost(String name, int before, int after) {
        return StepState.prepared(
                "signpost " + name, false, Map.of("at", "x".repeat(before)), Map.of("at", "y".repeat(after)));
    }

    private static Recovery described(int letters) {
        return new Pair(plan -> plan.replace("\"mode\"", "\"description\": \"" + "x".repeat(letters) + "\", \"mode\""))
                .opened()
                .recovery();
    }

    @Test
    void aRecordThatIsJustFullHasRoomAndWithOneCharacterMoreItHasNot() {
        List<Step> steps = List.of(new Signposts().step("a", "x", "y"));
        List<StepState> states = List.of(signpost("a", 10, 10));
        int room = Recovery.LARGEST
                - Headroom.fullest(described(100), states, steps).size();
        assertThat(Headroom.missing(described(100 + room), states, steps)).isEmpty();
        assertThat(Headroom.missing(described(101 + room), states, steps))
                .hasValueSatisfying(why -> assertThat(why).contains("16385 characters of at most 16384"));
    }

    @Test
    void theStepOnItsWayIsTheOneWhoseSettingsAreLongestTogether() {
        Recovery recovery = new Pair().opened().recovery();
        var states = List.of(signpost("a", 100, 20), signpost("b", 10, 300));
        var steps = List.of(new Signposts().step("a", "x", "y"), new Signposts().step("b", "x", "y"));
        assertThat(Headroom.fullest(recovery, states, steps)
                        .passage()
                        .orElseThrow()
                        .steps())
                .extracting(StepState::position)
                .containsExactly(StepState.Position.AFTER, StepState.Position.MOVED);
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "elasticIp",
                "elasticIp dnsRecord capacity",
                "elasticIp dnsRecord listenerWeights capacity",
                "elasticIp dnsRecord listenerWeights listenerRule targets capacity",
                "elasticIp elasticIp elasticIp elasticIp elasticIp elasticIp elasticIp elasticIp"
            })
    void aServiceOfTheUsualSizeHasRoom(String levers) {
        var steps = new ArrayList<Step>();
        var states = new ArrayList<StepState>();
        Recovery recovery = usual().opened().recovery();
        for (String type : levers.split(" ", -1)) {
            Lever lever = Objects.requireNonNull(LEVERS.get(type), type);
            Step step = Steps.standard(Pair::noLevers).of(new Plan.Step(type, lever.settings()), recovery.sides());
            steps.add(step);
            states.add(StepState.prepared(step.name(), true, lever.before(), lever.after()));
        }
        assertThat(Headroom.missing(recovery, states, steps)).isEmpty();
    }

    /** A plan has about 2,300 characters with its defaults. */
    private static Pair usual() {
        return new Pair(plan -> plan.replace("\"mode\"", "\"description\": \"" + "x".repeat(1600) + "\", \"mode\""));
    }

    /** The settings of a step in its plan, and how its lever stands before and after. */
    private record Lever(Map<String, Object> settings, Map<String, Object> before, Map<String, Object> after) {}

    private static final String BALANCING = "arn:aws:elasticloadbalancing:eu-west-1:123456789012:";
    private static final String BLUE = BALANCING + "targetgroup/web-primary-blue/0123456789abcdef";
    private static final String GREEN = BALANCING + "targetgroup/web-standby-green/0123456789abcdef";
    private static final String LISTENER = BALANCING + "listener/app/web/0123456789abcdef/0123456789abcdef";

    private static final Map<String, Lever> LEVERS = Map.of(
            "elasticIp", new Lever(Map.of("address", "203.0.113.10"), address("1"), address("2")),
            "dnsRecord",
                    new Lever(
                            Map.of(
                                    "zone", "Z0123456789ABCDEFGHIJ",
                                    "name", "www.service.example.com.",
                                    "type", "A",
                                    "values", List.of("203.0.113.11")),
                            recordSet("203.0.113.10"),
                            recordSet("203.0.113.11")),
            "listenerWeights",
                    new Lever(Map.of("listener", LISTENER, "weights", Map.of()), weights(100, 0), weights(0, 100)),
            "listenerRule",
                    new Lever(
                            Map.of("rule", LISTENER.replace("listener", "listener-rule"), "weights", Map.of()),
                            weights(100, 0),
                            weights(0, 100)),
            "targets", new Lever(Map.of("group", BLUE), registered("1"), registered("2")),
            "capacity", new Lever(Map.of("group", "web-standby", "desired", 4L), desired(0), desired(4)));

    private static Map<String, Object> address(String side) {
        return Map.of("allocation", "eipalloc-0123456789abcdef0", "instance", "i-0123456789abcdef" + side);
    }

    private static Map<String, Object> recordSet(String value) {
        return Map.of(
                "Name",
                "www.service.example.com.",
                "Type",
                "A",
                "TTL",
                60L,
                "ResourceRecords",
                List.of(Map.of("Value", value)));
    }

    private static Map<String, Object> weights(long blue, long green) {
        var groups = List.of(
                Map.of("TargetGroupArn", BLUE, "Weight", blue), Map.of("TargetGroupArn", GREEN, "Weight", green));
        return Map.of(
                "actions",
                List.of(Map.of("Type", "forward", "Order", 1L, "ForwardConfig", Map.of("TargetGroups", groups))));
    }

    private static Map<String, Object> registered(String side) {
        return Map.of("registered", List.of("i-0123456789abcdef" + side));
    }

    private static Map<String, Object> desired(long count) {
        return Map.of("min", 0L, "max", 10L, "desired", count);
    }
}
