"""``python -m benchmarks.planning.what_if``: how soon a changed question has a plan, from the prices of the first.

A country of 100,000 people is planned once; then each change is planned from its prices and, for comparison, from
nothing. Printed: seconds until there is a plan within 1 % of its own bound, and how far the two bounds are apart.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from dataclasses import replace

import numpy as np

from benchmarks.planning.instances import draw, shapes
from leerwerk.engine.planning.answer import Answer, Command, Prices, Progress
from leerwerk.engine.planning.question import Pairs, Question
from leerwerk.engine.planning.solver.solve import solve
from leerwerk.engine.planning.solver.warmth import warm_up

WITHIN = 0.01  # relative gap
FIRST, LATER = 30.0, 60.0  # seconds: for the plan that the changes start from, and at most for each of them


def less_money(question: Question) -> Question:
    """A fifth less money in five regions."""
    amount = question.budgets.amount.copy()
    amount[:5] *= 0.8
    return replace(question, budgets=replace(question.budgets, amount=amount))


def withdrawn(question: Question) -> Question:
    """Three in a hundred groups are not offered after all."""
    groups = len(question.groups.ids)
    gone = np.random.default_rng(1).choice(groups, max(1, 3 * groups // 100), replace=False).astype(np.int32)
    return replace(question, locks=replace(question.locks, closed=np.sort(gone)))


def higher_floor(question: Question) -> Question:
    """Ten points more low-skilled people."""
    floor = question.settings.low_skilled_floor + 0.1
    return replace(question, settings=replace(question.settings, low_skilled_floor=floor))


CHANGES: tuple[Callable[[Question], Question], ...] = (less_money, withdrawn, higher_floor)


def until_close(question: Question, pairs: Pairs, warm: Prices | None) -> tuple[Answer, float | None]:
    """The first plan within WITHIN of the bound known then, and the seconds until it was there (None: never)."""
    reached: list[float] = []

    def watch(progress: Progress) -> Command:
        if progress.gap is not None and progress.gap <= WITHIN:
            reached.append(progress.seconds)
        return Command.TAKE if reached else Command.GO_ON

    answer = solve(_limited(question, LATER), pairs, watch=watch, warm=warm)
    return answer, reached[0] if reached else None


def _limited(question: Question, seconds: float) -> Question:
    return replace(question, settings=replace(question.settings, time_limit=seconds))


def main(arguments: list[str] | None = None) -> int:
    """Print one line per change."""
    parser = argparse.ArgumentParser(prog="benchmarks.planning.what_if", description=__doc__)
    parser.add_argument("--size", default="hundred")
    given = parser.parse_args(arguments)
    warm_up()
    question, pairs = draw(next(shapes(given.size, 1)))
    first = solve(_limited(question, FIRST), pairs)
    print(f"{given.size}: {first.objective:,.0f} of at most {first.bound:,.0f} after {first.seconds:.1f} s")
    for change in CHANGES:
        changed = change(question)
        warm, soon = until_close(changed, pairs, first.prices)
        cold, later = until_close(changed, pairs, None)
        print(
            f"  {change.__doc__ or '':55} warm {_seconds(soon)}  cold {_seconds(later)}"
            f"  bound {100 * (warm.bound / cold.bound - 1):+.2f} %"
        )
    return 0


def _seconds(seconds: float | None) -> str:
    return "  never" if seconds is None else f"{seconds:5.1f} s"


if __name__ == "__main__":
    raise SystemExit(main())
