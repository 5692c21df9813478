"""The measurements of rosters: they run from anywhere, and read the files of the competition."""

import subprocess
import sys
from pathlib import Path

from benchmarks.roster import itc2007
from benchmarks.roster.ctt import read_ctt
from benchmarks.roster.regions import region, shapes
from leerwerk.engine.roster import mistakes

CTT = """Name: Small
Courses: 2
Rooms: 1
Days: 2
Periods_per_day: 2
Curricula: 1
Constraints: 1

COURSES:
bread Noor 2 2 10
cake Piet 1 1 10

ROOMS:
hall\t12

CURRICULA:
bakery 2 bread cake

UNAVAILABILITY_CONSTRAINTS:
cake 1 1

END.
"""


def test_the_three_tables_are_printed_from_any_folder(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "leerwerk", "benchmark", "roster", "--instances", "1", "--groups", "4"]
    done = subprocess.run(
        [*command, "--seconds", "5", "--workers", "1"], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.count("plain 0") >= 4
    assert "a teacher is ill" in done.stdout


def test_an_argument_that_means_nothing_is_told(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "leerwerk", "benchmark", "roster", "--instances", "0"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "begin above 0" in done.stderr


def test_every_shape_of_region_is_a_sound_question() -> None:
    for shape in shapes(6):
        asked = region(shape)
        assert not mistakes(asked)
        assert (len(asked.groups), len(asked.participants), len(asked.teachers), len(asked.rooms)) == (60, 900, 40, 30)


def test_the_files_of_the_competition_are_read_and_answered(tmp_path: Path) -> None:
    (tmp_path / "comp01.ctt").write_text(CTT, encoding="utf-8")
    asked = read_ctt(tmp_path / "comp01.ctt")
    assert asked.closed == {("cake", 3)}
    assert [course.lectures for course in asked.courses] == [2, 1]
    assert itc2007.main(["--seconds", "1", "--threads", "1", "--instances", "comp01", str(tmp_path)]) == 0
