package recovery.systemtests.story;

import static recovery.systemtests.story.World.WEB_1;
import static recovery.systemtests.story.World.WEB_2;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import recovery.shared.alarm.Alarm;
import recovery.shared.alarm.Metric;
import recovery.shared.control.Mode;
import recovery.shared.journal.JournalRow;
import recovery.shared.json.Json;
import recovery.shared.lever.Dns;
import recovery.shared.record.Target;
import recovery.simulator.Timings;

/**
 * What a failover of ours costs beside what AWS itself needs for it, in virtual time: an alarm on the service moves an
 * address and a record. {@code make bench} prints it.
 *
 * @param serving from the decision until the last lever leads to the standby; Route 53 spreads the record after that
 * @param ec2 what EC2 needs of that: the stop of the primary
 * @param proved from there until FAILED_OVER, with the plan's soak and Route 53's spread
 * @param calls what failover called meanwhile, by port and method
 */
record FailoverFigures(Duration serving, Duration ec2, Duration proved, Map<String, Integer> calls) {
    private static final Target SERVICE = new Target.OfService("web");
    private static final String USERS = "recovery-web-users";
    private static final String WITNESS = "recovery-canary-fails";
    private static final String ADDRESS = "203.0.113.10";
    private static final Dns.Name RECORD = new Dns.Name("Z0123456789", "web.example.com.", "A", Optional.empty());

    public static void main(String[] arguments) {
        measured().lines().forEach(System.out::println);
    }

    static FailoverFigures measured() {
        World world = World.with(FailoverFigures::failingOver).mode(Mode.ACT);
        world.model.addAddress(ADDRESS, WEB_1);
        world.site.dns.puts(
                RECORD,
                Map.of(
                        "Name",
                        RECORD.name(),
                        "Type",
                        "A",
                        "TTL",
                        60L,
                        "ResourceRecords",
                        List.of(Map.of("Value", "198.51.100.1"))));
        world.alarms.define(USERS, new Metric("AWS/ApplicationELB", "HTTPCode_Target_5XX_Count", Map.of()));
        world.alarms.define(WITNESS);
        world.calls.forget();
        List.of(USERS, WITNESS).forEach(alarm -> world.alarms.set(alarm, Alarm.State.ALARM));
        world.run(Duration.ofMinutes(2));
        List.of(USERS, WITNESS).forEach(alarm -> world.alarms.set(alarm, Alarm.State.OK));
        for (int minute = 0; minute < 10 && !ended(world); minute++) {
            world.run(Duration.ofMinutes(1));
        }
        List<JournalRow> journal = world.journalOf(SERVICE).reversed();
        Instant decided = at(journal, row -> row.kind() == JournalRow.Kind.OPENED);
        Instant serves = at(
                journal,
                row -> row.kind() == JournalRow.Kind.RESULT && row.sentence().startsWith("APPLY dns-record"));
        Instant closed = at(journal, row -> row.sentence().startsWith("FAILED_OVER"));
        return new FailoverFigures(
                Duration.between(decided, serves),
                Timings.realistic().of(Timings.Span.STOPPING),
                Duration.between(serves, closed),
                world.calls.counted());
    }

    private static boolean ended(World world) {
        return world.journalOf(SERVICE).stream().anyMatch(row -> row.kind() == JournalRow.Kind.CLOSED);
    }

    private static Map<String, Object> failingOver(Map<String, Object> plan) {
        return TestPlans.setting(
                        "triggers", List.of(Map.of("alarm", USERS, "witness", WITNESS, "symptom", "APPLICATION")))
                .andThen(TestPlans.setting(
                        "failover",
                        Json.read(
                                """
                        {"primary": "%s", "standby": "%s", "fence": "STOP", "window": "PT1H", "bake": "PT24H",
                         "steps": [{"elasticIp": {"address": "%s", "standbyWrites": true}},
                                   {"dnsRecord": {"zone": "%s", "name": "%s", "type": "A", "values": ["203.0.113.20"],
                                                  "standbyWrites": true}}]}
                        """
                                        .formatted(WEB_1, WEB_2, ADDRESS, RECORD.zone(), RECORD.name()))))
                .apply(plan);
    }

    private static Instant at(List<JournalRow> journal, Predicate<JournalRow> row) {
        return journal.stream()
                .filter(row)
                .map(JournalRow::at)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("the failover did not end as told: " + journal));
    }

    /** What we add to what EC2 needs. */
    Duration ours() {
        return serving.minus(ec2);
    }

    List<String> lines() {
        var lines = new ArrayList<String>();
        lines.add("A failover in virtual time: an alarm on the service, the fence, an address, a record");
        lines.add(line("decision to standby serving", serving));
        lines.add(line("  EC2's own part: the stop", ec2));
        lines.add(line("  ours", ours()) + "  calls take no virtual time: this would show a wait for a tick");
        lines.add(line("from there to FAILED_OVER", proved)
                + "  Route 53 spreads the record, soak, the ticks that see both");
        int all = calls.values().stream().mapToInt(Integer::intValue).sum();
        lines.add("failover's calls from the alarm to FAILED_OVER: " + all);
        new TreeMap<>(calls)
                .forEach((call, times) -> lines.add(String.format(Locale.ROOT, "  %-26s %4d", call, times)));
        return lines;
    }

    private static String line(String what, Duration time) {
        return String.format(Locale.ROOT, "%-28s %5.1f s", what, time.toMillis() / 1000.0);
    }
}
