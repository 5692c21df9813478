"""What our own planner is held to on two cores, beside what was measured: bar, measured, met."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from benchmarks.planning.outcome import OURS, Outcome

MARKS = (1.0, 0.3, 0.2, 0.1)  # %: gaps whose time is told


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One promise: a gap (one of MARKS, in %, to its own proof) within seconds, a first plan, or memory in GB."""

    gap: float | None = None
    within: float | None = None  # seconds until the gap, or with no gap until the first plan
    memory: float | None = None

    def __str__(self) -> str:
        if self.memory is not None:
            return f"memory <= {self.memory:g} GB"
        if self.gap is not None:
            return f"gap <= {self.gap:g} % within {self.within:g} s"
        return f"first plan < {self.within:g} s"

    def measured(self, outcome: Outcome) -> float | None:
        """Return the seconds or GB that this is judged by; None when it never came so far."""
        if self.memory is not None:
            return outcome.memory
        return outcome.first if self.gap is None else outcome.reached.get(str(self.gap))

    def met(self, value: float | None) -> bool:
        """Whether a measurement keeps it."""
        if value is None:
            return False
        if self.memory is not None:
            return value <= self.memory
        assert self.within is not None, "a bar without memory has seconds"
        return value < self.within if self.gap is None else value <= self.within


BARS: dict[str, tuple[Bar, ...]] = {
    "region": (Bar(gap=0.1, within=10), Bar(memory=0.3), Bar(within=1)),
    "ten": (Bar(gap=0.2, within=60), Bar(memory=0.5)),
    "hundred": (Bar(gap=1.0, within=20), Bar(gap=0.3, within=120), Bar(gap=0.2, within=300), Bar(memory=1.5)),
    "million": (Bar(gap=1.0, within=180), Bar(memory=4)),
}


def against_bars(size: str, seconds: float, instances: Sequence[Sequence[Outcome]]) -> Iterator[str]:
    """Yield a line for each bar of a size: on how many instances it was met. One that failed meets none."""
    ours = [next((one for one in outcomes if one.method == OURS), None) for outcomes in instances]
    if not any(ours):
        return
    for bar in BARS.get(size, ()):
        values = [None if one is None or one.objective is None else bar.measured(one) for one in ours]
        met = sum(map(bar.met, values))
        line = f"  bar {bar!s:28}  measured {_spread(values, 'GB' if bar.memory else 's'):30}  met {met} of {len(ours)}"
        if bar.within is not None and seconds < bar.within and met < len(ours):
            line += f" (given {seconds:g} s)"
        yield line


def _spread(values: Sequence[float | None], unit: str) -> str:
    """Return the least and the most, and how many never came so far."""
    known = sorted(value for value in values if value is not None)
    digits = 2 if unit == "GB" else 1
    ends = list(dict.fromkeys(f"{value:.{digits}f}" for value in (known[0], known[-1]))) if known else []
    parts = [f"{'–'.join(ends)} {unit}"] if ends else []
    if never := len(values) - len(known):
        parts.append(f"{never} never")
    return ", ".join(parts)
