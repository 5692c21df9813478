"""One person's part of a plan: why this group, why not the others, and what would make more of them possible.

Asks the engine about this person alone, with the profile and the groups as they were frozen. Of the groups that do not
fit only the nearest are looked at closely.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache

from django.db import connection

from leerwerk.engine.planning.contract import BETWEEN, CEFR
from leerwerk.engine.planning.eligibility import Barrier, BarrierCode, barriers, seats_of
from leerwerk.engine.planning.question import Question
from leerwerk.engine.planning.tables import read_question
from leerwerk.engine.planning.values import parts_of_value
from leerwerk.planning.enums import LockKind
from leerwerk.planning.models import FrozenQuestion, GroupProposal, PersonProposal, PlanningRound
from leerwerk.planning.queries.question import SCALES, SKILLS, Row, Tables, settings_of, thawed_rest

NEAR = 40  # groups that do not fit at first sight, looked at closely
SHOWN = 12
CHANGES = 4
LEAST = 0.05  # thousands of euros: a part below it would read as 0,0


class Against(StrEnum):
    """What speaks against a group that fits."""

    CHOSEN = "chosen"  # nothing: this is the one
    NOT_OPENED = "not_opened"
    FULL = "full"
    NO_PLACE = "no_place"  # the workplaces where this person can work are taken
    LOWER = "lower"  # the chosen group is worth more
    OTHERS = "others"  # the place, teacher or money brings more with someone else


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """A group that fits this person, the parts of its value, and what speaks against it now."""

    group: GroupProposal
    parts: Mapping[str, float]
    value: float
    against: Against
    difference: float = 0.0

    @property
    def shown(self) -> list[tuple[str, float]]:
        """The parts that count for something."""
        return [(part, amount) for part, amount in self.parts.items() if abs(amount) >= LEAST]


@dataclass(frozen=True, slots=True, kw_only=True)
class Blocked:
    """A group that does not fit, and everything that stands in the way."""

    group: GroupProposal
    barriers: tuple[Barrier, ...]
    would_fit: bool  # asked again with exactly these changes, the group fits


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """What one person may read about the plan."""

    options: list[Option]
    blocked: list[Blocked]
    groups: int  # options in the plan altogether

    @property
    def changes(self) -> list[Blocked]:
        """The smallest changes that were verified to make a group fit, each once."""
        return [one for one in self.blocked if one.would_fit]


@lru_cache(maxsize=4)
def _rest(fingerprint: str, round_id: int) -> Tables:
    return thawed_rest(FrozenQuestion.objects.only("rest").get(pk=round_id))


def _misses(profile: Row, group: Row) -> int:
    """Count what a group asks that a profile lacks, as far as a glance shows (no travel, no workplaces)."""
    found = sum(CEFR.index(profile[s]) < CEFR.index(group[s]) for s in SKILLS)
    found += sum(int(profile[s]) < int(group[s]) for s in SCALES)
    found += group["sector"] not in profile["sectors"].split(BETWEEN)
    found += profile["ready"] > group["start"]
    found += any(a == "0" and b == "1" for a, b in zip(profile["available"], group["dagdelen"], strict=True))
    found += not set(filter(None, group["skills"].split(BETWEEN))) <= set(profile["skills"].split(BETWEEN))
    found += group["licence"] == "yes" and profile["licence"] == "no"
    found += bool(set(filter(None, group["excluded_limits"].split(BETWEEN))) & set(profile["limits"].split(BETWEEN)))
    return found


def _tables(rest: Tables, person: PersonProposal, asked: PlanningRound) -> Tables:
    """Return the frozen question about this person and the groups that fit or come near."""
    misses = [(_misses(person.profile, group), n) for n, group in enumerate(rest["groups"])]
    fitting = sum(1 for missing, _ in misses if not missing)
    near = [rest["groups"][n] for _, n in sorted(misses)[: fitting + NEAR]]
    keys = {group["group"] for group in near}
    offers = [offer for offer in rest["offers"] if offer["group"] in keys]
    offered = {offer["workplace"] for offer in offers}
    forbidden = asked.locks.filter(kind=LockKind.FORBID, candidate=person.candidate_id)
    return {
        "candidates": [person.profile],
        "groups": near,
        "workplaces": [row for row in rest["workplaces"] if row["workplace"] in offered],
        "offers": offers,
        "locks": [
            {"kind": "forbid", "a": person.profile["candidate"], "b": str(key)}
            for key in forbidden.values_list("cohort_id", flat=True)
            if str(key) in keys
        ],
    }


def _asked(tables: Tables, asked: PlanningRound) -> Question | None:
    question = read_question(tables, settings_of(asked) | {"low_skilled_floor": 0, "change_penalty": 0})
    return question if isinstance(question, Question) else None


def _against(
    person: PersonProposal, group: GroupProposal, value: float, places: set[int], free: Mapping[int, int]
) -> Against:
    if person.group_id == group.pk:
        return Against.CHOSEN
    if not group.open:
        return Against.NOT_OPENED
    if group.size >= group.max_size:
        return Against.FULL
    if not any(free.get(place, 0) > 0 for place in places):
        return Against.NO_PLACE
    if person.group_id is not None and value <= person.value:
        return Against.LOWER
    return Against.OTHERS


def _free(asked: PlanningRound, question: Question) -> dict[int, int]:
    """Return the places that the plan leaves free at each workplace of this small question."""
    keys = [int(key) for key in question.workplaces.ids]
    with connection.cursor() as cursor:  # a function counts, also the people whose file does not exist for who asks
        cursor.execute("SELECT workplace, people FROM planning_seats_taken(%s)", [asked.pk])
        taken = dict(cursor.fetchall())
    return {key: int(n) - taken.get(key, 0) for key, n in zip(keys, question.workplaces.places, strict=True)}


def _without(row: Row, column: str, items: tuple[str, ...]) -> str:
    return BETWEEN.join(item for item in row[column].split(BETWEEN) if item and item not in items)


def _with(row: Row, column: str, items: tuple[str, ...]) -> str:
    return BETWEEN.join([*filter(None, row[column].split(BETWEEN)), *items])


def changed_profile(row: Row, missing: tuple[Barrier, ...], start: date) -> Row:
    """Return a profile in which exactly what was missing is there. A lock or a full offer cannot be changed so."""
    row = dict(row)
    for barrier in (one for b in missing for one in (b, *b.inside)):
        code = barrier.code.value.removeprefix("workplace_")
        if code in SKILLS:
            row[code] = CEFR[CEFR.index(row[code]) + barrier.amount]
        elif code in SCALES:
            row[code] = str(int(row[code]) + barrier.amount)
        elif code == "travel":
            row["max_travel"] = str(int(row["max_travel"]) + barrier.amount)
        elif code == "ready":
            row["ready"] = start.isoformat()
        elif code == "dagdelen":
            row["available"] = "".join("1" if str(d) in barrier.items else on for d, on in enumerate(row["available"]))
        elif code == "sector":
            row["sectors"] = _with(row, "sectors", barrier.items)
        elif code == "skills":
            row["skills"] = _with(row, "skills", barrier.items)
        elif code == "licence":
            row["licence"] = "yes"
        elif code == "limits":
            row["limits"] = _without(row, "limits", barrier.items)
    return row


def _effort(missing: tuple[Barrier, ...]) -> tuple[int, int]:
    """Order barriers: few before many, and what can hardly be changed (a limit, a lock, a wish) last."""
    hard = {BarrierCode.LIMITS, BarrierCode.WORKPLACE_LIMITS, BarrierCode.FORBIDDEN, BarrierCode.SECTOR}
    flat = [one for b in missing for one in (b, *b.inside)]
    return (len(flat) + 4 * sum(one.code in hard for one in flat), sum(one.amount for one in flat))


def explanation(asked: PlanningRound, person: PersonProposal) -> Explanation:
    """Return why this person has this group (or none), why not the others, and the smallest changes that would help."""
    tables = _tables(_rest(asked.question.fingerprint, asked.pk), person, asked)
    question = _asked(tables, asked)
    if question is None:
        return Explanation(options=[], blocked=[], groups=asked.groups)
    rows = GroupProposal.objects.filter(round=asked, cohort__in=[int(key) for key in question.groups.ids])
    proposals = {row.cohort_id: row for row in rows.select_related("municipality", "cohort")}
    free, options, blocked = _free(asked, question), [], []
    for group, key in enumerate(question.groups.ids):
        proposal = proposals[int(key)]
        missing = barriers(question, 0, group)
        if missing:
            blocked.append((proposal, missing))
            continue
        parts = {str(part): value for part, value in parts_of_value(question, 0, group).items()}
        places = {int(question.workplaces.ids[w]) for w in seats_of(question, 0, group)}
        value = sum(parts.values())
        options.append(
            Option(
                group=proposal,
                parts=parts,
                value=value,
                against=_against(person, proposal, value, places, free),
                difference=person.value - value,
            )
        )
    return Explanation(
        options=sorted(options, key=lambda option: (option.against != Against.CHOSEN, -option.value)),
        blocked=_nearest(tables, asked, blocked),
        groups=asked.groups,
    )


def _nearest(
    tables: Tables, asked: PlanningRound, blocked: list[tuple[GroupProposal, tuple[Barrier, ...]]]
) -> list[Blocked]:
    """Return the groups that come nearest; the first of each kind of change is verified by asking again."""
    found: list[Blocked] = []
    tried: set[tuple[object, ...]] = set()
    for proposal, missing in sorted(blocked, key=lambda one: _effort(one[1]))[:SHOWN]:
        kind = tuple((one.code, one.amount, one.items) for b in missing for one in (b, *b.inside))
        new = kind not in tried and len(tried) < CHANGES
        if new:
            tried.add(kind)
        fits = new and _fits(tables, asked, proposal, missing)
        found.append(Blocked(group=proposal, barriers=missing, would_fit=fits))
    return found


def _fits(tables: Tables, asked: PlanningRound, proposal: GroupProposal, missing: tuple[Barrier, ...]) -> bool:
    """Ask again with exactly what was missing: is the group possible then?"""
    changed = tables | {"candidates": [changed_profile(tables["candidates"][0], missing, proposal.starts_on)]}
    question = _asked(changed, asked)
    return question is not None and not barriers(question, 0, question.groups.ids.index(str(proposal.cohort_id)))
