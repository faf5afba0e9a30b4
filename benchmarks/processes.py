"""Processes run and watched: their time by the clock and of the processors, and the peak of their memory."""

from __future__ import annotations

import os
import subprocess
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

PAUSE = 0.05


@dataclass(frozen=True, slots=True)
class Used:
    """What a process and its descendants used: seconds by the clock and of the processors, peak megabytes; stdout."""

    seconds: float
    processor: float
    peak: float
    said: str = ""


def family(process: int) -> Iterator[int]:
    """A process and all that descend from it."""
    yield process
    for task in Path(f"/proc/{process}/task").glob("*/children"):
        for child in task.read_text().split():
            yield from family(int(child))


def resident(process: int) -> int:
    """Kilobytes of memory that a process and its descendants hold."""
    total = 0
    for one in family(process):
        for line in Path(f"/proc/{one}/status").read_text().splitlines():
            if line.startswith("VmRSS:"):
                total += int(line.split()[1])
    return total


def watch_memory(process: int, ended: threading.Event, peak: list[int]) -> None:
    while not ended.wait(PAUSE):
        try:
            peak[0] = max(peak[0], resident(process))
        except OSError:  # one of them has just ended
            continue


def run_watched(command: Sequence[str], folder: Path | None = None) -> Used:
    """Run a command in a folder to its end.

    The peak is that of all its processes together (resident, sampled: an upper bound, as shared pages count twice;
    Linux only), or that of its largest one as the system counted it, which no sample can miss. The system counts the
    memory of the process that starts the command too, so that one should hold little.
    """
    ended, peak, before = threading.Event(), [0], time.perf_counter()
    with tempfile.TemporaryFile() as said, tempfile.TemporaryFile() as talk:
        process = subprocess.Popen(list(command), cwd=folder, stdout=said, stderr=talk)
        watcher = threading.Thread(target=watch_memory, args=(process.pid, ended, peak))
        watcher.start()
        _, status, used = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - before
        ended.set()
        watcher.join()
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            talk.seek(0)
            told = talk.read().decode(errors="replace")[-2000:]
            raise SystemExit(f"{' '.join(command)}\nended with {process.returncode}:\n{told}")
        said.seek(0)
        answer = said.read().decode()
    return Used(seconds, used.ru_utime + used.ru_stime, max(peak[0], used.ru_maxrss) / 1024, answer)
