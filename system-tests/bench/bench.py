"""Measures the cold start of each packaged function beside boto3 making the same calls: `make bench` (N=7).

The functions run as on Lambda, under AWS's own runtime interface client, against a stand-in for AWS on this machine.
Contenders take turns in one run. Ends with status 1 if a bound is not kept.
"""
import argparse
import json
import os
import platform
import re
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
CHECKOUT = HERE.parent.parent
sys.path.insert(0, str(CHECKOUT / "localstack"))

import patches  # noqa: E402

patches.apply_before_localstack()

import boto3  # noqa: E402

import bounds  # noqa: E402
import certificate  # noqa: E402
import java_runtime  # noqa: E402
import jdk  # noqa: E402
import story  # noqa: E402
from cold_start import Contender, Failed, measure  # noqa: E402
from cpu_quota import CpuQuota  # noqa: E402
from stand_in import LATENCY_SECONDS, StandIn, now  # noqa: E402

MOST_ROUNDS = 20
MEMORY_MB = 512  # the template's default
TABLES = {"STATE_TABLE": "state", "JOURNAL_TABLE": "journal", "BUS_NAME": "automated-recovery", "ALARM_PREFIX": "recovery-",
          "ATTEMPTS_PER_HOUR": "10", "TAKEOVER_AFTER": "PT2M"}
LAMBDA = {"AWS_REGION": "us-east-1", "AWS_DEFAULT_REGION": "us-east-1", "AWS_ACCESS_KEY_ID": "bench", "AWS_SECRET_ACCESS_KEY": "bench",
          "AWS_LAMBDA_FUNCTION_MEMORY_SIZE": str(MEMORY_MB), "AWS_LAMBDA_FUNCTION_NAME": "bench",
          "AWS_LAMBDA_FUNCTION_VERSION": "$LATEST", "AWS_EC2_METADATA_DISABLED": "true"}


