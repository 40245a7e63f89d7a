"""What is changed in LocalStack 4.13.1, each with its reason.

Every patch names private things of exactly this version, so each first looks whether they are there and of the shape it
expects; if not, the launcher ends with one sentence. A patch that goes silent would let our tests pass for the wrong
reason. Remove a patch when LocalStack has caught up, and raise VERSION only together with a look at all of them.
"""
import hashlib
import importlib
import inspect
import json
import logging
import sys
import threading
import uuid
from concurrent.futures import ThreadPoolExecutor

import psutil

import alarms

VERSION = "4.13.1"
LOG = logging.getLogger("recovery.patches")


class PatchDoesNotFit(Exception):
    pass


def apply_before_localstack() -> None:
    """These mend the Python that LocalStack is imported into."""
    if sys.version_info < (3, 13):
        make_lock_a_class()
    if sys.version_info < (3, 12):
        let_uuid5_take_bytes()


def apply(executor) -> None:
    found = importlib.import_module("localstack.version").__version__
    if found != VERSION:
        raise PatchDoesNotFit(f"LocalStack {found} is installed, but the patches are for {VERSION}: run install.py.")
    find_our_executor(executor)
    listen_on_one_address()
    ask_no_name_server()
    announce_alarm_transitions()
    call_functions_of_alarms_as_aws_does()
    keep_tags_and_zone_of_instances()
    name_hosted_zones_as_plans_do()


def make_lock_a_class() -> None:
    """LocalStack evaluates `threading.Lock | None`, but before Python 3.13 Lock is a function: no DynamoDB, no Lambda."""
    allocate = threading.Lock

    class Meta(type):
        def __call__(cls):
            return allocate()

        def __instancecheck__(cls, instance):
            return isinstance(instance, type(allocate()))

    threading.Lock = Meta("Lock", (), {})


def let_uuid5_take_bytes() -> None:
    """LocalStack names KMS keys by uuid5 of bytes, which Python has since 3.12: no key, so no encrypted table."""
    of_text = uuid.uuid5

    def uuid5(namespace, name):
        if isinstance(name, bytes):
            return uuid.UUID(bytes=hashlib.sha1(namespace.bytes + name).digest()[:16], version=5)
        return of_text(namespace, name)

    uuid.uuid5 = uuid5


def find_our_executor(executor) -> None:
    """LocalStack finds executors among installed packages; ours is a file beside this one."""
    manager = _private("localstack.services.lambda_.invocation.runtime_executor", "EXECUTOR_PLUGIN_MANAGER")
    plux = importlib.import_module("plux")

    class OnlyOurs(plux.PluginFinder):
        def find_plugins(self):
            return [plux.PluginSpec(executor.namespace, executor.name, executor)]

    _expect(hasattr(manager, "finder"), "find_our_executor expected that the plugin manager has a finder")
    manager.finder = OnlyOurs()
    # LocalStack would silently take the one for Docker.
    _expect(manager.exists(executor.name), "find_our_executor expected that the executor is found")


def listen_on_one_address() -> None:
    """LocalStack ignores the address of GATEWAY_LISTEN and listens to the whole network."""
    endpoints = _private("localstack.runtime.server.twisted", "endpoints")
    everywhere = endpoints.TCP4ServerEndpoint
    _expect("interface" in inspect.signature(everywhere).parameters,
            "listen_on_one_address expected that an endpoint has an interface")

    class Loopback(everywhere):
        def __init__(self, reactor, port, **options):
            super().__init__(reactor, port, **{**options, "interface": "127.0.0.1"})

    endpoints.TCP4ServerEndpoint = Loopback


def ask_no_name_server() -> None:
    """LocalStack asks the network's name server for `s3.127.0.0.1`, to see whether it may use such a name."""
    stack = "localstack.utils.aws.aws_stack"
    _expect(_private(stack, "CACHE_S3_HOSTNAME_DNS_STATUS") is None and callable(_private(stack, "get_s3_hostname")),
            "ask_no_name_server expected that the answer is remembered, and not known yet")
    sys.modules[stack].CACHE_S3_HOSTNAME_DNS_STATUS = False


def announce_alarm_transitions() -> None:
    """CloudWatch on AWS puts an event on the default bus for each transition; LocalStack puts none."""
    cloudwatch = importlib.import_module("localstack.services.cloudwatch.provider_v2")
    provider = _private(cloudwatch.__name__, "CloudwatchProvider")
    update = _private(cloudwatch.__name__, "CloudwatchProvider._update_state")
    _expect(list(inspect.signature(update).parameters) == [
        "self", "context", "alarm", "state_value", "state_reason", "state_reason_data",
    ], "announce_alarm_transitions expected that _update_state takes what it took")
    connect_to = _private(cloudwatch.__name__, "connect_to")
    in_order = ThreadPoolExecutor(max_workers=1, thread_name_prefix="alarm-events")  # and outside the store's lock

    def put(account, region, entry):
        try:
            answer = connect_to(aws_access_key_id=account, region_name=region).events.put_events(Entries=[entry])
            if answer["FailedEntryCount"]:
                LOG.error("Alarm event not accepted: %s", answer)
        except Exception:
            LOG.exception("Alarm event not sent")

    def update_and_announce(self, context, holder, state_value, state_reason, state_reason_data=None):
        alarm, holder.previous_state = holder.alarm, alarms.state(holder.alarm)
        update(self, context, holder, state_value, state_reason, state_reason_data)
        if not state_reason_data:
            alarm.pop("StateReasonData", None)  # LocalStack keeps that of the state before
        in_order.submit(put, holder.account_id, holder.region, {
            "Source": "aws.cloudwatch",
            "DetailType": "CloudWatch Alarm State Change",
            "Resources": [alarm["AlarmArn"]],
            "Time": alarm["StateUpdatedTimestamp"],
            "Detail": json.dumps(alarms.data(alarm, holder.previous_state)),
        })

    provider._update_state = update_and_announce


