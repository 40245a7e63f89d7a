package recovery.shared.signal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;

/** Compares what AWS's classes read with what our reader reads, and keeps the paths of the fields compared. */
final class Comparison {
    /** A field that drops out of the files, or of the comparison, is missed here. */
    private static final List<String> EXPECTED = List.of(
            "action: accountId",
            "action: alarmArn",
            "action: alarmData.alarmName",
            "action: alarmData.configuration.metrics[].metricStat.metric.dimensions",
            "action: alarmData.configuration.metrics[].metricStat.metric.name",
            "action: alarmData.configuration.metrics[].metricStat.metric.namespace",
            "action: alarmData.state.timestamp",
            "action: alarmData.state.value",
            "action: region",
            "bus: detail",
            "bus: detail-type",
            "bus: detail.affectedEntities[].entityValue",
            "bus: detail.alarmContributor.attributes",
            "bus: detail.alarmName",
            "bus: detail.configuration.metrics[].metricStat.metric.dimensions",
            "bus: detail.configuration.metrics[].metricStat.metric.name",
            "bus: detail.configuration.metrics[].metricStat.metric.namespace",
            "bus: detail.eventRegion",
            "bus: detail.eventTypeCode",
            "bus: detail.instance-id",
            "bus: detail.state",
            "bus: detail.state.actionsSuppressedBy, detail.muteDetail",
            "bus: detail.state.timestamp",
            "bus: detail.state.value",
            "bus: detail.statusCode",
            "bus: resources[0]",
            "bus: source",
            "bus: time",
            "composite: alarmArn",
            "composite: alarmData.alarmName",
            "composite: alarmData.state.reasonData",
            "composite: alarmData.state.timestamp",
            "composite: alarmData.state.value");

    private final SortedSet<String> compared = new TreeSet<>();

    void same(String path, Object theirs, Object ours) {
        assertThat(ours).as(path).isEqualTo(theirs);
        compared.add(path);
    }

    /** Where AWS's classes read none, such as a query over many series, there is nothing to compare. */
    <T, O> void eachSame(
            String path, List<T> theirs, Function<T, Object> their, List<O> ours, Function<O, Object> our) {
        if (!theirs.isEmpty()) {
            var expected = new ArrayList<Object>(theirs.stream().map(their).toList());
            same(path, expected, new ArrayList<Object>(ours.stream().map(our).toList()));
        }
    }

    void note(String path) {
        compared.add(path);
    }

    void printAndCheck() {
        compared.forEach(System.out::println);
        assertThat(compared).containsExactlyElementsOf(EXPECTED);
    }
}
