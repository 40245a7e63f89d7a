"""Installs the local tools into one folder: LocalStack, SAM CLI, DynamoDB Local and AWS's Java runtime client.

    python3 localstack/install.py --into .tools [--only localstack|sam|jars|moto]

moto, which nothing but some of the tests needs, is installed only if it is named.

Every part has a stamp, written last, that names all it was made from: a second run does nothing and says nothing,
a changed pin (or a moved folder, as virtual environments cannot move) installs that part anew, and so does a part
whose installation was cut short. Needs Python 3.11 to 3.13 and, for the jars, Maven and JDK 25; neither root nor Docker.
"""
from __future__ import annotations

import argparse
import fcntl
import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import jdk

HERE = Path(__file__).resolve().parent
POM = HERE / "jars" / "pom.xml"
STAMP = ".installed"
LOCALSTACK = "localstack-core[runtime]==4.13.1"
MOTO = "moto[server]==5.2.3"
SAM = ("aws-sam-cli==1.170.0", "cfn-lint==1.53.3")
FOREIGN_LIBRARIES = ("*.dll", "*.dylib", "*i386*.so") if sys.platform == "linux" else ("*.dll", "*.so")


class Missing(Exception):
    """A tool that the user has to install; the message is the one sentence that says which."""


class Part:
    """One folder below the tools folder: what it depends on, what it takes to make it, and how it is filled."""

    def __init__(self, name, announcement, sources, needs, fill):
        self.name, self.announcement, self.sources, self.needs, self.fill = name, announcement, sources, needs, fill

    def stamp(self, folder: Path) -> str:
        digest = hashlib.sha256(str(folder).encode())
        for source in self.sources:
            digest.update(source.read_bytes() if isinstance(source, Path) else source.encode())
        return digest.hexdigest()

    def is_installed(self, tools: Path) -> bool:
        folder = tools / self.name
        try:
            if (folder / STAMP).read_text() != self.stamp(folder):
                return False
        except OSError:
            return False
        # The stamp survives when the system's Python is replaced, the link to that Python does not.
        return not (folder / "pyvenv.cfg").exists() or (folder / "bin" / "python").exists()

    def install(self, tools: Path) -> None:
        folder = tools / self.name
        print(self.announcement.format(folder=folder), flush=True)
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        self.fill(folder)
        (folder / STAMP).write_text(self.stamp(folder))


def need_python() -> None:
    version = "%d.%d" % sys.version_info[:2]
    if not (3, 11) <= sys.version_info[:2] <= (3, 13):
        raise Missing(f"Python 3.11, 3.12 or 3.13 is needed and this is {version}: install one and run install.py with it.")
    if not all(importlib.util.find_spec(name) for name in ("venv", "ensurepip")):  # Debian ships them apart
        raise Missing(f"Python {version} lacks its venv module: install it (Debian and Ubuntu: python{version}-venv).")


def need_maven() -> None:
    if shutil.which("mvn") is None:
        raise Missing("Maven is needed and there is no mvn on the PATH: install Maven 3.8 or newer.")


def need_jdk() -> None:
    if jdk.find() is None:
        raise Missing(jdk.MISSING)


def make_localstack(folder: Path) -> None:
    make_venv(folder, HERE / "constraints.txt", LOCALSTACK)


def make_sam(folder: Path) -> None:
    make_venv(folder, HERE / "sam-constraints.txt", *SAM)


def make_moto(folder: Path) -> None:
    make_venv(folder, HERE / "moto-constraints.txt", MOTO)


def make_venv(folder: Path, constraints: Path, *packages: str) -> None:
    run([sys.executable, "-m", "venv", str(folder)])
    pip = [str(folder / "bin" / "python"), "-m", "pip", "--disable-pip-version-check", "install", "--quiet"]
    run([*pip, "--constraint", str(constraints), *packages])


def make_ric(folder: Path) -> None:
    copy_jars("ric", folder)


