"""Finds the JDK 25 that runs DynamoDB Local and the functions.

The machine's default `java` is often an older one, so that asking PATH would be wrong; every JDK since 9 says its
version in a file named `release`. Run as a program it prints the home (the Makefile uses this), or one sentence and
exit status 2.
"""
from __future__ import annotations

import os
import re
import sys
from pathlib import Path

NEEDED = 25
USUAL_FOLDERS = (
    "/usr/lib/jvm/*",
    "/opt/*",
    "~/.sdkman/candidates/java/*",
    "~/.jdks/*",
    "/Library/Java/JavaVirtualMachines/*/Contents/Home",
)
MISSING = (
    f"JDK {NEEDED} or newer is needed and none was found: install one (for example Temurin {NEEDED}) "
    f"or set JAVA_HOME_{NEEDED} to its folder."
)


def version_of(home: Path) -> int:
    """The feature release of the JDK in this folder; 0 for anything else, a runtime without compiler included."""
    try:
        release = (home / "release").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return 0
    found = re.search(r'^JAVA_VERSION="(\d+)', release, re.MULTILINE)
    return int(found.group(1)) if found and (home / "bin" / "javac").exists() else 0


def find(environment=os.environ, folders=USUAL_FOLDERS) -> Path | None:
    """What the user named comes first; among the rest the lowest sufficient version, as AWS runs exactly 25."""
    for name in (f"JAVA_HOME_{NEEDED}", "JAVA_HOME"):
        home = environment.get(name)
        if home and version_of(Path(home)) >= NEEDED:
            return Path(home)
    homes = [home for pattern in folders for home in _glob(Path(pattern).expanduser())]
    fitting = sorted((version_of(home), str(home)) for home in homes if version_of(home) >= NEEDED)
    return Path(fitting[0][1]) if fitting else None


def _glob(pattern: Path):
    return Path(pattern.anchor).glob(str(pattern.relative_to(pattern.anchor)))


def main() -> int:
    home = find()
    if home is None:
        print(MISSING, file=sys.stderr)
        return 2
    print(home)
    return 0


if __name__ == "__main__":
    sys.exit(main())
