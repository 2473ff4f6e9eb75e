"""Runs commands as whole processes and tells the median."""

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Sequence
from typing import NamedTuple

GUARD = (sys.executable, "-I", "-m", "roadmap_guard")


class Timing(NamedTuple):
    """Seconds of wall clock (median, fastest, slowest) and the largest peak of memory in MiB."""

    median: float
    fastest: float
    slowest: float
    peak: float

    def __str__(self) -> str:
        return f"{self.median * 1000:7.1f} ms  ({self.fastest * 1000:.1f} to {self.slowest * 1000:.1f})  {self.peak:5.1f} MiB"


def timed(command: Sequence[str], folder: str = ".", runs: int = 10) -> Timing:
    """The command's timing over `runs` runs after one that is not counted. Its output is thrown away."""
    _once(command, folder)
    results = [_once(command, folder) for _ in range(runs)]
    seconds = [result[0] for result in results]
    return Timing(statistics.median(seconds), min(seconds), max(seconds), max(result[1] for result in results))


def _once(command: Sequence[str], folder: str) -> tuple[float, float]:
    start = time.perf_counter()
    process = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, _, usage = os.wait4(process.pid, 0)
    process.returncode = 0
    return time.perf_counter() - start, usage.ru_maxrss / 1024
