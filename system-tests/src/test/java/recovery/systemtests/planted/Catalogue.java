package recovery.systemtests.planted;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads {@code planted-bugs.txt}. Each bug begins with {@code ==} and its id, then its sentence, then its fields, then
 * for each file that it changes the text that is there, each line behind {@code -}, and the text that stands there
 * instead, each line behind {@code +}.
 */
final class Catalogue {
    private static final List<String> FIELDS = List.of("run", "breaks", "replays");
    private static final String FILE = "file: ";

    private Catalogue() {}

    static List<PlantedBug> read(List<String> lines) {
        var bugs = new ArrayList<PlantedBug>();
        var block = new ArrayList<String>();
        for (String line : lines) {
            if (line.startsWith("== ") && !block.isEmpty()) {
                bugs.add(bug(block));
                block.clear();
            }
            boolean comment = line.startsWith("#") || (block.isEmpty() && !line.startsWith("== "));
            if (!comment && !line.isBlank()) {
                block.add(line);
            }
        }
        bugs.add(bug(block));
        return List.copyOf(bugs);
    }

    private static PlantedBug bug(List<String> block) {
        String id = block.getFirst().substring("== ".length()).strip();
        var sentence = new ArrayList<String>();
        var changes = new ArrayList<PlantedBug.Change>();
        Map<String, String> fields = new HashMap<>();
        for (String line : block.subList(1, block.size())) {
            Optional<String> field =
                    FIELDS.stream().filter(name -> line.startsWith(name + ": ")).findFirst();
            if (line.startsWith(FILE)) {
                changes.add(new PlantedBug.Change(line.substring(FILE.length()).strip(), "", ""));
            } else if (field.isPresent()) {
                fields.put(field.get(), line.substring(field.get().length() + 2).strip());
            } else if (line.startsWith("-") || line.startsWith("+")) {
                changes.addLast(longer(changes.removeLast(), line));
            } else {
                sentence.add(line.strip());
            }
        }
        return new PlantedBug(
                id,
                String.join(" ", sentence),
                changes,
                field(id, fields, "run"),
                field(id, fields, "breaks"),
                fields.getOrDefault("replays", ""));
    }

    private static PlantedBug.Change longer(PlantedBug.Change change, String line) {
        String text = line.substring(1) + "\n";
        return line.startsWith("-")
                ? new PlantedBug.Change(change.file(), change.before() + text, change.after())
                : new PlantedBug.Change(change.file(), change.before(), change.after() + text);
    }

    private static String field(String id, Map<String, String> fields, String name) {
        return Optional.ofNullable(fields.get(name))
                .orElseThrow(() -> new IllegalStateException("planted bug " + id + " has no line \"" + name + ": …\""));
    }
}
