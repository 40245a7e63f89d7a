"""One cold start: a fresh process, its INIT, its first call, and its end."""
import os
import time
from dataclasses import dataclass, field
from pathlib import Path

from function_process import FunctionProcess
from runtime_api import Call, RuntimeApi

PATIENCE_SECONDS = 60


@dataclass(frozen=True)
class Contender:
    """A function and all that its process needs."""

    name: str
    command: list
    folder: Path  # the working directory: the package
    variables: dict


@dataclass(frozen=True)
class Measured:
    init_ms: float  # from the start of the process until it asks for work
    call_ms: float  # the first one
    cpu_ms: float  # of both together
    memory_mb: int  # the largest resident size
    answer: str = field(compare=False)

    @property
    def total_ms(self) -> float:
        return self.init_ms + self.call_ms


class Failed(Exception):
    """A contender that did not answer as it should; the message is what it said and wrote."""


def measure(contender: Contender, event: bytes, quota, records: Path, initialised=lambda: None) -> Measured:
    """`initialised` is told when the first call may come."""
    api = RuntimeApi()
    variables = {"PATH": "/usr/local/bin:/usr/bin:/bin", "LANG": "C.UTF-8", **contender.variables,
                 "AWS_LAMBDA_RUNTIME_API": api.address}
    began = time.monotonic()
    process = FunctionProcess(contender.name, contender.command, contender.folder, variables, records, on_exit=api.end)
    try:
        quota.take(process.pid)
        api.wait_for(lambda: api.idle or api.init_error is not None or api.ended, PATIENCE_SECONDS)
        if not api.idle:
            raise Failed(f"{contender.name} did not start: {api.init_error}\n{process.take_output()}")
        ready = time.monotonic()
        initialised()
        quota.limit()
        called = time.monotonic()
        api.hand_over(Call("bench", "arn:aws:lambda:us-east-1:123456789012:function:bench", "Root=1-0-0",
                           int((time.time() + PATIENCE_SECONDS) * 1000), event))
        api.wait_for(lambda: api.answer or api.ended, PATIENCE_SECONDS)
        answered = time.monotonic()
        memory, cpu = process.peak_memory_mb(), cpu_ms(process.pid)
        if api.answer is None or api.answer.is_error:
            raise Failed(f"{contender.name} did not answer: {api.answer}\n{process.take_output()}")
        return Measured((ready - began) * 1000, (answered - called) * 1000, cpu, memory, api.answer.body.decode())
    finally:
        api.end()
        process.kill()


def cpu_ms(pid: int) -> float:
    """What a process has used so far; 0 where the system does not say."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) * 1000 / os.sysconf("SC_CLK_TCK")
