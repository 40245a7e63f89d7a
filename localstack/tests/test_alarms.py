import unittest
from datetime import datetime, timedelta, timezone

import support  # noqa: F401

import alarms

ARN = "arn:aws:cloudwatch:us-east-1:123456789012:alarm:web-system"
METRIC = {"Namespace": "AWS/EC2", "MetricName": "StatusCheckFailed_System",
          "Dimensions": [{"Name": "InstanceId", "Value": "i-1"}]}
PREVIOUS = {"value": "OK", "reason": "fine", "timestamp": "2026-03-01T10:00:00.000+0000"}


def alarm(**fields):
    return {"AlarmName": "web-system", "AlarmArn": ARN, "StateValue": "ALARM", "StateReason": "Threshold Crossed",
            "StateUpdatedTimestamp": datetime(2026, 3, 1, 10, 5, 0, 123999), **fields}


class AlarmsTest(unittest.TestCase):
    def test_the_detail_of_the_event_is_as_documented(self):
        said = alarms.data(alarm(**METRIC, Period="60", Statistic="Maximum", StateReasonData='{"version":"1.0"}',
                                 AlarmDescription="sick host"), PREVIOUS)
        query = said["configuration"]["metrics"][0]
        self.assertEqual({
            "alarmName": "web-system",
            "state": {"value": "ALARM", "reason": "Threshold Crossed", "reasonData": '{"version":"1.0"}',
                      "timestamp": "2026-03-01T10:05:00.123+0000"},
            "previousState": PREVIOUS,
            "configuration": {"description": "sick host", "metrics": [{
                "id": query["id"],
                "metricStat": {"metric": {"namespace": "AWS/EC2", "name": "StatusCheckFailed_System",
                                          "dimensions": {"InstanceId": "i-1"}}, "period": 60, "stat": "Maximum"},
                "returnData": True}]},
        }, said)

    def test_metric_math_keeps_expression_and_members(self):
        said = alarms.data(alarm(Metrics=[
            {"Id": "e1", "Expression": "m1 * 2", "Label": "twice", "ReturnData": "true"},
            {"Id": "m1", "MetricStat": {"Metric": METRIC, "Period": 60, "Stat": "Sum", "Unit": "Count"}, "ReturnData": "false"},
        ]), PREVIOUS)
        first, second = said["configuration"]["metrics"]
        self.assertEqual({"id": "e1", "expression": "m1 * 2", "label": "twice", "returnData": True}, first)
        self.assertEqual("Count", second["metricStat"]["unit"])
        self.assertFalse(second["returnData"])

    def test_a_composite_alarm_has_a_rule_and_no_metrics(self):
        said = alarms.data(alarm(AlarmRule="ALARM(a) OR ALARM(b)"), PREVIOUS)
        self.assertEqual({"alarmRule": "ALARM(a) OR ALARM(b)"}, said["configuration"])

    def test_a_state_set_by_hand_may_lack_reason_data(self):
        self.assertNotIn("reasonData", alarms.state(alarm()))

    def test_the_call_of_a_function_carries_the_same_data(self):
        sick = alarm(**METRIC, Period=60, Statistic="Maximum")
        said = alarms.lambda_event(sick, PREVIOUS, "123456789012", "us-east-1")
        self.assertEqual(alarms.data(sick, PREVIOUS), said.pop("alarmData"))
        self.assertEqual({"source": "aws.cloudwatch", "alarmArn": ARN, "accountId": "123456789012",
                          "time": "2026-03-01T10:05:00.123+0000", "region": "us-east-1"}, said)

    def test_times_of_another_zone_are_told_in_utc(self):
        moment = datetime(2026, 3, 1, 12, 5, tzinfo=timezone(timedelta(hours=2)))
        self.assertEqual("2026-03-01T10:05:00.000+0000", alarms.timestamp(moment))
