"""Answers in AWS's place, over TLS, on one port for each service: an account with three instances.

LocalStack's reader and writer of AWS's protocols stand between the wire and the canned answers, so that every SDK is
understood in whichever protocol it speaks. Every answer waits as long and leaves in one write.
"""
import ssl
import threading
import time
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from localstack.aws.api import CommonServiceException
from localstack.aws.protocol.parser import create_parser
from localstack.aws.protocol.serializer import create_serializer
from localstack.aws.protocol.service_router import determine_aws_protocol
from localstack.aws.spec import load_service
from localstack.http import Request

from tables import Tables

LATENCY_SECONDS = 0.010
SERVICES = {"dynamodb": "DYNAMODB", "ec2": "EC2", "cloudwatch": "CLOUDWATCH", "events": "EVENTBRIDGE"}
BROKEN = "i-0123456789abcdef0"
HEALTHY = ("i-0123456789abcdef1", "i-0123456789abcdef2")
ALARM = "recovery-web-system"


@dataclass(frozen=True)
class Made:
    """One call that a function made."""

    service: str
    operation: str
    parameters: dict


class StandIn:
    """`calls` are those made since it was emptied last; while `broken` the host of one instance is."""

    def __init__(self, certificate, began: datetime):
        self.broken = False
        self.tables, self.calls, self._began = Tables(), [], began
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate)
        self._servers = {service: _Server(context, self._handler(service)) for service in SERVICES}

    def variables(self) -> dict:
        return {f"AWS_ENDPOINT_URL_{SERVICES[service]}": f"https://localhost:{server.server_port}"
                for service, server in self._servers.items()}

    def close(self) -> None:
        for server in self._servers.values():
            server.shutdown()
            server.server_close()

    def answer(self, service: str, operation: str, parameters: dict) -> dict:
        if service == "dynamodb":
            return self.tables.answer(operation, parameters)
        if parameters.get("DryRun"):
            raise CommonServiceException("DryRunOperation", "Request would have succeeded, but DryRun flag is set.", 412)
        return {
            "DescribeInstances": lambda: {"Reservations": [{"Instances": [self._instance(name)]} for name in _named(parameters)]},
            "DescribeInstanceStatus": lambda: {"InstanceStatuses": [self._status(name) for name in _named(parameters)]},
            "DescribeAddresses": lambda: {"Addresses": [{
                "PublicIp": ip, "AllocationId": "eipalloc-0123456789abcdef0", "AssociationId": "eipassoc-0123456789abcdef0",
                "InstanceId": BROKEN, "Domain": "vpc"} for ip in parameters.get("PublicIps", [])]},
            "DescribeVolumes": lambda: {"Volumes": []},
            "StopInstances": lambda: {"StoppingInstances": [
                {"InstanceId": name, "CurrentState": {"Code": 64, "Name": "stopping"},
                 "PreviousState": {"Code": 16, "Name": "running"}} for name in _named(parameters)]},
            "DescribeAlarms": lambda: {"MetricAlarms": [self._alarm()] if self.broken else [], "CompositeAlarms": []},
            "PutEvents": lambda: {"FailedEntryCount": 0, "Entries": [{"EventId": str(n)} for n, _ in enumerate(parameters["Entries"])]},
        }[operation]()

    def _instance(self, name):
        return {
            "InstanceId": name, "ImageId": "ami-0123456789abcdef0", "InstanceType": "t3.small", "Hypervisor": "xen",
            "State": {"Code": 16, "Name": "running"}, "LaunchTime": self._began - timedelta(days=30),
            "Placement": {"AvailabilityZone": "us-east-1a", "Tenancy": "default"}, "RootDeviceType": "ebs",
            "RootDeviceName": "/dev/xvda", "StateTransitionReason": "",
            "BlockDeviceMappings": [{"DeviceName": "/dev/xvda", "Ebs": {
                "VolumeId": "vol-0123456789abcdef0", "Status": "attached", "DeleteOnTermination": True}}],
            "Tags": [{"Key": "Name", "Value": "web"}, {"Key": "recovery:plan", "Value": "web"}],
        }

    def _status(self, name):
        broken = self.broken and name == BROKEN
        reachability = {"Name": "reachability", "Status": "failed" if broken else "passed"}
        if broken:
            reachability["ImpairedSince"] = self._began - timedelta(minutes=30)
        return {
            "InstanceId": name, "AvailabilityZone": "us-east-1a", "InstanceState": {"Code": 16, "Name": "running"},
            "SystemStatus": {"Status": "impaired" if broken else "ok", "Details": [reachability]},
            "InstanceStatus": {"Status": "ok", "Details": [{"Name": "reachability", "Status": "passed"}]},
            "AttachedEbsStatus": {"Status": "ok", "Details": [{"Name": "reachability", "Status": "passed"}]},
        }

    def _alarm(self):
        return {
            "AlarmName": ALARM, "AlarmArn": f"arn:aws:cloudwatch:us-east-1:123456789012:alarm:{ALARM}", "ActionsEnabled": True,
            "StateValue": "ALARM", "StateUpdatedTimestamp": self._began, "StateTransitionedTimestamp": self._began,
            "StateReason": "Threshold Crossed", "Namespace": "AWS/EC2", "MetricName": "StatusCheckFailed_System",
            "Dimensions": [{"Name": "InstanceId", "Value": BROKEN}], "Period": 60, "EvaluationPeriods": 2, "Threshold": 1.0,
            "Statistic": "Maximum", "ComparisonOperator": "GreaterThanOrEqualToThreshold",
        }

    def _handler(stand_in, service):  # noqa: N805  (`self` is the handler's below)
        model = load_service(service)

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            disable_nagle_algorithm = True
            wbufsize = 1 << 20  # headers and body leave together

            def do_POST(self):
                body = self.rfile.read(int(self.headers["Content-Length"]))
                response = self.response(Request("POST", self.path, headers=dict(self.headers), body=body))
                time.sleep(LATENCY_SECONDS)
                self.send_response(response.status_code)
                payload = response.get_data()
                for name, value in response.headers.items():
                    if name.lower() != "content-length":
                        self.send_header(name, value)
                self.send_header("Content-Length", str(len(payload)))
                self.end_headers()
                self.wfile.write(payload)
                self.wfile.flush()

            def response(self, request):
                protocol = determine_aws_protocol(request, model)
                operation, parameters = create_parser(model, protocol).parse(request)
                serializer = create_serializer(model, protocol)
                stand_in.calls.append(Made(service, operation.name, dict(parameters)))
                try:
                    answer = stand_in.answer(service, operation.name, parameters)
                except CommonServiceException as refusal:
                    return serializer.serialize_error_to_response(refusal, operation, request.headers, "1")
                return serializer.serialize_to_response(answer, operation, request.headers, "1")

            def log_message(self, *arguments):
                pass

        return Handler


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False

    def __init__(self, context, handler):
        super().__init__(("127.0.0.1", 0), handler)
        self._context = context
        threading.Thread(target=self.serve_forever, daemon=True, name="stand-in").start()

    def finish_request(self, request, client_address):
        """The handshake belongs into the thread of the connection, not into that which accepts."""
        with self._context.wrap_socket(request, server_side=True) as secured:
            super().finish_request(secured, client_address)

    def handle_error(self, request, client_address):
        """A function that was ended breaks its connections."""


def _named(parameters: dict) -> list:
    return list(parameters.get("InstanceIds") or (BROKEN, *HEALTHY))


def now() -> datetime:
    return datetime.now(timezone.utc).replace(microsecond=0)
