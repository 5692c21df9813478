"""Runs every method on every instance in a process of its own and prints one table per size."""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
from collections.abc import Callable, Collection
from dataclasses import asdict
from pathlib import Path
from typing import NoReturn

from benchmarks.planning.bars import MARKS
from benchmarks.planning.instances import SIZES, draw, shapes
from benchmarks.planning.memory import Peak
from benchmarks.planning.methods import METHODS, Made, plan_by
from benchmarks.planning.outcome import OURS, Outcome, relative
from benchmarks.planning.tables import print_instance, print_summary
from leerwerk.engine.planning.answer import Command, Progress
from leerwerk.engine.planning.certificate import dual_value
from leerwerk.engine.planning.question import Pairs, Question
from leerwerk.engine.planning.solver.model import prepare
from leerwerk.engine.planning.solver.state import allowed, objective_of
from leerwerk.engine.planning.solver.warmth import warm_up

ROOT = Path(__file__).resolve().parents[2]
MOST_VERIFIED = 6_000_000  # pairs; a few seconds for 100,000 people, and left out for a million
TIMES = {"tiny": 5.0, "region": 10.0, "ten": 60.0, "hundred": 300.0, "million": 180.0}


def main(arguments: list[str] | None = None) -> int:
    """Parse the arguments and print the tables; 1 if any plan broke a rule, or the arguments are not understood."""
    parser = _Parser(prog="benchmarks.planning", description=__doc__)
    parser.add_argument("--sizes", type=_some_of(SIZES), default=["region"], help=f"of {', '.join(SIZES)}, with commas")
    parser.add_argument("--instances", type=int, default=12, help="how many of each size, at least 1")
    parser.add_argument("--time", type=float, default=None, help="seconds per method and instance")
    parser.add_argument("--methods", type=_some_of(METHODS), default=METHODS, help=f"of {', '.join(METHODS)}")
    parser.add_argument("--one", nargs=4, metavar=("SIZE", "NUMBER", "METHOD", "SECONDS"), help=argparse.SUPPRESS)
    given = parser.parse_args(arguments)
    if given.one:
        print(json.dumps(asdict(_measure(given.one[0], int(given.one[1]), given.one[2], float(given.one[3])))))
        return 0
    if given.instances < 1 or (given.time is not None and given.time <= 0):
        parser.error("--instances and --time begin above 0")
    failed = False
    for size in given.sizes:
        seconds = given.time or TIMES[size]
        rows = []
        for number, shape in enumerate(shapes(size, given.instances)):
            outcomes = [_apart(size, number, method, seconds) for method in given.methods]
            failed |= any(outcome is None for outcome in outcomes)
            rows.append((shape.name, [outcome for outcome in outcomes if outcome is not None]))
            print_instance(*rows[-1])
        print_summary(size, seconds, rows)
    return int(failed)


class _Parser(argparse.ArgumentParser):
    """Ends with 1 when it does not understand, as every command does."""

    def error(self, message: str) -> NoReturn:
        """Tell what is wrong, and what there is."""
        self.print_usage(sys.stderr)
        self.exit(1, f"{self.prog}: {message}\n")


def _some_of(known: Collection[str]) -> Callable[[str], list[str]]:
    """Return what reads names with commas between them, all of them known."""

    def read(text: str) -> list[str]:
        names = [name.strip() for name in text.split(",")]
        for name in names:
            if name not in known:
                raise argparse.ArgumentTypeError(f"there is no {name!r}; there are {', '.join(known)}")
        return names

    return read


def _measure(size: str, number: int, method: str, seconds: float) -> Outcome:
    warm_up()
    shape = list(shapes(size, number + 1))[number]
    question, pairs = draw(shape)
    peak = Peak()
    first: list[float] = []
    reached: dict[str, float] = {}

    def note(gap: float | None, seconds: float) -> None:
        for mark in MARKS:
            if gap is not None and 100 * gap <= mark:
                reached.setdefault(str(mark), seconds)

    def watch(progress: Progress) -> Command:
        if progress.objective is not None and not first:
            first.append(progress.seconds)
        note(progress.gap, progress.seconds)
        return Command.GO_ON

    made = plan_by(method, question, pairs, seconds, watch)
    memory = peak.stop()
    if made.state is None:
        return Outcome(
            method=method, objective=None, bound=made.bound, placed=0, low_share=0.0, open_groups=0,
            seconds=made.seconds, memory=memory,
        )  # fmt: skip
    model = prepare(question, pairs)
    keeps, objective = allowed(model, made.state), objective_of(model.net, made.state)
    if method != "first come" and not keeps:
        raise SystemExit(f"{method} broke a rule on {shape.name}")
    if method == OURS and made.bound is not None:
        first.append(made.seconds)
        note(relative(made.bound, objective), made.seconds)
    placed = made.state.pair >= 0
    return Outcome(
        method=method,
        objective=objective,
        bound=made.bound,
        placed=int(placed.sum()),
        low_share=float(question.candidates.low_skilled[placed].mean()) if placed.any() else 0.0,
        open_groups=int(made.state.open.sum()),
        seconds=made.seconds,
        memory=memory,
        first=first[0] if first else None,
        reached=reached,
        dual=_verified(question, pairs, made, objective, shape.name),
        rules=keeps,
    )


def _verified(question: Question, pairs: Pairs, made: Made, objective: float, name: str) -> float | None:
    """Return what the prices of an answer prove, in plain NumPy apart from the search; the run ends when they clash.

    The claimed bound rests on the search where it is lower, and is never higher; no plan is worth more than either.
    """
    if made.prices is None or made.bound is None or len(pairs) > MOST_VERIFIED:
        return None
    proven = dual_value(question, pairs, made.prices)
    slack = 1e-6 * max(1.0, abs(proven))
    if made.bound > proven + slack or objective > min(made.bound, proven) + slack:
        raise SystemExit(f"{name}: plan {objective}, bound {made.bound}, while its prices prove {proven}")
    return proven


def _apart(size: str, number: int, method: str, seconds: float) -> Outcome | None:
    """One measurement in a process that is ended when it outlives its time by far; None when it failed."""
    command = [sys.executable, "-m", "benchmarks.planning", "--one", size, str(number), method, str(seconds)]
    env = os.environ | {"PYTHONPATH": os.pathsep.join((str(ROOT), str(ROOT / "src"), os.environ.get("PYTHONPATH", "")))}
    try:
        done = subprocess.run(
            command, capture_output=True, text=True, timeout=2 * seconds + 180, check=True, cwd=ROOT, env=env
        )
    except subprocess.TimeoutExpired:
        return Outcome(
            method=method, objective=None, bound=None, placed=0, low_share=0.0, open_groups=0,
            seconds=2 * seconds + 180, memory=0.0,
        )  # fmt: skip
    except subprocess.CalledProcessError as error:
        print(f"{method} failed: {error.stderr[-600:]}", file=sys.stderr)
        return None
    return Outcome(**json.loads(done.stdout.strip().splitlines()[-1]))
