"""Runs every method on every instance in a process of its own and prints one table per size."""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import threading
import time
from dataclasses import asdict, dataclass, field
from statistics import median

import numpy as np

from benchmarks.planning.instances import SIZES, draw, shapes
from benchmarks.planning.methods import METHODS, plan_by
from leerwerk.engine.planning.answer import Command, Progress
from leerwerk.engine.planning.solver.model import prepare
from leerwerk.engine.planning.solver.state import allowed, objective_of
from leerwerk.engine.planning.solver.warmth import warm_up

MARKS = (1.0, 0.3, 0.2, 0.1)  # %: gaps whose time is told
TIMES = {"tiny": 5.0, "region": 10.0, "ten": 60.0, "hundred": 300.0, "million": 180.0}


@dataclass(slots=True, kw_only=True)
class Outcome:
    """What one method did on one instance."""

    method: str
    objective: float | None
    bound: float | None
    placed: int
    low_share: float
    open_groups: int
    seconds: float
    memory: float  # GB, peak of the process and its children together
    reached: dict[str, float] = field(default_factory=dict)  # seconds until a gap (in %) of its own proof was reached
    rules: bool = True  # False: misses the floor, which a desk does not look at


def main(arguments: list[str] | None = None) -> int:
    """Parse the arguments and print the tables; 1 if any plan broke a rule."""
    parser = argparse.ArgumentParser(prog="benchmarks.planning", description=__doc__)
    parser.add_argument("--sizes", default="region", help=f"comma-separated: {', '.join(SIZES)}")
    parser.add_argument("--instances", type=int, default=12)
    parser.add_argument("--time", type=float, default=None, help="seconds per method and instance")
    parser.add_argument("--methods", default=",".join(METHODS))
    parser.add_argument("--one", nargs=4, metavar=("SIZE", "NUMBER", "METHOD", "SECONDS"), help=argparse.SUPPRESS)
    given = parser.parse_args(arguments)
    if given.one:
        print(json.dumps(asdict(_measure(given.one[0], int(given.one[1]), given.one[2], float(given.one[3])))))
        return 0
    failed = False
    for size in given.sizes.split(","):
        seconds = given.time or TIMES[size]
        rows = []
        for number, shape in enumerate(shapes(size, given.instances)):
            outcomes = [_apart(size, number, method, seconds) for method in given.methods.split(",")]
            failed |= any(outcome is None for outcome in outcomes)
            rows.append((shape.name, [outcome for outcome in outcomes if outcome is not None]))
            _print_instance(*rows[-1])
        _print_summary(size, seconds, rows)
    return int(failed)


def _measure(size: str, number: int, method: str, seconds: float) -> Outcome:
    warm_up()
    shape = list(shapes(size, number + 1))[number]
    question, pairs = draw(shape)
    peak = _Peak()
    reached: dict[str, float] = {}

    def watch(progress: Progress) -> Command:
        for mark in MARKS:
            if progress.gap is not None and 100 * progress.gap <= mark:
                reached.setdefault(str(mark), progress.seconds)
        return Command.GO_ON

    state, took, bound = plan_by(method, question, pairs, seconds, watch)
    memory = peak.stop()
    if state is None:
        return Outcome(
            method=method, objective=None, bound=bound, placed=0, low_share=0.0, open_groups=0, seconds=took,
            memory=memory,
        )  # fmt: skip
    model = prepare(question, pairs)
    keeps = allowed(model, state)
    if method != "first come" and not keeps:
        raise SystemExit(f"{method} broke a rule on {shape.name}")
    placed = state.pair >= 0
    return Outcome(
        method=method,
        objective=objective_of(model.net, state),
        bound=bound,
        placed=int(placed.sum()),
        low_share=float(question.candidates.low_skilled[placed].mean()) if placed.any() else 0.0,
        open_groups=int(state.open.sum()),
        seconds=took,
        memory=memory,
        reached=reached,
        rules=keeps,
    )


