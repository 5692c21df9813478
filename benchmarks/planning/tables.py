"""What was measured, on screen: a table for each instance and a summary for each size."""

from __future__ import annotations

import sys
from statistics import median

from benchmarks.planning.bars import against_bars
from benchmarks.planning.methods import METHODS
from benchmarks.planning.outcome import Outcome, gap_to

type Rows = list[tuple[str, list[Outcome]]]


def print_instance(name: str, outcomes: list[Outcome]) -> None:
    """One line per method."""
    bound = min((o.bound for o in outcomes if o.bound is not None), default=float("inf"))
    best = max((o.objective for o in outcomes if o.objective is not None and o.rules), default=None)
    print(f"\n{name}   bound {bound:,.1f}   (* best plan; ! misses the floor, so no plan)")
    for o in outcomes:
        if o.objective is None:
            print(f"  {o.method:12} no plan {'(too large)' if o.seconds == 0 else ''} {o.seconds:8.1f} s")
            continue
        gap = gap_to(o, bound)
        mark = ("*" if o.objective == best else " ") if o.rules else "!"
        print(
            f" {mark}{o.method:12} {o.objective:12,.1f}  placed {o.placed:6}  low-skilled {100 * o.low_share:5.1f} %"
            f"  groups {o.open_groups:5}  gap {_percent(gap):>10}"
            f"  {o.seconds:6.1f} s  {o.memory:5.2f} GB"
            + (f"  its prices prove {o.dual:,.1f}" if o.dual is not None else "")
            + (f"  first plan {o.first:.1f} s" if o.first is not None else "")
            + "".join(f"  {within} % after {seconds:.1f} s" for within, seconds in o.reached.items())
        )
    sys.stdout.flush()


def print_summary(size: str, seconds: float, rows: Rows) -> None:
    """One line per method over all instances, and one per bar that our own planner is held to."""
    print(f"\n{size}: {len(rows)} instances, {seconds:g} s each; gap to the best bound of the run (–: no plan)")
    for method in METHODS:
        gaps, times, memory = [], [], []
        for _, outcomes in rows:
            bound = min((o.bound for o in outcomes if o.bound is not None), default=float("inf"))
            for o in (one for one in outcomes if one.method == method):
                gap = gap_to(o, bound)
                gaps.append(float("inf") if gap is None else gap)
                times.append(o.seconds)
                memory.append(o.memory)
        if gaps:
            print(
                f"  {method:12} median {_percent(median(gaps)):>10}  worst {_percent(max(gaps)):>10}"
                f"  seconds {median(times):6.1f} / {max(times):6.1f}  memory {max(memory):5.2f} GB"
            )
    for line in against_bars(size, seconds, [outcomes for _, outcomes in rows]):
        print(line)
    sys.stdout.flush()


def _percent(gap: float | None) -> str:
    return "–" if gap is None or gap == float("inf") else f"{100 * gap:.3f} %"
