"""The command that runs a Java function as AWS's managed runtime does.

Only AWS's runtime interface client is on the class path; it loads the function itself, from the working directory and
`lib/*.jar`.
"""
from pathlib import Path

RUNTIME_CLASS = "com.amazonaws.services.lambda.runtime.api.client.AWSLambda"
HEAP_PERCENT = 85  # of the function's memory, as the managed runtime does


def command(java: Path, runtime_client: Path, memory_mb: int, handler: str, *options: str) -> list:
    """`java` is the JDK's home, `runtime_client` the folder of the client's jars; `options` go to the JVM."""
    heap = memory_mb * HEAP_PERCENT // 100
    jars = sorted(str(jar) for jar in runtime_client.glob("*.jar"))
    return [str(java / "bin" / "java"), f"-Xmx{heap}m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:auto",
            "--enable-native-access=ALL-UNNAMED", *options, "-cp", ":".join(jars), RUNTIME_CLASS, handler]
