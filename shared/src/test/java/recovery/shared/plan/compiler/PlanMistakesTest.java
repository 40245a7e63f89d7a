package recovery.shared.plan.compiler;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every mistake in a plan is one sentence that names file and field, what was expected and what was found. */
class PlanMistakesTest {
    /** A good plan, of which each row spoils one place. */
    private static final String GOOD =
            """
            {"plan": "web", "mode": "ACT",
             "triggers": [{"metric": "AWS/EC2:StatusCheckFailed_System", "symptom": "SYSTEM"},
                          {"state": "stopped", "symptom": "STOPPED"}],
             "limits": {"minHealthy": 2, "quiet": "PT5M", "inFlight": {"floor": 1, "percent": 20}},
             "ladder": {"SYSTEM": ["STOP_START"], "STOPPED": ["START"]},
             "accept": {"forcedStop": false},
             "clocks": {"step": "PT5M", "recovery": "PT20M"},
             "proof": {"soak": "PT10M"},
             "failover": {"primary": "i-0123456789abcdef0", "standby": "i-0fedcba9876543210", "steps": [{"elasticIp": {"address": "203.0.113.10"}}]}}
            """;

    @TempDir
    private Path folder;

    @Test
    void theGoodPlanIsGood() throws IOException {
        assertThat(PlanFolder.in(folder).with("web.json", GOOD).compile().mistakes())
                .isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
        a number below its least    | "minHealthy": 2      | "minHealthy": -1     | field limits.minHealthy: expected a whole number of 0 or more, found -1
        a text in place of a number | "minHealthy": 2      | "minHealthy": "two"  | field limits.minHealthy: expected a whole number of 0 or more, found "two"
        half an instance            | "minHealthy": 2      | "minHealthy": 1.5    | field limits.minHealthy: expected a whole number of 0 or more, found 1.5
        a number that is no count   | "minHealthy": 2      | "minHealthy": 9999999999 | field limits.minHealthy: expected a number from 0 to 2147483647, found "9999999999"
        null in place of a number   | "minHealthy": 2      | "minHealthy": null   | field limits.minHealthy: expected a whole number of 0 or more, found null
        a required field is missing | "minHealthy": 2,     | ``                   | field limits.minHealthy: expected a whole number of 0 or more, found nothing
        a number above its most     | "percent": 20        | "percent": 101       | field limits.inFlight.percent: expected a whole number from 0 to 100, found 101
        nothing may ever be in flight | "floor": 1, "percent": 20 | "floor": 0, "percent": 0 | field limits.inFlight: expected a floor or a percent of 1 or more, found 0 for both, which forbids every recovery
        a field with a slip of the pen | "quiet"           | "quite"              | field limits.quite: expected one of minHealthy, inFlight, attemptsPerDay, coolDown, quiet, maxEventAge, holdDeadline, found a field of this name
        a section that this version has not | "accept"     | "runCommand"         | field runCommand: expected one of $schema, plan, description, mode, triggers, limits, ladder, accept, clocks, proof, failover, objective, found a field of this name
        a duration in words         | "quiet": "PT5M"      | "quiet": "5 minutes" | field limits.quiet: expected an ISO-8601 duration in hours, minutes and seconds such as PT5M, found "5 minutes"
        a duration in days          | "quiet": "PT5M"      | "quiet": "P1D"       | field limits.quiet: expected an ISO-8601 duration in hours, minutes and seconds such as PT5M, found "P1D"
        a duration without a number | "quiet": "PT5M"      | "quiet": "PT"        | field limits.quiet: expected an ISO-8601 duration in hours, minutes and seconds such as PT5M, found "PT"
        a duration longer than the calendar | "quiet": "PT5M" | "quiet": "PT99999H" | field limits.quiet: expected an ISO-8601 duration in hours, minutes and seconds such as PT5M, found "PT99999H"
        a clock of no time          | "step": "PT5M"       | "step": "PT0S"       | field clocks.step: expected an ISO-8601 duration of more than nothing, in hours, minutes and seconds, such as PT5M, found "PT0S"
        a step longer than the whole | "step": "PT5M"      | "step": "PT21M"      | field clocks.step: expected at most clocks.recovery, PT20M, found PT21M
        no room for the soak        | "soak": "PT10M"      | "soak": "PT15M1S"    | field proof.soak: expected at most clocks.recovery less one step, PT15M, found PT15M1S
        a mode of a later version   | "mode": "ACT"        | "mode": "PROPOSE"    | field mode: expected one of OFF, OBSERVE, ACT, found "PROPOSE"
        a mode in small letters     | "mode": "ACT"        | "mode": "act"        | field mode: expected one of OFF, OBSERVE, ACT, found "act"
        a rung that there is not    | ["STOP_START"]       | ["REBOOT"]           | field ladder.SYSTEM[0]: expected STOP_START, found "REBOOT"
        a rung for another symptom  | ["STOP_START"]       | ["START"]            | field ladder.SYSTEM[0]: expected STOP_START, found "START"
        a rung twice                | ["STOP_START"]       | ["STOP_START", "STOP_START"] | field ladder.SYSTEM: expected a list with the one entry STOP_START, found ["STOP_START","STOP_START"]
        a rung without a list       | ["STOP_START"]       | "STOP_START"         | field ladder.SYSTEM: expected a list with the one entry STOP_START, found "STOP_START"
        an empty answer             | ["STOP_START"]       | []                   | field ladder.SYSTEM: expected a list with the one entry STOP_START, found []
        a trigger without an answer | "SYSTEM": ["STOP_START"], | ``              | field ladder.SYSTEM: expected an answer to this symptom, which a trigger names, found nothing
        no answer at all            | "SYSTEM": ["STOP_START"], "STOPPED": ["START"] | `` | field ladder: expected an answer to at least one symptom, found {}
        an answer to what cannot be helped | "STOPPED": ["START"] | "STOPPED": ["START"], "GONE": ["START"] | field ladder.GONE: expected one of SYSTEM, INSTANCE, STORAGE, RETIREMENT, STOPPED, found a field of this name
        a trigger of a later version | "metric": "AWS/EC2:StatusCheckFailed_System" | "metrics": "web" | field triggers[0].metrics: expected one of metric, state, health, alarm, witness, symptom, found a field of this name
        a metric without namespace  | AWS/EC2:Status       | Status               | field triggers[0].metric: expected a namespace and a metric such as AWS/EC2:StatusCheckFailed_System, found "StatusCheckFailed_System"
        a symptom no metric shows   | "symptom": "SYSTEM"  | "symptom": "STOPPED" | field triggers[0].symptom: expected one of SYSTEM, INSTANCE, STORAGE, found "STOPPED"
        a symptom of another kind   | "symptom": "STOPPED" | "symptom": "SYSTEM"  | field triggers[1].symptom: expected STOPPED, found "SYSTEM"
        a state that is no trouble  | "state": "stopped"   | "state": "running"   | field triggers[1].state: expected stopped, found "running"
        a trigger without symptom   | , "symptom": "STOPPED" | , "health": "retirement" | field triggers[1].symptom: expected the name of a symptom, found nothing
        a trigger that sees nothing | "state": "stopped",  | ``                   | field triggers[1]: expected a symptom with exactly one of metric, state, health and alarm, found {"symptom":"STOPPED"}
        a yes in place of a truth value | "forcedStop": false | "forcedStop": "yes" | field accept.forcedStop: expected true or false, found "yes"
        a section that is no object | "accept": {"forcedStop": false} | "accept": [] | field accept: expected an object, found []
        a name with a capital       | "plan": "web"        | "plan": "Web"        | field plan: expected a name of a to z, 0 to 9 and -, which begins with a letter and has at most 32 characters, found "Web"
        a name unlike its file      | "plan": "web"        | "plan": "shop"       | field plan: expected the name of its file, "web", found "shop"
        a name with a line break    | "plan": "web"        | "plan": "web\\n"     | field plan: expected a name of a to z, 0 to 9 and -, which begins with a letter and has at most 32 characters, found "web\\n"
        null in place of a section  | "accept": {"forcedStop": false} | "accept": null | field accept: expected an object, found null
        null under an unknown name  | "mode": "ACT"        | "made": null         | field made: expected one of $schema, plan, description, mode, triggers, limits, ladder, accept, clocks, proof, failover, objective, found a field of this name
        a standby that is no id     | i-0fedcba9876543210  | standby-1            | field failover.standby: expected an instance id such as i-0123456789abcdef0, found "standby-1"
        a standby that is the primary | i-0fedcba9876543210 | i-0123456789abcdef0 | field failover.standby: expected another instance than the primary, found i-0123456789abcdef0
        a step type of a later version | "elasticIp"       | "database" | field failover.steps[0].database: expected one of elasticIp, dnsRecord, listenerWeights, listenerRule, targets, capacity, found a field of this name
        an address that is none       | 203.0.113.10 | 203.0.113 | field failover.steps[0].elasticIp.address: expected an IPv4 address such as 203.0.113.10, found "203.0.113"
        an alarm without a witness    | {"state": "stopped", "symptom": "STOPPED"} | {"state": "stopped", "symptom": "STOPPED"}, {"alarm": "recovery-db-*", "symptom": "APPLICATION"} | field triggers[2].witness: expected the name of a second alarm, which must ring too, found nothing
        a witness without an alarm    | {"state": "stopped", "symptom": "STOPPED"} | {"state": "stopped", "symptom": "STOPPED"}, {"witness": "canary", "symptom": "APPLICATION"} | field triggers[2].alarm: expected the name of an alarm, or its beginning and a *, found nothing
        an alarm for an instance      | {"state": "stopped", "symptom": "STOPPED"} | {"state": "stopped", "symptom": "STOPPED"}, {"alarm": "recovery-db-*", "witness": "canary", "symptom": "SYSTEM"} | field triggers[2].symptom: expected APPLICATION, found "SYSTEM"
        an alarm with a star within   | {"state": "stopped", "symptom": "STOPPED"} | {"state": "stopped", "symptom": "STOPPED"}, {"alarm": "recovery-*-db", "witness": "canary", "symptom": "APPLICATION"} | field triggers[2].alarm: expected the name of an alarm, or its beginning and a *, found "recovery-*-db"
        an alarm that is its own witness | {"state": "stopped", "symptom": "STOPPED"} | {"state": "stopped", "symptom": "STOPPED"}, {"alarm": "recovery-db-*", "witness": "recovery-db-http", "symptom": "APPLICATION"} | field triggers[2].witness: expected another alarm than those that the trigger names, found "recovery-db-http"
        a lever twice                 | {"elasticIp": {"address": "203.0.113.10"}} | {"elasticIp": {"address": "203.0.113.10"}}, {"elasticIp": {"address": "203.0.113.10"}} | field failover.steps[1]: expected each lever once, found elasticIp 203.0.113.10 again
        a record twice                | {"elasticIp": {"address": "203.0.113.10"}} | {"dnsRecord": {"zone": "Z1", "name": "a.example.", "type": "A", "values": ["1.2.3.4"]}}, {"dnsRecord": {"zone": "Z1", "name": "A.example.", "type": "A", "values": ["1.2.3.5"]}} | field failover.steps[1]: expected each lever once, found dnsRecord Z1 a.example. A again
        a way back to one that is stopped | {"elasticIp": {"address": "203.0.113.10"}} | {"targets": {"group": "arn:aws:elasticloadbalancing:eu-west-1:123456789012:targetgroup/db/0123456789abcdef", "standbyWrites": false}} | field failover.steps[0].targets.standbyWrites: expected true (then there is no way back after it), or failover.fence NONE, because no load balancer takes back an instance that the fence has stopped, found false
        a failover without standby  | , "standby": "i-0fedcba9876543210" | `` | field failover.standby: expected an instance id such as i-0123456789abcdef0, found nothing
        """)
    void isOneSentence(String why, String good, String bad, String sentence) throws IOException {
        assertThat(GOOD).as("the row spoils something").contains(good);
        String spoiled = tidy(GOOD.replaceFirst(Pattern.quote(good), quoted(bad)));
        PlanCompiler.Compiled compiled =
                PlanFolder.in(folder).with("web.json", spoiled).compile();
        assertThat(compiled.mistakes()).containsExactly("plans/web.json: " + sentence);
        assertThat(compiled.plans()).isEmpty();
    }

    private static String quoted(String text) {
        return Matcher.quoteReplacement(text);
    }

    /** Cutting the last field of an object leaves a comma or a space. */
    private static String tidy(String json) {
        return json.replaceAll("\\{\\s+", "{");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
        no JSON at all              | plan: web            | plans/web.json: the document: expected a JSON object, found otherwise:
        a list                      | []                   | plans/web.json: the document: expected a JSON object, found something else
        a field given twice         | {"plan": "web", "plan": "web"} | plans/web.json: the document: expected a JSON object, found otherwise:
        an empty file               | ``                   | plans/web.json: the document: expected
        """)
    void aFileThatIsNoPlanIsOneSentenceToo(String why, String text, String beginning) throws IOException {
        assertThat(PlanFolder.in(folder).with("web.json", text).compile().mistakes())
                .singleElement()
                .asString()
                .startsWith(beginning)
                .doesNotContain("\n");
    }