def make_dynamodb(folder: Path) -> None:
    """The two jars that LocalStack looks for, both made from one small class of ours, beside the jars they run on."""
    libraries = folder / "DynamoDBLocal_lib"
    copy_jars("dynamodb", libraries)
    for pattern in FOREIGN_LIBRARIES:
        for library in libraries.glob(pattern):
            library.unlink()
    jars = sorted(jar.name for jar in libraries.glob("*.jar"))
    tools = jdk.find() / "bin"
    with tempfile.TemporaryDirectory() as scratch:
        manifest = Path(scratch) / "manifest"
        manifest.write_text(
            "Main-Class: LoopbackDynamoDb\n"
            "Premain-Class: LoopbackDynamoDb\n"
            + manifest_attribute("Class-Path", " ".join(f"DynamoDBLocal_lib/{jar}" for jar in jars)))
        run([str(tools / "javac"), "-cp", str(libraries / "*"), "-d", f"{scratch}/classes",
             str(HERE / "jars" / "LoopbackDynamoDb.java")])
        run([str(tools / "jar"), "--create", "--file", str(folder / "DynamoDBLocal.jar"), "--manifest", str(manifest),
             "-C", f"{scratch}/classes", "."])
    shutil.copy(folder / "DynamoDBLocal.jar", folder / "ddb-local-loader-0.1.jar")


def manifest_attribute(name: str, value: str) -> str:
    """Lines of a manifest hold 72 bytes at most; a continuation begins with a space."""
    line = f"{name}: {value}"
    return "\n ".join([line[:70], *(line[start:start + 69] for start in range(70, len(line), 69))]) + "\n"


def copy_jars(profile: str, folder: Path) -> None:
    run(["mvn", "--batch-mode", "--quiet", "--file", str(POM), "--activate-profiles", profile,
         "dependency:copy-dependencies", "-DincludeScope=runtime", f"-DoutputDirectory={folder}"],
        env={**os.environ, "JAVA_HOME": str(jdk.find())})


def run(command: list[str], **options) -> None:
    """Quiet unless it fails: then all that the command said."""
    done = subprocess.run(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, **options)
    if done.returncode:
        sys.stderr.buffer.write(done.stdout)
        sys.exit(f"Failed with status {done.returncode}: {' '.join(command)}")


PARTS = {
    "localstack": [
        Part("localstack", "Installing LocalStack 4.13.1 into {folder}: 0.5 GB, a minute or two.",
             [LOCALSTACK, HERE / "constraints.txt"], [need_python], make_localstack),
    ],
    "sam": [
        Part("sam", "Installing SAM CLI 1.170.0 into {folder}: 0.3 GB, about a minute.",
             [*SAM, HERE / "sam-constraints.txt"], [need_python], make_sam),
    ],
    "jars": [
        Part("dynamodb", "Fetching DynamoDB Local 3.3.1 into {folder}: 50 MB, about 15 seconds.",
             [POM, HERE / "jars" / "LoopbackDynamoDb.java"], [need_maven, need_jdk], make_dynamodb),
        Part("ric", "Fetching AWS's Lambda runtime interface client 2.9.0 into {folder}: 5 MB, a few seconds.",
             [POM], [need_maven, need_jdk], make_ric),
    ],
    "moto": [
        Part("moto", "Installing moto 5.2.3 into {folder}: 0.3 GB, about a minute.",
             [MOTO, HERE / "moto-constraints.txt"], [need_python], make_moto),
    ],
}
ONLY_IF_NAMED = {"moto"}


def install(tools: Path, parts: list[Part]) -> None:
    absent = [part for part in parts if not part.is_installed(tools)]
    for need in {need: None for part in absent for need in part.needs}:
        need()  # all of them before the first part takes its minute
    if not absent:
        return
    tools.mkdir(parents=True, exist_ok=True)
    with open(tools / ".lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # two makes at once must not fill the same folder
        for part in absent:
            if not part.is_installed(tools):  # still
                part.install(tools)


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--into", required=True, type=Path, metavar="DIR", help="the tools folder")
    parser.add_argument("--only", choices=PARTS, help="install this part alone")
    options = parser.parse_args(arguments)
    names = [options.only] if options.only else [name for name in PARTS if name not in ONLY_IF_NAMED]
    try:
        install(options.into.resolve(), [part for name in names for part in PARTS[name]])
    except Missing as missing:
        print(missing, file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
