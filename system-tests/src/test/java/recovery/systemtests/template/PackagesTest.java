package recovery.systemtests.template;

import static org.assertj.core.api.Assertions.assertThat;
import static recovery.systemtests.template.Template.shortName;

import java.io.IOException;
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

    private static Set<String> classes(String function) throws IOException {
        Path lib = Checkout.file("functions/" + shortName(function) + "/target/function/lib");
        var names = new TreeSet<String>();
        try (var jars = Files.newDirectoryStream(lib, "*.jar")) {
            for (Path path : jars) {
                try (var jar = new JarFile(path.toFile())) {
                    jar.stream().forEach(entry -> names.add(entry.getName()));
                }
            }
        }
        return names;
    }
}
