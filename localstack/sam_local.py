"""Checks that `sam local invoke` answers, with Docker and without AWS: `make sam-local`.

The function cannot read its tables and says so: "switch unreadable, nothing is done". Where AWS's image cannot be
pulled, a stand-in of the same name is built from this machine's JDK; the last line says how to remove it. Status 2:
there is no Docker daemon, and nothing was checked.
"""
import argparse
import json
import os
import platform
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import jdk

CHECKOUT = Path(__file__).resolve().parent.parent
EVENT = CHECKOUT / "events" / "alarm-host-broken.json"
EXPECTED = "switch unreadable, nothing is done"
PULL_SECONDS = 180
INVOKE_SECONDS = 180
MODULES = "java.se,jdk.unsupported,jdk.management,jdk.zipfs,jdk.net,jdk.crypto.ec"
COMMANDS = ("sh", "mv", "chmod", "cp", "rm", "ls", "cat", "mkdir", "env")  # of which SAM and the two scripts below use some
LIBRARIES = ("libc.so.6", "libm.so.6", "libdl.so.2", "libpthread.so.0", "librt.so.1", "libgcc_s.so.1", "libresolv.so.2",
             "libnss_dns.so.2", "libnss_files.so.2", "libz.so.1")

# The runtime client loads the function itself, from the working directory and lib/*.jar, as on AWS.
BOOTSTRAP = """#!/bin/sh
exec /var/lang/bin/java -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xshare:auto --enable-native-access=ALL-UNNAMED \\
  -cp "/var/runtime/lib/*" com.amazonaws.services.lambda.runtime.api.client.AWSLambda "$_HANDLER"
"""
ENTRYPOINT = """#!/bin/sh
export _HANDLER="$1"
[ -n "$AWS_LAMBDA_RUNTIME_API" ] && exec /var/runtime/bootstrap
exec /var/rapid/aws-lambda-rie /var/runtime/bootstrap
"""


class CannotBuild(Exception):
    """The stand-in cannot be built here; the message is the sentence that says why."""


def image() -> str:
    return "public.ecr.aws/lambda/java:25-" + ("arm64" if platform.machine() in ("aarch64", "arm64") else "x86_64")


def has_daemon() -> bool:
    return shutil.which("docker") is not None and succeeds("docker", "info", seconds=20)


def succeeds(*command: str, seconds: int) -> bool:
    try:
        return subprocess.run(command, capture_output=True, timeout=seconds).returncode == 0
    except subprocess.TimeoutExpired:
        return False


def build_stand_in(name: str, java: Path, tools: Path) -> None:
    if sys.platform != "linux":
        raise CannotBuild("the stand-in image takes this machine's Linux libraries, and this is no Linux: pull the image first.")
    with tempfile.TemporaryDirectory(prefix="recovery-image-") as scratch:
        root = Path(scratch) / "root"
        for folder in ("bin", "etc", "proc", "dev", "sys", "lib64", "opt", "tmp", "var/task", "var/rapid", "var/runtime"):
            (root / folder).mkdir(parents=True)
        (root / "tmp").chmod(0o1777)
        shutil.copy(busybox(Path(scratch)), root / "bin" / "busybox")
        for command in COMMANDS:
            (root / "bin" / command).symlink_to("busybox")
        (root / "etc" / "passwd").write_text("root:x:0:0:root:/root:/bin/sh\n")
        subprocess.run([java / "bin" / "jlink", "--add-modules", MODULES, "--no-header-files", "--no-man-pages", "--strip-debug",
                        "--generate-cds-archive", "--output", root / "var" / "lang"], check=True, stdout=subprocess.DEVNULL)
        copy_libraries(root)
        shutil.copytree(tools / "ric", root / "var" / "runtime" / "lib")
        for path, text in ((root / "var" / "runtime" / "bootstrap", BOOTSTRAP), (root / "lambda-entrypoint.sh", ENTRYPOINT)):
            path.write_text(text)
            path.chmod(0o755)
        with subprocess.Popen(["tar", "-C", root, "-c", "."], stdout=subprocess.PIPE) as packed:
            subprocess.run(
                ["docker", "import", "--change", "ENV LANG=C.UTF-8 PATH=/var/lang/bin:/bin LAMBDA_TASK_ROOT=/var/task "
                 "LAMBDA_RUNTIME_DIR=/var/runtime", "--change", "WORKDIR /var/task", "--change",
                 'ENTRYPOINT ["/lambda-entrypoint.sh"]', "-", name], stdin=packed.stdout, check=True, stdout=subprocess.DEVNULL)
    # SAM adds its emulator in an image of its own, and would go on with that of an older stand-in
    subprocess.run(["docker", "rmi", "--force", name.replace(":25-", ":25-rapid-")], capture_output=True)


