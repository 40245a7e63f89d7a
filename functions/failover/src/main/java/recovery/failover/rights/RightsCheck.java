package recovery.failover.rights;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import recovery.shared.json.BadInput;
import recovery.shared.plan.Plans;

/** Holds the policy of the failover function in a template against the plans that are built, or writes what it must be. */
public final class RightsCheck {
    /** In place of a file: only looks. */
    private static final String CHECK = "check";

    /** In place of a file: prints the statements, ready to paste. */
    private static final String PRINT = "print";

    private RightsCheck() {}

    /**
     * Takes the folder of the compiled plans, the template, the folder of which the plans were compiled, and what to do:
     * {@code check}, {@code print}, or the file to which the template is written with what it must have.
     */
    public static void main(String[] arguments) throws IOException {
        List<Right> rights =
                PlanRights.standard().of(Plans.load(Path.of(arguments[0])).all());
        Path template = Path.of(arguments[1]);
        try {
            RightsSection section = RightsSection.of(Files.readString(template));
            switch (arguments[3]) {
                case CHECK -> fail(sentences(section, rights, template, arguments[2]));
                case PRINT -> print(section, rights, arguments[2]);
                case String file -> Files.writeString(Path.of(file), section.with(rights));
            }
        } catch (BadInput e) {
            fail(template + ": " + e.getMessage());
        }
    }

    private static void print(RightsSection section, List<Right> rights, String plans) {
        System.out.print(rights.isEmpty() ? "# the plans of " + plans + " need none\n" : section.text(rights));
    }

    private static void fail(String sentences) {
        if (!sentences.isEmpty()) {
            System.err.println(sentences);
            System.exit(1);
        }
    }

    /** Everything that is wrong with the template for these plans, and what to paste; empty if it is right. */
    static String sentences(RightsSection section, List<Right> rights, Path template, String plans) {
        List<String> mistakes = section.mistakes(rights);
        if (mistakes.isEmpty()) {
            return "";
        }
        var said = new StringBuilder();
        mistakes.forEach(mistake ->
                said.append(template.getFileName()).append(": ").append(mistake).append('\n'));
        said.append("For the plans of ")
                .append(plans)
                .append(" exactly this must stand in ")
                .append(template);
        said.append(" between the comment \"")
                .append(RightsSection.BEGIN)
                .append("\" and its end; `make rights PLANS=")
                .append(plans)
                .append(" INTO=")
                .append(template.getFileName())
                .append("` writes it there:\n");
        return said.append(rights.isEmpty() ? "(nothing)" : section.text(rights))
                .toString();
    }
}
