package recovery.systemtests.planted;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A mistake that somebody could make in the product, and who must notice it.
 *
 * @param sentence what is wrong, in words
 * @param changes what is changed; more than one where a second line of defence would hide the first
 * @param run the run that meets the mistake
 * @param invariant what must be found broken in that run
 * @param replays the outage that had this cause; empty if none
 */
record PlantedBug(String id, String sentence, List<Change> changes, String run, String invariant, String replays) {
    PlantedBug {
        changes = List.copyOf(changes);
    }

    /**
     * One change of a source.
     *
     * @param file the source, from the root of the checkout
     * @param before the text that is there, which must be there once; white space does not count, so that the formatter
     *     may break lines
     * @param after what stands there instead
     */
    record Change(String file, String before, String after) {

        /** The source with the mistake; a sentence for whoever moved the source if it does not fit any more. */
        String in(String source) {
            Matcher found = pattern().matcher(source);
            if (!found.find()) {
                throw new IllegalStateException(
                        "the source moved on: " + file + " has no text any more like " + before);
            }
            int start = found.start();
            int end = found.end();
            if (found.find()) {
                throw new IllegalStateException("the source moved on: " + file + " has this text twice: " + before);
            }
            return source.substring(0, start) + after + source.substring(end);
        }

        private Pattern pattern() {
            return Pattern.compile(Arrays.stream(before.strip().split("\\s+"))
                    .map(Pattern::quote)
                    .collect(Collectors.joining("\\s*")));
        }

        /** Its class, such as {@code recovery.shared.record.Transition}. */
        String className() {
            String marker = "src/main/java/";
            int from = file.indexOf(marker) + marker.length();
            return file.substring(from, file.length() - ".java".length()).replace('/', '.');
        }
    }

    @Override
    public String toString() {
        return id;
    }
}
