package recovery.shared.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import recovery.shared.ec2.InstanceId;
import recovery.shared.lever.Balancers;
import recovery.shared.lever.LeverReply;
import recovery.shared.look.Look;

/** A call that changes a load balancer leaves this machine once, whatever comes back. */
class AwsBalancersTest {
    private static final String ARN = "arn:aws:elasticloadbalancing:eu-west-1:123456789012:";
    private static final String LISTENER = ARN + "listener/app/web/0123456789abcdef/fedcba9876543210";
    private static final String RULE = ARN + "listener-rule/app/web/0123456789abcdef/fedcba9876543210/0011223344556677";
    private static final String WEB = ARN + "targetgroup/web/0123456789abcdef";
    private static final String STANDBY = ARN + "targetgroup/standby/0123456789abcdef";
    private static final InstanceId ONE = new InstanceId("i-0123456789abcdef0");

    /** Every kind of field that an action has, as AWS writes it. */
    private static final String SHOWN = "<member><Type>authenticate-oidc</Type><Order>1</Order><AuthenticateOidcConfig>"
            + "<Issuer>https://idp.example.com</Issuer><ClientId>web</ClientId><SessionTimeout>604800</SessionTimeout>"
            + "<AuthenticationRequestExtraParams><entry><key>prompt</key><value>login</value></entry>"
            + "</AuthenticationRequestExtraParams></AuthenticateOidcConfig></member>"
            + "<member><Type>forward</Type><Order>2</Order><ForwardConfig><TargetGroups><member><TargetGroupArn>" + WEB
            + "</TargetGroupArn><Weight>100</Weight></member><member><TargetGroupArn>" + STANDBY
            + "</TargetGroupArn><Weight>0</Weight></member></TargetGroups><TargetGroupStickinessConfig>"
            + "<Enabled>false</Enabled></TargetGroupStickinessConfig></ForwardConfig></member>";

    private static final List<Map<String, Object>> READ = List.of(
            Map.of(
                    "Type",
                    "authenticate-oidc",
                    "Order",
                    1L,
                    "AuthenticateOidcConfig",
                    Map.of(
                            "Issuer",
                            "https://idp.example.com",
                            "ClientId",
                            "web",
                            "SessionTimeout",
                            604800L,
                            "AuthenticationRequestExtraParams",
                            Map.of("prompt", "login"),
                            "UseExistingClientSecret",
                            true)),
            Map.of(
                    "Type",
                    "forward",
                    "Order",
                    2L,
                    "ForwardConfig",
                    Map.of(
                            "TargetGroups",
                                    List.of(
                                            Map.of("TargetGroupArn", WEB, "Weight", 100L),
                                            Map.of("TargetGroupArn", STANDBY, "Weight", 0L)),
                            "TargetGroupStickinessConfig", Map.of("Enabled", false))));

    private static final Wire.Answer TAKEN = Wire.ok("<Response/>");

    private Wire wire;
    private Balancers balancers;

    /** Every way to change a load balancer. */
    enum Change {
        LISTENER_ACTIONS,
        RULE_ACTIONS,
        REGISTER,
        DEREGISTER;

        LeverReply on(Balancers balancers) {
            return switch (this) {
                case LISTENER_ACTIONS -> balancers.setListenerActions(LISTENER, READ);
                case RULE_ACTIONS -> balancers.setRuleActions(RULE, READ);
                case REGISTER -> balancers.register(WEB, ONE, Optional.of(8080));
                case DEREGISTER -> balancers.deregister(WEB, ONE, Optional.empty());
            };
        }
    }

    @BeforeEach
    void connect() {
        wire = new Wire();
        balancers = through(Wire.patient());
    }

    private static Balancers through(AwsClients clients) {
        return new AwsBalancers(clients.balancers(), clients.balancersWithoutRetries());
    }

    @AfterEach
    void disconnect() {
        wire.close();
    }

    private static Wire.Answer result(String call, String inside) {
        return Wire.ok(
                "<" + call + "Response><" + call + "Result>" + inside + "</" + call + "Result></" + call + "Response>");
    }

    private static Wire.Answer listener(String actions) {
        return result(
                "DescribeListeners",
                "<Listeners><member><ListenerArn>" + LISTENER + "</ListenerArn><DefaultActions>" + actions
                        + "</DefaultActions></member></Listeners>");
    }

