"""One process that runs a function: started, observed, killed, and found by others.

While it lives there is a file `<function name>-<pid>.pid` in the records folder, so that a test can kill it; what it
writes goes to `<function name>-<pid>.log` beside it, which stays. Writing to a file and reading what it grew by needs no
reading thread, and no output is lost when the process is killed.
"""
import ctypes
import os
import signal
import subprocess
import sys
import tempfile
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

# Linux kills a child when the *thread* that forked it ends (PR_SET_PDEATHSIG), and LocalStack's request threads come and
# go: one thread that lives as long as this process does all the forking.
_FORKS = ThreadPoolExecutor(max_workers=1, thread_name_prefix="forks-functions")
_LIBC = ctypes.CDLL(None) if sys.platform == "linux" else None
_PR_SET_PDEATHSIG = 1


def _die_with_parent():
    """Elsewhere the runtime ends by itself: its next request finds nobody."""
    if _LIBC:
        _LIBC.prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)


class FunctionProcess:
    def __init__(self, name: str, command: list, folder: Path, environment: dict, records: Path, on_exit):
        records.mkdir(parents=True, exist_ok=True)
        descriptor, unnamed = tempfile.mkstemp(dir=records, prefix=f"{name}-", suffix=".starting")
        try:
            self._process = _FORKS.submit(
                subprocess.Popen, command, cwd=folder, env=environment, stdin=subprocess.DEVNULL, stdout=descriptor,
                stderr=subprocess.STDOUT, start_new_session=True, preexec_fn=_die_with_parent).result()
        except OSError:
            os.unlink(unnamed)
            raise
        finally:
            os.close(descriptor)
        self.pid = self._process.pid
        self._log = records / f"{name}-{self.pid}.log"
        os.rename(unnamed, self._log)
        self._taken = 0  # bytes of it
        self._pid_file = records / f"{name}-{self.pid}.pid"
        self._pid_file.write_text(f"{self.pid}\n")
        self._memory = 0
        self._watcher = threading.Thread(target=self._watch, args=(on_exit,), daemon=True, name=f"watch-{self.pid}")
        self._watcher.start()

    def _watch(self, on_exit):
        self._process.wait()
        self._pid_file.unlink(missing_ok=True)
        on_exit()

    def is_alive(self) -> bool:
        return self._process.returncode is None and self._process.poll() is None

    def how_it_ended(self) -> str:
        """In the words of AWS's logs."""
        status = self._process.wait()
        return f"exit status {status}" if status >= 0 else f"signal: {signal.strsignal(-status).lower()}"

    def take_output(self) -> str:
        """What it wrote since this was asked last."""
        with open(self._log, "rb") as log:
            log.seek(self._taken)
            output = log.read()
        self._taken += len(output)
        return output.decode("utf-8", "replace")

    def peak_memory_mb(self) -> int:
        """The largest resident size so far; of a dead process, the last that was seen; 0 where the system does not say."""
        try:
            for line in Path(f"/proc/{self.pid}/status").read_text().splitlines():
                if line.startswith("VmHWM:"):
                    self._memory = int(line.split()[1]) // 1024
        except OSError:
            pass
        return self._memory

    def kill(self) -> None:
        """With all that it started; when this returns it is gone, its pid file as well."""
        if self.is_alive():
            try:
                os.killpg(self.pid, signal.SIGKILL)
            except ProcessLookupError:
                pass  # it was faster
        self._watcher.join()
