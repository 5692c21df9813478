"""Waits until the one who started it is gone, then ends what that one left running."""

import signal
import sys
from pathlib import Path

from doors.processes import end_all

if __name__ == "__main__":
    for number in (signal.SIGINT, signal.SIGHUP, signal.SIGTERM):
        signal.signal(number, signal.SIG_IGN)  # it goes when its starter goes, not before
    sys.stdin.buffer.read()
    end_all(Path(sys.argv[1]))
