package recovery.systemtests.prove;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which mutants may live. */
class MutantsTest {
    @TempDir
    private Path folder = Path.of("");

    @Test
    void aMutantThatLivesAndStandsOnNoListIsTold() throws IOException {
        Mutants found = read("# none");
        assertThat(found.all()).isEqualTo(3);
        assertThat(found.killed()).isEqualTo(1);
        assertThat(found.unlisted()).containsExactly("recovery.A.b MathMutator 2");
        assertThat(found.stale()).isEmpty();
    }

    @Test
    void aListedOneMayLiveButNotOneMoreThanIsListed() throws IOException {
        assertThat(read("recovery.A.b MathMutator 2: the same").unlisted()).isEmpty();
        assertThat(read("recovery.A.b MathMutator 1: the same").unlisted()).hasSize(1);
    }

    @Test
    void aListedOneThatIsKilledIsTold() throws IOException {
        assertThat(read("recovery.A.b MathMutator 3: the same").stale()).containsExactly("recovery.A.b MathMutator 3");
    }

    @Test
    void aLineWithoutAReasonIsRefused() {
        assertThatThrownBy(() -> read("recovery.A.b MathMutator 2"))
                .hasMessageContaining("expected \"class.method mutator count: reason\"");
    }

    private Mutants read(String list) throws IOException {
        Path report = folder.resolve("mutations.xml");
        Files.writeString(report, "<mutations>" + mutant(true) + mutant(false) + mutant(false) + "</mutations>");
        Path equal = folder.resolve("equal.txt");
        Files.writeString(equal, list + "\n");
        return Mutants.read(List.of(report), equal);
    }

    private static String mutant(boolean detected) {
        return "<mutation detected='" + detected + "'><mutatedClass>recovery.A</mutatedClass>"
                + "<mutatedMethod>b</mutatedMethod><mutator>org.pitest.MathMutator</mutator></mutation>";
    }
}
