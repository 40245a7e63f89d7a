"""The real thing: LocalStack started by the launcher. Takes about half a minute, most of it DynamoDB Local's starts."""
import json
import os
import signal
import subprocess
import sys
import unittest
from pathlib import Path
from unittest import mock

import boto3
import psutil

from support import PRODUCT, TOOLS, eventually, scratch

import environment
import launch

LEAKS = {"AWS_PROFILE": "leak", "AWS_ENDPOINT_URL": "http://leak", "HTTP_PROXY": "http://leak", "JAVA_TOOL_OPTIONS": "-leak"}
LOOPBACK = ("127.0.0.1", "::ffff:127.0.0.1")


class Launched:
    """One run of the launcher, by a caller whose environment is full of traps."""

    def __init__(self, run: Path, own_group: bool = False):
        self.process = subprocess.Popen(
            [sys.executable, str(PRODUCT / "launch.py"), "--tools", str(TOOLS), "--run", str(run)],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, env={**os.environ, **LEAKS}, start_new_session=own_group)
        self.line = self.process.stdout.readline()
        self.info = json.loads(self.line)
        self.session = boto3.Session(self.info["account"], "secret", region_name=self.info["region"])

    def client(self, service):
        return self.session.client(service, endpoint_url=self.info["endpoint"])

    def processes(self):
        main = psutil.Process(self.info["pid"])
        return [main, *main.children(recursive=True)]

    def create_table(self):
        self.client("dynamodb").create_table(
            TableName="journal", BillingMode="PAY_PER_REQUEST", SSESpecification={"Enabled": True, "SSEType": "KMS"},
            AttributeDefinitions=[{"AttributeName": "key", "AttributeType": "S"}],
            KeySchema=[{"AttributeName": "key", "KeyType": "HASH"}])

    def stop(self):
        self.process.stdin.close()
        self.process.wait(10)
        self.process.stdout.close()


class LocalStackTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.run_folder = scratch(cls.closer())
        cls.launched = Launched(cls.run_folder)
        here = mock.patch.dict(os.environ, {"PATH": os.environ["PATH"]}, clear=True)  # our clients are not traps' victims
        here.start()
        cls.addClassCleanup(here.stop)

    @classmethod
    def tearDownClass(cls):
        processes = cls.launched.processes()
        cls.launched.stop()
        _, alive = psutil.wait_procs(processes, timeout=5)
        if alive:
            raise AssertionError(f"still there after the end of standard input: {alive}")
        if environment.files(cls.run_folder).exists() or not (cls.run_folder / "localstack.log").exists():
            raise AssertionError("at the end its files go and its log stays")

    @classmethod
    def closer(cls):
        return type("Closer", (), {"addCleanup": staticmethod(cls.addClassCleanup)})

    def test_says_where_it_is_and_nothing_else(self):
        info = self.launched.info
        self.assertEqual({"endpoint", "account", "region", "pid", "log"}, set(info))
        self.assertEqual(self.launched.process.pid, info["pid"])
        self.assertRegex(info["account"], r"^\d{12}$")
        self.assertEqual(str(self.run_folder / "localstack.log"), info["log"])
        self.assertEqual(b"", self.launched.process.stdout.read())  # closed: a reader of all output need not wait

    @unittest.skipUnless(sys.platform == "linux", "reads /proc")
    def test_the_callers_environment_is_gone(self):
        seen = Path(f"/proc/{self.launched.info['pid']}/environ").read_text()
        self.assertNotIn("leak", seen)

    def test_a_conditional_transaction_on_an_encrypted_table_on_loopback_only(self):
        self.launched.create_table()
        dynamodb = self.launched.client("dynamodb")
        put = {"Put": {"TableName": "journal", "Item": {"key": {"S": "a"}},
                       "ConditionExpression": "attribute_not_exists(#k)", "ExpressionAttributeNames": {"#k": "key"},
                       "ReturnValuesOnConditionCheckFailure": "ALL_OLD"}}
        dynamodb.transact_write_items(TransactItems=[put])
        with self.assertRaises(dynamodb.exceptions.TransactionCanceledException) as refused:
            dynamodb.transact_write_items(TransactItems=[put])
        reason = refused.exception.response["CancellationReasons"][0]
        self.assertEqual(("ConditionalCheckFailed", {"key": {"S": "a"}}), (reason["Code"], reason["Item"]))
        listening = {each.laddr.ip for process in self.launched.processes()
                     for each in process.net_connections("inet") if each.status == psutil.CONN_LISTEN}
        self.assertLessEqual(listening, set(LOOPBACK))

    def test_a_hosted_zone_is_known_by_its_name_before_it_exists(self):
        route53 = self.launched.client("route53")
        ids = [route53.create_hosted_zone(Name=name, CallerReference=name)["HostedZone"]["Id"]
               for name in ("recovery.example.com", "recovery-example.com")]
        self.assertEqual("/hostedzone/ZRECOVERYEXAMPLECOM", ids[0])
        self.assertNotEqual(ids[0], ids[1])  # of two names with the same letters the second gets another id

    def test_an_alarm_transition_is_an_event(self):
        account, alarm = self.launched.info["account"], "web-system"
        sqs, events, cloudwatch = map(self.launched.client, ("sqs", "events", "cloudwatch"))
        queue = sqs.create_queue(QueueName="events")["QueueUrl"]
        queue_arn = f"arn:aws:sqs:us-east-1:{account}:events"
        events.put_rule(Name="alarms", EventPattern=json.dumps(
            {"source": ["aws.cloudwatch"], "detail-type": ["CloudWatch Alarm State Change"],
             "detail": {"alarmName": [{"prefix": "web-"}], "state": {"value": ["ALARM"]}}}))
        events.put_targets(Rule="alarms", Targets=[{"Id": "queue", "Arn": queue_arn}])
        cloudwatch.put_metric_alarm(
            AlarmName=alarm, Namespace="AWS/EC2", MetricName="StatusCheckFailed_System", Statistic="Maximum", Period=60,
            Dimensions=[{"Name": "InstanceId", "Value": "i-1"}], EvaluationPeriods=1, Threshold=1,
            ComparisonOperator="GreaterThanOrEqualToThreshold")
        cloudwatch.set_alarm_state(AlarmName=alarm, StateValue="OK", StateReason="well")  # not asked for by the rule
        cloudwatch.set_alarm_state(AlarmName=alarm, StateValue="ALARM", StateReason="sick", StateReasonData='{"free": 1}')
        [message] = eventually(lambda: sqs.receive_message(QueueUrl=queue, WaitTimeSeconds=1).get("Messages"), 20)
        event = json.loads(message["Body"])
        detail = event["detail"]
        self.assertEqual(["aws.cloudwatch", "CloudWatch Alarm State Change", account, "us-east-1"],
                         [event[name] for name in ("source", "detail-type", "account", "region")])
        self.assertEqual([f"arn:aws:cloudwatch:us-east-1:{account}:alarm:{alarm}"], event["resources"])
        self.assertRegex(event["time"], r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$")
        self.assertEqual((alarm, "ALARM", "sick"), (detail["alarmName"], detail["state"]["value"], detail["state"]["reason"]))
        self.assertEqual(1, json.loads(detail["state"]["reasonData"])["free"])
        self.assertRegex(detail["state"]["timestamp"], r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+0000$")
        self.assertEqual(("OK", "well"), (detail["previousState"]["value"], detail["previousState"]["reason"]))
        self.assertEqual({"namespace": "AWS/EC2", "name": "StatusCheckFailed_System", "dimensions": {"InstanceId": "i-1"}},
                         detail["configuration"]["metrics"][0]["metricStat"]["metric"])


class InterruptedTest(unittest.TestCase):
    def test_ctrl_c_at_the_terminal_ends_it_with_all_that_it_began(self):
        launched = Launched(scratch(self), own_group=True)
        self.addCleanup(launched.stop)
        launched.create_table()
        processes = launched.processes()
        self.assertGreater(len(processes), 1)  # DynamoDB Local is among them
        os.killpg(launched.process.pid, signal.SIGINT)  # a terminal sends it to the whole group
        launched.process.wait(10)
        _, alive = psutil.wait_procs(processes, timeout=10)
        self.assertEqual([], alive)


class KilledTest(unittest.TestCase):
    def test_kept_it_outlives_standard_input_and_even_when_killed_leaves_nothing(self):
        run = scratch(self)
        launched = Launched(run)
        self.addCleanup(launched.stop)
        launched.create_table()
        processes = launched.processes()
        self.assertGreater(len(processes), 1)  # DynamoDB Local is among them
        launched.process.stdin.write(b"keep\n")
        launched.process.stdin.close()
        self.assertEqual(["journal"], launched.client("dynamodb").list_tables()["TableNames"])
        self.assertIsNone(launch.claim(run))  # it lives
        os.kill(launched.info["pid"], signal.SIGKILL)
        launched.process.wait(10)
        _, alive = psutil.wait_procs(processes, timeout=10)
        self.assertEqual([], alive)
        claimed = launch.claim(run)
        self.assertIsNotNone(claimed)
        os.close(claimed)
