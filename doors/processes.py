"""Programs that we start: none of them outlives us, also when we are killed.

Each started program leads a process group of its own and is written down in ``var/run/<door>.json``. A guardian waits
at the other end of a pipe; when that closes, for whatever reason, it ends everything that is written down. Were the
guardian killed as well, then the next start does it.
"""

import contextlib
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Optional

from doors.house import LOG, VAR, surroundings
from doors.report import Stop, advice

GRACE = 8.0  # seconds between asking a program to end and ending it


@dataclass(frozen=True)
class Record:
    """A program as written down; ``alone`` when only the leader must get the signal (PostgreSQL minds its own)."""

    name: str
    pid: int
    started: str
    ask: int = signal.SIGTERM
    alone: bool = False


def started(pid: int) -> str:
    """Return a text that tells this process from a later one with the same number; empty when there is none."""
    stat = Path(f"/proc/{pid}/stat")
    if Path("/proc/self/stat").exists():
        try:
            fields = stat.read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
        except OSError:
            return ""
        return "" if fields[0] in "ZX" else fields[19]
    shown = subprocess.run(["ps", "-o", "stat=,lstart=", "-p", str(pid)], capture_output=True, text=True, check=False)
    state, _, since = shown.stdout.strip().partition(" ")
    return "" if state.startswith("Z") else since.strip()


def boot() -> str:
    """Return what tells this run of the machine from the one before, where the machine tells it."""
    try:
        return Path("/proc/sys/kernel/random/boot_id").read_text(encoding="utf-8").strip()
    except OSError:
        return ""


def running(record: Record) -> bool:
    """Whether the written-down program itself still runs."""
    return bool(record.started) and started(record.pid) == record.started


def _signal(record: Record, number: int) -> None:
    with contextlib.suppress(ProcessLookupError, PermissionError):
        if record.alone:
            os.kill(record.pid, number)
        else:
            os.killpg(record.pid, number)


def end(record: Record, grace: float = GRACE) -> None:
    """Ask the program to end, wait, then end it and what is left of its group."""
    deadline = time.monotonic() + grace
    if running(record):
        _signal(record, record.ask)
        while running(record) and time.monotonic() < deadline:
            time.sleep(0.02)
    elif started(record.pid):
        return  # the number belongs to somebody else by now
    if not record.alone:
        _signal(record, signal.SIGKILL)
    elif running(record):
        _signal(record, signal.SIGQUIT)  # PostgreSQL: at once, recovering at the next start


def read(file: Path) -> list[Record]:
    """Return what is written down, when it is of this run of the machine."""
    try:
        known = json.loads(file.read_text(encoding="utf-8"))
        return [Record(**one) for one in known["programs"]] if known["boot"] == boot() else []
    except (OSError, ValueError, KeyError, TypeError):
        return []


def end_all(file: Path) -> list[str]:
    """End everything written down, the last started first, and return the names of what still ran."""
    found = []
    for record in reversed(read(file)):
        if running(record):
            found.append(record.name)
        end(record)
    file.unlink(missing_ok=True)
    return found


_waiting: list[int] = []  # signals that came while a program was started but not yet written down
_holding: list[bool] = []


def came(number: int) -> bool:
    """Take note of a signal; True when whoever caught it must wait, because it is raised again in a moment."""
    if _holding:
        _waiting.append(number)
    return bool(_holding)


@contextlib.contextmanager
def held() -> Iterator[None]:
    """Let no signal come between starting a program and writing it down."""
    _holding.append(True)
    try:
        yield
    finally:
        _holding.pop()
        if _waiting and not _holding:
            os.kill(os.getpid(), _waiting.pop())