    private static Wire.Answer rule(String actions, boolean byDefault) {
        return result(
                "DescribeRules",
                "<Rules><member><RuleArn>" + RULE + "</RuleArn><IsDefault>" + byDefault + "</IsDefault><Actions>"
                        + actions + "</Actions></member></Rules>");
    }

    @Test
    void actionsAreReadWithEveryFieldAndWithTheWordToKeepTheSecretThatAwsDoesNotShow() {
        wire.answers(listener(SHOWN));
        assertThat(balancers.listenerActions(LISTENER)).isEqualTo(new Look.Seen<>(READ));
        wire.answers(rule(SHOWN, false));
        assertThat(balancers.ruleActions(RULE)).isEqualTo(new Look.Seen<>(READ));
    }

    @Test
    void whatWasReadIsPutBackFieldForField() {
        wire.answers(TAKEN);
        assertThat(balancers.setListenerActions(LISTENER, READ)).isEqualTo(new LeverReply.Accepted(Optional.empty()));
        assertThat(balancers.setRuleActions(RULE, READ)).isEqualTo(new LeverReply.Accepted(Optional.empty()));
        assertThat(wire.requests()).hasSize(2);
        assertThat(fields(wire.requests().get(0)))
                .containsAll(sentActions("DefaultActions"))
                .contains("Action=ModifyListener", "ListenerArn=" + LISTENER)
                .hasSize(sentActions("DefaultActions").size() + 3);
        assertThat(fields(wire.requests().get(1)))
                .containsAll(sentActions("Actions"))
                .contains("Action=ModifyRule", "RuleArn=" + RULE)
                .hasSize(sentActions("Actions").size() + 3);
    }

    private static List<String> fields(String form) {
        return List.of(form.split("&"));
    }

    private static List<String> sentActions(String list) {
        String oidc = list + ".member.1.AuthenticateOidcConfig.";
        String forward = list + ".member.2.ForwardConfig.";
        return List.of(
                list + ".member.1.Type=authenticate-oidc",
                list + ".member.1.Order=1",
                oidc + "Issuer=https://idp.example.com",
                oidc + "ClientId=web",
                oidc + "SessionTimeout=604800",
                oidc + "AuthenticationRequestExtraParams.entry.1.key=prompt",
                oidc + "AuthenticationRequestExtraParams.entry.1.value=login",
                oidc + "UseExistingClientSecret=true",
                list + ".member.2.Type=forward",
                list + ".member.2.Order=2",
                forward + "TargetGroups.member.1.TargetGroupArn=" + WEB,
                forward + "TargetGroups.member.1.Weight=100",
                forward + "TargetGroups.member.2.TargetGroupArn=" + STANDBY,
                forward + "TargetGroups.member.2.Weight=0",
                forward + "TargetGroupStickinessConfig.Enabled=false");
    }

    @Test
    void anActionOfATypeThatIsNotKnownCouldNotBePutBack() {
        wire.answers(listener("<member><Type>teleport</Type><TeleportConfig><To>x</To></TeleportConfig></member>"));
        assertThat(balancers.listenerActions(LISTENER))
                .isEqualTo(new Look.Unreadable<>("an action of type teleport could not be put back by this version"));
    }

    @Test
    void theRuleThatAListenerHasByDefaultIsNotARulesToChange() {
        wire.answers(rule(SHOWN, true));
        assertThat(balancers.ruleActions(RULE).why()).contains("its listener's default");
    }

    @Test
    void onlyTheServicesOwnWordMakesSomethingAbsent() {
        wire.answers(elbError(400, "ListenerNotFound"));
        assertThat(balancers.listenerActions(LISTENER)).isInstanceOf(Look.Absent.class);
        wire.answers(elbError(400, "RuleNotFound"));
        assertThat(balancers.ruleActions(RULE)).isInstanceOf(Look.Absent.class);
        wire.answers(elbError(400, "TargetGroupNotFound"));
        assertThat(balancers.targets(WEB, Optional.of(80))).isInstanceOf(Look.Absent.class);
    }

