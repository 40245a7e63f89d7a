"""Runs one packaged function on one event, as a process, against AWS_ENDPOINT_URL: `make invoke` does it when that is set.

The function runs under AWS's runtime interface client with the environment's credentials. The names of tables and bus
are those of the stack STACK (automated-recovery) at that endpoint, or STATE_TABLE, JOURNAL_TABLE and BUS_NAME. The JSON
answer goes to standard output, all else to standard error. Status 1: the function failed.
"""
import argparse
import os
import sys
import tempfile
import time
import uuid
from pathlib import Path

import boto3
from botocore.exceptions import BotoCoreError, ClientError

import java_runtime
import jdk
from function_process import FunctionProcess
from runtime_api import Call, RuntimeApi

CHECKOUT = Path(__file__).resolve().parent.parent
FUNCTIONS = ("detection", "restart", "failover", "operator")
NAMES = {"STATE_TABLE": "StateTable", "JOURNAL_TABLE": "JournalTable", "BUS_NAME": "Bus"}
DEFAULTS = {"ALARM_PREFIX": "recovery-", "ATTEMPTS_PER_HOUR": "10", "TAKEOVER_AFTER": "PT2M", "AWS_REGION": "us-east-1",
            "AWS_ACCESS_KEY_ID": "test", "AWS_SECRET_ACCESS_KEY": "test"}
MEMORY_MB = 512
SECONDS = 30  # the template's timeout


def given(environment) -> dict:
    """What the caller's environment says to the function: AWS's variables and those of the template, over the defaults."""
    own = {name: value for name, value in environment.items() if value and (name.startswith("AWS_") or name in {**NAMES, **DEFAULTS})}
    if "AWS_DEFAULT_REGION" in own:
        own.setdefault("AWS_REGION", own["AWS_DEFAULT_REGION"])
    return {**DEFAULTS, **own}


def deployed(variables: dict, stack: str) -> dict:
    """The names that the stack's resources got; where there is no such stack, the function says what it cannot read."""
    if all(name in variables for name in NAMES):
        return {}
    try:
        client = boto3.client("cloudformation", endpoint_url=variables["AWS_ENDPOINT_URL"], region_name=variables["AWS_REGION"],
                              aws_access_key_id=variables["AWS_ACCESS_KEY_ID"], aws_secret_access_key=variables["AWS_SECRET_ACCESS_KEY"],
                              aws_session_token=variables.get("AWS_SESSION_TOKEN"))
        resources = client.describe_stack_resources(StackName=stack)["StackResources"]
        physical = {resource["LogicalResourceId"]: resource.get("PhysicalResourceId", "") for resource in resources}
    except (BotoCoreError, ClientError) as error:
        print(f"The stack {stack} could not be read, set STATE_TABLE, JOURNAL_TABLE and BUS_NAME instead: {error}", file=sys.stderr)
        physical = {}
    return {name: physical.get(logical, logical) for name, logical in NAMES.items() if name not in variables}


def run(function: str, event: bytes, variables: dict, java: Path, tools: Path):
    """The function's answer, None if it gave none, and what it wrote."""
    package = CHECKOUT / "functions" / function / "target" / "function"
    handler = f"recovery.{function}.{function.capitalize()}Handler::handleRequest"
    api = RuntimeApi()
    with tempfile.TemporaryDirectory(prefix="recovery-invoke-") as records:
        process = FunctionProcess(
            function, java_runtime.command(java, tools / "ric", MEMORY_MB, handler), package,
            {"PATH": "/usr/local/bin:/usr/bin:/bin", "LANG": "C.UTF-8", **variables, "AWS_LAMBDA_FUNCTION_NAME": function,
             "AWS_LAMBDA_FUNCTION_MEMORY_SIZE": str(MEMORY_MB), "LAMBDA_TASK_ROOT": str(package), "_HANDLER": handler,
             "AWS_LAMBDA_RUNTIME_API": api.address}, Path(records), on_exit=api.end)
        try:
            api.wait_for(lambda: api.idle or api.init_error is not None or api.ended, SECONDS)
            if api.idle:
                arn = f"arn:aws:lambda:{variables['AWS_REGION']}:123456789012:function:{function}"
                api.hand_over(Call(str(uuid.uuid4()), arn, "Root=1-0-0", int((time.time() + SECONDS) * 1000), event))
                api.wait_for(lambda: api.answer or api.ended, SECONDS)
            return api.answer, process.take_output()
        finally:
            api.end()
            process.kill()


def mistake(function: str, event: str, environment) -> str:
    """What is wrong with what was asked for, in one sentence; empty if nothing is. What the event says is the function's business."""
    if function not in FUNCTIONS:
        return f"FUNCTION: expected one of {', '.join(FUNCTIONS)}, found {function or 'nothing'}"
    if not Path(event).is_file():
        return f"EVENT: expected a file, such as events/alarm-host-broken.json, found {event or 'nothing'}"
    if not environment.get("AWS_ENDPOINT_URL"):
        return "AWS_ENDPOINT_URL: expected an address such as http://127.0.0.1:4566, found nothing"
    return ""


def main(arguments: list) -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--tools", type=Path, required=True, metavar="DIR", help="the folder that install.py filled")
    parser.add_argument("function", help=f"one of {', '.join(FUNCTIONS)}")
    parser.add_argument("event", help="a file, such as events/alarm-host-broken.json")
    options = parser.parse_args(arguments)
    wrong = mistake(options.function, options.event, os.environ)
    if wrong:
        print(wrong, file=sys.stderr)
        return 2
    variables = given(os.environ)
    variables.update(deployed(variables, os.environ.get("STACK", "automated-recovery")))
    answer, output = run(options.function, Path(options.event).read_bytes(), variables, jdk.find(), options.tools.resolve())
    print(output, file=sys.stderr, end="")
    if answer is None:
        print(f"{options.function} gave no answer in {SECONDS} seconds, or ended", file=sys.stderr)
        return 1
    print(answer.body.decode())
    return 1 if answer.is_error else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
