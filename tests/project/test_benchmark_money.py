"""The measurement of money runs, and both ways of reckoning come to the same."""

import pytest

from benchmarks import money


def test_all_at_once_comes_to_what_a_plain_loop_does(capsys: pytest.CaptureFixture[str]) -> None:
    assert money.main(["--participants", "40", "--draws", "400", "--plain", "30"]) == 0
    told = capsys.readouterr().out
    assert "8 parties, 400 futures" in told
    assert "ratio in this run" in told
    assert "within all bars, and the same" in told
