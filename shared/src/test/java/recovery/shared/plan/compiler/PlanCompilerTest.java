package recovery.shared.plan.compiler;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import recovery.shared.control.Mode;
import recovery.shared.ec2.InstanceId;
import recovery.shared.json.Fields;
import recovery.shared.json.Json;
import recovery.shared.plan.Plan;
import recovery.shared.plan.Plans;
import recovery.shared.plan.Rung;
import recovery.shared.plan.Symptom;
import recovery.shared.plan.Trigger;

/** What the build makes of good plans. */
class PlanCompilerTest {
    /** The least that a plan may say. */
    private static final String SMALLEST =
            """
            {"plan": "web", "triggers": [{"state": "stopped", "symptom": "STOPPED"}],
             "limits": {"minHealthy": 0}, "ladder": {"STOPPED": ["START"]}}
            """;

    /** The plan of the design page, without what this version cannot do. */
    private static final String FULL =
            """
            {"$schema": "plan.schema.json", "plan": "web", "description": "three web servers behind one address",
             "mode": "ACT",
             "triggers": [
               {"metric": "AWS/EC2:StatusCheckFailed_System", "symptom": "SYSTEM"},
               {"metric": "AWS/EC2:StatusCheckFailed_Instance", "symptom": "INSTANCE"},
               {"alarm": "recovery-web-http-*", "witness": "recovery-canary", "symptom": "APPLICATION"},
               {"state": "stopped", "symptom": "STOPPED"}, {"health": "retirement", "symptom": "RETIREMENT"}],
             "limits": {"minHealthy": 2, "inFlight": {"floor": 1, "percent": 20}, "attemptsPerDay": 3,
                        "coolDown": "PT30M", "quiet": "PT5M", "maxEventAge": "PT10M", "holdDeadline": "PT1H"},
             "ladder": {"SYSTEM": ["STOP_START"], "INSTANCE": ["STOP_START"], "STOPPED": ["START"],
                        "RETIREMENT": ["STOP_START"]},
             "accept": {"forcedStop": false, "guestShutdown": false},
             "clocks": {"step": "PT5M", "recovery": "PT20M", "unstop": "PT1H"},
             "proof": {"soak": "PT2M"},
             "failover": {"primary": "i-0123456789abcdef0", "standby": "i-0fedcba9876543210",
                          "steps": [{"elasticIp": {"address": "203.0.113.10"}}]},
             "objective": {"recoverWithin": "PT5M"}}
            """;

    @TempDir
    private Path folder;

    @Test
    void whatAPlanLeavesOutTakesTheDocumentedDefault() throws IOException {
        Map<String, Object> plan =
                PlanFolder.in(folder).with("web.json", SMALLEST).only();
        plan.remove("hash");
        assertThat(plan)
                .isEqualTo(
                        Json.read(
                                """
            {"plan": "web", "description": "", "mode": "ACT",
             "triggers": [{"state": "stopped", "symptom": "STOPPED"}],
             "limits": {"minHealthy": 0, "inFlight": {"floor": 1, "percent": 20}, "attemptsPerDay": 3,
                        "coolDown": "PT30M", "quiet": "PT5M", "maxEventAge": "PT10M", "holdDeadline": "PT1H"},
             "ladder": {"STOPPED": ["START"]},
             "accept": {"forcedStop": false, "guestShutdown": false},
             "clocks": {"step": "PT5M", "recovery": "PT20M", "unstop": "PT1H"},
             "proof": {"soak": "PT10M"}, "objective": {"recoverWithin": "PT15M"}}
            """));
    }

    @Test
    void theShippedPlanSetsNoLimitButItsOwnSizeAndKeepsTheDefaults() throws IOException {
        PlanCompiler.Compiled shipped = PlanFolder.compiler().compile(PlanFolder.SHIPPED);
        assertThat(shipped.mistakes()).isEmpty();
        assertThat(shipped.plans()).containsOnlyKeys("web");
        Plan plan = Plan.of(Json.read(shipped.plans().getOrDefault("web", "")));
        assertThat(plan.mode()).isEqualTo(Mode.ACT);
        assertThat(plan.limits()).isEqualTo(new Plan.Limits(2, 1, 20, 3, m(30), m(5), m(10), m(60)));
        assertThat(plan.accept()).isEqualTo(new Plan.Accept(false, false));
        assertThat(plan.clocks()).isEqualTo(new Plan.Clocks(m(5), m(20), m(60)));
        assertThat(plan.proof()).isEqualTo(new Plan.Proof(m(10)));
        assertThat(plan.failover()).isEmpty();
        assertThat(plan.ladder().keySet())
                .containsExactlyInAnyOrder(
                        Symptom.SYSTEM, Symptom.INSTANCE, Symptom.STORAGE, Symptom.STOPPED, Symptom.RETIREMENT);
        assertThat(Fields.of(plan.document()).object("limits").number("minHealthy"))
                .isEqualTo(2);
    }

