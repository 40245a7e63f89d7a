import os
import signal
import subprocess
import sys
import unittest

from support import PRODUCT, eventually, scratch

PARENT = """
import sys, time
from pathlib import Path
sys.path.insert(0, {product!r})
from function_process import FunctionProcess
folder = Path({folder!r})
print(FunctionProcess("probe", ["sleep", "60"], folder, {{}}, folder, lambda: None).pid, flush=True)
time.sleep(60)
"""


class FunctionProcessTest(unittest.TestCase):
    @unittest.skipUnless(sys.platform == "linux", "the kernel of Linux does it; elsewhere the runtime ends by itself")
    def test_dies_with_a_killed_parent(self):
        program = PARENT.format(product=str(PRODUCT), folder=str(scratch(self)))
        parent = subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE)
        child = int(parent.stdout.readline())
        parent.send_signal(signal.SIGKILL)
        parent.wait()
        parent.stdout.close()
        eventually(lambda: not is_running(child))


def is_running(pid: int) -> bool:
    try:
        os.kill(pid, 0)
        with open(f"/proc/{pid}/stat") as stat:  # a dead child may wait for somebody to collect it
            return stat.read().rpartition(")")[2].split()[0] != "Z"
    except (ProcessLookupError, FileNotFoundError):
        return False