class Bench:
    def __init__(self, tools: Path, scratch: Path):
        self.scratch, self.tools, self.java = scratch, tools, jdk.find()
        self.began = now()
        both, self.java_trust, self.python_trust = certificate.make(scratch, self.java)
        self.java_trust["JAVA_TOOL_OPTIONS"] += " " + template_options()
        self.stand_in = StandIn(both, self.began)
        self.quota = CpuQuota(MEMORY_MB)
        self.recoveries = {}  # that of which a function's event speaks
        self.states, self.peers = {}, {}

    def close(self) -> None:
        self.stand_in.close()
        self.quota.close()

    def package(self, function: str) -> Path:
        return CHECKOUT / "functions" / function / "target" / "function"

    def ours(self, function: str, *options: str, plans: Path | None = None) -> Contender:
        """`plans` lies where the package's own plans are not wanted: a package with these, and with the same classes."""
        handler = f"recovery.{function}.{function.capitalize()}Handler::handleRequest"
        command = java_runtime.command(self.java, self.tools / "ric", MEMORY_MB, handler, *options)
        package = plans or self.package(function)
        return Contender(function, command, package, {
            **LAMBDA, **TABLES, **self.stand_in.variables(), **self.java_trust, "LAMBDA_TASK_ROOT": str(package),
            "_HANDLER": handler})

    def with_a_standby(self, function: str) -> Path:
        """The function's package, with a plan that fails over instead of restarting."""
        package = self.scratch / f"{function}-with-a-standby"
        (package / "plans").mkdir(parents=True)
        (package / "lib").symlink_to(self.package(function) / "lib")
        plan = json.loads((self.package(function) / "plans" / "web.json").read_text())
        (package / "plans" / "web.json").write_text(json.dumps(story.failing_over(plan)))
        return package

    def run(self, contender: Contender, function: str, event: bytes, initialised=lambda: None):
        """From the state in which the story found it."""
        self.stand_in.tables.restore(self.states[function])
        return measure(contender, event, self.quota, self.scratch / "processes", initialised)

    def rehearse(self) -> dict:
        """Plays the story once: it warms the disk's cache, counts classes, and notes state and calls for the rounds."""
        classes = {}
        for function in story.STEPS:
            self.states[function] = self.stand_in.tables.snapshot()
            if function == "detection":
                self.run(self.ours(function), function, story.tick(self.began))
                self.states[function] = self.stand_in.tables.snapshot()
                self.stand_in.broken = True
            if function == "failover":
                self.prelude_to_failover()
            log = self.scratch / f"{function}.classes"
            measured, calls = self.first_call(function, f"-Xlog:class+load:file={log}")
            classes[function] = bounds.loaded(log.read_text())
            if function == "detection":
                self.recoveries["restart"] = story.nudged_recovery(calls, "Restart Requested")
            self.peers[function] = self.peer(function, calls)
            print(f"  {function}: {told(measured.answer)}; {', '.join(call.operation for call in calls)}")
        return classes

    def prelude_to_failover(self) -> None:
        """The story again from the alarm on, under a plan by which detection asks failover at once."""
        calls = self.stand_in.calls
        self.run(self.ours("detection", plans=self.with_a_standby("detection")), "detection", self.event("detection"), calls.clear)
        self.recoveries["failover"] = story.nudged_recovery(calls, "Failover Requested")
        self.states["failover"] = self.stand_in.tables.snapshot()

    def first_call(self, function: str, *options: str):
        """Its measurement, and what it asked AWS for in it; what INIT asked for is forgotten."""
        calls = self.stand_in.calls
        measured = self.run(self.ours(function, *options), function, self.event(function), initialised=calls.clear)
        return measured, list(calls)

    def event(self, function: str) -> bytes:
        recovery = self.recoveries.get(function, "none")
        return story.event_of(function, CHECKOUT / "events", self.began, recovery)

    def peer(self, function: str, calls: list) -> Contender:
        file = self.scratch / f"{function}-calls.json"
        file.write_text(json.dumps([{"service": call.service, "operation": call.operation, "parameters": call.parameters}
                                    for call in calls], default=str))
        return Contender(f"{function}-boto3", [sys.executable, "-I", str(HERE / "peer.py")], self.scratch, {
            **LAMBDA, **self.stand_in.variables(), **self.python_trust, "CALLS": str(file)})

    def rounds(self, count: int) -> dict:
        """Everybody once, then everybody again: what disturbs the machine disturbs all."""
        measured = {}
        calls = self.stand_in.calls
        for number in range(count):
            print(f"round {number + 1} of {count}", file=sys.stderr, flush=True)
            for function in story.STEPS:
                made = []
                for contender in (self.ours(function), self.peers[function]):
                    measured.setdefault(contender.name, []).append(
                        self.run(contender, function, self.event(function), initialised=calls.clear))
                    made.append([(call.service, call.operation) for call in calls])
                bounds.demand_the_same(function, *made)
        return measured


def told(answer: str) -> str:
    document = json.loads(answer)
    return str(document.get("decision") or document.get("done") or document.get("text") or document)[:120]


def median(measured: list, name: str) -> float:
    return statistics.median(getattr(one, name) for one in measured)


def row(name: str, measured: list, classes: str, package: str, ratio: str) -> str:
    totals = sorted(one.total_ms for one in measured)
    return (f"{name:<17} {median(measured, 'init_ms'):>6.0f} {median(measured, 'call_ms'):>6.0f} {median(measured, 'total_ms'):>6.0f}"
            f" {f'{totals[0]:.0f}-{totals[-1]:.0f}':>11} {median(measured, 'cpu_ms'):>6.0f} {median(measured, 'memory_mb'):>6.0f}"
            f" {classes:>8} {package:>11} {ratio:>6}")


