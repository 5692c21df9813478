"""What people meet at the door: a Python that starts, a free port, a clear table, and words that help."""

import os
import socket
import stat
import subprocess
import sys
from pathlib import Path

import pytest

import run
from doors import checks, house, interpreter, report, serve
from doors.checks import Outcome
from doors.report import Stop

ROOT = Path(__file__).resolve().parents[2]


def program(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return path


def test_a_python_that_only_says_it_is_not_there_is_passed_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program(tmp_path / "python3.13", "#!/bin/sh\necho 'pyenv: python3.13: command not found' >&2\nexit 127\n")
    program(tmp_path / "python3.12", f'#!/bin/sh\nexec {sys.executable} "$@"\n')
    monkeypatch.setenv("PATH", str(tmp_path))
    assert not interpreter.fits(tmp_path / "python3.13")
    assert interpreter.fits(tmp_path / "python3.12")
    names = list(interpreter.candidates())
    assert names.index(str(tmp_path / "python3.13")) < names.index(str(tmp_path / "python3.12"))


def test_an_old_python_does_not_fit(tmp_path: Path) -> None:
    assert not interpreter.fits(program(tmp_path / "python3", "#!/bin/sh\necho 3.9\n"))
    assert not interpreter.fits(tmp_path / "nowhere")


def test_a_taken_port_is_refused_when_asked_for_and_passed_over_when_not() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(Stop) as stopped:
            serve.free_port(port)
    assert str(port) in stopped.value.what
    assert "--port" in stopped.value.do
    assert serve.FIRST_PORT <= serve.free_port(None) <= serve.LAST_PORT


def test_a_folder_that_is_in_use_says_where(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(serve, "VAR", tmp_path)
    with serve.only_one("demo") as facts:
        house.remember(facts, address="http://127.0.0.1:8017")
        with pytest.raises(Stop) as stopped, serve.only_one("demo"):
            pytest.fail("two at a time")
    assert "http://127.0.0.1:8017" in stopped.value.what
    with serve.only_one("demo"):
        pass


def test_the_same_inputs_have_the_same_fingerprint_and_others_another(tmp_path: Path) -> None:
    one, two = tmp_path / "one.txt", tmp_path / "two.txt"
    one.write_text("a", encoding="utf-8")
    two.write_text("b", encoding="utf-8")
    before = house.fingerprint([one, two], "3.13")
    assert before == house.fingerprint([two, one], "3.13")
    assert before != house.fingerprint([one, two], "3.14")
    two.write_text("c", encoding="utf-8")
    assert before != house.fingerprint([one, two], "3.13")


def test_what_was_half_written_is_forgotten_not_fatal(tmp_path: Path) -> None:
    file = tmp_path / "marks.json"
    file.write_text('{"requirements": "ab', encoding="utf-8")
    assert house.recall(file) == {}
    house.remember(file, sets=["run"])
    house.remember(file, requirements="x")
    assert house.recall(file) == {"sets": ["run"], "requirements": "x"}


def test_another_projects_shell_does_not_leak_in(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", "elsewhere")
    monkeypatch.setenv("LEERWERK_ENV", "production")
    env = house.django("demo", "postgresql:///mine")
    assert "elsewhere" not in env["PYTHONPATH"]
    assert env["LEERWERK_ENV"] == "demo"
    assert env["DATABASE_URL"] == "postgresql:///mine"


@pytest.mark.parametrize(
    ("said", "do"),
    [
        ("error: Failed to fetch: dns error: failed to lookup address", report.OFFLINE),
        ("npm error code ECONNREFUSED", report.OFFLINE),
        ("OSError: [Errno 28] No space left on device", report.FULL),
        ("npm error code EACCES", report.FORBIDDEN),
        ("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE", report.CHANGED),
        ("something nobody thought of", "look there"),
    ],
)
def test_a_known_failure_says_what_to_do(said: str, do: str) -> None:
    assert report.advice(said, "look there") == do


def test_the_table_says_which_step_failed_and_repeats_what_it_said(capsys: pytest.CaptureFixture[str]) -> None:
    whole = checks.closing(
        [
            Outcome("lint", True, 1.0, "All checks passed!", "All checks passed!"),
            Outcome("types", False, 2.5, "Found 1 error", "src/a.py:1: error: no such thing\nFound 1 error"),
        ]
    )
    told = capsys.readouterr().out
    assert not whole
    assert "src/a.py:1: error: no such thing" in told
    assert "FAILED  types            2.5 s  Found 1 error" in told
    assert told.splitlines()[-1].startswith("FAILED  all")
    assert checks.closing([Outcome("lint", True, 1.0, "", "")])


def test_the_closing_line_of_a_program_has_no_ornaments() -> None:
    assert checks.last_line("x\n\x1b[32m===== \x1b[1m12 passed\x1b[0m in 3 s =====\x1b[0m\n\n") == "12 passed in 3 s"


def test_asking_for_what_cannot_be_is_answered_before_anything_starts() -> None:
    for words in (["--port", "70000"], ["--port", "none"], ["--fresh", "test"], ["tset"]):
        with pytest.raises(SystemExit) as left:
            run.parse(words)
        assert left.value.code == 2


def test_throwing_away_needs_a_yes(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    with open(os.devnull, encoding="utf-8") as nobody:
        monkeypatch.setattr(sys, "stdin", nobody)
        assert not run.agreed(run.parse(["--fresh"]))
        assert "--yes" in capsys.readouterr().err
        assert run.agreed(run.parse(["--fresh", "--yes"]))


def test_help_needs_nothing_installed(tmp_path: Path) -> None:
    told = subprocess.run(
        [sys.executable, "-I", "-S", str(ROOT / "run.py"), "--help"],
        capture_output=True,
        text=True,
        check=True,
        cwd=tmp_path,
    )
    assert "python3 run.py test" in told.stdout
