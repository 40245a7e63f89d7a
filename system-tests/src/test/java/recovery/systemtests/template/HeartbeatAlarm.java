package recovery.systemtests.template;

import static recovery.systemtests.template.Template.BUNDLE;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The alarm on a function's heartbeat, as the template has it and as CloudWatch evaluates it: once a period, over the last
 * periods that are complete. Missing periods are taken for failures only as far as a range that is wider than the periods
 * to evaluate has too few real ones ("Configuring how CloudWatch alarms treat missing data"). AWS does not say how much
 * wider; here it is twice as wide, so that what is computed is rather too late than too early.
 *
 * @param periods how many must fail
 * @param threshold below which a period fails
 */
record HeartbeatAlarm(Duration period, int periods, int threshold) {
    private static final int WIDER = 2;

    /** @param function such as {@code DetectionFunction} */
    static HeartbeatAlarm of(String function) {
        Node alarm = BUNDLE.ofType("AWS::CloudWatch::Alarm").values().stream()
                .filter(one -> one.at("MetricName").text().equals("Heartbeat"))
                .filter(one -> one.at("Dimensions")
                        .items()
                        .getFirst()
                        .at("Value")
                        .text()
                        .equals(Template.shortName(function)))
                .findFirst()
                .orElseThrow();
        return new HeartbeatAlarm(
                Duration.ofSeconds(alarm.at("Period").number()),
                alarm.at("DatapointsToAlarm").number(),
                alarm.at("Threshold").number());
    }

    /** The first time between two at which it is in ALARM. */
    Optional<Instant> rings(List<Instant> beats, Instant from, Instant until) {
        long first = Math.ceilDiv(from.getEpochSecond(), period.toSeconds());
        long last = until.getEpochSecond() / period.toSeconds();
        for (long end = first; end <= last; end++) {
            if (fails(beats, end)) {
                return Optional.of(Instant.ofEpochSecond(end * period.toSeconds()));
            }
        }
        return Optional.empty();
    }

    /** Whether all that is looked at at the end of a period fails. */
    private boolean fails(List<Instant> beats, long end) {
        List<Long> real = IntStream.rangeClosed(1, WIDER * periods)
                .mapToObj(back -> sum(beats, end - back))
                .filter(sum -> sum > 0)
                .limit(periods)
                .toList();
        return real.stream().allMatch(sum -> sum < threshold);
    }

    private long sum(List<Instant> beats, long number) {
        return beats.stream()
                .filter(at -> at.getEpochSecond() / period.toSeconds() == number)
                .count();
    }
}
