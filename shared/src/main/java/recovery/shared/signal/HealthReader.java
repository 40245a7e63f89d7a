package recovery.shared.signal;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import recovery.shared.ec2.InstanceId;
import recovery.shared.json.Fields;
import recovery.shared.signal.Incoming.Irrelevant;
import recovery.shared.signal.Incoming.Observed;

/** Reads announcements of AWS Health about instances. */
final class HealthReader {
    private static final String ARN_BEFORE_ID = ":instance/";

    private HealthReader() {}

    static Incoming read(Fields event, Fields detail, String account, String region, Instant now) {
        // An organisation's administrator also gets what concerns its members.
        String itsAccount = detail.maybeText("affectedAccount").orElseGet(() -> event.text("account"));
        String itsRegion = detail.maybeText("eventRegion").orElseGet(() -> event.text("region"));
        String service = detail.text("service");
        return Reading.elsewhere("account", itsAccount, account)
                .or(() -> Reading.elsewhere("Region", itsRegion, region))
                .or(() -> Reading.elsewhere("service", service, "EC2"))
                .<Incoming>map(Irrelevant::new)
                .orElseGet(() -> new Observed(announced(event, detail, now)));
    }

    private static Signal announced(Fields event, Fields detail, Instant now) {
        return new Signal.HealthAnnounced(
                detail.text("eventTypeCode"),
                open(detail, now),
                instances(event, detail),
                Reading.instant(event, "time"),
                Signal.Origin.DELIVERED);
    }

    /** The status may lag behind the text, and an end may be announced for a change that is still to come. */
    private static boolean open(Fields detail, Instant now) {
        boolean closed = detail.maybeText("statusCode").filter("closed"::equals).isPresent();
        return !closed && ends(detail).filter(end -> !end.isAfter(now)).isEmpty();
    }

    private static Optional<Instant> ends(Fields detail) {
        return detail.maybeText("endTime")
                .map(text -> Reading.within(
                        detail, "endTime", text.endsWith("Z") ? detail.instant("endTime") : rfc1123(detail, text)));
    }

    /** {@code Thu, 27 Aug 2026 13:19:03 GMT}. The day of the week is left out: in AWS's own samples it is wrong. */
    private static Instant rfc1123(Fields detail, String text) {
        String withoutWeekday = text.substring(text.indexOf(',') + 1).strip();
        try {
            return DateTimeFormatter.RFC_1123_DATE_TIME.parse(withoutWeekday, Instant::from);
        } catch (DateTimeException e) {
            throw detail.wrong("endTime", "a time such as Thu, 27 Aug 2026 13:19:03 GMT");
        }
    }

    /** The entities' values are ids or ARNs. The envelope repeats them in one form and lacks them in another. */
    private static List<InstanceId> instances(Fields event, Fields detail) {
        List<String> entities = detail.objects("affectedEntities").stream()
                .flatMap(entity -> entity.maybeText("entityValue").stream())
                .toList();
        return (entities.isEmpty() ? event.texts("resources") : entities)
                .stream()
                        .map(value -> value.substring(
                                value.contains(ARN_BEFORE_ID)
                                        ? value.indexOf(ARN_BEFORE_ID) + ARN_BEFORE_ID.length()
                                        : 0))
                        .filter(InstanceId::isOne)
                        .distinct()
                        .map(InstanceId::new)
                        .toList();
    }
}
