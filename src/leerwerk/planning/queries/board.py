"""What the planning board shows of one plan."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Count, Model, Q, QuerySet

from leerwerk.parties.models import Municipality
from leerwerk.planning.enums import NotPlaced
from leerwerk.planning.models import GroupProposal, Objection, PersonProposal, PlanningRound, ProgressPoint
from leerwerk.recruitment.models import Candidate
from leerwerk.recruitment.search import holding, searchable
from leerwerk.web.paging import CountedUpTo

PER_PAGE = 12
PEOPLE_PER_PAGE = 50
POINTS = 240
SORTS: Mapping[str, tuple[str, ...]] = {
    "start": ("-open", "starts_on", "title", "id"),
    "fill": ("-open", "-size", "title", "id"),
    "value": ("-value", "id"),
    "cost": ("-cost", "id"),
    "title": ("title", "starts_on", "id"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardFilter:
    """Which groups of a plan to show; empty means all."""

    show: str = "open"  # open, closed, undecided, all
    sector: str = ""
    municipality: str = ""
    words: str = ""
    sort: str = "start"

    def groups(self, asked: PlanningRound) -> QuerySet[GroupProposal]:
        """Return the groups of this plan that fit the filter, in the asked order."""
        rows = GroupProposal.objects.filter(round=asked).select_related("municipality", "cohort", "decision")
        if self.show == "open":
            rows = rows.filter(open=True)
        elif self.show == "closed":
            rows = rows.filter(open=False)
        elif self.show == "undecided":
            rows = rows.filter(open=True, decision=None)
        if self.sector:
            rows = rows.filter(sector=self.sector)
        if self.municipality:
            rows = rows.filter(municipality=self.municipality)
        for word in self.words.split()[:5]:
            rows = rows.filter(
                Q(title__icontains=word) | Q(cohort__code__icontains=word) | Q(municipality__name__icontains=word)
            )
        return rows.order_by(*SORTS.get(self.sort, SORTS["start"]))


@dataclass(frozen=True, slots=True, kw_only=True)
class Town:
    """How many people of a municipality the plan places, and how many not."""

    municipality: Municipality
    placed: int
    unplaced: int

    @property
    def people(self) -> int:
        """Everyone of this municipality in the plan."""
        return self.placed + self.unplaced


@dataclass(frozen=True, slots=True, kw_only=True)
class ReasonCount:
    """How many people are not placed for one reason."""

    reason: NotPlaced
    people: int


def page_of[R](rows: QuerySet[Any, R], number: str | None, per_page: int = PER_PAGE) -> Page[R]:
    """Return one page of rows; a number that makes no sense gives the nearest page."""
    return Paginator(rows, per_page).get_page(number)


def page_by_key[M: Model](rows: QuerySet[M], number: str | None, per_page: int) -> Page[M]:
    """Return one page of rows, found by their keys first, so that a late page does not join what it skips."""

    def told(keys: list[int]) -> list[M]:
        found = {row.pk: row for row in rows.order_by().filter(pk__in=keys)}
        return [found[key] for key in keys if key in found]

    return CountedUpTo(rows.values_list("pk", flat=True), per_page, told).get_page(number)


def towns(asked: PlanningRound) -> list[Town]:
    """Return the plan's people per municipality, most people first."""
    counts: dict[str, list[int]] = asked.overview.get("municipalities", {})
    rows = Municipality.objects.filter(pk__in=counts)
    found = [Town(municipality=row, placed=counts[row.pk][0], unplaced=counts[row.pk][1]) for row in rows]
    return sorted(found, key=lambda town: -town.people)


def reasons(asked: PlanningRound) -> list[ReasonCount]:
    """Return why people are not placed, the most frequent reason first."""
    counts: dict[str, int] = asked.overview.get("reasons", {})
    return [ReasonCount(reason=NotPlaced(r), people=n) for r, n in sorted(counts.items(), key=lambda item: -item[1])]


def people_in(
    asked: PlanningRound, *, placed: str = "", reason: str = "", municipality: str = "", words: str = ""
) -> QuerySet[PersonProposal]:
    """Return the people of a plan that fit the filter, in the order of the list of candidates."""
    rows = PersonProposal.objects.filter(round=asked).select_related(
        "candidate", "municipality", "group__municipality", "workplace"
    )
    if placed == "yes":
        rows = rows.filter(group__isnull=False)
    elif placed == "no":
        rows = rows.filter(group=None)
    if reason in NotPlaced.values:
        rows = rows.filter(reason=reason)
    if municipality:
        rows = rows.filter(municipality=municipality)
    if parts := searchable(words).split()[:5]:
        rows = rows.filter(candidate__in=Candidate.objects.filter(holding(parts)))
    return rows.order_by("id")


def open_objections(group: GroupProposal) -> QuerySet[Objection]:
    """Return the objections without an answer of those proposed for a group, to this plan or another of the region."""
    rows = Objection.objects.filter(answered_at=None, proposal__candidate__proposals__group=group)
    rows = rows.filter(proposal__round__region=group.round.region_id)
    return rows.select_related("proposal__candidate", "proposal__round", "by").order_by("at", "id")


def line(asked: PlanningRound) -> list[ProgressPoint]:
    """Return at most ``POINTS`` points of the progress line, the last ones always among them."""
    points = list(ProgressPoint.objects.filter(round=asked).order_by("seconds", "id"))
    step = max(1, len(points) // POINTS)
    return [*points[:-1:step], *points[-1:]]


def decided_counts(asked: PlanningRound) -> dict[str, int]:
    """Return how many groups of the plan were decided, and how many open ones still wait."""
    return GroupProposal.objects.filter(round=asked).aggregate(
        decided=Count("pk", filter=Q(decision__isnull=False)),
        waiting=Count("pk", filter=Q(open=True, decision=None)),
    )
