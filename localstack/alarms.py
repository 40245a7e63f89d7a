"""The words in which AWS reports an alarm's state change, made from LocalStack's alarm.

AWS says the same thing twice: as `detail` of an EventBridge event, and as `alarmData` of the direct call of a function.
LocalStack never sends the first and spells the second its own way. The forms are those of the CloudWatch User Guide,
"Alarm events and EventBridge" and "Invoke a Lambda function from an alarm".
"""
import uuid
from datetime import datetime, timezone


def state(alarm: dict) -> dict:
    """The state that the alarm is in now; `reasonData` is a JSON text, and absent when there is none."""
    said = {
        "value": str(alarm["StateValue"]),
        "reason": alarm["StateReason"],
        "reasonData": alarm.get("StateReasonData"),
        "timestamp": timestamp(alarm["StateUpdatedTimestamp"]),
    }
    return {name: value for name, value in said.items() if value is not None}


def data(alarm: dict, previous_state: dict) -> dict:
    return {
        "alarmName": alarm["AlarmName"],
        "state": state(alarm),
        "previousState": previous_state,
        "configuration": _configuration(alarm),
    }


def lambda_event(alarm: dict, previous_state: dict, account: str, region: str) -> dict:
    return {
        "source": "aws.cloudwatch",
        "alarmArn": alarm["AlarmArn"],
        "accountId": account,
        "time": timestamp(alarm["StateUpdatedTimestamp"]),
        "region": region,
        "alarmData": data(alarm, previous_state),
    }


def timestamp(moment: datetime) -> str:
    """2026-03-01T10:05:00.123+0000; LocalStack's times without zone are UTC, as its process is."""
    if moment.tzinfo:
        moment = moment.astimezone(timezone.utc)
    return moment.strftime("%Y-%m-%dT%H:%M:%S.") + f"{moment.microsecond // 1000:03d}+0000"


def _configuration(alarm: dict) -> dict:
    configuration = {"description": alarm["AlarmDescription"]} if alarm.get("AlarmDescription") else {}
    if "AlarmRule" in alarm:  # a composite alarm
        return {**configuration, "alarmRule": alarm["AlarmRule"]}
    return {**configuration, "metrics": [_metric(query) for query in alarm.get("Metrics") or [_only_query(alarm)]]}


def _only_query(alarm: dict) -> dict:
    """An alarm on one metric, written like an alarm on metric math with one member."""
    metric_stat = {
        "Metric": {"Namespace": alarm["Namespace"], "MetricName": alarm["MetricName"],
                   "Dimensions": alarm.get("Dimensions")},
        "Period": alarm["Period"],
        "Stat": alarm.get("Statistic") or alarm.get("ExtendedStatistic"),
        "Unit": alarm.get("Unit"),
    }
    return {"Id": str(uuid.uuid5(uuid.NAMESPACE_URL, alarm["AlarmArn"])), "MetricStat": metric_stat, "ReturnData": True}


def _metric(query: dict) -> dict:
    said = {"id": query["Id"], "expression": query.get("Expression"), "label": query.get("Label")}
    if query.get("MetricStat"):
        stat = query["MetricStat"]
        metric = stat["Metric"]
        said["metricStat"] = {
            "metric": {
                "namespace": metric.get("Namespace"),
                "name": metric["MetricName"],
                "dimensions": {each["Name"]: each["Value"] for each in metric.get("Dimensions") or []},
            },
            "period": int(stat["Period"]),
            "stat": str(stat["Stat"]),
            **({"unit": str(stat["Unit"])} if stat.get("Unit") else {}),
        }
    said["returnData"] = _true(query.get("ReturnData", True))
    return {name: value for name, value in said.items() if value is not None}


def _true(value) -> bool:
    """CloudFormation hands booleans over as texts."""
    return value in (True, "true", "True")
