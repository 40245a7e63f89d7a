package recovery.failover.rights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import recovery.shared.json.BadInput;

/** The rights of the plans in a template, and what the build says of a difference. */
final class RightsSectionTest {
    private static final Path FILE = Path.of("template.yaml");
    private static final List<Right> RIGHTS =
            PlanRights.standard().of(List.of(ServicePlan.with("{\"elasticIp\": {\"address\": \"203.0.113.10\"}}")));
    private static final List<Right> NONE = List.of();

    private static final String EMPTY =
            """
            Statement:
              - {Sid: Before}
              %s
              %s
              - {Sid: After}
            """
                    .formatted(RightsSection.BEGIN, RightsSection.END);

    private static List<String> mistakes(String template, List<Right> rights) {
        return RightsSection.of(template).mistakes(rights);
    }

    private static String filled() {
        return RightsSection.of(EMPTY).with(RIGHTS);
    }

    @Test
    void whatIsWrittenIsRight() {
        assertThat(mistakes(EMPTY, NONE)).isEmpty();
        assertThat(mistakes(filled(), RIGHTS)).isEmpty();
        assertThat(filled()).contains("  - {Sid: Before}", "  - {Sid: MoveAddress,", "  - {Sid: After}");
    }

    @Test
    void writingTwiceChangesNothingAndWritingNoneTakesAllOut() {
        assertThat(RightsSection.of(filled()).with(RIGHTS)).isEqualTo(filled());
        assertThat(RightsSection.of(filled()).without()).isEqualTo(EMPTY);
    }

    @Test
    void aMissingStatementIsNamedAndPrintedReadyToPaste() {
        var section = RightsSection.of(EMPTY);
        assertThat(section.mistakes(RIGHTS))
                .contains("statement MoveAddress: expected in the policy of FailoverFunction, for ec2:AssociateAddress,"
                        + " ec2:DisassociateAddress, found none");
        assertThat(RightsCheck.sentences(section, RIGHTS, FILE, "plans"))
                .contains("template.yaml: statement MoveAddress", "make rights PLANS=plans INTO=template.yaml")
                .endsWith(section.text(RIGHTS));
    }

    @Test
    void anUnusedStatementIsNamed() {
        var section = RightsSection.of(filled());
        assertThat(section.mistakes(NONE))
                .contains("statement MoveAddress: expected none, because no plan uses it")
                .hasSameSizeAs(RIGHTS);
        assertThat(RightsCheck.sentences(section, NONE, FILE, "plans")).endsWith("(nothing)");
    }

    @Test
    void aStatementOnMoreThanThePlansNameIsNamed() {
        assertThat(mistakes(filled().replace("'203.0.113.10'", "['203.0.113.10', '203.0.113.11']"), RIGHTS))
                .singleElement()
                .asString()
                .startsWith("statement MoveAddress: expected on exactly what the plans name");
    }

    @Test
    void aStatementThatStandsTwiceIsNamed() {
        String twice = filled().replace(
                        "  " + RightsSection.END, RIGHTS.getFirst().yaml().indent(2) + "  " + RightsSection.END);
        assertThat(mistakes(twice, RIGHTS)).singleElement().asString().contains("expected none");
    }

    @Test
    void somethingElseThanStatementsIsNotOverlooked() {
        String alias = EMPTY.replace("  " + RightsSection.END, "  - *everything\n  " + RightsSection.END);
        assertThat(mistakes(alias, NONE)).hasSize(1);
        String aliasAfter = filled().replace("  " + RightsSection.END, "  - *everything\n  " + RightsSection.END);
        assertThat(mistakes(aliasAfter, RIGHTS)).hasSize(1);
        String aliasBefore = filled().replace(RightsSection.BEGIN + "\n", RightsSection.BEGIN + "\n  - *everything\n");
        assertThat(mistakes(aliasBefore, RIGHTS)).hasSize(1);
    }

    @Test
    void theLayoutAndCommentsAreFree() {
        String otherwise = filled().replace(",\n", ", \n      ")
                .replace("  - {Sid: MoveAddress,", "  # mine\n  - {Sid: MoveAddress,");
        assertThat(mistakes(otherwise, RIGHTS)).isEmpty();
    }

    @Test
    void aTemplateWithoutThePlaceIsRefused() {
        for (String template : List.of("Statement: []\n", EMPTY + EMPTY, EMPTY.replace(RightsSection.END, "# end"))) {
            assertThatThrownBy(() -> RightsSection.of(template))
                    .isInstanceOf(BadInput.class)
                    .hasMessageContaining("expected the two comments");
        }
    }

    @Test
    void theShippedTemplateHasThePlaceAndTheShippedPlansNeedNothingThere() throws IOException {
        var shipped = RightsSection.of(Files.readString(Path.of("..", "..", "template.yaml")));
        assertThat(shipped.mistakes(NONE)).isEmpty();
    }
}
