package recovery.systemtests.point;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Engine H: the real SDK over a wire that breaks at one of the requests which change something. Whatever was lost, EC2 got
 * each request once, there is a note for each, and the story ends as it must.
 */
@Tag("long")
class FaultyWireTest {
    static List<Story> core() {
        return Stories.core();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("core")
    void eachNoteIsSentOnceAndTheStoryEndsAsItMust(Story story) {
        WireTelling wire = new WireTelling(story).tell();
        System.out.println("engine H: " + story + ": " + wire.requests() + " requests to EC2 over the wire, told "
                + wire.tellings() + " times, in all but one with one of them lost");
        assertThat(wire.problems()).isEmpty();
    }
}
