package recovery.shared.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.ServiceMetadata;

/** The short list of services that stands before the SDK's own: nobody notices the difference, except in time. */
class ServicesTest {
    private static final String PROVIDER = "software.amazon.awssdk.regions.GeneratedServiceMetadataProvider";

    @ParameterizedTest
    @ValueSource(
            strings = {"autoscaling", "dynamodb", "ec2", "elasticloadbalancing", "events", "monitoring", "route53", "x"
            })
    void everyServiceOfOursIsKnownAsTheSdkKnowsItInEveryRegion(String prefix) throws Exception {
        List<String> sdks = withoutOurs(prefix);
        assertThat(ours(prefix)).hasSizeGreaterThan(20).containsExactlyElementsOf(sdks);
    }

    @Test
    void theSdkAsksTheShortList() throws Exception {
        assertThat(place(Class.forName(PROVIDER))).isNotEqualTo(place(Region.class));
    }

    private static List<String> ours(String prefix) {
        var found = new ArrayList<String>();
        for (Region region : Region.regions()) {
            ServiceMetadata service = ServiceMetadata.of(prefix);
            found.add(region + " " + service.endpointFor(region) + " " + service.signingRegion(region));
        }
        return found;
    }

    /** What the SDK's own class says, asked in a world of its own. */
    private static List<String> withoutOurs(String prefix) throws Exception {
        URL[] jars = List.of(System.getProperty("java.class.path").split(java.io.File.pathSeparator)).stream()
                .filter(path -> path.endsWith(".jar"))
                .map(ServicesTest::url)
                .toArray(URL[]::new);
        try (var sdk = new URLClassLoader(jars, ClassLoader.getPlatformClassLoader())) {
            assertThat(place(sdk.loadClass(PROVIDER))).contains("regions");
            Class<?> metadata = sdk.loadClass(ServiceMetadata.class.getName());
            Class<?> regionClass = sdk.loadClass(Region.class.getName());
            Object service = metadata.getMethod("of", String.class).invoke(null, prefix);
            var endpointFor = metadata.getMethod("endpointFor", regionClass);
            var signingRegion = metadata.getMethod("signingRegion", regionClass);
            var found = new ArrayList<String>();
            for (Object region : (List<?>) regionClass.getMethod("regions").invoke(null)) {
                found.add(region + " " + endpointFor.invoke(service, region) + " "
                        + signingRegion.invoke(service, region));
            }
            return found;
        }
    }

    private static String place(Class<?> type) {
        return String.valueOf(type.getProtectionDomain().getCodeSource().getLocation());
    }

    private static URL url(String path) {
        try {
            return Path.of(path).toUri().toURL();
        } catch (IOException e) {
            throw new IllegalArgumentException(path, e);
        }
    }
}
