"""The one place that speaks both languages: rows of the database ↔ the planning contract's tables.

Ids in the tables are database keys as text, so that an answer finds its rows whatever is renamed meanwhile.
Background (nationality, sex, age) is never read here.
"""

import hashlib
import json
import zlib
from collections.abc import Collection, Iterable, Iterator
from decimal import Decimal
from typing import Any

from django.db.models import F, QuerySet

from leerwerk.funding.models import Charge
from leerwerk.placement.models import Workplace
from leerwerk.planning.enums import LockKind, RoundState
from leerwerk.planning.models import FrozenQuestion, PersonProposal, PlanningRound
from leerwerk.planning.queries.season import Season, committed_capacity, committed_money
from leerwerk.recruitment.enums import Education
from leerwerk.recruitment.models import Candidate
from leerwerk.trajectories.models import Cohort, ResourceUse

type Row = dict[str, str]
type Tables = dict[str, list[Row]]

CEFR = ("alfa", "pre-A1", "A1", "A2", "B1", "B2", "C1", "C2")
EDUCATION = {member: member.name.lower() for member in Education}
SKILLS = ("listening", "reading", "speaking", "writing")
SCALES = ("learnability", "load", "motivation")
DAGDELEN = 10
BETWEEN = "|"


def dagdelen_text(bits: int) -> str:
    """Return ten characters 0/1, Monday morning first."""
    return "".join("1" if bits >> d & 1 else "0" for d in range(DAGDELEN))


def _yes(value: bool) -> str:
    return "yes" if value else "no"


def _number(value: Decimal | float) -> str:
    return f"{value:.3f}".rstrip("0").rstrip(".")


def _candidates(people: QuerySet[Candidate]) -> Iterator[Row]:
    fields = [
        *SKILLS,
        *SCALES,
        *("available", "max_travel", "ready_on", "sectors", "skills", "licence", "education", "limits"),
    ]
    rows = people.values("pk", "municipality_id", *(f"profile__{name}" for name in fields))
    for row in rows.iterator(chunk_size=5000):
        profile = {name: row[f"profile__{name}"] for name in fields}
        yield {
            "candidate": str(row["pk"]),
            "municipality": row["municipality_id"],
            **{name: CEFR[profile[name]] for name in SKILLS},
            **{name: str(profile[name]) for name in SCALES},
            "available": dagdelen_text(profile["available"]),
            "max_travel": str(profile["max_travel"]),
            "ready": profile["ready_on"].isoformat(),
            "sectors": BETWEEN.join(profile["sectors"]),
            "skills": BETWEEN.join(profile["skills"]),
            "licence": _yes(profile["licence"]),
            "education": EDUCATION[profile["education"]],
            "limits": BETWEEN.join(profile["limits"]),
        }


def _groups(cohorts: Iterable[Cohort]) -> Iterator[Row]:
    for cohort in cohorts:
        yield {
            "group": str(cohort.pk),
            "blueprint": cohort.version.blueprint.code,
            "sector": cohort.version.sector,
            "level": cohort.version.level,
            "municipality": cohort.municipality_id,
            "start": cohort.starts_on.isoformat(),
            "min_size": str(cohort.min_size),
            "max_size": str(cohort.max_size),
            "fixed_cost": _number(cohort.fixed_cost),
            "cost_per_participant": _number(cohort.cost_per_participant),
            "dagdelen": dagdelen_text(cohort.dagdelen),
            **{name: CEFR[getattr(cohort, name)] for name in SKILLS},
            **{name: str(getattr(cohort, name)) for name in SCALES},
            "skills": BETWEEN.join(cohort.skills),
            "licence": _yes(cohort.licence),
            "excluded_limits": BETWEEN.join(cohort.excluded_limits),
        }


def _workplaces(workplaces: QuerySet[Workplace]) -> Iterator[Row]:
    for workplace in workplaces:
        yield {
            "workplace": str(workplace.pk),
            "employer": str(workplace.employer_id),
            "municipality": workplace.municipality_id,
            "places": str(workplace.free),  # type: ignore[attr-defined]  # annotated, as in Season.workplaces
            "skills": BETWEEN.join(workplace.skills),
            "licence": _yes(workplace.licence),
            "excluded_limits": BETWEEN.join(workplace.excluded_limits),
        }


def _shared(season: Season) -> Tables:
    used, spent = committed_capacity(season), committed_money(season)
    uses = ResourceUse.objects.filter(cohort__in=season.groups()).order_by("pk")
    charges = Charge.objects.filter(cohort__in=season.groups(), budget__in=season.budgets()).order_by("pk")
    return {
        "resources": [
            {"resource": str(r.pk), "capacity": _number(max(Decimal(0), r.capacity - used[r.pk]))}
            for r in season.resources()
        ],
        "uses": [
            {
                "group": str(use.cohort_id),
                "resource": str(use.resource_id),
                "per_group": _number(use.per_group),
                "per_participant": _number(use.per_participant),
            }
            for use in uses
        ],
        "budgets": [
            {"budget": str(b.pk), "amount": _number(max(Decimal(0), b.amount - spent[b.pk]))} for b in season.budgets()
        ],
        "charges": [
            {
                "budget": str(charge.budget_id),
                "group": str(charge.cohort_id),
                "municipality": charge.municipality_id or "*",
                "per_participant": _number(charge.per_participant),
                "per_group": _number(charge.per_group),
            }
            for charge in charges
        ],
    }


