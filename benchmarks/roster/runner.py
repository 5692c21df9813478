"""Runs every region, mends it, breaks it, and prints one table of each."""

from __future__ import annotations

import argparse
import os
import random
import sys
import time
from dataclasses import replace
from typing import NoReturn

from benchmarks.roster.impossible import cases
from benchmarks.roster.regions import Shape, region, shapes
from leerwerk.engine.roster import (
    Question,
    Roster,
    clashes,
    confirm,
    conflict,
    cost,
    relaxations,
    repair,
    solve,
)
from leerwerk.engine.roster.solver.warmth import warm_up


def main(arguments: list[str] | None = None) -> int:
    """Parse the arguments and print the tables; 1 if any roster clashes or any conflict is not confirmed."""
    parser = _Parser(prog="benchmarks.roster", description=__doc__)
    parser.add_argument("--instances", type=int, default=12, help="how many regions, at least 1")
    parser.add_argument("--seconds", type=float, default=20.0, help="for each region")
    parser.add_argument("--groups", type=int, default=60, help="of each region; people, teachers and rooms follow")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--broken", type=int, default=4, help="of how many regions questions without a roster are made")
    given = parser.parse_args(arguments)
    if given.instances < 1 or given.seconds <= 0 or given.groups < 1:
        parser.error("--instances, --seconds and --groups begin above 0")
    warm_up()
    made = [_sized(shape, given.groups) for shape in shapes(given.instances)]
    known, wrong = _regions(made, given.seconds, given.workers)
    wrong |= _ill(known, given.workers)
    wrong |= _impossible(known[: given.broken])
    return int(wrong)


class _Parser(argparse.ArgumentParser):
    """Ends with 1 when it does not understand, as every command does."""

    def error(self, message: str) -> NoReturn:
        """Tell what is wrong."""
        self.print_usage(sys.stderr)
        self.exit(1, f"{self.prog}: {message}\n")


def _sized(shape: Shape, groups: int) -> Shape:
    if groups == shape.groups:
        return shape
    part = groups / shape.groups
    return replace(
        shape,
        groups=groups,
        teachers=max(4, round(shape.teachers * part)),
        rooms=max(15, round(shape.rooms * part)),
        employers=max(4, round(shape.employers * part)),
    )


def _cpu() -> float:
    return sum(os.times()[:2])


def _regions(made: list[Shape], seconds: float, workers: int) -> tuple[list[tuple[Shape, Question, Roster]], bool]:
    print(f"\n{len(made)} regions, {seconds:g} s each")
    print(
        f"{'region':20}{'outcome':>10}{'seconds':>9}{'CPU s':>7}{'cost':>7}{'bound':>7}{'gap':>9}"
        f"{'clashes':>9}{'check ms':>10}"
    )
    known, wrong = [], False
    for shape in made:
        asked = region(shape)
        before = _cpu()
        found = solve(asked, seconds=seconds, workers=workers)
        used = _cpu() - before
        if found.roster is None:
            print(f"{shape.name:20}{found.outcome:>10}{found.seconds:9.1f}{used:7.1f}{'–':>7}{found.bound:7}")
            sys.stdout.flush()
            continue
        began = time.perf_counter()
        broken = clashes(asked, found.roster)
        took = 1000 * (time.perf_counter() - began)
        wrong |= bool(broken) or sum(cost(asked, found.roster).values()) != found.total
        print(
            f"{shape.name:20}{found.outcome:>10}{found.seconds:9.1f}{used:7.1f}{found.total:7}{found.bound:7}"
            f"{100 * (found.gap or 0):8.1f}%{len(broken):9}{took:10.1f}"
        )
        sys.stdout.flush()
        known.append((shape, asked, found.roster))
    return known, wrong


def _ill(known: list[tuple[Shape, Question, Roster]], workers: int) -> bool:
    """A teacher who teaches is away for a day."""
    print("\na teacher is ill on one day: changed meetings and shifts")
    print(
        f"{'region':20}{'outcome':>10}{'seconds':>9}{'lost':>6}{'moved':>7}{'teacher':>9}{'room':>6}{'shifts':>8}{'clashes':>9}"
    )
    wrong = False
    for shape, asked, roster in known:
        rng = random.Random(shape.seed)
        meeting = rng.choice([one for one in roster.meetings if one.teacher is not None])
        day = 0b11 << 2 * (meeting.start // 2)
        ill = replace(
            asked,
            teachers=tuple(
                replace(one, available=one.available & ~day) if one.id == meeting.teacher else one
                for one in asked.teachers
            ),
        )
        lost = len({one.other for one in clashes(ill, roster)})
        again = repair(ill, roster, seconds=1.0, workers=workers)
        if again.roster is None:
            print(f"{shape.name:20}{again.outcome:>10}{again.seconds:9.2f}{lost:6}")
            continue
        broken = clashes(ill, again.roster)
        wrong |= bool(broken)
        was = {(one.lesson, one.start): one for one in roster.meetings}
        now = {(one.lesson, one.start): one for one in again.roster.meetings}
        same = [(was[key], now[key]) for key in was if key in now]
        shifts = sum((mask & ~again.roster.shifts[name]).bit_count() for name, mask in roster.shifts.items())
        print(
            f"{shape.name:20}{again.outcome:>10}{again.seconds:9.2f}{lost:6}{len(was) - len(same):7}"
            f"{sum(a.teacher != b.teacher for a, b in same):9}{sum(a.room != b.room for a, b in same):6}"
            f"{shifts:8}{len(broken):9}"
        )
        sys.stdout.flush()
    return wrong


def _impossible(known: list[tuple[Shape, Question, Roster]]) -> bool:
    print("\nwhat nothing fits: the smallest set of rules that cannot hold together, and the cheapest way out")
    print(f"{'region':20}{'what':36}{'seconds':>9}{'rules':>7}{'smallest':>10}{'confirmed':>11}{'way out, price':>40}")
    wrong = False
    for shape, asked, roster in known:
        for name, broken in cases(asked, roster, shape.seed):
            began = time.monotonic()
            found = conflict(broken)
            took = time.monotonic() - began
            told = confirm(broken, found) if found.rules else None
            right = told is not None and told.impossible and told.smallest == found.smallest
            wrong |= found.rules == () or not right
            ways = relaxations(broken, found, seconds=10.0, most=1) if found.rules else ()
            way = " + ".join(str(one.kind) for one in ways[0].rules) + f", {ways[0].price}" if ways else "–"
            print(
                f"{shape.name:20}{name:36}{took:9.2f}{len(found.rules):7}{found.smallest!s:>10}{right!s:>11}{way:>40}"
            )
            sys.stdout.flush()
    return wrong
