"""The measurement of money runs, and both ways of reckoning come to the same."""

import re

import pytest

from benchmarks import money


def test_all_at_once_comes_to_what_a_plain_loop_does(capsys: pytest.CaptureFixture[str]) -> None:
    money.main(["--participants", "40", "--draws", "400", "--plain", "30"])  # its bars are not for a busy machine
    told = capsys.readouterr().out
    assert "8 parties, 400 futures" in told
    assert "ratio in this run" in told
    furthest = re.search(r"furthest apart: ([0-9.]+) times", told)
    assert furthest is not None
    assert float(furthest[1]) < 4
