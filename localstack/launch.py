"""Starts LocalStack 4.13.1 on this machine, without Docker.

    .tools/localstack/bin/python localstack/launch.py --tools .tools --run DIR \\
        [--port 0] [--account 123456789012] [--function-env NAME=VALUE]...

When it is ready, one JSON line on standard output says where: endpoint, account, region, pid, log. Everything else goes
to the log in the run folder. It ends with all its children on SIGTERM, SIGINT or SIGHUP, and when its standard input
ends, unless the line `keep` was read from there before. Whoever wants it to survive a terminal starts it in a session
of its own. `DIR/functions/<function name>-<pid>.pid` exists while that function's process lives (who kills
one between two calls waits until its file is gone: a call made sooner dies with it). A run folder serves one
LocalStack at a time; all state is in memory, so starting again starts empty. LocalStack's own files, 0.1 GB, go when it
ends; those of a run that was killed go when the next one begins in the checkout's `.run`.
"""
import argparse
import fcntl
import os
import random
import shutil
import socket
import sys
from pathlib import Path

import environment
import jdk

HERE = Path(__file__).resolve().parent
RUNS = HERE.parent / ".run"


def free_port(wanted: int) -> int:
    """The wanted one, or any for 0; OSError when it is taken."""
    with socket.socket() as candidate:
        candidate.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # one just left counts as free
        candidate.bind(("127.0.0.1", wanted))
        return candidate.getsockname()[1]


def random_account() -> str:
    """On LocalStack an account begins to exist when it is named: an own one shares nothing with other runs."""
    return str(random.SystemRandom().randrange(10**11, 10**12))


def claim(run: Path):
    """The lock on a run folder, as a descriptor, which belongs to whoever lives there; None if somebody does."""
    descriptor = os.open(run / "living.lock", os.O_RDWR | os.O_CREAT, 0o644)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(descriptor)
        return None
    return descriptor


def sweep(runs: Path) -> None:
    """Removes the large files of runs that live no more and could not do it themselves. Their logs stay."""
    for files in map(environment.files, runs.glob("*/")):
        claimed = claim(files.parent) if files.is_dir() else None
        if claimed is not None:
            shutil.rmtree(files, ignore_errors=True)
            os.close(claimed)


def prepare(run: Path, tools: Path, java: Path) -> None:
    """The folders that LocalStack writes to, and what it would otherwise download, where it looks for that."""
    files = environment.files(run)
    shutil.rmtree(files, ignore_errors=True)
    for folder in (files / "home", files / "tmp", run / "functions"):
        folder.mkdir(parents=True, exist_ok=True)
    for stale in (run / "functions").glob("*.pid"):  # of a run that was killed
        stale.unlink()
    libraries = files / "var" / "lib" / "localstack" / "lib"
    link(libraries / "dynamodb-local" / "2", tools / "dynamodb")
    # LocalStack asks for Java 21 and finds what we run it with; on a Mac it looks inside of a bundle.
    link(libraries / "java" / "21" / "Contents" / "Home" if sys.platform == "darwin" else libraries / "java" / "21", java)


def link(name: Path, target: Path) -> None:
    name.parent.mkdir(parents=True)
    name.symlink_to(target)


def parse(arguments: list):
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--tools", type=Path, required=True, metavar="DIR", help="the folder that install.py filled")
    parser.add_argument("--run", type=Path, required=True, metavar="DIR", help="log, pid files and all else of this run")
    parser.add_argument("--port", type=int, default=0, help="0, the default, takes a free one")
    parser.add_argument("--account", default=None, help="12 digits; by default random")
    parser.add_argument("--function-env", action="append", default=[], metavar="NAME=VALUE",
                        help="for every function, over its own variables; may be repeated")
    options = parser.parse_args(arguments)
    if options.account and not (len(options.account) == 12 and options.account.isdecimal()):
        parser.error("--account takes 12 digits")
    for pair in options.function_env:
        if "=" not in pair:
            parser.error(f"--function-env takes NAME=VALUE, not {pair}")
    return options


def main(arguments: list) -> int:
    options = parse(arguments)
    tools, run = options.tools.resolve(), options.run.resolve()
    java = jdk.find()
    if java is None:
        print(jdk.MISSING, file=sys.stderr)
        return 2
    python = tools / "localstack" / "bin" / "python"
    if not python.exists() or not (tools / "dynamodb").exists() or not (tools / "ric").exists():
        print(f"LocalStack is not complete in {tools}: run python3 {HERE / 'install.py'} --into {tools}.", file=sys.stderr)
        return 2
    try:
        port = free_port(options.port)
    except OSError as taken:
        print(f"Port {options.port} cannot be served ({taken.strerror}): give --port another one.", file=sys.stderr)
        return 2
    run.mkdir(parents=True, exist_ok=True)
    claimed = claim(run)
    if claimed is None:
        print(f"{run} is another LocalStack's: give --run another folder.", file=sys.stderr)
        return 2
    if run.parent == RUNS:
        sweep(RUNS)
    prepare(run, tools, java)
    os.set_inheritable(claimed, True)  # LocalStack keeps it until it ends, however it ends; its children do not get it
    command = [str(python), "-I", str(HERE / "host.py"), f"--run={run}", f"--java={java}", f"--ric={tools / 'ric'}",
               f"--log={run / 'localstack.log'}", f"--port={port}", f"--account={options.account or random_account()}",
               *(f"--function-env={pair}" for pair in options.function_env)]
    # Not a child but this very process: it keeps the pid and the streams, and loses the caller's environment.
    os.execve(python, command, environment.of_localstack(run, port))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