    @Test
    void thePlanOfTheDesignIsReadFieldByField() throws IOException {
        Plan plan = Plan.of(PlanFolder.in(folder).with("web.json", FULL).only());
        assertThat(plan.name()).isEqualTo("web");
        assertThat(plan.triggers())
                .containsExactly(
                        new Trigger.OnMetric("AWS/EC2:StatusCheckFailed_System", Symptom.SYSTEM),
                        new Trigger.OnMetric("AWS/EC2:StatusCheckFailed_Instance", Symptom.INSTANCE),
                        new Trigger.OnAlarm("recovery-web-http-*", "recovery-canary"),
                        new Trigger.OnState("stopped", Symptom.STOPPED),
                        new Trigger.OnHealth("retirement", Symptom.RETIREMENT));
        assertThat(plan.triggers()).extracting(Trigger::symptom).contains(Symptom.APPLICATION);
        assertThat(plan.triggerOf("recovery-web-http-errors"))
                .contains(new Trigger.OnAlarm("recovery-web-http-*", "recovery-canary"));
        assertThat(plan.triggerOf("recovery-canary")).isEmpty();
        assertThat(plan.rungs(Symptom.APPLICATION)).isEmpty();
        assertThat(plan.rungs(Symptom.SYSTEM)).containsExactly(Rung.STOP_START);
        assertThat(plan.rungs(Symptom.STOPPED)).containsExactly(Rung.START);
        assertThat(plan.rungs(Symptom.STORAGE)).isEmpty();
        assertThat(plan.proof().soak()).isEqualTo(m(2));
        assertThat(plan.failover())
                .isEqualTo(Optional.of(new Plan.Failover(
                        new InstanceId("i-0123456789abcdef0"),
                        new InstanceId("i-0fedcba9876543210"),
                        Plan.Fence.STOP,
                        List.of(new Plan.Step("elasticIp", Map.of("address", "203.0.113.10", "standbyWrites", true))),
                        Duration.ofHours(1),
                        Duration.ofHours(24))));
    }

    @Test
    void theHashIsStable() throws IOException {
        // Recoveries carry this text across deployments: a change of it tells people that the plan is another one.
        assertThat(PlanFolder.in(folder).with("web.json", SMALLEST).only().get("hash"))
                .isEqualTo("37a2335b099d51dc");
    }

    @Test
    void theHashDependsNeitherOnOrderNorOnSpacesNorOnDefaultsThatAreSpelledOut() throws IOException {
        String other =
                """
                {"ladder":{"STOPPED":["START"]}, "limits":{"inFlight":{"percent":20}, "minHealthy":0}, "mode":"ACT",
                 "triggers":[{"symptom":"STOPPED","state":"stopped"}], "plan":"web", "$schema":"elsewhere.json"}""";
        PlanFolder plans = PlanFolder.in(folder);
        assertThat(plans.with("web.json", SMALLEST).only())
                .isEqualTo(plans.with("web.json", other).only());
    }

    @ParameterizedTest(name = "another {0}")
    @ValueSource(strings = {"\"minHealthy\": 0", "\"STOPPED\": [\"START\"]", "\"plan\": \"web\""})
    void theHashDiffersWithTheContent(String place) throws IOException {
        String changed = SMALLEST.replace(
                place,
                switch (place) {
                    case "\"minHealthy\": 0" -> "\"minHealthy\": 1";
                    case "\"plan\": \"web\"" -> "\"description\": \"the same in other words\", \"plan\": \"web\"";
                    default -> "\"STOPPED\": [\"START\"], \"SYSTEM\": [\"STOP_START\"]";
                });
        PlanFolder plans = PlanFolder.in(folder);
        assertThat(plans.with("web.json", SMALLEST).only().get("hash"))
                .isNotEqualTo(plans.with("web.json", changed).only().get("hash"));
    }

    @Test
    void aRemovedPlanIsNotBuiltAgain() throws IOException {
        PlanFolder plans = PlanFolder.in(folder)
                .with("web.json", SMALLEST)
                .with("shop.json", SMALLEST.replace("\"web\"", "\"shop\""));
        plans.compile().writeTo(plans.compiled());
        assertThat(Plans.load(plans.compiled()).all()).extracting(Plan::name).containsExactly("shop", "web");
        Files.delete(plans.plans().resolve("shop.json"));
        plans.compile().writeTo(plans.compiled());
        assertThat(Plans.load(plans.compiled()).all()).extracting(Plan::name).containsExactly("web");
    }

    @Test
    void aMistakeLeavesNoOlderPlanBehind() throws IOException {
        PlanFolder plans = PlanFolder.in(folder).with("web.json", SMALLEST);
        plans.compile().writeTo(plans.compiled());
        plans.with("shop.json", "{}").compile().writeTo(plans.compiled());
        assertThat(plans.compiled()).isEmptyDirectory();
    }

    @Test
    void thePlansOfTheStoriesCompileToo() throws IOException {
        PlanCompiler.Compiled compiled = PlanFolder.compiler().compile(Path.of("..", "system-tests", "plans"));
        assertThat(compiled.mistakes()).isEmpty();
        assertThat(compiled.plans()).containsKeys("web", "quiet", "solo");
    }

    @Test
    void everyFieldOfTheSchemaSaysWhatItIsFor() throws IOException {
        Fields schema = Fields.of(Json.read(Files.readString(PlanFolder.SHIPPED.resolve("plan.schema.json"))));
        var silent = new ArrayList<String>();
        var open = new ArrayList<String>();
        collect("", schema, silent, open);
        assertThat(silent).as("fields without a description").isEmpty();
        assertThat(open).as("objects that take any field").isEmpty();
    }

    private static void collect(String at, Fields schema, List<String> silent, List<String> open) {
        if (schema.has("properties") && !Boolean.FALSE.equals(schema.asMap().get("additionalProperties"))) {
            open.add(at);
        }
        schema.maybeObject("items").ifPresent(items -> collect(at + "[]", items, silent, open));
        schema.maybeObject("properties").ifPresent(fields -> {
            for (String name : fields.names()) {
                Fields field = fields.object(name);
                if (field.maybeText("description").isEmpty()) {
                    silent.add(at + "." + name);
                }
                collect(at + "." + name, field, silent, open);
            }
        });
    }

    private static Duration m(int minutes) {
        return Duration.ofMinutes(minutes);
    }
}