    @Test
    void whatIsNotDescribedOrNotAnsweredIsUnreadable() {
        for (Wire.Answer answer : List.of(TAKEN, elbError(403, "AccessDenied"), new Wire.Answer.HangsUp())) {
            wire.answers(answer);
            assertThat(balancers.listenerActions(LISTENER)).isInstanceOf(Look.Unreadable.class);
            assertThat(balancers.ruleActions(RULE)).isInstanceOf(Look.Unreadable.class);
            assertThat(balancers.targets(WEB, Optional.empty())).isInstanceOf(Look.Unreadable.class);
        }
    }

    private static String target(String id, int port, String state) {
        return "<member><Target><Id>" + id + "</Id><Port>" + port + "</Port></Target><TargetHealth><State>" + state
                + "</State></TargetHealth></member>";
    }

    @Test
    void onlyInstancesOnThePortThatIsMeantAreTargets() {
        Wire.Answer health = result(
                "DescribeTargetHealth",
                "<TargetHealthDescriptions>" + target(ONE.value(), 8080, "healthy")
                        + target(ONE.value(), 80, "draining") + target("10.0.0.1", 8080, "healthy")
                        + "</TargetHealthDescriptions>");
        wire.answers(health);
        assertThat(balancers.targets(WEB, Optional.of(8080))).isEqualTo(new Look.Seen<>(Map.of(ONE, "healthy")));
        Wire.Answer group = result(
                "DescribeTargetGroups",
                "<TargetGroups><member><TargetGroupArn>" + WEB
                        + "</TargetGroupArn><Port>80</Port></member></TargetGroups>");
        wire.answers(group, health);
        assertThat(balancers.targets(WEB, Optional.empty())).isEqualTo(new Look.Seen<>(Map.of(ONE, "draining")));
    }

    @Test
    void aTargetIsNamedWithThePortThatIsNotTheGroups() {
        wire.answers(TAKEN);
        Change.REGISTER.on(balancers);
        Change.DEREGISTER.on(balancers);
        String rest = "&Version=2015-12-01&TargetGroupArn=" + WEB + "&Targets.member.1.Id=" + ONE;
        assertThat(wire.requests())
                .containsExactly(
                        "Action=RegisterTargets" + rest + "&Targets.member.1.Port=8080",
                        "Action=DeregisterTargets" + rest);
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource
    void aChangeWhoseConnectionBreaksAfterTheRequestIsLostAndWasSentOnce(Change change) {
        wire.answers(TAKEN, new Wire.Answer.HangsUp());
        assertThat(change.on(balancers)).isInstanceOf(LeverReply.Accepted.class);
        assertThat(change.on(balancers)).isInstanceOf(LeverReply.Lost.class);
        assertThat(wire.requests()).hasSize(2);
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource
    void aChangeThatIsNotAnsweredInTimeIsLostAndWasSentOnce(Change change) {
        wire.answers(TAKEN, new Wire.Answer.IsSilent());
        assertThat(change.on(balancers)).as("with all classes loaded").isInstanceOf(LeverReply.Accepted.class);
        assertThat(change.on(through(Wire.impatient()))).isInstanceOf(LeverReply.Lost.class);
        assertThat(wire.requests()).hasSize(2);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "'throttled: later',                            400, Throttling,            passing",
        "'throttled with a status of 503: later',       503, ThrottlingException,   passing",
        "'the listener is gone',                        400, ListenerNotFound,      refused",
        "'the target group is gone',                    400, TargetGroupNotFound,   refused",
        "'the instance does not run',                   400, InvalidTarget,         refused",
        "'the default rule is not a rule',              400, OperationNotPermitted, refused",
        "'not allowed',                                 403, AccessDenied,          refused",
        "'AWS failed: it may have happened',            500, InternalFailure,       lost",
        "'overloaded: it may have happened',            503, ServiceUnavailable,    lost",
        "'not read to the end: it may have happened',   408, RequestTimeout,        lost"
    })
    void everyErrorIsSortedByWhetherItMayHaveHappenedAndNoneIsTriedAgain(
            String why, int status, String code, String expected) {
        wire.answers(elbError(status, code));
        for (Change change : Change.values()) {
            assertThat(Sorted.inWords(change.on(balancers)))
                    .as("%s: %s", change, why)
                    .isEqualTo(expected);
        }
        assertThat(wire.requests()).hasSize(Change.values().length);
    }

    private static Wire.Answer elbError(int status, String code) {
        return Wire.queryError(status, code);
    }
}
