"""Stands in for a JVM with AWS's runtime interface client: speaks the Runtime API, does what the event asks, starts fast."""
import http.client
import json
import os
import sys
import time

api = http.client.HTTPConnection(os.environ["AWS_LAMBDA_RUNTIME_API"])
handler = sys.argv[-1]


def post(path, document):
    api.request("POST", f"/2018-06-01/runtime/{path}", json.dumps(document))
    api.getresponse().read()


if handler == "broken":
    print("about to fail", flush=True)
    post("init/error", {"errorType": "Broken", "errorMessage": "cannot configure"})
    sys.exit(1)
if handler == "exits":
    sys.exit(4)
calls = 0
while True:
    api.request("GET", "/2018-06-01/runtime/invocation/next")
    got = api.getresponse()
    event, request = json.loads(got.read()), got.headers["Lambda-Runtime-Aws-Request-Id"]
    calls += 1
    print("call", calls, event, flush=True)
    answer = {"calls": calls}
    if event["do"] == "sleep":
        time.sleep(30)
    elif event["do"] == "exit":
        sys.exit(7)
    elif event["do"] == "die after answer":
        post(f"invocation/{request}/error", {"errorType": "OutOfMemoryError"})
        sys.exit(1)
    elif event["do"] == "throw":
        post(f"invocation/{request}/error", {"errorType": "Thrown"})
        continue
    elif event["do"] == "tell":
        answer.update(environment=dict(os.environ), arguments=sys.argv[1:], folder=os.getcwd(), headers=dict(got.headers))
    elif event["do"] == "write":
        print("x" * 200_000, flush=True)  # more than a pipe would hold
    post(f"invocation/{request}/response", answer)
