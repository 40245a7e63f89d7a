"""Asks the operator function as a person: `make ask REQUEST=why TARGET=i-…`.

What to ask stands in the environment: REQUEST, and TARGET, PLAN, MODE, BY, REASON, RECOVERY, ID as the request needs them. It asks
the bundle that `KEEP=1 make demo` left up, or else the one in the account that the environment's credentials belong to.
The answer is text for people; JSON=1 prints the document.
"""
import getpass
import json
import os
import sys
import time
from pathlib import Path

import boto3
from botocore.exceptions import BotoCoreError, ClientError, NoCredentialsError, NoRegionError

KEPT = Path(__file__).resolve().parent.parent / ".run" / "kept.json"
FIELDS = ("request", "target", "plan", "mode", "by", "reason", "recovery", "id")
PATIENCE_SECONDS = 90
NOBODY = ("Nothing is up on this machine: make demo KEEP=1 brings up a bundle to ask. To ask the one in your account, name its "
          "Region (AWS_DEFAULT_REGION) and give credentials (AWS_PROFILE).")


def kept_up() -> dict:
    return json.loads(KEPT.read_text()) if KEPT.exists() else {}


def forget_other_worlds(environment) -> None:
    """What is kept up on this machine is asked there, whatever profile, endpoint or proxy the caller has set."""
    for name in [each for each in environment if each.startswith("AWS_") or each.lower().endswith("_proxy")]:
        del environment[name]


def client(service: str, kept: dict):
    if not kept:
        return boto3.client(service)
    return boto3.client(service, endpoint_url=kept["endpoint"], region_name=kept["region"],
                        aws_access_key_id=kept["account"], aws_secret_access_key="test")


def operator(kept: dict) -> str:
    if kept:
        return kept["operator"]
    stack = os.environ.get("STACK", "automated-recovery")
    outputs = client("cloudformation", kept).describe_stacks(StackName=stack)["Stacks"][0]["Outputs"]
    return next(each["OutputValue"] for each in outputs if each["OutputKey"] == "OperatorFunctionName")


def request_of(environment) -> dict:
    request = {field: environment[field.upper()] for field in FIELDS if environment.get(field.upper())}
    request.setdefault("by", getpass.getuser())
    return request


def ask(kept: dict, request: dict) -> dict:
    answer = client("lambda", kept).invoke(FunctionName=operator(kept), Payload=json.dumps(request).encode())
    return json.loads(answer["Payload"].read())


def wait_for_owner(kept: dict, answer: dict) -> dict:
    """A request that the owner of a recovery carries out is answered by it, at its next tick at the latest."""
    end = time.monotonic() + PATIENCE_SECONDS
    while answer.get("id") and time.monotonic() < end:
        later = ask(kept, {"request": "answer", "id": answer["id"]})
        if later.get("done"):
            return later
        time.sleep(2)
    return answer


def show(answer) -> None:
    """To a reader that may have read enough before the end, such as head."""
    try:
        print(answer, flush=True)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # or Python would flush, and fail, once more


def main() -> int:
    request, kept = request_of(os.environ), kept_up()
    if "request" not in request:
        print("REQUEST is missing: make ask REQUEST=status, why, set-mode, release-brake, acknowledge, cancel, "
              "preview or failback.", file=sys.stderr)
        return 2
    if kept:
        print("(asking the demo that KEEP=1 left up on this machine; make down ends it)", file=sys.stderr)
        forget_other_worlds(os.environ)
    try:
        answer = wait_for_owner(kept, ask(kept, request))
    except (NoRegionError, NoCredentialsError):
        print(NOBODY, file=sys.stderr)
        return 1
    except (BotoCoreError, ClientError) as error:
        print(f"The operator function could not be asked: {error}", file=sys.stderr)
        return 1
    show(json.dumps(answer, indent=2) if os.environ.get("JSON") else answer.get("text", answer.get("errorMessage", answer)))
    return 0 if answer.get("done") else 1


if __name__ == "__main__":
    sys.exit(main())
