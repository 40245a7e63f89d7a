"""A certificate for localhost, and the two forms in which Java and boto3 take it besides all those that they know.

All of these are read on a cold start too, so neither side gets a shorter list than on Lambda.
"""
import shutil
import subprocess
from datetime import timedelta
from pathlib import Path

import botocore
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from stand_in import now

PASSWORD = "changeit"  # the one of every JDK's own list


def make(folder: Path, java: Path) -> tuple:
    """Key and certificate in one file, the variables for a Java function, and those for boto3."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    certificate = (
        x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now() - timedelta(days=1)).not_valid_after(now() + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256()))
    public = folder / "certificate.pem"
    public.write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    both = folder / "key-and-certificate.pem"
    both.write_bytes(key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8,
                                       serialization.NoEncryption()) + public.read_bytes())
    return both, {"JAVA_TOOL_OPTIONS": f"-Djavax.net.ssl.trustStore={_for_java(folder, java, public)}"}, {
        "AWS_CA_BUNDLE": str(_for_boto3(folder, public))}


def _for_java(folder: Path, java: Path, public: Path) -> Path:
    store = folder / "cacerts"
    shutil.copy(java / "lib" / "security" / "cacerts", store)
    subprocess.run([java / "bin" / "keytool", "-importcert", "-noprompt", "-alias", "stand-in", "-file", public,
                    "-keystore", store, "-storepass", PASSWORD], check=True, capture_output=True)
    return store


def _for_boto3(folder: Path, public: Path) -> Path:
    bundle = folder / "cacert.pem"
    bundle.write_bytes((Path(botocore.__file__).parent / "cacert.pem").read_bytes() + public.read_bytes())
    return bundle
