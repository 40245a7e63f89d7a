"""Ends what `KEEP=1 make demo` left up: exactly the processes that it noted, by their ids, and waits until they are gone."""
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

KEPT = Path(__file__).resolve().parent.parent / ".run" / "kept.json"
OURS = ("host.py", "recovery.simulator.http.SimulatorMain")  # in the command lines of LocalStack and the simulated EC2
PATIENCE_SECONDS = 15


def is_ours(pid: int) -> bool:
    """After a restart of the machine a noted id may belong to anybody."""
    shown = subprocess.run(["ps", "-p", str(pid), "-o", "stat=", "-o", "args="], capture_output=True, text=True).stdout
    return any(each in shown for each in OURS) and not shown.startswith("Z")


def end(pid: int) -> bool:
    """False if it is still there when our patience is over."""
    for asked in (signal.SIGTERM, signal.SIGKILL):
        ends = time.monotonic() + PATIENCE_SECONDS
        if is_ours(pid):
            os.kill(pid, asked)
        while is_ours(pid) and time.monotonic() < ends:
            time.sleep(0.1)
    return not is_ours(pid)


def down(kept: Path) -> int:
    if not kept.exists():
        print("nothing is up")
        return 0
    left = [pid for pid in json.loads(kept.read_text())["pids"] if not end(pid)]
    if left:
        print(f"still there: {left}", file=sys.stderr)
        return 1
    kept.unlink()
    print("ended")
    return 0


if __name__ == "__main__":
    sys.exit(down(KEPT))
