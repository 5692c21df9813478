"""What the person at the terminal reads: steps with their seconds, and failures with what to do."""

import contextlib
import errno
import re
import sys
import threading
import time
from collections.abc import Iterator
from typing import Optional

FULL = "The disk is full. Free some space (a whole set-up takes about 1.5 GB), then run the same command again."
FORBIDDEN = "This account may not write there. Give it the right to, or copy the folder to a place that is yours."
OFFLINE = (
    "No way to the package registry. Check the network and the proxy (HTTPS_PROXY), then run the same command "
    "again: what was fetched already is kept."
)
UNTRUSTED = (
    "A certificate on the way to the package registry is not trusted. Point SSL_CERT_FILE to the certificates of your "
    "network, then run the same command again."
)
CHANGED = (
    "What was fetched is not what the lock promises. Do not use it; try again on another network, and report it if it "
    "stays."
)
NETWORK = (
    r"dns error|error sending request|name resolution|Could not resolve|ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ETIMEDOUT"
    r"|NewConnectionError|ConnectTimeout|Network is unreachable|No route to host|tunnel error|ProxyError"
    r"|client error \(Connect\)|Failed to establish a new connection"
)
ADVICE = (  # what a failed program says → what to do
    (r"No space left on device|Disk quota exceeded|ENOSPC", FULL),
    (r"THESE PACKAGES DO NOT MATCH THE HASHES|Hash mismatch|EINTEGRITY", CHANGED),
    (r"certificate verify failed|invalid peer certificate|UnknownIssuer", UNTRUSTED),
    (NETWORK, OFFLINE),
    (r"(?i)permission denied|Operation not permitted|Read-only file system|EACCES|EROFS", FORBIDDEN),
)


class Stop(Exception):
    """A failure that was foreseen: what happened, and what to do."""

    def __init__(self, what: str, do: str = "") -> None:
        super().__init__(what)
        self.what = what
        self.do = do


def advice(output: str, otherwise: str = "") -> str:
    """Return what to do about a program that failed with this output."""
    for pattern, do in ADVICE:
        if re.search(pattern, output):
            return do
    return otherwise


def of_error(error: OSError) -> Stop:
    """Return the operating system's refusal as a failure that says what to do."""
    do = {
        errno.ENOSPC: FULL,
        errno.EDQUOT: FULL,
        errno.EACCES: FORBIDDEN,
        errno.EPERM: FORBIDDEN,
        errno.EROFS: FORBIDDEN,
    }
    return Stop(str(error), do.get(error.errno or 0, "Put this right, then run the same command again."))


def say(line: str = "") -> None:
    """Print a line at once, also into a pipe."""
    print(line, flush=True)


@contextlib.contextmanager
def step(name: str) -> Iterator[None]:
    """Name a step while it runs, with its seconds; they tick on a terminal."""
    began = time.monotonic()
    done = threading.Event()
    live = sys.stdout.isatty()
    print(f"  {name} … ", end="", flush=True)

    def tick() -> None:
        while not done.wait(1):
            print(f"\r  {name} … {time.monotonic() - began:.0f} s ", end="", flush=True)

    clock: Optional[threading.Thread] = threading.Thread(target=tick, daemon=True) if live else None
    if clock:
        clock.start()
    failed = True
    try:
        yield
        failed = False
    finally:
        done.set()
        if clock:
            clock.join()
        took = f"{time.monotonic() - began:.1f} s"
        print(f"{chr(13) + '  ' + name + ' … ' if live else ''}{took}{' — failed' if failed else ''}", flush=True)


def failure(stop: Stop) -> None:
    """Say what happened and what to do."""
    sys.stdout.flush()
    print(f"\n{stop.what}", file=sys.stderr)
    if stop.do:
        print(f"→ {stop.do}", file=sys.stderr, flush=True)
