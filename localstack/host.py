"""LocalStack in this process: patched, quiet, and gone with all its children when its time has come.

Started by launch.py, which made the folders and this process's environment; not meant to be run by hand. All state is
in memory, so the end needs no ceremony: kill every child, remove its files, then leave. (LocalStack's own way takes four to
six seconds.)
"""
import argparse
import json
import os
import shutil
import signal
import sys
import threading
import traceback
from pathlib import Path

import psutil

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

import environment  # noqa: E402
import patches  # noqa: E402

READY_SECONDS = 120
GONE_SECONDS = 5
FAILED, PATCH_DOES_NOT_FIT = 1, 3
_of_no_use_afterwards = []  # folders


class Streams:
    """Takes the caller's streams for the few things we say ourselves; all else, of all children too, is the log's."""

    def __init__(self, log: Path):
        self.stdin, self._stdout, self._stderr = os.dup(0), os.dup(1), os.dup(2)
        self._redirect(os.open(os.devnull, os.O_RDONLY), 0)
        descriptor = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_APPEND, 0o644)
        os.dup2(descriptor, 1)
        self._redirect(descriptor, 2)

    def answer(self, line: str) -> None:
        os.write(self._stdout, line.encode() + b"\n")
        os.close(self._stdout)  # so that a reader of all output need not wait for our end
        os.close(self._stderr)

    def complain(self, sentence: str) -> None:
        os.write(self._stderr, sentence.encode() + b"\n")

    @staticmethod
    def _redirect(descriptor: int, target: int) -> None:
        os.dup2(descriptor, target)
        os.close(descriptor)


def end(status: int = 0) -> None:
    """No child survives us. Should LocalStack restart DynamoDB Local in between, that one notices our end by itself."""
    children = psutil.Process().children(recursive=True)
    for child in children:
        try:
            child.kill()
        except psutil.NoSuchProcess:
            pass
    if status == 0:
        psutil.wait_procs(children, timeout=GONE_SECONDS)  # they might still write
        for folder in _of_no_use_afterwards:
            shutil.rmtree(folder, ignore_errors=True)
    os._exit(status)


def end_with_caller(stdin: int) -> None:
    """A caller that dies, however, closes our standard input. `keep` says that we shall outlive it."""
    said = b""
    while chunk := os.read(stdin, 4096):
        said += chunk
        if b"keep" in said.split(b"\n")[:-1]:
            return
    end()


def run_localstack(options, streams: Streams) -> int:
    patches.apply_before_localstack()
    import executor
    from localstack.logging.setup import setup_logging_from_config
    from localstack.runtime import current

    executor.ProcessExecutor.settings = executor.Settings(
        java=options.java, runtime_client=options.ric, records=options.run / "functions",
        function_environment=dict(pair.split("=", 1) for pair in options.function_env))
    patches.apply(executor.ProcessExecutorPlugin)
    setup_logging_from_config()
    runtime = current.initialize_runtime()
    threading.Thread(target=report_ready, args=(options, streams, runtime), daemon=True).start()
    runtime.run()
    return runtime.exit_code


def report_ready(options, streams: Streams, runtime) -> None:
    if not runtime.ready.wait(READY_SECONDS):
        streams.complain(f"LocalStack was not ready after {READY_SECONDS} seconds; see {options.log}.")
        end(FAILED)
    try:
        patches.check_after_start(options.port)
    except patches.PatchDoesNotFit as sentence:
        streams.complain(str(sentence))
        end(PATCH_DOES_NOT_FIT)
    streams.answer(json.dumps({
        "endpoint": f"http://127.0.0.1:{options.port}", "account": options.account, "region": environment.REGION,
        "pid": os.getpid(), "log": str(options.log)}))


def main() -> None:
    parser = argparse.ArgumentParser()
    for name in ("run", "java", "ric", "log"):
        parser.add_argument(f"--{name}", type=Path, required=True)
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--account", required=True)
    parser.add_argument("--function-env", action="append", default=[])
    options = parser.parse_args()
    streams = Streams(options.log)
    _of_no_use_afterwards.append(environment.files(options.run))
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(number, lambda *_: end())
    threading.Thread(target=end_with_caller, args=(streams.stdin,), daemon=True).start()
    try:
        status = run_localstack(options, streams)
    except patches.PatchDoesNotFit as sentence:
        streams.complain(str(sentence))
        status = PATCH_DOES_NOT_FIT
    except Exception as failure:
        traceback.print_exc()
        streams.complain(f"LocalStack did not start: {failure}; see {options.log}.")
        status = FAILED
    end(status)


if __name__ == "__main__":
    main()