def report(bench: Bench, measured: dict, classes: dict) -> list:
    """Prints the table; returns a sentence for each bound that is not kept."""
    broken = []
    print(f"\n{'milliseconds':<17} {'INIT':>6} {'call':>6} {'total':>6} {'min-max':>11} {'CPU':>6} {'MB':>6} {'classes':>8} {'bytes':>11} {'ratio':>6}")
    for function in story.STEPS:
        ours, peer = measured[function], measured[f"{function}-boto3"]
        ours_ms, peer_ms = median(ours, "total_ms"), median(peer, "total_ms")
        print(row(function, ours, str(len(classes[function])), f"{bounds.package_bytes(bench.package(function)):,}", f"{ours_ms / peer_ms:.2f}"))
        calls = json.loads((bench.scratch / f"{function}-calls.json").read_text())
        print(row(f"  boto3, {len(calls)} calls", peer, "-", f"{(HERE / 'peer.py').stat().st_size:,}", "1"))
        if bounds.too_slow(ours_ms, peer_ms):
            broken.append(f"{function}: {ours_ms:.0f} ms are more than {bounds.MOST_TIMES_BOTO3:.0f} times boto3's {peer_ms:.0f} ms")
        broken += [f"{function}: {sentence}" for sentence in bounds.carried(bench.package(function))]
        broken += [f"{function}: {name} was loaded" for name in bounds.loaded_in_vain(classes[function])]
    return broken


def wins(measured: dict) -> str:
    """The rows in which Python is better, said aloud."""
    better = [f"{function} {what}" for function in story.STEPS
              for what, name in (("INIT", "init_ms"), ("call", "call_ms"), ("total", "total_ms"), ("memory", "memory_mb"))
              if median(measured[f"{function}-boto3"], name) < median(measured[function], name)]
    return "Python wins: " + (", ".join(better) or "nowhere")


def template_options() -> str:
    """What the template gives the JVMs of all functions."""
    return re.search(r"^ *JAVA_TOOL_OPTIONS: (.+)$", (CHECKOUT / "template.yaml").read_text(), re.MULTILINE).group(1)


def machine(bench: Bench, count: int) -> str:
    java = subprocess.run([bench.java / "bin" / "java", "-version"], capture_output=True, text=True, check=True).stderr.splitlines()
    sdk = next(jar.stem.rpartition("-")[2] for jar in bench.package("operator").glob("lib/*.dynamodb-*.jar"))
    client = next((bench.tools / "ric").glob("*runtime-interface-client*.jar")).stem.rpartition("-")[2]
    return (f"{platform.system()} {platform.machine()}, {os.cpu_count()} processors; {java[-1].strip()}; SDK for Java {sdk}, runtime client {client}; "
            f"Python {platform.python_version()}, boto3 {boto3.__version__}\n"
            f"medians of {count}; {MEMORY_MB} MB: {bench.quota}; AWS is a stand-in over TLS that takes {LATENCY_SECONDS * 1000:.0f} ms for each answer")


NOTES = """\
INIT ours asks each endpoint once, where Lambda gives full power; the peer makes the calls of the first call alone, and
each round checked that both made the same ones.
The peer talks to the Runtime API itself, without AWS's own client for Python; boto3 is a part of Lambda's runtime, so that its package is one file.
Not seen here: the download of the package, the start of the sandbox, and AWS's own cache of classes; on Lambda an INIT takes about 1.8 times as long.
Our overhead within a recovery is printed at the end of `make demo`: time to recover, line `ours`."""


def main(arguments: list) -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--tools", type=Path, required=True, metavar="DIR", help="the folder that install.py filled")
    parser.add_argument("--rounds", type=int, default=7, metavar="N")
    options = parser.parse_args(arguments)
    if not 1 <= options.rounds <= MOST_ROUNDS:
        parser.error(f"--rounds takes a number from 1 to {MOST_ROUNDS}: after more of them the story's alarm is too old to act on")
    with tempfile.TemporaryDirectory(prefix="recovery-bench-") as scratch:
        bench = Bench(options.tools.resolve(), Path(scratch))
        try:
            print("the story, once:")
            classes = bench.rehearse()
            measured = bench.rounds(options.rounds)
            print("\n" + machine(bench, options.rounds))
            broken = report(bench, measured, classes)
            print(f"\n{wins(measured)}\n{NOTES}")
        except (Failed, LookupError, bounds.OtherCalls) as failure:
            print(failure, file=sys.stderr)
            return 1
        finally:
            bench.close()
    print("\n".join(["not kept:", *broken]) if broken else "bounds kept: total at most 3 times boto3's; no event POJOs, no databind")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
