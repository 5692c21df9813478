"""The planning question: what is asked, as columns of numbers that nothing changes afterwards.

Every table is a set of parallel NumPy arrays, one row per thing; other tables point to a row by its index.
Free codes (sectors, skills, limits) are numbered once, in the question's vocabularies, and held as bits in
``uint64`` words: bit ``k % 64`` of word ``k // 64`` stands for code ``k``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

type Bools = npt.NDArray[np.bool_]
type Int8s = npt.NDArray[np.int8]
type Int16s = npt.NDArray[np.int16]
type Int32s = npt.NDArray[np.int32]
type Int64s = npt.NDArray[np.int64]
type Words = npt.NDArray[np.uint64]
type Floats = npt.NDArray[np.float64]

ANY = -1  # "any municipality" in a charge; "no group", "no workplace" in a plan


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidates:
    """The people who may join, n rows. Only profile fields: nothing here says who someone is by birth."""

    ids: tuple[str, ...]
    zone: Int32s  # row of Travel.zones
    language: Int8s  # (n, 4): listening, reading, speaking, writing; 0 alfa … 7 C2
    scales: Int8s  # (n, 3): learnability, load, motivation; 1–5
    available: npt.NDArray[np.uint16]  # bit d: dagdeel d is free; bit 0 = Monday morning … 9 = Friday afternoon
    max_travel: Int16s  # minutes one way
    ready: Int32s  # first possible day, as a proleptic ordinal (date.toordinal)
    wishes: Int16s  # (n, w): sector numbers, first wish first, ANY after the last
    skills: Words  # (n, words)
    licence: Bools
    education: Int8s  # 0 none, 1 primary, 2 lower secondary, 3 upper secondary, 4 higher
    limits: Words  # (n, words): functional conditions, such as "no lifting"

    @property
    def low_skilled(self) -> Bools:
        """Without a startkwalificatie: at most lower secondary education."""
        low: Bools = self.education <= 2
        return low


@dataclass(frozen=True, slots=True, kw_only=True)
class Groups:
    """The group options that may be opened."""

    ids: tuple[str, ...]
    blueprint: tuple[str, ...]
    sector: Int16s
    level: Int8s  # index in LEVELS
    zone: Int32s
    start: Int32s  # ordinal day
    min_size: Int32s
    max_size: Int32s
    fixed_cost: Floats  # thousands of euros once, if the group opens
    cost_per_participant: Floats  # thousands of euros
    dagdelen: npt.NDArray[np.uint16]  # dagdelen that everyone must have free
    language: Int8s  # (g, 4) minima
    scales: Int8s  # (g, 3) minima
    skills: Words  # required
    licence: Bools  # required
    excluded_limits: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Workplaces:
    """Places to work, offered to one or more groups which then share them."""

    ids: tuple[str, ...]
    employer: tuple[str, ...]
    zone: Int32s
    places: Int32s
    skills: Words
    licence: Bools
    excluded_limits: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Offers:
    """Workplaces offered to each group: group g has ``workplace[start[g]:start[g + 1]]``, ascending."""

    start: Int64s  # (groups + 1,)
    workplace: Int32s


@dataclass(frozen=True, slots=True, kw_only=True)
class Resources:
    """Teachers, classrooms, mentors: shared capacity, and what each group uses of it (rows of ``uses``)."""

    ids: tuple[str, ...]
    capacity: Floats
    use_group: Int32s
    use_resource: Int32s
    per_group: Floats
    per_participant: Floats


@dataclass(frozen=True, slots=True, kw_only=True)
class Budgets:
    """Money, in thousands of euros, and what is charged to it (rows of ``charges``)."""

    ids: tuple[str, ...]
    amount: Floats
    charge_budget: Int32s
    charge_group: Int32s
    charge_zone: Int32s  # the participant's municipality, or ANY
    per_participant: Floats
    per_group: Floats  # charged once when the group opens, whatever charge_zone says


@dataclass(frozen=True, slots=True, kw_only=True)
class Travel:
    """Minutes one way between municipalities, door to door."""

    zones: tuple[str, ...]  # CBS codes
    minutes: Int16s  # (zones, zones)
    approximate: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenValues:
    """Values that replace the value model: only these pairs may join, if they are eligible too."""

    candidate: Int32s
    group: Int32s
    value: Floats


@dataclass(frozen=True, slots=True, kw_only=True)
class Locks:
    """What people have decided already. Pairs of indices, (k, 2); groups as indices."""

    assign: Int32s  # candidate, group
    forbid: Int32s  # candidate, group
    open: Int32s
    closed: Int32s
    together: Int32s  # candidate, candidate: in the same group, or neither placed
    apart: Int32s  # candidate, candidate: not in the same group


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """How benefit is weighed, and when to stop."""

    benefit: float = 28.0  # thousands of euros for one person lastingly in work
    wish_weights: tuple[float, ...] = (1.5, 0.75, 0.25)  # thousands of euros for the 1st, 2nd, 3rd … wish
    reach_weights: Mapping[str, float] = field(default_factory=dict)  # education → thousands of euros
    low_skilled_floor: float = 0.0  # least share of low-skilled among those placed
    time_limit: float = 60.0  # seconds
    gap: float = 0.001
    seed: int = 1
    change_penalty: float = 0.0  # thousands of euros for each person whose earlier group changes


@dataclass(frozen=True, slots=True, kw_only=True)
class Earlier:
    """An earlier plan that a new one should change as little as possible; ANY where not placed."""

    group: Int32s  # (candidates,)
    workplace: Int32s


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """Everything a plan may depend on, and nothing else."""

    candidates: Candidates
    groups: Groups
    workplaces: Workplaces
    offers: Offers
    resources: Resources
    budgets: Budgets
    travel: Travel
    locks: Locks
    settings: Settings
    sectors: tuple[str, ...]
    skills: tuple[str, ...]
    limits: tuple[str, ...]
    given: GivenValues | None = None
    earlier: Earlier | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Pairs:
    """Every eligible (candidate, group) with its value, sorted by group, then candidate.

    Group g has rows ``start[g]:start[g + 1]``. ``seats`` has one bit for each of the group's offers, in the order
    of ``Offers``: bit k is set when this candidate can work at the group's k-th workplace; never all zero.
    ``value`` already contains everything about the pair: expected benefit, less cost per participant, wishes,
    reach, and the change penalty against an earlier plan. Pairs that a lock forbids are not here.
    """

    start: Int64s  # (groups + 1,)
    candidate: Int32s
    value: Floats  # thousands of euros
    seats: Words  # (pairs, words)

    def __len__(self) -> int:
        return len(self.candidate)
