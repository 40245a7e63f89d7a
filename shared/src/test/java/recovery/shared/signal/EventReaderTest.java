package recovery.shared.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import recovery.shared.alarm.Metric;
import recovery.shared.bus.BusEvent;
import recovery.shared.ec2.InstanceId;
import recovery.shared.json.BadInput;
import recovery.shared.json.Json;

/** What real events do beside the form that the files in {@code events} show, one change to a file at a time. */
class EventReaderTest {
    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                // what is changed | file | path of the field | its new value (nothing: removed) | the same event as
                "dimensions as a list, as SNS and the API write them | alarm-host-broken | alarmData.configuration.metrics.0.metricStat.metric.dimensions | [{'name':'InstanceId','value':'i-0123456789abcdef0'}] | alarm-host-broken",
                "the same with capitals | alarm-host-broken | alarmData.configuration.metrics.0.metricStat.metric.dimensions | [{'Name':'InstanceId','Value':'i-0123456789abcdef0'}] | alarm-host-broken",
                "a dimension of null counts as absent | alarm-host-broken | alarmData.configuration.metrics.0.metricStat.metric.dimensions.Other | null | alarm-host-broken",
                "a time with Z | alarm-host-broken | alarmData.state.timestamp | '2026-03-01T10:05:00.123Z' | alarm-host-broken",
                "a time with a colon in the offset | alarm-host-broken | alarmData.state.timestamp | '2026-03-01T11:05:00.123+01:00' | alarm-host-broken",
                "a time to the microsecond | alarm-host-broken | alarmData.state.timestamp | '2026-03-01T10:05:00.123000+0000' | alarm-host-broken",
                "no time of the state: that of the event stands in | alarm-host-broken | alarmData.state.timestamp | | alarm-host-broken",
                "no state before | alarm-host-broken | alarmData.previousState | | alarm-host-broken",
                "a state before that is newer than this one | alarm-host-broken | alarmData.previousState.timestamp | '2026-03-01T10:06:00.000+0000' | alarm-host-broken",
                "free text as the reason's data | alarm-host-broken | alarmData.state.reasonData | 'no JSON' | alarm-host-broken",
                "an object as the reason's data | alarm-host-broken | alarmData.state.reasonData | {'version':'1.0'} | alarm-host-broken",
                "a field that AWS adds next year | alarm-host-broken | alarmData.evaluationScope | {'a':[1,2]} | alarm-host-broken",
                "no description | alarm-host-broken | alarmData.configuration.description | | alarm-host-broken",
                "no metrics where there are none | alarm-log-query | alarmData.configuration | | alarm-log-query",
                "a mute inside the state | alarm-host-broken-eventbridge | detail.state.muteDetail | {} | alarm-muted",
                "a mute of an unknown form | alarm-host-broken-eventbridge | detail.muteDetail | 'yes' | alarm-muted",
                "an instance under the name that replays use | instance-stopped | detail | {'instance_id':'i-0123456789abcdef0','state':'stopped'} | instance-stopped",
                "a detail that is a JSON text | instance-stopped | detail | '{\"instance-id\":\"i-0123456789abcdef0\",\"state\":\"stopped\"}' | instance-stopped",
                "no resources of an instance | instance-stopped | resources | | instance-stopped",
                "a zone where the Region belongs | instance-stopped | resources | ['arn:aws:ec2:us-east-1a:instance/i-0123456789abcdef0'] | instance-stopped",
                "an entity as ARN | health-retirement | detail.affectedEntities.0.entityValue | 'arn:aws:ec2:us-east-1:123456789012:instance/i-0123456789abcdef0' | health-retirement",
                "no entities: the resources stand in | health-retirement | detail.affectedEntities | | health-retirement",
                "an entity that is no instance | health-retirement | detail.affectedEntities.1 | {'entityValue':'vol-0123456789abcdef0'} | health-retirement",
                "an entity named twice | health-retirement | detail.affectedEntities.1 | {'entityValue':'i-0123456789abcdef0'} | health-retirement",
                "an end as ISO-8601 | health-retirement | detail.endTime | '2026-03-15T04:00:00Z' | health-retirement",
                "no end | health-retirement | detail.endTime | | health-retirement",
                "no Region of the event: that of the envelope stands in | health-retirement | detail.eventRegion | | health-retirement",
                "no affected account: that of the envelope stands in | health-retirement | detail.affectedAccount | | health-retirement",
                "an end that has passed, its status lagging | health-retirement-closed | detail.statusCode | 'upcoming' | health-retirement-closed",
                "closed without an end | health-retirement-closed | detail.endTime | | health-retirement-closed",
                "a field of null counts as absent | tick | alarmData | null | tick",
            })
    void readsTheSameWith(String what, String file, String path, String value, String same) {
        assertThat(EventFiles.read(changed(file, path, value))).as(what).isEqualTo(EventFiles.read(same));
    }

    @ParameterizedTest(name = "{0}: {3}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "alarm-host-broken | alarmData | 'text' | field alarmData: expected an object, found \"text\"",
                "alarm-host-broken | alarmData.alarmName | | field alarmData.alarmName: expected a text, found nothing",
                "alarm-host-broken | alarmData.alarmName | '' | field alarmData.alarmName: expected a name of 1 to 255 characters, none of them a control character, found \"\"",
                "alarm-host-broken | alarmData.alarmName | 'a\\nb' | field alarmData.alarmName: expected a name of 1 to 255 characters, none of them a control character, found \"a b\"",
                "alarm-host-broken | alarmData.state | | field alarmData.state: expected an object, found nothing",
                "alarm-host-broken | alarmData.state.value | 'alarm' | field alarmData.state.value: expected one of [OK, ALARM, INSUFFICIENT_DATA], found \"alarm\"",
                "alarm-host-broken | alarmData.state.timestamp | 'noon' | field alarmData.state.timestamp: expected a time such as 2026-03-01T10:05:00Z, found \"noon\"",
                "alarm-host-broken | alarmData.state.timestamp | '+1000000000-12-31T23:59:59Z' | field alarmData.state.timestamp: expected a time between the years 2000 and 2100, found \"+1000000000-12-31T23:59:59Z\"",
                "alarm-host-broken | alarmData.configuration.metrics.0 | 7 | field alarmData.configuration.metrics[0]: expected an object, found \"7\"",
                "alarm-host-broken | alarmData.configuration.metrics.0.metricStat.metric.name | | field alarmData.configuration.metrics[0].metricStat.metric.name: expected a text, found nothing",
                "alarm-host-broken | alarmData.configuration.metrics.0.metricStat.metric.dimensions.InstanceId | 7 | field alarmData.configuration.metrics[0].metricStat.metric.dimensions.InstanceId: expected a text, found \"7\"",
                "alarm-host-broken | alarmData.configuration.metrics.0.metricStat.metric.dimensions | [{'name':'A','value':'1'},{'name':'A','value':'2'}] | field alarmData.configuration.metrics[0].metricStat.metric.dimensions: expected each name once, found \"[{name=A, value=1}, {name=A, value=2}]\"",
                "alarm-host-broken | accountId | | field accountId: expected a text, found nothing",
                "alarm-host-broken | region | | field region: expected a text, found nothing",
                "alarm-host-broken | alarmArn | | field alarmArn: expected a text, found nothing",
                "alarm-host-broken-eventbridge | resources | [] | field resources: expected the alarm's ARN, found none",
                "alarm-host-broken-eventbridge | detail | | field detail: expected an object, found nothing",
                "alarm-host-broken-eventbridge | detail | '[]' | field detail: expected an object or the JSON text of one, found otherwise: the document: expected a JSON object, found something else",
                "instance-stopped | source | | field source: expected a text, found nothing",
                "instance-stopped | account | 7 | field account: expected a text, found \"7\"",
                "instance-stopped | detail.instance-id | | field detail.instance-id: expected a text, found nothing",
                "instance-stopped | detail.instance-id | '' | field detail.instance-id: expected an instance id such as i-0123456789abcdef0, found \"\"",
                "instance-stopped | detail.state | 'asleep' | field detail.state: expected one of pending, running, stopping, stopped, shutting-down, terminated, found \"asleep\"",
                "instance-stopped | time | | field time: expected a time such as 2026-03-01T10:05:00Z, found nothing",
                "health-retirement | detail.endTime | 'soon' | field detail.endTime: expected a time such as Thu, 27 Aug 2026 13:19:03 GMT, found \"soon\"",
                "health-retirement | detail.eventTypeCode | | field detail.eventTypeCode: expected a text, found nothing",
                "health-retirement | detail.affectedEntities | 'i-0123456789abcdef0' | field detail.affectedEntities: expected a list, found \"i-0123456789abcdef0\"",
                "restart-requested | detail | 7 | field detail: expected an object, found \"7\"",
                "tick | tick | 'sleep' | field tick: expected sweep, found \"sleep\"",
                "tick | at | 7 | field at: expected a text, found \"7\"",
                "tick | tick | | the document: expected one of the fields alarmData, detail-type and tick, found at",
            })
    void namesTheFieldThatCannotBeUsed(String file, String path, String value, String sentence) {
        assertThatThrownBy(() -> EventFiles.read(changed(file, path, value)))
                .isInstanceOf(BadInput.class)
                .hasMessage(sentence);
    }

    @ParameterizedTest(name = "{0}: {3}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "instance-stopped | account | '444455556666' | it belongs to the account \"444455556666\", and this is 123456789012",
                "instance-stopped | region | 'eu-west-1' | it belongs to the Region \"eu-west-1\", and this is us-east-1",
                "instance-stopped | source | 'my.own.ec2' | nothing here handles events of type \"EC2 Instance State-change Notification\" from \"my.own.ec2\"",
                "alarm-host-broken-eventbridge | source | 'my.own' | nothing here handles events of type \"CloudWatch Alarm State Change\" from \"my.own\"",
                "restart-requested | detail-type | 'Coffee Requested' | the bundle's bus has no events of type \"Coffee Requested\"",
                "restart-requested | account | '444455556666' | it belongs to the account \"444455556666\", and this is 123456789012",
                "health-retirement | detail.affectedAccount | '444455556666' | it belongs to the account \"444455556666\", and this is 123456789012",
                "health-retirement | detail.service | 'RDS' | it belongs to the service \"RDS\", and this is EC2",
            })
    void saysWhyAnEventIsNoneOfOurBusiness(String file, String path, String value, String why) {
        assertThat(EventFiles.read(changed(file, path, value))).isEqualTo(new Incoming.Irrelevant(why));
    }

    @Test
    void aTickWithoutTimeIsNow() {
        assertThat(EventFiles.read(Map.of("tick", "sweep"))).isEqualTo(new Incoming.Tick(EventFiles.NOW));
        assertThat(EventFiles.read(Json.read("{\"tick\":\"sweep\",\"at\":null}")))
                .isEqualTo(new Incoming.Tick(EventFiles.NOW));
    }

    @Test
    void anEmptyDocumentNamesTheFieldsThatWereLookedFor() {
        assertThatThrownBy(() -> EventFiles.read(Map.of()))
                .isInstanceOf(BadInput.class)
                .hasMessage("the document: expected one of the fields alarmData, detail-type and tick, found none");
    }

    @Test
    void aMetricWithoutDimensionsIsReadAndNamesNobody() {
        var read = EventFiles.read(
                changed("alarm-host-broken", "alarmData.configuration.metrics.0.metricStat.metric.dimensions", "{}"));
        assertThat(read).isInstanceOfSatisfying(Incoming.Observed.class, observed -> assertThat(
                        AlarmTarget.of((Signal.AlarmChanged) observed.signal()))
                .isEqualTo(new AlarmTarget.None()));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "SELECT MAX(StatusCheckFailed) FROM SCHEMA(\"AWS/EC2\", InstanceId) GROUP BY InstanceId | AWS/EC2:StatusCheckFailed",
                "select avg( \"StatusCheckFailed\" ) from \"AWS/EC2\" | AWS/EC2:StatusCheckFailed",
                "SELECT MAX(errors) FROM web WHERE InstanceId = 'i-0123456789abcdef0' | web:errors",
                "SEARCH('{AWS/EC2,InstanceId} StatusCheckFailed', 'Maximum') | ",
                "SELECT | ",
                "SELECT MAX( | ",
                "IF(m1 > 0, m1, 0) | ",
            })
    void aQueryOverManySeriesNamesItsMetric(String expression, String fullName) {
        var document = EventFiles.document("alarm-contributor");
        Documents.set(document, "detail.configuration.metrics.0.expression", expression);
        var read = (Signal.AlarmChanged) ((Incoming.Observed) EventFiles.read(document)).signal();
        assertThat(read.metrics().stream().map(Metric::fullName).toList())
                .isEqualTo(fullName == null ? List.of() : List.of(fullName));
    }

    @Test
    void everyKindOfOurOwnBusIsANudge() {
        for (BusEvent.Kind kind : BusEvent.Kind.values()) {
            var document = changed("restart-requested", "detail-type", "'" + kind.wireName() + "'");
            assertThat(EventFiles.read(document))
                    .isInstanceOfSatisfying(Incoming.Nudge.class, nudge -> assertThat(nudge.kind())
                            .isEqualTo(kind));
        }
    }

    @Test
    void aNudgeKeepsNothingWhereTheDetailHasNull() {
        assertThat(EventFiles.read(changed("restart-requested", "detail", "{'recovery':'a','target':null}")))
                .isEqualTo(new Incoming.Nudge(BusEvent.Kind.RESTART_REQUESTED, Map.of("recovery", "a")));
    }

    @Test
    void anAnnouncementMayConcernSeveralInstances() {
        var document =
                changed("health-retirement", "detail.affectedEntities.1", "{'entityValue':'i-0fedcba9876543210'}");
        assertThat(EventFiles.read(document))
                .isEqualTo(new Incoming.Observed(new Signal.HealthAnnounced(
                        "AWS_EC2_PERSISTENT_INSTANCE_RETIREMENT_SCHEDULED",
                        true,
                        List.of(new InstanceId("i-0123456789abcdef0"), new InstanceId("i-0fedcba9876543210")),
                        Instant.parse("2026-03-01T10:05:00Z"),
                        Signal.Origin.DELIVERED)));
    }

    @Test
    void allAlarmsThatTriggeredACompositeAreNamedOnce() {
        String data = Json.write(Map.of(
                "triggeringAlarms",
                List.of(
                        Map.of("arn", "arn:aws:cloudwatch:us-east-1:123456789012:alarm:recovery-web:odd:name"),
                        Map.of("arn", "arn:aws:cloudwatch:us-east-1:123456789012:alarm:recovery-web-2"),
                        Map.of("arn", "arn:aws:cloudwatch:us-east-1:123456789012:alarm:recovery-web-2"),
                        Map.of("arn", "no arn"),
                        Map.of())));
        var document = new LinkedHashMap<>(EventFiles.document("alarm-composite"));
        Documents.set(document, "alarmData.state.reasonData", data);
        assertThat(EventFiles.read(document)).isInstanceOfSatisfying(Incoming.Observed.class, observed -> assertThat(
                        ((Signal.AlarmChanged) observed.signal()).triggeringAlarms())
                .containsExactly("recovery-web:odd:name", "recovery-web-2"));
    }

    /** A file's document with one field removed, or set to a JSON value whose quotes are written as apostrophes. */
    private static Map<String, Object> changed(String file, String path, String value) {
        Map<String, Object> document = EventFiles.document(file);
        if (value == null) {
            Documents.remove(document, path);
        } else {
            Documents.set(document, path, Documents.value(value));
        }
        return document;
    }
}
