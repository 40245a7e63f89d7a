package recovery.failover;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import recovery.failover.step.Step;

/** The steps' commands as people are given them: whole or said to be cut, and in the Region of the function. */
final class Commands {
    /** A command that is longer is cut: the record that carries the notice has a bound. */
    private static final int LONGEST = 700;

    /** A call of a service that is Regional, where a command begins or goes on. Route 53 is in no Region. */
    private static final Pattern CALL =
            Pattern.compile("(?<=^|&& |\\$\\(|base64 -d \\| )aws (ec2|elbv2|autoscaling) [a-z-]+");

    private final String region;

    Commands(String region) {
        this.region = region;
    }

    /** The command that puts a lever so. A person's own settings may be of another Region, and would find nothing there. */
    String whole(Step step, Map<String, Object> setting) {
        return CALL.matcher(step.command(setting)).replaceAll("$0 --region " + Matcher.quoteReplacement(region));
    }

    /** The same within the bound. */
    String brief(Step step, Map<String, Object> setting) {
        String command = whole(step, setting);
        return command.length() <= LONGEST
                ? command
                : command.substring(0, LONGEST) + "… (cut: the whole setting of " + step.name()
                        + " is in the journal's row about the undo data)";
    }
}
