package recovery.systemtests.template;

import static org.assertj.core.api.Assertions.assertThat;
import static recovery.systemtests.template.Template.shortName;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** What the packages carry, as the build left them: each class that is not needed makes a cold start longer. */
final class PackagesTest {
    static final List<String> FUNCTIONS = Template.FUNCTIONS;

    private static final List<String> FORBIDDEN = List.of(
            "com/amazonaws/services/lambda/runtime/events/",
            "com/fasterxml/jackson/databind/",
            "io/netty/",
            "org/apache/http/");

    private static final String SERVICES = "software/amazon/awssdk/regions/GeneratedServiceMetadataProvider.class";

    @ParameterizedTest(name = "{0} carries no event POJO, no databind and no second HTTP client")
    @FieldSource("FUNCTIONS")
    void nothingThatOnlySlowsAColdStartDown(String function) throws IOException {
        assertThat(classes(function))
                .as("its own classes are there, so that this looked at a package")
                .anyMatch(name -> name.startsWith("recovery/" + shortName(function) + "/"))
                .noneMatch(name -> FORBIDDEN.stream().anyMatch(name::startsWith));
    }

    @ParameterizedTest(name = "only what calls EC2 carries its client: {0}")
    @FieldSource("FUNCTIONS")
    void thePeoplesDoorCarriesNoClientOfEc2(String function) throws IOException {
        boolean carries =
                classes(function).stream().anyMatch(name -> name.startsWith("software/amazon/awssdk/services/ec2/"));
        assertThat(carries).isEqualTo(!function.equals("OperatorFunction"));
    }

    @ParameterizedTest(name = "the short list of services stands before the SDK's long one: {0}")
    @FieldSource("FUNCTIONS")
    void theShortListOfServicesIsFoundFirst(String function) throws IOException {
        // AWS's runtime client takes the jars of a package in the order of their names.
        assertThat(jars(function))
                .filteredOn(jar -> carries(jar, SERVICES))
                .extracting(jar -> jar.getFileName().toString())
                .satisfiesExactly(ours -> assertThat(ours).startsWith("recovery.shared-"), theirs -> assertThat(theirs)
                        .startsWith("software.amazon.awssdk.regions-"));
    }

    private static Set<String> classes(String function) throws IOException {
        var names = new TreeSet<String>();
        for (Path path : jars(function)) {
            try (var jar = new JarFile(path.toFile())) {
                jar.stream().forEach(entry -> names.add(entry.getName()));
            }
        }
        return names;
    }

    /** In the order of their names. */
    private static List<Path> jars(String function) throws IOException {
        try (var files = Files.list(Checkout.file("functions/" + shortName(function) + "/target/function/lib"))) {
            return files.sorted().toList();
        }
    }

    private static boolean carries(Path path, String name) {
        try (var jar = new JarFile(path.toFile())) {
            return jar.getEntry(name) != null;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
