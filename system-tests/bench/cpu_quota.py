"""Lambda's share of the processor: all of it during INIT, as much as the memory pays for from the first call on.

A control group does it, which takes root and a writable hierarchy (version 1 or 2); elsewhere there is none, and the
output says so.
"""
import os
from pathlib import Path

ROOT = Path("/sys/fs/cgroup")
PERIOD_MICROSECONDS = 20_000
MEMORY_OF_ONE_PROCESSOR_MB = 1769  # docs.aws.amazon.com/lambda/latest/dg/configuration-memory.html


def quota_microseconds(memory_mb: int) -> int:
    """Of each period."""
    return PERIOD_MICROSECONDS * memory_mb // MEMORY_OF_ONE_PROCESSOR_MB


class CpuQuota:
    """One control group for one process after the other; `folder` is None where there can be none."""

    def __init__(self, memory_mb: int, root: Path = ROOT):
        self._quota = quota_microseconds(memory_mb)
        self._first_version = (root / "cpu").is_dir()
        self.folder = (root / "cpu" if self._first_version else root) / f"recovery-bench-{os.getpid()}"
        try:
            self.folder.mkdir()
            self.lift()
        except OSError:
            self._remove()
            self.folder = None

    def take(self, pid: int) -> None:
        """From now on the process is in the group, without a limit as yet."""
        if self.folder:
            self.lift()
            (self.folder / "cgroup.procs").write_text(f"{pid}\n")

    def lift(self) -> None:
        self._write("-1" if self._first_version else "max")

    def limit(self) -> None:
        if self.folder:
            self._write(str(self._quota))

    def close(self) -> None:
        """Its processes have ended."""
        if self.folder:
            self._remove()

    def _write(self, quota: str) -> None:
        if self._first_version:
            (self.folder / "cpu.cfs_period_us").write_text(str(PERIOD_MICROSECONDS))
            (self.folder / "cpu.cfs_quota_us").write_text(quota)
        else:
            (self.folder / "cpu.max").write_text(f"{quota} {PERIOD_MICROSECONDS}")

    def _remove(self) -> None:
        try:
            self.folder.rmdir()
        except OSError:
            pass  # it was never made, or its last process is not gone yet: an empty group harms nobody

    def __str__(self):
        if self.folder:
            return f"INIT unthrottled, the call at {self._quota / PERIOD_MICROSECONDS:.3f} of a processor (control group)"
        return "unthrottled: there is no control group that we may write, so a first call is shorter here than on Lambda"
