"""Runs Lambda functions as processes: LocalStack's own executor needs Docker.

One JVM for each execution environment, under AWS's runtime interface client. As on AWS only that client is on the class
path; it loads the function itself, from the working directory and `lib/*.jar`. All that AWS promises about the life of
an execution environment is kept: a timeout kills it, an exit or a crash is `Runtime.ExitError` and the next call gets a
fresh one, a failure during init is answered by the first call. There is no isolation: a function may do what we may.
"""
import json
import time
from dataclasses import dataclass
from datetime import datetime, timezone
from pathlib import Path

from localstack.services.lambda_.invocation.lambda_models import InvocationResult
from localstack.services.lambda_.invocation.plugins import RuntimeExecutorPlugin
from localstack.services.lambda_.invocation.runtime_executor import RuntimeExecutor

import java_runtime
from function_process import FunctionProcess
from runtime_api import Answer, Call, RuntimeApi

INIT_SECONDS = 20  # AWS gives 10, on machines that do nothing else


@dataclass(frozen=True)
class Settings:
    """The same for all functions; set once, before the first is made."""

    java: Path  # the JDK's home
    runtime_client: Path  # the folder of AWS's runtime interface client
    records: Path  # where pid and log files go
    function_environment: dict  # given to every function after, and over, its own variables


@dataclass(frozen=True)
class Outcome:
    answer: Answer
    note: str = ""  # what AWS writes to the log about it
    status: str = ""  # what AWS appends to the REPORT line
    keep: bool = True  # the process, for the next call


class ProcessExecutor(RuntimeExecutor):
    settings: Settings = None

    def __init__(self, id, function_version):
        super().__init__(id, function_version)
        self._environment = {}
        self._process = None
        self._api = None
        self._init_ms = None  # of a process that has not answered a call yet

    # What LocalStack calls. It calls `invoke` for one call at a time, but `stop` at any moment.

    @classmethod
    def prepare_version(cls, function_version):
        function_version.config.code.prepare_for_execution()

    @classmethod
    def cleanup_version(cls, function_version):
        """Nothing but the code was prepared, and LocalStack removes that."""

    def get_address(self):
        return "127.0.0.1"

    def get_endpoint_from_executor(self):
        return "127.0.0.1"

    def get_runtime_endpoint(self):
        """Only LocalStack's own init program, which we do not use, would call it."""
        return "http://127.0.0.1"

    def get_logs(self):
        return ""

    def start(self, env_vars):
        self._environment = {name: str(value) for name, value in env_vars.items()}
        self._launch()

    def stop(self):
        if self._process:
            self._api.end()
            self._process.kill()

    def invoke(self, payload):
        if self._init_ms is None and not self._process.is_alive():
            self._launch()
        timeout = int(self._environment["AWS_LAMBDA_FUNCTION_TIMEOUT"])
        call = Call(payload["invoke-id"], payload["invoked-function-arn"], payload["trace-id"],
                    int((time.time() + timeout) * 1000), payload["payload"].encode())
        began = time.monotonic()
        outcome = self._converse(call, timeout)
        duration_ms = (time.monotonic() - began) * 1000
        memory = self._process.peak_memory_mb()
        output = self._process.take_output() + outcome.note
        if not outcome.keep:
            self.stop()
        report = self._report(call, duration_ms, memory, outcome.status)
        self._init_ms = None
        if output and not output.endswith("\n"):
            output += "\n"
        version = self.function_version.id.qualifier
        logs = f"START RequestId: {call.request_id} Version: {version}\n{output}END RequestId: {call.request_id}\n{report}\n"
        return InvocationResult(call.request_id, outcome.answer.body, outcome.answer.is_error, logs)

    # The conversation

    def _converse(self, call: Call, timeout: int) -> Outcome:
        api, ends = self._api, time.monotonic() + timeout
        if api.init_error is not None:
            return Outcome(Answer(True, api.init_error), keep=False)
        api.hand_over(call)
        api.wait_for(lambda: api.answer or api.ended, timeout)
        self._process.peak_memory_mb()  # remembered, as it may be gone in a moment: an OutOfMemoryError ends it
        if api.answer:
            # What it wrote is complete, and it is ready for the next call, when it asks for more work.
            api.wait_for(lambda: api.idle or api.ended, ends - time.monotonic())
            return Outcome(api.answer)
        if api.ended:
            message = f"RequestId: {call.request_id} Error: Runtime exited with error: {self._process.how_it_ended()}"
            return Outcome(error("Runtime.ExitError", message), f"{message}\nRuntime.ExitError\n",
                           "Status: error\tError Type: Runtime.ExitError", keep=False)
        message = f"Task timed out after {timeout}.00 seconds"
        return Outcome(error("Sandbox.Timedout", f"RequestId: {call.request_id} Error: {message}"),
                       f"{now()} {call.request_id} {message}\n\n", "Status: timeout", keep=False)

    def _report(self, call: Call, duration_ms: float, memory: int, status: str) -> str:
        fields = [f"REPORT RequestId: {call.request_id}", f"Duration: {duration_ms:.2f} ms",
                  f"Billed Duration: {int(duration_ms) + 1} ms",
                  f"Memory Size: {self._environment['AWS_LAMBDA_FUNCTION_MEMORY_SIZE']} MB",
                  f"Max Memory Used: {memory} MB"]
        if self._init_ms is not None:
            fields.append(f"Init Duration: {self._init_ms:.2f} ms")
        return "\t".join([*fields, status])

    # The process

    def _launch(self) -> None:
        """Returns when the runtime is ready, has failed or has gone: the next call finds out which."""
        began = time.monotonic()
        code = self.function_version.config.code.get_unzipped_code_location()
        api = self._api = RuntimeApi()
        self._process = FunctionProcess(
            self.function_version.id.function_name, self._command(), code, self._variables(code, api),
            self.settings.records, on_exit=api.end)
        if not api.wait_for(lambda: api.idle or api.init_error is not None or api.ended, INIT_SECONDS):
            api.init_error = error("Sandbox.Timedout", f"Init timed out after {INIT_SECONDS} seconds").body
        self._init_ms = (time.monotonic() - began) * 1000

    def _command(self) -> list:
        return java_runtime.command(self.settings.java, self.settings.runtime_client,
                                    int(self._environment["AWS_LAMBDA_FUNCTION_MEMORY_SIZE"]), self._environment["_HANDLER"])

    def _variables(self, code: Path, api: RuntimeApi) -> dict:
        return {
            "PATH": "/usr/local/bin:/usr/bin:/bin",
            "LANG": "C.UTF-8",
            **self._environment,
            **self.settings.function_environment,
            # LocalStack says where these would be in its container
            "LAMBDA_TASK_ROOT": str(code),
            "AWS_EXECUTION_ENV": f"AWS_Lambda_{self.function_version.config.runtime}",
            "AWS_LAMBDA_RUNTIME_API": api.address,
        }


class ProcessExecutorPlugin(RuntimeExecutorPlugin):
    """How LocalStack finds the executor; LAMBDA_RUNTIME_EXECUTOR holds the name."""

    name = "process"

    def load(self, *args, **kwargs):
        return ProcessExecutor


def error(error_type: str, message: str) -> Answer:
    return Answer(True, json.dumps({"errorType": error_type, "errorMessage": message}).encode())


def now() -> str:
    return datetime.now(timezone.utc).strftime("%Y-%m-%dT%H:%M:%S.%f")[:-3] + "Z"
