"""What the guide tells about the value of a participation is what is counted."""

import re
from pathlib import Path

from leerwerk.engine.planning.question import Settings
from leerwerk.engine.planning.value_model import VALUE_MODEL

GUIDE = Path(__file__).parents[3] / "docs" / "planning.md"


def _numbers(line: str) -> list[float]:
    cell = line.rstrip().rstrip("|").rpartition("|")[2]
    return [float(number.replace("−", "-")) for number in re.findall(r"−?\d+(?:\.\d+)?", cell)]


def test_the_guide_tells_the_points_that_are_counted() -> None:
    told = GUIDE.read_text(encoding="utf-8").partition("## What a participation is worth")[2].partition("## Tables")[0]
    points = [_numbers(line) for line in told.splitlines() if re.match(r"\| (level|each|learn|load|motiv)", line)]
    model, levels = VALUE_MODEL, [float(one) for one in VALUE_MODEL.start]
    assert points == [
        levels[:5],
        levels[5:],
        [model.language],
        [model.learnability],
        [model.load],
        [model.motivation],
        [-model.travel],
    ]
    assert model.version in told
    assert f"e^(−points / {model.spread:.0f})" in told
    assert [round(100 * model.chance(points)) for points in (0, 8, -8)] == [50, 73, 27]
    assert f"started {model.step} minutes of travel beyond {model.near}, at most {model.farthest}" in told
    assert told.count(f"at most {model.cap} ") == 3
    wishes = Settings().wish_weights
    assert f"({Settings().benefit:.0f}; {wishes[0]}, {wishes[1]} and {wishes[2]}" in told