def busybox(scratch: Path) -> Path:
    """A shell that needs no library: Debian's and Ubuntu's package, unpacked and not installed."""
    if shutil.which("apt-get") is None or shutil.which("dpkg") is None:
        raise CannotBuild("the stand-in image needs a static busybox, which is fetched with apt-get, and there is none here.")
    if subprocess.run(["apt-get", "download", "-qq", "busybox-static"], cwd=scratch, capture_output=True).returncode:
        raise CannotBuild("the stand-in image needs the package busybox-static, and apt-get could not download it.")
    package = next(scratch.glob("busybox-static*.deb"))
    subprocess.run(["dpkg", "-x", package, scratch / "busybox"], check=True)
    return next(path for path in (scratch / "busybox").rglob("busybox") if path.is_file() and os.access(path, os.X_OK))


def copy_libraries(root: Path) -> None:
    """The C library and its family, each where it lies here: the loader looks there."""
    listed = subprocess.run(["ldconfig", "-p"], capture_output=True, text=True, check=True).stdout
    known = {line.split()[0]: Path(line.rpartition("=> ")[2]) for line in reversed(listed.splitlines()) if "=>" in line}
    loaders = [path for name, path in known.items() if name.startswith("ld-linux")]
    for library in [known[name] for name in LIBRARIES if name in known] + loaders:
        target = root / library.relative_to("/")
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(library, target)
    for loader in loaders:  # programs name it by this path
        if (Path("/lib64") / loader.name).exists():
            shutil.copy(loader, root / "lib64" / loader.name)


def invoke(tools: Path) -> str:
    """What `sam local invoke` wrote to standard output, which is the function's answer. No credentials: SAM would ask AWS whose."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("AWS_")}
    done = subprocess.run([tools / "sam" / "bin" / "sam", "local", "invoke", "DetectionFunction", "--event", EVENT, "--skip-pull-image"],
                          cwd=CHECKOUT, env={**environment, "SAM_CLI_TELEMETRY": "0", "AWS_DEFAULT_REGION": "us-east-1"},
                          capture_output=True, text=True, timeout=INVOKE_SECONDS)
    print(done.stderr, file=sys.stderr, end="")
    return done.stdout


def says_so(output: str) -> bool:
    """A function that fails lets SAM end with status 0, so only the words count."""
    lines = [line for line in output.splitlines() if line.startswith("{")]
    return bool(lines) and EXPECTED in json.dumps(json.loads(lines[-1]))


def main(arguments: list) -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--tools", type=Path, required=True, metavar="DIR", help="the folder that install.py filled")
    tools, name, built = parser.parse_args(arguments).tools.resolve(), image(), False
    if not has_daemon():
        print("Nothing was checked: sam local invoke needs a Docker daemon, and docker info finds none.", file=sys.stderr)
        return 2
    if not succeeds("docker", "image", "inspect", name, seconds=20) and not succeeds("docker", "pull", name, seconds=PULL_SECONDS):
        print(f"{name} cannot be pulled: building a stand-in from this machine's JDK", file=sys.stderr)
        try:
            build_stand_in(name, jdk.find(), tools)
        except CannotBuild as reason:
            print(f"Nothing was checked: {reason}", file=sys.stderr)
            return 2
        built = True
    answer = invoke(tools)
    print(answer)
    if built:
        print(f"docker rmi {name} removes the stand-in", file=sys.stderr)
    if not says_so(answer):
        print(f'sam local invoke did not answer "{EXPECTED}"', file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
