package recovery.systemtests.rights;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import recovery.shared.alarm.Alarm;
import recovery.simulator.Ailment;
import recovery.simulator.Ec2Error;
import recovery.simulator.Fault;
import recovery.simulator.Happening;
import recovery.systemtests.story.Bundle.Function;
import recovery.systemtests.story.Documents;

/**
 * Nothing is granted that is not used, and nothing is used that is not granted: the stories of every function behind its
 * policy, and the two compared both ways.
 */
final class RightsAsUsedTest {
    /** What AWS does in the role's name, so that no function asks for it, and why it must be granted all the same. */
    private static final Map<String, String> USED_BY_AWS = Map.of(
            "StartWithEncryptedVolumes: kms:CreateGrant on arn:aws:kms:" + Documents.REGION + ":*:key/*",
            "EC2 asks for it when restart or failover starts an instance with encrypted volumes");

    private static final Map<Function, Gatekeeper> GATES = Installed.gates(Installed.TEMPLATE);

    @BeforeAll
    static void theStories() {
        restarts();
        isCancelled();
        needsAPerson();
        failsOverAndHome();
        failsOverHalfWay();
        failsOverByAlarm();
    }

    private static Installed acting(int attemptsPerHour) {
        var installed = new Installed(GATES, attemptsPerHour);
        installed.ask("set-mode", "mode", "ACT");
        return installed.run(Duration.ofMinutes(1));
    }

    /** A host breaks and the machine gets another one, at which the brake latches; people ask, and release it. */
    private static void restarts() {
        Installed installed = acting(1);
        installed.ec2.model().breakHost(Site.WEB_1);
        installed.until("RECOVERED");
        installed.ask("status");
        installed.ask("why", "target", Site.WEB_1.value());
        installed.ask("release-brake");
        installed.ec2.model().alter(Site.WEB_3, traits -> traits.tagged(Map.of()));
        installed.run(Duration.ofMinutes(3));
    }

    /** People cancel what has begun. */
    private static void isCancelled() {
        Installed installed = acting(10);
        installed.ec2.model().breakHost(Site.WEB_2);
        installed.until("begins");
        installed.ask("cancel", "target", Site.WEB_2.value());
        installed.until("CANCELLED");
    }

    /** Another host does not help; a person takes over and acknowledges it. */
    private static void needsAPerson() {
        Installed installed = acting(10);
        installed.ec2.model().breaks(Site.WEB_1, Ailment.Part.SYSTEM, Ailment.Cure.NONE);
        installed.until("NEEDS_PERSON");
        installed.ask("acknowledge", "target", Site.WEB_1.value());
    }

    /** The primary's host breaks, the service moves, and goes home when a person asks. */
    private static void failsOverAndHome() {
        Installed installed = acting(10);
        installed.ec2.model().addAddress(Site.IP, Site.PRIMARY);
        installed.ask("preview", "plan", "db");
        installed.ec2.model().breakHost(Site.PRIMARY);
        installed.until("FAILED_OVER");
        installed.ec2.model().happens(Site.PRIMARY, Happening.HEALS);
        installed.ec2.model().happens(Site.PRIMARY, Happening.PERSON_STARTS);
        installed.run(Duration.ofMinutes(12));
        installed.ask("failback", "plan", "db");
        installed.until("FAILED_BACK");
    }

    /** An alarm on the service itself must be OK again in the end. */
    private static void failsOverByAlarm() {
        Installed installed = acting(10);
        installed.ec2.model().addAddress(Site.IP, Site.PRIMARY);
        List.of(Site.USERS, Site.CANARY).forEach(alarm -> installed.alarms.set(alarm, Alarm.State.ALARM));
        installed.run(Duration.ofMinutes(8));
        List.of(Site.USERS, Site.CANARY).forEach(alarm -> installed.alarms.set(alarm, Alarm.State.OK));
        installed.until("FAILED_OVER");
    }

    /** An address that led nowhere is taken, a later step is refused, and the address leads nowhere again. */
    private static void failsOverHalfWay() {
        Installed installed = acting(10);
        installed.ec2.model().addAddress(Site.IP, Site.WEB_3);
        // EC2 takes an address from a machine that is terminated
        installed.ec2.model().happens(Site.WEB_3, Happening.PERSON_TERMINATES);
        installed.run(Duration.ofMinutes(2));
        installed.site.balancers.arm(new Fault.Refuse(Ec2Error.UNAUTHORIZED));
        installed.ec2.model().breakHost(Site.PRIMARY);
        installed.until("ROLLED_BACK");
    }

    @ParameterizedTest(name = "{0} asks for nothing that it is not granted")
    @EnumSource(Function.class)
    void nothingIsUsedThatIsNotGranted(Function function) {
        assertThat(gate(function).refused()).isEmpty();
    }

    @ParameterizedTest(name = "{0} is granted nothing that it does not use")
    @EnumSource(Function.class)
    void nothingIsGrantedThatIsNotUsed(Function function) {
        assertThat(unused(gate(function).policy(), function)).isEmpty();
    }

