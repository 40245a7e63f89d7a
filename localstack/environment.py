"""The environment of LocalStack: this table and nothing else.

The caller's variables must not reach LocalStack, DynamoDB Local or a function: a proxy, a profile, an endpoint or a
JAVA_TOOL_OPTIONS of the user's shell would change what is tested, or let something leave this machine.
"""
from pathlib import Path

SERVICES = ("cloudformation", "cloudwatch", "dynamodb", "ec2", "events", "iam", "kms", "lambda", "logs",
            "resourcegroupstaggingapi", "route53", "s3", "sns", "sqs", "ssm", "sts")
REGION = "us-east-1"


def files(run: Path) -> Path:
    """LocalStack's own file system of this run; the launcher empties it."""
    return run / "localstack-files"


def of_localstack(run: Path, port: int) -> dict:
    return {
        # The system, without the user
        "PATH": "/usr/local/bin:/usr/bin:/bin",
        "LANG": "C.UTF-8",
        "TZ": "UTC",  # LocalStack writes local time into alarms as if it were UTC
        "HOME": str(files(run) / "home"),  # no ~/.aws and no ~/.localstack: they hold profiles and endpoints
        "TEMP": str(files(run) / "tmp"),  # for Python; LocalStack takes TMPDIR for an old option of its own
        "AWS_EC2_METADATA_DISABLED": "true",  # or an SDK without credentials asks 169.254.169.254

        # Where it lives
        "OVERRIDE_IN_DOCKER": "0",  # host mode, also when we are in somebody's container
        "FILESYSTEM_ROOT": str(files(run)),
        "GATEWAY_LISTEN": f"127.0.0.1:{port}",  # the port; the address is honoured by a patch only
        "LOCALSTACK_HOST": f"127.0.0.1:{port}",  # in the URLs that it hands out

        # Nothing leaves this machine
        "DISABLE_EVENTS": "1",  # usage statistics
        "SKIP_SSL_CERT_DOWNLOAD": "1",
        "DNS_ADDRESS": "0",  # no DNS server, which would forward

        # What it does
        "SERVICES": ",".join(SERVICES),
        "PROVIDER_OVERRIDE_DYNAMODB": "v2",  # the default one fetches and starts a Kinesis server for streams
        "DYNAMODB_IN_MEMORY": "1",
        "JDK_JAVA_OPTIONS": "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC",  # DynamoDB Local's: ready in half the time
        "SQS_ENDPOINT_STRATEGY": "path",  # the default queue URL has the host sqs.us-east-1.127.0.0.1
        "LAMBDA_RUNTIME_EXECUTOR": "process",  # ours
        "LAMBDA_RETRY_BASE_DELAY": "1",  # seconds before an asynchronous retry; AWS waits one minute, then two
    }
