"""How much memory a process and its children hold together."""

from __future__ import annotations

import os
import threading
import time


class Peak:
    """The most memory this process and its children hold together, sampled ten times a second.

    Pages that several of them share (programs, libraries) count once (the kernel's *Pss*).
    """

    def __init__(self) -> None:
        self._most, self._going = 0.0, True
        self._thread = threading.Thread(target=self._watch, daemon=True)
        self._thread.start()

    def _watch(self) -> None:
        while self._going:
            self._most = max(self._most, _resident(os.getpid()))
            time.sleep(0.1)

    def stop(self) -> float:
        """The peak in GB."""
        self._going = False
        self._thread.join()
        return self._most


def _resident(pid: int) -> float:
    total = 0.0
    try:
        with open(f"/proc/{pid}/smaps_rollup") as held:
            total += next(int(line.split()[1]) for line in held if line.startswith("Pss:")) * 1024 / 1e9
        with open(f"/proc/{pid}/task/{pid}/children") as children:
            total += sum(_resident(int(child)) for child in children.read().split())
    except (OSError, ValueError, StopIteration):
        return total  # a child that has just ended, or no /proc
    return total
