"""What a function may not carry, and how much slower than boto3 it may be."""
import re
import zipfile
from pathlib import Path

FORBIDDEN = ("com/amazonaws/services/lambda/runtime/events/", "com/fasterxml/jackson/databind/")
MOST_TIMES_BOTO3 = 3.0


def carried(package: Path) -> list:
    """A sentence for each jar that brings classes that only slow a cold start down."""
    sentences = []
    for jar in sorted((package / "lib").glob("*.jar")):
        with zipfile.ZipFile(jar) as opened:
            names = opened.namelist()
        sentences += [f"{jar.name} brings {prefix}" for prefix in FORBIDDEN if any(name.startswith(prefix) for name in names)]
    return sentences


def loaded(class_log: str) -> list:
    """The names of the classes in a log of -Xlog:class+load."""
    return re.findall(r"^\[[^\]]*\]\s*(?:\[[^\]]*\])*\s*([\w.$/]+) source:", class_log, re.MULTILINE)


def loaded_in_vain(names: list) -> list:
    forbidden = tuple(prefix.replace("/", ".") for prefix in FORBIDDEN)
    return [name for name in names if name.startswith(forbidden)]


class OtherCalls(Exception):
    """The peer did not do what the function did; the message says what each called."""


def demand_the_same(function: str, ours: list, peers: list) -> None:
    """Both lists name each call's service and operation."""
    if ours != peers or not ours:
        raise OtherCalls(f"{function} made the calls {ours}, its peer {peers}")


def too_slow(ours_ms: float, peer_ms: float) -> bool:
    return ours_ms > MOST_TIMES_BOTO3 * peer_ms


def package_bytes(package: Path) -> int:
    return sum(file.stat().st_size for file in package.rglob("*") if file.is_file())
