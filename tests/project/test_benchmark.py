"""The measurements of planning: they run from anywhere, name every method, and stand beside their bars."""

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from benchmarks.planning.bars import BARS, MARKS, against_bars
from benchmarks.planning.instances import SIZES
from benchmarks.planning.methods import METHODS
from benchmarks.planning.outcome import Outcome


def _run(*arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "leerwerk", "benchmark", "planning", *arguments]
    return subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False)


def _ours(**facts: Any) -> Outcome:
    usual: dict[str, Any] = {"objective": 100.0, "bound": 101.0, "placed": 1, "low_share": 0.5, "open_groups": 1}
    usual |= {"method": "leerwerk", "seconds": 9.0, "memory": 0.2}
    return Outcome(**usual | facts)


def test_the_table_is_printed_from_any_folder_and_names_every_method(tmp_path: Path) -> None:
    done = _run("--sizes", "tiny", "--instances", "1", "--time", "1", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    for method in METHODS:
        assert len(re.findall(rf"^ .{method} ", done.stdout, re.MULTILINE)) == 2, done.stdout
    assert "its prices prove" in done.stdout
    assert "first plan" in done.stdout


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--sizes", "huge"), "there is no 'huge'; there are tiny, region"),
        (("--sizes", "tiny", "--methods", "luck"), "there is no 'luck'; there are leerwerk, first come"),
        (("--sizes", "tiny", "--instances", "0"), "begin above 0"),
        (("--sizes", "tiny", "--time", "soon"), "--time"),
    ],
)
def test_an_unknown_size_or_method_is_told_with_what_there_is(
    tmp_path: Path, arguments: tuple[str, ...], told: str
) -> None:
    done = _run(*arguments, cwd=tmp_path)
    assert done.returncode == 1
    assert told in done.stderr
    assert "Traceback" not in done.stderr


def test_every_bar_is_of_a_size_that_there_is_and_of_a_gap_that_is_told() -> None:
    assert set(BARS) <= set(SIZES)
    assert {bar.gap for bars in BARS.values() for bar in bars} <= {None, *MARKS}


def test_a_bar_says_on_how_many_instances_it_was_met() -> None:
    instances = [
        [_ours(first=0.4, reached={"1.0": 1.0, "0.1": 3.0})],
        [_ours(first=1.2, memory=0.35, reached={"1.0": 4.0, "0.1": 10.5})],
        [_ours(first=0.5, reached={"1.0": 4.0})],
        [_ours(objective=None)],
        [],
    ]
    gap, memory, first = against_bars("region", 10, instances)
    assert re.search(r"gap <= 0.1 % within 10 s .* 3.0–10.5 s, 3 never .* met 1 of 5", gap)
    assert re.search(r"memory <= 0.3 GB .* 0.20–0.35 GB, 2 never .* met 2 of 5", memory)
    assert re.search(r"first plan < 1 s .* 0.4–1.2 s, 2 never .* met 2 of 5", first)


def test_a_run_that_had_less_time_than_a_bar_says_so() -> None:
    lines = list(against_bars("hundred", 60, [[_ours(reached={"1.0": 19.0})]]))
    assert [line.partition("met ")[2] for line in lines] == [
        "1 of 1",
        "0 of 1 (given 60 s)",
        "0 of 1 (given 60 s)",
        "1 of 1",
    ]
    assert list(against_bars("tiny", 5, [[_ours()]])) == []
