"""Nothing that run.py starts outlives it, however it ends."""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from doors import processes
from doors.processes import Family, Record
from doors.report import Stop

ROOT = Path(__file__).resolve().parents[2]
STUBBORN = (
    "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('up', flush=True); time.sleep(600)"
)
STARTER = """
import sys, time
from pathlib import Path
from doors.processes import Family
family = Family("demo")
family.open()
child = family.spawn("sleeper", [sys.executable, "-c", "import time; time.sleep(600)"], log=Path(sys.argv[1]))
print(child.pid, family.guardian.pid, flush=True)
time.sleep(600)
"""


def until(holds: Callable[[], bool]) -> bool:
    deadline = time.monotonic() + 30
    while not holds() and time.monotonic() < deadline:
        time.sleep(0.02)
    return holds()


@pytest.fixture
def family(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Family]:
    monkeypatch.setattr(processes, "VAR", tmp_path)
    monkeypatch.setattr(processes, "LOG", tmp_path / "log")
    made = Family("demo")
    made.open()
    yield made
    made.close()


@pytest.fixture
def starter(tmp_path: Path) -> Iterator[tuple[subprocess.Popen[str], int, int]]:
    """A run in another process: (it, its sleeper, its guardian)."""
    env = {**os.environ, "LEERWERK_VAR": str(tmp_path), "PYTHONPATH": str(ROOT)}
    words = [sys.executable, "-c", STARTER, str(tmp_path / "log.txt")]
    with subprocess.Popen(words, env=env, stdout=subprocess.PIPE, text=True) as run:
        assert run.stdout
        child, guardian = map(int, run.stdout.readline().split())
        yield run, child, guardian
        run.kill()


def test_when_the_run_is_killed_its_guardian_ends_what_it_started(
    starter: tuple[subprocess.Popen[str], int, int], tmp_path: Path
) -> None:
    run, child, guardian = starter
    assert processes.started(child)
    run.send_signal(signal.SIGKILL)
    assert until(lambda: not processes.started(child))
    assert until(lambda: not processes.started(guardian))
    assert not (tmp_path / "run" / "demo.json").exists()


def test_when_the_guardian_is_killed_too_the_next_start_ends_what_was_left(
    starter: tuple[subprocess.Popen[str], int, int], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run, child, guardian = starter
    os.kill(guardian, signal.SIGKILL)
    run.send_signal(signal.SIGKILL)
    run.wait()
    assert processes.started(child)
    monkeypatch.setattr(processes, "VAR", tmp_path)
    after = Family("demo")
    assert after.open() == ["sleeper"]
    assert until(lambda: not processes.started(child))
    after.close()


def test_a_program_that_does_not_listen_is_ended_all_the_same(family: Family, tmp_path: Path) -> None:
    child = family.spawn("stubborn", [sys.executable, "-c", STUBBORN], log=tmp_path / "log.txt")
    assert until(lambda: (tmp_path / "log.txt").read_text(encoding="utf-8").startswith("up"))
    (record,) = family.records
    processes.end(record, grace=0.2)
    assert child.wait(timeout=20) == -signal.SIGKILL


def test_a_number_that_belongs_to_somebody_else_by_now_is_left_alone() -> None:
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE, start_new_session=True) as stranger:
        processes.end(Record("ours", stranger.pid, "another moment"), grace=0.1)
        assert stranger.poll() is None


def test_a_note_of_before_the_last_boot_is_not_believed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "demo.json"
    Family._write(file, [Record("ours", os.getpid(), processes.started(os.getpid()))])
    assert [record.name for record in processes.read(file)] == ["ours"]
    monkeypatch.setattr(processes, "boot", lambda: "a later boot")
    assert processes.read(file) == []


def test_a_half_written_note_stops_nobody(tmp_path: Path) -> None:
    (tmp_path / "demo.json").write_text('{"boot": "x", "programs": [{"na', encoding="utf-8")
    assert processes.end_all(tmp_path / "demo.json") == []


def test_a_program_that_fails_is_shown_with_its_last_lines_and_what_to_do(family: Family) -> None:
    script = "import sys; print('all went well until'); sys.exit('write: No space left on device')"
    with pytest.raises(Stop) as stopped:
        family.run("packages", [sys.executable, "-c", script])
    assert "packages failed (exit code 1)" in stopped.value.what
    assert "No space left on device" in stopped.value.what
    assert stopped.value.do.startswith("The disk is full")


def test_a_program_that_is_not_there_is_a_failure_with_a_name(family: Family) -> None:
    code, output = family.attempt("npm", ["no-such-program-here"])
    assert code == 127
    assert "no-such-program-here" in output


def test_a_signal_between_starting_and_writing_down_comes_a_moment_later() -> None:
    seen: list[int] = []

    def caught(number: int, _frame: object) -> None:
        if not processes.came(number):
            seen.append(number)

    before = signal.signal(signal.SIGUSR1, caught)
    try:
        with processes.held():
            os.kill(os.getpid(), signal.SIGUSR1)
            assert seen == []
        assert seen == [signal.SIGUSR1]
    finally:
        signal.signal(signal.SIGUSR1, before)


def test_everything_is_ended_also_when_the_folder_was_deleted_meanwhile(family: Family, tmp_path: Path) -> None:
    sleep = [sys.executable, "-c", "import time; time.sleep(600)"]
    children = [family.spawn(name, sleep, log=tmp_path / "log.txt") for name in ("one", "two")]
    shutil.rmtree(tmp_path / "run")
    family.close()
    assert [processes.started(child.pid) for child in children] == ["", ""]
