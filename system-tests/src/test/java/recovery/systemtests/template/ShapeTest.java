package recovery.systemtests.template;

import static org.assertj.core.api.Assertions.assertThat;
import static recovery.systemtests.template.Template.BUNDLE;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What holds for the template as a whole. */
final class ShapeTest {
    private static final String TEXT = Template.TEXT;

    @Test
    void oneCanReadItInOneSitting() {
        assertThat(TEXT.lines().count()).isLessThanOrEqualTo(450);
        assertThat(TEXT.lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(160));
    }

    @Test
    void aDeploymentWritesNoSwitchAndNoStateBecauseOnlyThisKindOfResourceIsMade() {
        Set<String> types = BUNDLE.resources().values().stream()
                .map(resource -> resource.at("Type").text())
                .collect(Collectors.toSet());
        assertThat(types)
                .as("a custom resource, or a table with imported items, could write state")
                .containsExactlyInAnyOrder(
                        "AWS::CloudWatch::Alarm",
                        "AWS::DynamoDB::Table",
                        "AWS::Events::EventBus",
                        "AWS::Events::EventBusPolicy",
                        "AWS::Events::Rule",
                        "AWS::KMS::Key",
                        "AWS::Lambda::Permission",
                        "AWS::Logs::LogGroup",
                        "AWS::SNS::Subscription",
                        "AWS::SNS::Topic",
                        "AWS::SNS::TopicPolicy",
                        "AWS::SQS::Queue",
                        "AWS::SQS::QueuePolicy",
                        "AWS::Serverless::Function");
        assertThat(BUNDLE.ofType("AWS::DynamoDB::Table").values())
                .allSatisfy(table ->
                        assertThat(table.has("ImportSourceSpecification")).isFalse());
        assertThat(BUNDLE.root().at("Parameters").fields().keySet())
                .as("the mode is an item that people set, never a parameter")
                .noneMatch(name -> name.contains("Mode"));
    }

    @Test
    void aSecondInstallationFailsBecauseTheBusHasAFixedName() {
        assertThat(BUNDLE.properties("Bus").at("Name").text()).isEqualTo("automated-recovery");
    }

    @Test
    void everyParameterIsExplainedBoundedGroupedAndUsed() {
        var grouped = BUNDLE.root().at("Metadata", "AWS::CloudFormation::Interface", "ParameterGroups").items().stream()
                .flatMap(group -> group.at("Parameters").texts().stream())
                .toList();
        BUNDLE.root().at("Parameters").fields().forEach((name, parameter) -> {
            assertThat(parameter.at("Description").text()).as(name).hasSizeGreaterThan(20);
            assertThat(List.of("AllowedValues", "AllowedPattern", "MinValue"))
                    .as(name)
                    .anyMatch(parameter::has);
            assertThat(parameter.has("Default"))
                    .as(name + " lets a plain sam deploy work")
                    .isTrue();
            assertThat(TEXT).as(name + " is used").containsAnyOf("!Ref " + name, "${" + name + "}");
            assertThat(grouped).containsOnlyOnce(name);
        });
    }

    @Test
    void everyOutputSaysWhatItIsFor() {
        assertThat(BUNDLE.root().at("Outputs").fields().values())
                .allSatisfy(
                        output -> assertThat(output.at("Description").text()).isNotBlank());
    }

    @Test
    void theNameOfTheStackLeavesTheNamesOfTheRolesWholeSoThatTheBusLetsThemSpeak() {
        String name = Checkout.read("samconfig.toml")
                .lines()
                .filter(line -> line.startsWith("stack_name"))
                .map(line -> line.replaceAll("[^\"]*\"([^\"]*)\".*", "$1"))
                .findFirst()
                .orElseThrow();
        int suffix = "-".length() + 12;
        assertThat(Template.FUNCTIONS)
                .allSatisfy(function -> assertThat(name.length() + 1 + (function + "Role").length() + suffix)
                        .as("AWS cuts names of roles at 64 characters")
                        .isLessThanOrEqualTo(64));
    }

    @Test
    void bothTablesAreEncryptedRecoverableAndOutliveTheStack() {
        assertThat(BUNDLE.ofType("AWS::DynamoDB::Table")).containsOnlyKeys("StateTable", "JournalTable");
        for (String name : List.of("StateTable", "JournalTable")) {
            Node table = BUNDLE.properties(name);
            assertThat(table.at("SSESpecification", "SSEEnabled").text()).isEqualTo("true");
            assertThat(table.at("PointInTimeRecoverySpecification", "PointInTimeRecoveryEnabled")
                            .text())
                    .isEqualTo("true");
            assertThat(table.at("DeletionProtectionEnabled").text()).isEqualTo("!Ref DeletionProtection");
            assertThat(table.at("BillingMode").text()).isEqualTo("PAY_PER_REQUEST");
            assertThat(table.has("TimeToLiveSpecification"))
                    .as("no timer and no lock by TTL")
                    .isFalse();
            assertThat(BUNDLE.root().at("Resources", name, "DeletionPolicy").text())
                    .isEqualTo("Retain");
            assertThat(BUNDLE.root()
                            .at("Resources", name, "UpdateReplacePolicy")
                            .text())
                    .isEqualTo("Retain");
        }
        assertThat(BUNDLE.root()
                        .at("Parameters", "DeletionProtection", "Default")
                        .text())
                .isEqualTo("true");
    }

    @Test
    void whatWasLostIsKeptForFourteenDaysSoThatAPersonFindsItAfterAHoliday() {
        assertThat(BUNDLE.ofType("AWS::SQS::Queue").values()).isNotEmpty().allSatisfy(queue -> assertThat(
                        Duration.ofSeconds(queue.at("MessageRetentionPeriod").number()))
                .isEqualTo(Duration.ofDays(14)));
    }

    @Test
    void queuesAndNoticesAreEncrypted() {
        assertThat(BUNDLE.ofType("AWS::SQS::Queue").values()).isNotEmpty().allSatisfy(queue -> assertThat(
                        queue.at("SqsManagedSseEnabled").text())
                .isEqualTo("true"));
        assertThat(BUNDLE.properties("Notices").at("KmsMasterKeyId").text())
                .as("rules and alarms cannot publish with the key that AWS manages for SNS")
                .isEqualTo("!Ref NoticeKey");
        assertThat(BUNDLE.properties("NoticeKey").at("EnableKeyRotation").text())
                .isEqualTo("true");
    }
}
