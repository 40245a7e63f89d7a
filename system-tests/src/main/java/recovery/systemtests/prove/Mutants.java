package recovery.systemtests.prove;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.w3c.dom.Element;

/**
 * What PIT found: which mutants live, and which of those are on the list of the equal ones.
 *
 * @param all how many mutants there were
 * @param killed how many of them the tests noticed
 * @param unlisted those that live and stand on no list, by the words of the list
 * @param stale lines of the list of which no mutant lives any more
 */
record Mutants(int all, int killed, List<String> unlisted, List<String> stale) {
    Mutants {
        unlisted = List.copyOf(unlisted);
        stale = List.copyOf(stale);
    }

    /**
     * Reads the reports, and the list: a line each, {@code class.method mutator count: reason}. Lines of the source are no
     * part of it, so that it survives an edit elsewhere in the file.
     */
    static Mutants read(Collection<Path> reports, Path list) throws IOException {
        Map<String, Integer> listed = listed(list);
        Map<String, Integer> living = new TreeMap<>();
        int all = 0;
        int killed = 0;
        for (Path report : reports) {
            for (Element mutant : mutants(report)) {
                all++;
                if (Boolean.parseBoolean(mutant.getAttribute("detected"))) {
                    killed++;
                } else {
                    living.merge(name(mutant), 1, Integer::sum);
                }
            }
        }
        var unlisted = new ArrayList<String>();
        living.forEach((name, count) -> {
            if (count > listed.getOrDefault(name, 0)) {
                unlisted.add(name + " " + count);
            }
        });
        var stale = new TreeSet<String>();
        listed.forEach((name, count) -> {
            if (living.getOrDefault(name, 0) < count) {
                stale.add(name + " " + count);
            }
        });
        return new Mutants(all, killed, unlisted, List.copyOf(stale));
    }

    private static Map<String, Integer> listed(Path list) throws IOException {
        Map<String, Integer> listed = new HashMap<>();
        for (String line : Files.readAllLines(list)) {
            if (!line.isBlank() && !line.startsWith("#")) {
                String[] parts = line.split(":", 2);
                String[] words = parts[0].strip().split(" ", -1);
                if (words.length != 3 || parts.length != 2 || parts[1].isBlank()) {
                    throw new IllegalArgumentException(
                            list + ": expected \"class.method mutator count: reason\", found " + line);
                }
                listed.put(words[0] + " " + words[1], Integer.parseInt(words[2]));
            }
        }
        return listed;
    }

    private static List<Element> mutants(Path report) {
        var nodes = Report.read(report).getElementsByTagName("mutation");
        var found = new ArrayList<Element>();
        for (int number = 0; number < nodes.getLength(); number++) {
            found.add((Element) nodes.item(number));
        }
        return found;
    }

    private static String name(Element mutant) {
        String mutator = text(mutant, "mutator");
        return text(mutant, "mutatedClass") + "." + text(mutant, "mutatedMethod") + " "
                + mutator.substring(mutator.lastIndexOf('.') + 1);
    }

    private static String text(Element mutant, String tag) {
        return mutant.getElementsByTagName(tag).item(0).getTextContent();
    }
}
