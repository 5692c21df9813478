"""``python -m benchmarks.roster.itc2007 --seconds 600 FOLDER``: timetables of ITC-2007 beside what others reached.

FOLDER holds the published files comp01.ctt … comp21.ctt of track 3 (formulation UD2); they are not part of the
repository.
Each answer is counted again from the published definition, apart from the search.
"""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from benchmarks.roster.ctt import read_ctt
from leerwerk.engine.roster.curriculum.check import tally
from leerwerk.engine.roster.curriculum.search import search
from leerwerk.engine.roster.solver.warmth import warm_up

BEST = (5, 24, 64, 35, 284, 27, 6, 37, 96, 4, 0)
"""The lowest costs published for comp01 … comp11 (https://opthub.uniud.it and arXiv:2201.07525, table 13)."""
WINNER = (5, 43, 72, 35, 298, 41, 14, 39, 103, 9, 0)
"""What the winner of the competition reached (T. Müller, ITC-2007 final ranking)."""


def main(arguments: list[str] | None = None) -> int:
    """Print one line per instance and how many are no worse than the winner; 1 if any promise was broken."""
    parser = argparse.ArgumentParser(prog="benchmarks.roster.itc2007", description=__doc__)
    parser.add_argument("--seconds", type=float, default=600.0, help="wall-clock seconds per instance")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--instances", default=",".join(f"comp{n:02}" for n in range(1, 12)), help="with commas")
    parser.add_argument("folder", type=Path)
    given = parser.parse_args(arguments)
    print(
        f"{'instance':9}{'cost':>6}{'broken':>8}{'best':>6}{'winner':>8}{'ratio':>8}   seats days lonely rooms"
        f"{'seconds':>9}{'CPU s':>8}{'moves/s':>12}"
    )
    warm_up()
    broken, good, names = 0, 0, given.instances.split(",")
    for name in names:
        question = read_ctt(given.folder / f"{name}.ctt")
        before = sum(os.times()[:2])
        found = search(question, seconds=given.seconds, seed=given.seed, threads=given.threads)
        counted = tally(question, found.lectures)
        row = int(name.removeprefix("comp")) - 1
        best, winner = BEST[row], WINNER[row]
        broken += counted.broken
        good += counted.broken == 0 and counted.cost <= winner
        ratio = f"{counted.cost / best:.2f}" if best else "–"
        print(
            f"{name:9}{counted.cost:6}{counted.broken:8}{best:6}{winner:8}{ratio:>8}"
            f"   {counted.seats:5} {counted.days:4} {counted.lonely:6} {counted.halls:5}"
            f"{found.seconds:9.1f}{sum(os.times()[:2]) - before:8.1f}{found.moves / found.seconds:12,.0f}"
        )
        sys.stdout.flush()
    print(f"no worse than the winner: {good} of {len(names)}")
    return int(broken > 0)


if __name__ == "__main__":
    raise SystemExit(main())
