package recovery.systemtests.template;

import static org.assertj.core.api.Assertions.assertThat;
import static recovery.systemtests.template.Template.BUNDLE;
import static recovery.systemtests.template.Template.shortName;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** What the four functions are, and that code and template agree on it. */
final class FunctionsTest {
    static final List<String> FUNCTIONS = Template.FUNCTIONS;

    private static final Node GLOBALS = BUNDLE.root().at("Globals", "Function");

    /** A little more than the longest call that the code allows itself. */
    private static final Duration LONGEST_CALL = Duration.ofSeconds(10);

    /** How far the clocks of two executions may be apart. */
    private static final Duration SKEW = Duration.ofMinutes(1);

    /** What Lambda itself sets, and what the JVM reads. */
    private static final Set<String> FROM_LAMBDA = Set.of("AWS_REGION", "LAMBDA_TASK_ROOT");

    private static final Set<String> FOR_THE_JVM = Set.of("JAVA_TOOL_OPTIONS");

    @Test
    void thereAreFourFunctionsAndNoOther() {
        assertThat(BUNDLE.ofType("AWS::Serverless::Function")).containsOnlyKeys(FUNCTIONS);
    }

    @ParameterizedTest(name = "{0} names a class and a package that the build makes")
    @FieldSource("FUNCTIONS")
    void theHandlerExists(String function) {
        String name = shortName(function);
        String handler = BUNDLE.properties(function).at("Handler").text();
        assertThat(handler).endsWith("::handleRequest");
        String source = handler.replace("::handleRequest", "").replace('.', '/') + ".java";
        assertThat(Checkout.file("functions/" + name + "/src/main/java/" + source))
                .isRegularFile();
        assertThat(BUNDLE.properties(function).at("CodeUri").text())
                .isEqualTo("functions/" + name + "/target/function");
        assertThat(Checkout.read("Makefile"))
                .as("sam build asks make for it")
                .containsPattern("build-" + function + ": +MODULE = functions/" + name + "\\b");
    }

    @Test
    void theyAreBuiltByOneMavenInTheTreeItself() {
        assertThat(FUNCTIONS).allSatisfy(function -> {
            Node metadata = BUNDLE.root().at("Resources", function, "Metadata");
            assertThat(metadata.at("BuildMethod").text()).isEqualTo("makefile");
            assertThat(metadata.at("ContextPath").text()).isEqualTo(".");
            assertThat(metadata.at("WorkingDirectory").text()).isEqualTo(".");
        });
    }

    @ParameterizedTest(name = "every variable that {0} reads is set")
    @FieldSource("FUNCTIONS")
    void everyVariableThatTheCodeReadsIsSet(String function) {
        assertThat(read("functions/" + shortName(function) + "/src/main/java"))
                .isNotEmpty()
                .isSubsetOf(union(variables().fields().keySet(), FROM_LAMBDA));
        assertThat(BUNDLE.properties(function).has("Environment"))
                .as("all have the same variables")
                .isFalse();
    }

    @Test
    void everyVariableThatIsSetIsRead() {
        var read = read("functions");
        read.addAll(FOR_THE_JVM);
        assertThat(read).containsAll(variables().fields().keySet());
    }

    @Test
    void anotherExecutionTakesOverOnlyWhenTheSenderIsCertainlyGone() {
        Duration takeover = Duration.parse(variables().at("TAKEOVER_AFTER").text());
        Duration timeout = Duration.ofSeconds(GLOBALS.at("Timeout").number());
        assertThat(takeover).isGreaterThan(timeout.plus(LONGEST_CALL).plus(SKEW));
    }

    @Test
    void noExecutionIsLongerThanATick() {
        assertThat(GLOBALS.at("Timeout").number()).isLessThanOrEqualTo(60);
        assertThat(FUNCTIONS).noneMatch(function -> BUNDLE.properties(function).has("Timeout"));
    }

    @Test
    void theyRunOnJava25() {
        assertThat(GLOBALS.at("Runtime").text()).isEqualTo("java25");
        assertThat(GLOBALS.at("Architectures").texts()).containsExactly("!Ref Architecture");
        assertThat(GLOBALS.at("MemorySize").text()).isEqualTo("!Ref MemorySize");
    }

    @Test
    void thereIsNoAliasNoSnapshotNoTraceNoNetworkAndNoOpenUrl() {
        for (String property :
                List.of("AutoPublishAlias", "SnapStart", "Tracing", "VpcConfig", "FunctionUrlConfig", "Role")) {
            assertThat(GLOBALS.has(property)).as(property).isFalse();
            assertThat(FUNCTIONS).as(property).noneMatch(function -> BUNDLE.properties(function)
                    .has(property));
        }
    }

    @Test
    void eachWritesPlainTextIntoALogOfItsOwnThatIsNotKeptForEver() {
        assertThat(GLOBALS.at("LoggingConfig", "LogFormat").text()).isEqualTo("Text");
        var logs = FUNCTIONS.stream()
                .map(function -> BUNDLE.properties(function)
                        .at("LoggingConfig", "LogGroup")
                        .text())
                .toList();
        assertThat(logs).doesNotHaveDuplicates().allSatisfy(log -> assertThat(
                        BUNDLE.properties(log.replace("!Ref ", ""))
                                .at("RetentionInDays")
                                .text())
                .isEqualTo("!Ref LogRetentionDays"));
    }

    @Test
    void theHardStopLeavesThePeoplesDoorOpen() {
        assertThat(Template.TICKING)
                .allSatisfy(function -> assertThat(BUNDLE.properties(function).has("ReservedConcurrentExecutions"))
                        .isTrue());
        assertThat(BUNDLE.properties("OperatorFunction").has("ReservedConcurrentExecutions"))
                .isFalse();
        assertThat(BUNDLE.root()
                        .at("Parameters", "ReservedConcurrency", "Default")
                        .text())
                .as("small accounts cannot spare any")
                .isEmpty();
    }

    private static Node variables() {
        return GLOBALS.at("Environment", "Variables");
    }

    /** The names that the settings below a folder ask for. */
    private static Set<String> read(String folder) {
        var names = new TreeSet<String>();
        for (String source : Checkout.sources(folder)) {
            Pattern.compile("environment\\s*\\.(?:text|count|duration)\\(\"([A-Z_]+)\"\\)")
                    .matcher(source)
                    .results()
                    .forEach(found -> names.add(found.group(1)));
        }
        return names;
    }

    private static Set<String> union(Set<String> some, Set<String> others) {
        var all = new TreeSet<>(some);
        all.addAll(others);
        return all;
    }
}
