"""The measurement of clocks runs, and says what it found."""

import pytest

from benchmarks import clocks


def test_some_placements_are_walked_twice_and_every_contact_is_tried(capsys: pytest.CaptureFixture[str]) -> None:
    assert clocks.main(["--placements", "6", "--stored", "0"]) == 0
    told = capsys.readouterr().out
    assert "contacts that are not as the rules say: 0; runs that differ: 0" in told
    assert "every contact as the rules say" in told
