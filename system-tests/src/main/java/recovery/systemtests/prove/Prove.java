package recovery.systemtests.prove;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import recovery.shared.json.Json;

/**
 * Closes `make prove`: gathers what its parts measured ({@code target/figures/*.json} of each module, PIT's reports),
 * prints one table, writes {@code target/prove/figures.json}, and fails if a mutant lives that is not on the list.
 */
public final class Prove {
    private static final Path EQUAL_MUTANTS = Path.of("system-tests/src/test/equal-mutants.txt");

    private Prove() {}

    /** Run in the root of the checkout. */
    public static void main(String[] arguments) throws IOException {
        Map<String, Object> figures = new TreeMap<>();
        for (Path file : below("target/figures", ".json")) {
            figures.putAll(Json.read(Files.readString(file)));
        }
        int tests = 0;
        for (Path report : below("target/surefire-reports", ".xml")) {
            tests += Integer.parseInt(Report.read(report).getDocumentElement().getAttribute("tests"));
        }
        figures.put("tests", tests);
        Mutants mutants = Mutants.read(below("target/pit-reports", "mutations.xml"), EQUAL_MUTANTS);
        figures.put("mutants", mutants.all());
        figures.put("mutants killed", mutants.killed());
        figures.put("mutants listed as equal", mutants.all() - mutants.killed());
        figures.forEach((name, figure) -> System.out.printf("%-60s %s%n", name, figure));
        Path out = Path.of("target/prove/figures.json");
        Files.createDirectories(out.getParent());
        Files.writeString(out, Json.write(figures) + "\n");
        mutants.stale().forEach(line -> System.out.println("killed, and still on the list of equal mutants: " + line));
        mutants.unlisted()
                .forEach(line -> System.out.println("survived, and not on the list of equal mutants: " + line));
        if (!mutants.unlisted().isEmpty() || mutants.all() == 0) {
            System.out.println("not proved: mutants survive, or there were none");
            System.exit(1);
        }
    }

    private static List<Path> below(String folder, String end) throws IOException {
        try (Stream<Path> files = Files.walk(Path.of(""))) {
            return files.filter(file ->
                            file.toString().endsWith(end) && file.toString().contains("/" + folder + "/"))
                    .sorted()
                    .toList();
        }
    }
}
