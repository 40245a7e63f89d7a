"""What the tests share; importing it makes the product's modules importable."""
import sys
import tempfile
import time
from pathlib import Path

PRODUCT = Path(__file__).resolve().parent.parent
TOOLS = PRODUCT.parent / ".tools"
sys.path.insert(0, str(PRODUCT))

import patches  # noqa: E402

if not hasattr(sys, "_recovery_python_mended"):  # every test module imports this one, under one name
    patches.apply_before_localstack()
    sys._recovery_python_mended = True


def eventually(look, seconds: float = 10):
    """The first true thing that `look` returns; fails when the time is over."""
    ends = time.monotonic() + seconds
    while True:
        seen = look()
        if seen:
            return seen
        if time.monotonic() > ends:
            raise AssertionError(f"not seen in {seconds} seconds")
        time.sleep(0.02)


def scratch(test) -> Path:
    """A folder that goes with the test; with a space in its name, as users have them."""
    folder = tempfile.TemporaryDirectory(prefix="recovery test ")
    test.addCleanup(folder.cleanup)
    return Path(folder.name).resolve()
