"""Ends what `KEEP=1 make demo` left up: exactly the processes that it noted, by their ids."""
import json
import os
import signal
import sys
from pathlib import Path

KEPT = Path(__file__).resolve().parent.parent / ".run" / "kept.json"


def main() -> int:
    if not KEPT.exists():
        print("nothing is up")
        return 0
    for pid in json.loads(KEPT.read_text())["pids"]:
        try:
            os.kill(pid, signal.SIGTERM)
        except ProcessLookupError:
            pass  # it has ended already
    KEPT.unlink()
    print("ended")
    return 0


if __name__ == "__main__":
    sys.exit(main())