    @Test
    void whatAwsUsesIsGrantedAndNoFunctionAsksForIt() {
        assertThat(USED_BY_AWS.keySet()).allSatisfy(part -> {
            assertThat(List.of(Function.RESTART, Function.FAILOVER))
                    .allMatch(function -> gate(function).policy().grants().contains(part));
            assertThat(GATES.values()).noneMatch(gate -> gate.used().contains(part));
        });
    }

    // --- it would be seen ---

    @Test
    void aRightTooManyIsSeen() {
        var gates = Installed.gates(changed(
                "[ec2:StopInstances, ec2:StartInstances]",
                "[ec2:StopInstances, ec2:StartInstances, ec2:RebootInstances]"));
        Policy policy = Objects.requireNonNull(gates.get(Function.RESTART)).policy();
        assertThat(unused(policy, Function.RESTART))
                .containsExactly("StopAndStart: ec2:RebootInstances on arn:aws:ec2" + Account.HERE + "instance/*");
    }

    @Test
    void aPartitionTooManyIsSeen() {
        var gates = Installed.gates(
                changed("installation, roster, 'watch#*']", "installation, roster, 'watch#*', 'request#*']"));
        Policy policy = Objects.requireNonNull(gates.get(Function.DETECTION)).policy();
        assertThat(unused(policy, Function.DETECTION)).containsExactly("WriteState: dynamodb:LeadingKeys request#*");
    }

    @Test
    void aRightTooFewIsRefusedBeforeAnythingIsStoppedAndPeopleAreTold() {
        var gates = Installed.gates(changed("[ec2:StopInstances, ec2:StartInstances]", "[ec2:StartInstances]"));
        var installed = new Installed(gates, 10);
        installed.ask("set-mode", "mode", "ACT");
        installed.ec2.model().breakHost(Site.WEB_1);
        installed.until("NEEDS_PERSON");
        assertThat(Objects.requireNonNull(gates.get(Function.RESTART)).refused())
                .isNotEmpty()
                .allMatch(why -> why.startsWith("ec2:StopInstances on "));
        assertThat(installed.ec2.model().log().acts()).isEmpty();
    }

    @ParameterizedTest(name = "{0} of {1} is refused")
    @CsvSource({
        "RESTART, ec2:TerminateInstances, instance/i-0000000000000001a, is denied by NeverDestroy",
        "FAILOVER, ec2:TerminateInstances, instance/i-0000000000000004d, is denied by NeverDestroy",
        "FAILOVER, ec2:ReleaseAddress, elastic-ip/eipalloc-1, is denied by NeverDestroy",
        "RESTART, ec2:CreateTags, instance/i-0000000000000001a, is denied by NeverDestroy",
        "RESTART, ec2:StopInstances, instance/i-0000000000000009f, is allowed by no statement",
        "FAILOVER, ec2:StopInstances, instance/i-0000000000000001a, is allowed by no statement",
        "DETECTION, ec2:StopInstances, instance/i-0000000000000001a, is allowed by no statement",
        "OPERATOR, ec2:StopInstances, instance/i-0000000000000001a, is allowed by no statement"
    })
    void whatNoStoryAsksForIsRefused(Function function, String action, String resource, String why) {
        boolean tagged = !resource.endsWith("9f");
        Map<String, List<String>> tags = tagged ? Map.of("aws:ResourceTag/recovery:plan", List.of("web")) : Map.of();
        assertThat(gate(function).policy().answer(new Asked(action, "arn:aws:ec2" + Account.HERE + resource, tags)))
                .isInstanceOfSatisfying(Policy.Answer.Refused.class, refused -> assertThat(refused.why())
                        .endsWith(why));
    }

    @ParameterizedTest(name = "{0} may write the switch: {1}")
    @CsvSource({"DETECTION, false", "RESTART, false", "FAILOVER, false", "OPERATOR, true"})
    void onlyOperatorMayWriteTheSwitch(Function function, boolean may) {
        var write = new Asked(
                "dynamodb:PutItem",
                "arn:aws:dynamodb" + Account.HERE + "table/StateTable",
                Map.of("dynamodb:LeadingKeys", List.of("switch")));
        assertThat(gate(function).policy().answer(write) instanceof Policy.Answer.Allowed)
                .isEqualTo(may);
    }

    private static String changed(String before, String after) {
        assertThat(Installed.TEMPLATE).as("the template moved on").contains(before);
        return Installed.TEMPLATE.replace(before, after);
    }

    private static Set<String> unused(Policy policy, Function function) {
        var unused = new TreeSet<>(policy.grants());
        unused.removeAll(gate(function).used());
        unused.removeAll(USED_BY_AWS.keySet());
        return unused;
    }

    private static Gatekeeper gate(Function function) {
        return Objects.requireNonNull(GATES.get(function));
    }
}