class Family:
    """The programs that one run of a door has started."""

    def __init__(self, door: str) -> None:
        self.file = VAR / "run" / f"{door}.json"
        self.records: list[Record] = []
        self.children: dict[int, subprocess.Popen[bytes]] = {}
        self.guardian: Optional[subprocess.Popen[bytes]] = None

    def open(self) -> list[str]:
        """End what an earlier run left behind, then set the guardian. Returns the names of what was ended."""
        self.file.parent.mkdir(parents=True, exist_ok=True)
        keeper = self.file.with_suffix(".guardian")
        for record in read(keeper):  # it may be ending things at this moment
            deadline = time.monotonic() + 2 * GRACE
            while running(record) and time.monotonic() < deadline:
                time.sleep(0.05)
            end(record, grace=0)
        left = end_all(self.file)
        self.guardian = subprocess.Popen(
            [sys.executable, "-m", "doors.guardian", str(self.file)],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            cwd=Path(__file__).resolve().parent.parent,
            start_new_session=True,
        )
        self._write(keeper, [Record("guardian", self.guardian.pid, started(self.guardian.pid))])
        return left

    def spawn(
        self,
        name: str,
        command: Sequence[object],
        *,
        log: Path,
        env: Optional[dict[str, str]] = None,
        cwd: Optional[Path] = None,
        ask: int = signal.SIGTERM,
        alone: bool = False,
        **more: Any,
    ) -> subprocess.Popen[bytes]:
        """Start a program in a group of its own, its output into ``log``, and write it down."""
        log.parent.mkdir(parents=True, exist_ok=True)
        with held():
            with log.open("wb") as output:
                child: subprocess.Popen[bytes] = subprocess.Popen(
                    [str(word) for word in command],
                    stdin=subprocess.DEVNULL,
                    stdout=output,
                    stderr=subprocess.STDOUT,
                    env=surroundings() if env is None else env,
                    cwd=cwd,
                    start_new_session=True,
                    **more,
                )
            self.children[child.pid] = child
            self.records.append(Record(name, child.pid, started(child.pid), ask, alone))
            self._write(self.file, self.records)
        return child

    def end(self, child: "subprocess.Popen[bytes]") -> None:
        """End one program and forget it."""
        for record in [r for r in self.records if r.pid == child.pid]:
            end(record)
            self.records.remove(record)
        child.wait()
        self.children.pop(child.pid, None)
        with contextlib.suppress(OSError):  # a full disk or a deleted folder must not keep the rest running
            self._write(self.file, self.records)

    def run(self, name: str, command: Sequence[object], otherwise: str = "", **more: Any) -> str:
        """Run a program to its end and return its output; when it fails, say so with the end of the output."""
        return self._told(name, *self.attempt(name, command, **more), otherwise)

    def attempt(self, name: str, command: Sequence[object], **more: Any) -> tuple[int, str]:
        """Run a program to its end; return its exit code and its output."""
        try:
            child = self.spawn(name, command, log=LOG / f"{name}.log", **more)
        except FileNotFoundError as error:
            return 127, str(error)
        return self._ended(name, child)

    def finish(self, name: str, child: "subprocess.Popen[bytes]") -> str:
        """Wait for a program that was spawned with ``name``'s log, and return its output as ``run`` does."""
        return self._told(name, *self._ended(name, child), "")

    def _ended(self, name: str, child: "subprocess.Popen[bytes]") -> tuple[int, str]:
        try:
            code = child.wait()
        finally:
            self.end(child)
        return code, (LOG / f"{name}.log").read_text(encoding="utf-8", errors="replace")

    @staticmethod
    def _told(name: str, code: int, output: str, otherwise: str) -> str:
        if code:
            tail = "\n".join("  | " + line for line in output.strip().splitlines()[-25:])
            told = otherwise or f"The whole output is in {LOG / (name + '.log')}."
            raise Stop(f"{name} failed (exit code {code}):\n{tail}", advice(output, told))
        return output

    def close(self) -> None:
        """End everything, the last started first, and let the guardian go."""
        for record in reversed(list(self.records)):
            self.end(self.children[record.pid])
        if self.guardian and self.guardian.stdin:
            self.guardian.stdin.close()
            with contextlib.suppress(subprocess.TimeoutExpired):
                self.guardian.wait(timeout=GRACE)

    @staticmethod
    def _write(file: Path, records: list[Record]) -> None:
        fresh = file.with_name(f"{file.name}.{os.getpid()}")
        fresh.write_text(json.dumps({"boot": boot(), "programs": [asdict(r) for r in records]}), encoding="utf-8")
        fresh.replace(file)