def call_functions_of_alarms_as_aws_does() -> None:
    """LocalStack waits for the function under the lock of all alarms, never retries it, and spells the event otherwise."""
    name = "localstack.services.cloudwatch.provider_v2"
    cloudwatch = importlib.import_module(name)
    message = _private(name, "create_message_response_update_state_lambda")
    _expect(list(inspect.signature(message).parameters)[:1] == ["alarm"],
            "call_functions_of_alarms_as_aws_does expected that the message is made from the alarm")
    used = _private(name, "CloudwatchProvider.set_alarm_state").__code__.co_names
    _expect({"connect_to", "lambda_", "invoke", message.__name__} <= set(used),
            "call_functions_of_alarms_as_aws_does expected that the function is called by set_alarm_state itself")
    connect_to = cloudwatch.connect_to

    class Clients:
        """The clients of one account and region; the Lambda one only queues."""

        def __init__(self, factory):
            self.factory = factory

        def __getattr__(self, service):
            return getattr(self.factory, service)

        @property
        def lambda_(self):
            return Queueing(self.factory.lambda_)

    class Queueing:
        def __init__(self, client):
            self.client = client

        def invoke(self, **arguments):
            return self.client.invoke(**arguments, InvocationType="Event")

    cloudwatch.connect_to = lambda *args, **kwargs: Clients(connect_to(*args, **kwargs))
    cloudwatch.create_message_response_update_state_lambda = lambda holder, *_: json.dumps(
        alarms.lambda_event(holder.alarm, holder.previous_state, holder.account_id, holder.region))


def keep_tags_and_zone_of_instances() -> None:
    """An instance that a stack makes loses its tags and its zone; without the tag nothing here would look after it."""
    provider = _private("localstack.services.ec2.resource_providers.aws_ec2_instance", "EC2InstanceProvider")
    create = _private(provider.__module__, "EC2InstanceProvider.create")
    _expect("run_instances" in create.__code__.co_names and "create_tags" not in create.__code__.co_names,
            "keep_tags_and_zone_of_instances expected that create runs the instance itself and forgets its tags")

    class Ec2:
        """The EC2 client of one request, which adds what the template says to the one call that lacks it."""

        def __init__(self, client, model):
            self.client, self.model = client, model

        def __getattr__(self, call):
            return getattr(self.client, call)

        def run_instances(self, **arguments):
            if tags := self.model.get("Tags"):
                arguments["TagSpecifications"] = [{"ResourceType": "instance", "Tags": tags}]
            if zone := self.model.get("AvailabilityZone"):
                arguments["Placement"] = {"AvailabilityZone": zone}
            return self.client.run_instances(**arguments)

    class Clients:
        def __init__(self, factory, model):
            self.factory, self.model = factory, model

        def __getattr__(self, service):
            client = getattr(self.factory, service)
            return Ec2(client, self.model) if service == "ec2" else client

    def create_as_written(self, request):
        request.aws_client_factory = Clients(request.aws_client_factory, request.desired_state)
        return create(self, request)

    provider.create = create_as_written


def name_hosted_zones_as_plans_do() -> None:
    """An id of a hosted zone begins with Z on AWS, and here with anything; a plan, which names one, is packed before the
    zone exists. So an id is made of the zone's name: ZRECOVERYEXAMPLECOM of recovery.example.com."""
    identifier = _private("moto.route53.models", "HostedZoneIdentifier")
    draw = _private(identifier.__module__, "HostedZoneIdentifier.generate")
    _expect(list(inspect.signature(draw).parameters) == ["self", "existing_ids", "tags"]
            and identifier("1", "a.example.com.", None).name.startswith("a.example.com."),
            "name_hosted_zones_as_plans_do expected that an id is made for a name")

    def of_name(self, existing_ids=None, tags=None):
        named = ("Z" + "".join(filter(str.isalnum, self.name)).upper())[:32]
        return draw(self, existing_ids, tags) if named in (existing_ids or []) else named

    identifier.generate = of_name


def check_after_start(port: int) -> None:
    """Whatever the patches think, the operating system knows best who listens where."""
    listening = {each.laddr for each in psutil.Process().net_connections("inet") if each.status == psutil.CONN_LISTEN}
    _expect(("127.0.0.1", port) in listening and {address.ip for address in listening} == {"127.0.0.1"},
            f"listen_on_one_address expected that 127.0.0.1:{port} is served and no other address, not {listening}")


def _private(module: str, path: str):
    try:
        value = importlib.import_module(module)
        for name in path.split("."):
            value = getattr(value, name)
        return value
    except (ImportError, AttributeError) as absent:
        raise PatchDoesNotFit(f"LocalStack {VERSION} has no {module}.{path} to patch: {absent}.")


def _expect(holds: bool, patch_and_expectation: str) -> None:
    if not holds:
        raise PatchDoesNotFit(f"LocalStack {VERSION} is not as a patch expects it; {patch_and_expectation}.")