    @Test
    void allMistakesOfAllFilesAreListed() throws IOException {
        String twice = GOOD.replace("\"minHealthy\": 2", "\"minHealthy\": -1").replace("\"ACT\"", "\"GO\"");
        PlanFolder plans = PlanFolder.in(folder)
                .with("good.json", GOOD.replace("\"web\"", "\"good\""))
                .with("shop.json", "{}")
                .with("web.json", twice);
        assertThat(plans.compile().mistakes())
                .extracting(mistake -> mistake.replaceFirst(": expected.*", ""))
                .containsExactly(
                        "plans/shop.json: field ladder",
                        "plans/shop.json: field limits",
                        "plans/shop.json: field plan",
                        "plans/shop.json: field triggers",
                        "plans/web.json: field limits.minHealthy",
                        "plans/web.json: field mode");
        assertThat(plans.compile().plans())
                .as("one mistake, and no plan is built")
                .isEmpty();
    }

    @Test
    void aPlanThatARecordCouldNotCarryIsRefused() throws IOException {
        String trigger = "{\"metric\": \"AWS/EC2:" + "x".repeat(250) + "\", \"symptom\": \"SYSTEM\"}, ";
        String large = GOOD.replace("\"triggers\": [", "\"triggers\": [" + trigger.repeat(14));
        assertThat(PlanFolder.in(folder).with("web.json", large).compile().mistakes())
                .singleElement()
                .asString()
                .startsWith("plans/web.json: the plan: expected at most 4096 characters with its defaults, found 4");
    }

