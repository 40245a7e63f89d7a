"""Starts LocalStack 4.13.1 on this machine, without Docker.

    .tools/localstack/bin/python localstack/launch.py --tools .tools --run DIR \\
        [--port 0] [--account 123456789012] [--function-env NAME=VALUE]...

When it is ready, one JSON line on standard output says where: endpoint, account, region, pid, log. Everything else goes
to the log in the run folder. It ends with all its children on SIGTERM, SIGINT or SIGHUP, and when its standard input
ends, unless the line `keep` was read from there before. Whoever wants it to survive a terminal starts it in a session
of its own. `DIR/functions/<function name>-<pid>.pid` exists while that function's process lives. A run folder serves one
LocalStack at a time; all state is in memory, so starting again starts empty.
"""
import argparse
import os
import random
import shutil
import socket
import sys
from pathlib import Path

import environment
import jdk

HERE = Path(__file__).resolve().parent


def free_port() -> int:
    with socket.socket() as candidate:
        candidate.bind(("127.0.0.1", 0))
        return candidate.getsockname()[1]


def random_account() -> str:
    """On LocalStack an account begins to exist when it is named: an own one shares nothing with other runs."""
    return str(random.SystemRandom().randrange(10**11, 10**12))


def prepare(run: Path, tools: Path, java: Path) -> None:
    """The folders that LocalStack writes to, and what it would otherwise download, where it looks for that."""
    for folder in ("home", "tmp", "functions"):
        shutil.rmtree(run / folder, ignore_errors=True)  # a killed run leaves pid files and code
        (run / folder).mkdir(parents=True)
    libraries = run / "root" / "var" / "lib" / "localstack" / "lib"
    link(libraries / "dynamodb-local" / "2", tools / "dynamodb")
    # LocalStack asks for Java 21 and finds what we run it with; on a Mac it looks inside of a bundle.
    link(libraries / "java" / "21" / "Contents" / "Home" if sys.platform == "darwin" else libraries / "java" / "21", java)


def link(name: Path, target: Path) -> None:
    name.parent.mkdir(parents=True, exist_ok=True)
    name.unlink(missing_ok=True)
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
    prepare(run, tools, java)
    port = options.port or free_port()
    command = [str(python), "-I", str(HERE / "host.py"), f"--run={run}", f"--java={java}", f"--ric={tools / 'ric'}",
               f"--log={run / 'localstack.log'}", f"--port={port}", f"--account={options.account or random_account()}",
               *(f"--function-env={pair}" for pair in options.function_env)]
    # Not a child but this very process: it keeps the pid and the streams, and loses the caller's environment.
    os.execve(python, command, environment.of_localstack(run, port))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
