package recovery.systemtests.simulation;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Of which sources a run is: without them, a seed says nothing. */
final class Revision {
    private Revision() {}

    /** The commit, and whether something was changed since. */
    static String inWords() {
        String commit = git("rev-parse", "--short=12", "HEAD");
        return commit.isEmpty()
                ? "an unknown commit"
                : "commit " + commit
                        + (git("status", "--porcelain", "--untracked-files=no").isEmpty() ? "" : " with changes");
    }

    private static String git(String... arguments) {
        var command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(arguments));
        try {
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            return process.waitFor() == 0 ? said : "";
        } catch (IOException e) {
            return ""; // there is no git here
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts this", e);
        }
    }
}
