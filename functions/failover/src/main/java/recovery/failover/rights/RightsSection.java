package recovery.failover.rights;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import recovery.shared.json.BadInput;

/**
 * The place in a template where the rights of the deployed plans stand, between two comments. What else the failover function
 * may do is the same for all plans and stands around it.
 */
public final class RightsSection {
    /** With it the place begins. */
    public static final String BEGIN = "# ---- rights of the deployed plans, written by `make rights` ----";

    /** With it the place ends. */
    public static final String END = "# ---- end of the rights of the deployed plans ----";

    private static final Pattern SECTION =
            Pattern.compile("(?m)^( *)\\Q" + BEGIN + "\\E\\n((?:.*\\n)*?) *\\Q" + END + "\\E$");
    private static final Pattern NAME = Pattern.compile("- +\\{? *Sid: *(\\w+)");

    private final String before;
    private final String indent;
    private final String inside;
    private final String after;

    private RightsSection(Matcher found, String template) {
        before = template.substring(0, found.start(2));
        indent = found.group(1);
        inside = found.group(2);
        after = template.substring(found.end(2));
    }

    /** Finds it; {@link BadInput} if the template has not exactly one. */
    public static RightsSection of(String template) {
        Matcher found = SECTION.matcher(template);
        if (!found.find() || template.indexOf(BEGIN, found.end()) >= 0) {
            throw new BadInput("the template: expected the two comments \"" + BEGIN + "\" and \"" + END
                    + "\" once in the policy of FailoverFunction");
        }
        return new RightsSection(found, template);
    }

    /** The statements as they are to stand there. */
    public String text(Collection<Right> rights) {
        return rights.stream()
                .map(right -> right.yaml().indent(indent.length()))
                .collect(Collectors.joining());
    }

    /** The whole template with these rights and no others in the place. */
    public String with(Collection<Right> rights) {
        return before + text(rights) + after;
    }

    /** The whole template without the place's statements. */
    public String without() {
        return with(List.of());
    }

    /** One sentence for each statement that is missing, not needed, or not as it must be. How it is laid out is free. */
    public List<String> mistakes(Collection<Right> rights) {
        Map<String, String> found = statements();
        var mistakes = new ArrayList<String>();
        for (Right right : rights) {
            String stands = found.remove(right.sid());
            if (stands == null) {
                mistakes.add("statement " + right.sid() + ": expected in the policy of FailoverFunction, for "
                        + String.join(", ", right.actions()) + ", found none");
            } else if (!squeezed(stands).equals(squeezed(right.yaml()))) {
                mistakes.add("statement " + right.sid() + ": expected on exactly what the plans name, found otherwise");
            }
        }
        found.keySet().forEach(sid -> mistakes.add("statement " + sid + ": expected none, because no plan uses it"));
        return mistakes;
    }

    /** What stands there, by name. What has no name, such as an alias, or stands twice, is none of ours. */
    private Map<String, String> statements() {
        String text = inside.lines()
                .filter(line -> !line.isBlank() && !line.strip().startsWith("#"))
                .collect(Collectors.joining("\n"));
        var statements = new LinkedHashMap<String, String>();
        for (String statement : text.split("(?m)^(?= *- )", -1)) {
            if (!statement.isBlank()) {
                Matcher named = NAME.matcher(statement.strip());
                String name = named.lookingAt() ? named.group(1) : statement.strip();
                statements.put(statements.containsKey(name) ? name + " again" : name, statement);
            }
        }
        return statements;
    }

    private static String squeezed(String text) {
        return text.replaceAll("\\s+", "");
    }
}