def tables_of_season(season: Season) -> Tables:
    """Return the contract's tables of everything that is in the season now; locks and settings not among them."""
    return {
        "candidates": list(_candidates(season.candidates())),
        "groups": list(_groups(season.groups().select_related("version__blueprint"))),
        "workplaces": list(_workplaces(season.workplaces())),
        "offers": [
            {"group": str(group), "workplace": str(workplace)}
            for group, workplace in season.offers().values_list("cohort_id", "workplace_id")
        ],
        **_shared(season),
    }


def tables_of_group(cohort: Cohort, people: Collection[int], workplaces: Collection[int]) -> Tables:
    """Return the contract's tables of one group as it is now, with these candidates and workplaces, by their keys.

    Everyone may be asked about every workplace. Whoever has no profile any more is not among the candidates.
    """
    stated = Candidate.objects.filter(pk__in=people, profile__isnull=False).order_by("pk")
    offered = Workplace.objects.filter(pk__in=workplaces).annotate(free=F("places")).order_by("pk")
    return {
        "candidates": list(_candidates(stated)),
        "groups": list(_groups([cohort])),
        "workplaces": list(_workplaces(offered)),
        "offers": [{"group": str(cohort.pk), "workplace": str(pk)} for pk in sorted(workplaces)],
    }


def lock_rows(asked: PlanningRound) -> list[Row]:
    """Return the round's locks as rows of the contract."""
    rows = []
    for lock in asked.locks.all():
        if lock.kind in {LockKind.TOGETHER, LockKind.APART}:
            a, b = str(lock.candidate_id), str(lock.other_id)
        elif lock.kind in {LockKind.OPEN, LockKind.CLOSED}:
            a, b = str(lock.cohort_id), ""
        else:
            a, b = str(lock.candidate_id), str(lock.cohort_id)
        rows.append({"kind": lock.kind, "a": a, "b": b})
    return rows


def _squeezed(tables: Tables) -> bytes:
    """Return tables as compressed JSON: per table its columns once, then only the cells."""
    packed = {
        name: {"columns": list(rows[0]), "rows": [list(row.values()) for row in rows]} if rows else None
        for name, rows in tables.items()
    }
    return zlib.compress(json.dumps(packed, ensure_ascii=False, separators=(",", ":")).encode(), level=1)


def _unsqueezed(content: bytes) -> Tables:
    packed: dict[str, Any] = json.loads(zlib.decompress(content))
    return {
        name: [dict(zip(table["columns"], row, strict=True)) for row in table["rows"]] if table else []
        for name, table in packed.items()
    }


def frozen(asked: PlanningRound, tables: Tables) -> FrozenQuestion:
    """Return the tables as an unsaved frozen question of this round."""
    people = _squeezed({"candidates": tables["candidates"]})
    rest = _squeezed({name: rows for name, rows in tables.items() if name != "candidates"})
    return FrozenQuestion(
        round=asked, people=people, rest=rest, fingerprint=hashlib.sha256(people + b"\0" + rest).hexdigest()
    )


def thawed(question: FrozenQuestion) -> Tables:
    """Return all tables of a frozen question."""
    return _unsqueezed(bytes(question.people)) | _unsqueezed(bytes(question.rest))


def settings_of(asked: PlanningRound) -> dict[str, Any]:
    """Return the round's weights and limits under the contract's names."""
    return {
        "benefit": asked.benefit,
        "wish_weights": list(asked.wish_weights),
        "reach_weights": dict(asked.reach_weights),
        "low_skilled_floor": asked.low_skilled_floor,
        "time_limit": asked.time_limit,
        "gap": asked.gap,
        "seed": asked.seed,
        "change_penalty": asked.change_penalty,
    }


def _near(asked: PlanningRound) -> PlanningRound | None:
    """Return the plan that this round stays near: the earlier one, or of a what-if that gave no plan the one before.

    What is asked to know the cost of a lock stays near the plan that its own plan stayed near: else their values would
    not be measured alike. For the same reason an earlier round that was repeated since then does not count.
    """
    its = asked if asked.without is None else asked.without.round
    near = its.previous
    while near is not None and not _was_there(near, its):
        near = near.previous if near.variant else None
    return near


def _was_there(near: PlanningRound, asked: PlanningRound) -> bool:
    if near.state != RoundState.SOLVED or near.finished_at is None:
        return False
    return asked.asked_at is None or near.finished_at <= asked.asked_at


def earlier_rows(asked: PlanningRound) -> list[Row]:
    """Return the earlier plan, which the new one should change as little as possible, as rows of the contract."""
    near = _near(asked)
    if near is None:
        return []
    rows = PersonProposal.objects.filter(round=near, group__isnull=False)
    return [
        {"candidate": str(candidate), "group": str(cohort), "workplace": str(workplace)}
        for candidate, cohort, workplace in rows.values_list("candidate_id", "group__cohort_id", "workplace_id")
    ]
