"""The honest peer: a Python function that makes, by boto3, the calls that a function of ours made.

Clients are made at module level, as AWS advises; CALLS names the file with the calls. AWS's own client for Python needs
a compiler to be installed, so the conversation with the Runtime API is the few lines below: they start sooner than it.
"""
import http.client
import json
import os
from pathlib import Path

import boto3
from botocore import xform_name
from botocore.exceptions import ClientError

CALLS = json.loads(Path(os.environ["CALLS"]).read_text())
CLIENTS = {service: boto3.client(service) for service in dict.fromkeys(call["service"] for call in CALLS)}


def handle(event: dict) -> dict:
    for call in CALLS:
        try:
            getattr(CLIENTS[call["service"]], xform_name(call["operation"]))(**call["parameters"])
        except ClientError as refusal:
            if refusal.response["Error"]["Code"] != "DryRunOperation":  # which is how EC2 says yes
                raise
    return {"calls": len(CALLS)}


def serve() -> None:
    runtime = http.client.HTTPConnection(os.environ["AWS_LAMBDA_RUNTIME_API"])
    while True:
        runtime.request("GET", "/2018-06-01/runtime/invocation/next")
        response = runtime.getresponse()
        event = json.loads(response.read())
        name = response.headers["Lambda-Runtime-Aws-Request-Id"]
        runtime.request("POST", f"/2018-06-01/runtime/invocation/{name}/response", json.dumps(handle(event)))
        runtime.getresponse().read()


if __name__ == "__main__":
    serve()