class _Peak:
    """The most memory this process and its children hold together, sampled ten times a second."""

    def __init__(self) -> None:
        self._most, self._going = 0.0, True
        self._thread = threading.Thread(target=self._watch, daemon=True)
        self._thread.start()

    def _watch(self) -> None:
        while self._going:
            self._most = max(self._most, _resident(os.getpid()))
            time.sleep(0.1)

    def stop(self) -> float:
        """The peak in GB."""
        self._going = False
        self._thread.join()
        return self._most


def _resident(pid: int) -> float:
    total = 0.0
    try:
        with open(f"/proc/{pid}/statm") as status:
            total += int(status.read().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e9
        with open(f"/proc/{pid}/task/{pid}/children") as children:
            total += sum(_resident(int(child)) for child in children.read().split())
    except (OSError, ValueError):
        return total  # a child that has just ended, or no /proc
    return total


def _apart(size: str, number: int, method: str, seconds: float) -> Outcome | None:
    """One measurement in a process that is ended when it outlives its time by far; None when it failed."""
    command = [sys.executable, "-m", "benchmarks.planning", "--one", size, str(number), method, str(seconds)]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=2 * seconds + 180, check=True)
    except subprocess.TimeoutExpired:
        return Outcome(
            method=method, objective=None, bound=None, placed=0, low_share=0.0, open_groups=0,
            seconds=2 * seconds + 180, memory=0.0,
        )  # fmt: skip
    except subprocess.CalledProcessError as error:
        print(f"{method} failed: {error.stderr[-600:]}", file=sys.stderr)
        return None
    return Outcome(**json.loads(done.stdout.strip().splitlines()[-1]))


def _gap(outcome: Outcome, bound: float) -> float | None:
    if outcome.objective is None or not outcome.rules or not np.isfinite(bound):
        return None
    return max(0.0, bound - outcome.objective) / max(1.0, abs(outcome.objective))


def _print_instance(name: str, outcomes: list[Outcome]) -> None:
    bound = min((o.bound for o in outcomes if o.bound is not None), default=float("inf"))
    best = max((o.objective for o in outcomes if o.objective is not None and o.rules), default=None)
    print(f"\n{name}   bound {bound:,.1f}   (* best plan; ! misses the floor, so no plan)")
    for o in outcomes:
        if o.objective is None:
            print(f"  {o.method:12} no plan {'(too large)' if o.seconds == 0 else ''} {o.seconds:8.1f} s")
            continue
        gap = _gap(o, bound)
        mark = ("*" if o.objective == best else " ") if o.rules else "!"
        print(
            f" {mark}{o.method:12} {o.objective:12,.1f}  placed {o.placed:6}  low-skilled {100 * o.low_share:5.1f} %"
            f"  groups {o.open_groups:5}  gap {100 * gap if gap is not None else float('nan'):8.3f} %"
            f"  {o.seconds:6.1f} s  {o.memory:5.2f} GB"
            + "".join(f"  {mark} % after {seconds:.1f} s" for mark, seconds in o.reached.items())
        )
    sys.stdout.flush()


def _print_summary(size: str, seconds: float, rows: list[tuple[str, list[Outcome]]]) -> None:
    print(f"\n{size}: {len(rows)} instances, {seconds:g} s each; gap to the best bound of the run, in %")
    for method in METHODS:
        gaps, times, memory = [], [], []
        for _, outcomes in rows:
            bound = min((o.bound for o in outcomes if o.bound is not None), default=float("inf"))
            for o in (one for one in outcomes if one.method == method):
                gap = _gap(o, bound)
                gaps.append(float("inf") if gap is None else 100 * gap)
                times.append(o.seconds)
                memory.append(o.memory)
        if gaps:
            print(
                f"  {method:12} median {median(gaps):8.3f}  worst {max(gaps):8.3f}"
                f"  seconds {median(times):6.1f} / {max(times):6.1f}  memory {max(memory):5.2f} GB"
            )