    @Test
    void aNameOfAFieldCannotForgeALine() throws IOException {
        String hostile = GOOD.replace("\"accept\"", "\"a\\nplans/web.json: all is well\\u001b[2K\"");
        assertThat(PlanFolder.in(folder).with("web.json", hostile).compile().mistakes())
                .singleElement()
                .asString()
                .doesNotContain("\n", "\u001b");
    }

    @Test
    void aFolderWithoutPlansIsAMistake() throws IOException {
        PlanFolder empty = PlanFolder.in(folder);
        Files.copy(PlanFolder.SHIPPED.resolve("plan.schema.json"), empty.plans().resolve("plan.schema.json"));
        assertThat(empty.compile().mistakes())
                .containsExactly(empty.plans() + ": expected at least one plan, found none");
    }

    @Test
    void aFolderThatIsNotThereIsAMistake() throws IOException {
        Path nowhere = folder.resolve("nowhere");
        assertThat(PlanFolder.compiler().compile(nowhere).mistakes())
                .containsExactly(nowhere + ": expected a folder with plans, found no such folder");
    }

    @ParameterizedTest(name = "standbyWrites {0}, fence {1}")
    @CsvSource({"true, STOP", "false, NONE"})
    void targetsThatAreNeverTakenBackToAStoppedInstanceAreGood(boolean standbyWrites, String fence) throws IOException {
        String targets = "\"fence\": \"" + fence + "\", \"steps\": [{\"targets\": {\"standbyWrites\": " + standbyWrites
                + ", \"group\": \"arn:aws:elasticloadbalancing:eu-west-1:123456789012:targetgroup/db/0123456789abcdef\"}}]";
        String plan = GOOD.replace("\"steps\": [{\"elasticIp\": {\"address\": \"203.0.113.10\"}}]", targets);
        assertThat(plan).as("the plan has targets").contains("targetgroup");
        assertThat(PlanFolder.in(folder).with("web.json", plan).compile().mistakes())
                .isEmpty();
    }

    @Test
    void anAlarmOfTheServiceNeedsAFailoverAndNoRung() throws IOException {
        String alarm = GOOD.replace(
                "{\"state\": \"stopped\", \"symptom\": \"STOPPED\"}",
                "{\"alarm\": \"recovery-db-*\", \"witness\": \"canary\", \"symptom\": \"APPLICATION\"}");
        PlanFolder plans = PlanFolder.in(folder);
        assertThat(plans.with("web.json", alarm).compile().mistakes()).isEmpty();
        String alone = alarm.substring(0, alarm.indexOf(",\n \"failover\"")) + "}";
        assertThat(plans.with("web.json", alone).compile().mistakes())
                .containsExactly(
                        "plans/web.json: field triggers[1].alarm: expected a section failover beside it, because this"
                                + " version has no rung for APPLICATION, found none");
    }
}
