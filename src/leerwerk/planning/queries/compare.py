"""Two plans side by side: numbers, groups that open or close, and people who move."""

from dataclasses import dataclass
from functools import lru_cache

from django.db.models import Count, F, FilteredRelation, Q, QuerySet

from leerwerk.planning.models import GroupProposal, Lock, PersonProposal, PlanningRound


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """How a second plan differs from a first; money in thousands of euros."""

    opened: list[GroupProposal]  # of the second plan, not open in the first
    closed: list[GroupProposal]  # of the first plan, not open in the second
    stays: int
    gained: int  # people placed only in the second
    lost: int  # people placed only in the first
    moved: int  # people in another group
    low_skilled_gained: int
    low_skilled_lost: int
    first_wishes_before: int  # people placed in the sector of their first wish
    first_wishes_after: int
    value: float
    cost: float

    @property
    def same(self) -> bool:
        """Whether both plans open the same groups for the same people."""
        return not (self.opened or self.closed or self.gained or self.lost or self.moved)


GAINED = Q(group__isnull=False, before__group=None)
LOST = Q(group=None, before__group__isnull=False)
MOVED = Q(group__isnull=False, before__group__isnull=False) & ~Q(group__cohort=F("before__group__cohort"))
CHANGES = {"gained": GAINED, "lost": LOST, "moved": MOVED}


def _people(first: PlanningRound, second: PlanningRound) -> QuerySet[PersonProposal]:
    return PersonProposal.objects.filter(round=second).alias(
        before=FilteredRelation("candidate__proposals", condition=Q(candidate__proposals__round=first.pk))
    )


@lru_cache(maxsize=256)
def _counts(first_id: int, second_id: int, attempts: tuple[int, int]) -> dict[str, int]:
    """Count who gains, loses and moves; finished plans never change, so once per process is enough."""
    both = PersonProposal.objects.filter(round=second_id).alias(
        before=FilteredRelation("candidate__proposals", condition=Q(candidate__proposals__round=first_id))
    )
    return both.aggregate(
        gained=Count("pk", filter=GAINED),
        lost=Count("pk", filter=LOST),
        moved=Count("pk", filter=MOVED),
        low_gained=Count("pk", filter=GAINED & Q(low_skilled=True)),
        low_lost=Count("pk", filter=LOST & Q(low_skilled=True)),
    )


def difference(first: PlanningRound, second: PlanningRound) -> Difference:
    """Return how the second plan differs from the first; people are told apart by their key, groups by theirs."""
    counts = _counts(first.pk, second.pk, (first.attempt, second.attempt))
    opened = GroupProposal.objects.filter(round__in=(first, second), open=True).select_related("municipality", "cohort")
    before = {row.cohort_id: row for row in opened if row.round_id == first.pk}
    after = {row.cohort_id: row for row in opened if row.round_id == second.pk}
    return Difference(
        opened=[row for key, row in after.items() if key not in before],
        closed=[row for key, row in before.items() if key not in after],
        stays=len(before.keys() & after.keys()),
        gained=counts["gained"],
        lost=counts["lost"],
        moved=counts["moved"],
        low_skilled_gained=counts["low_gained"],
        low_skilled_lost=counts["low_lost"],
        first_wishes_before=sum(row.reasons.get("first_wish", 0) for row in before.values()),
        first_wishes_after=sum(row.reasons.get("first_wish", 0) for row in after.values()),
        value=second.worth - first.worth,
        cost=second.cost - first.cost,
    )


def locks_that_differ(first: PlanningRound, second: PlanningRound) -> tuple[list[Lock], list[Lock]]:
    """Return the locks that only the first plan has, and those that only the second has."""
    rows = Lock.objects.filter(round__in=(first, second)).order_by("id")
    locks = list(rows.select_related("candidate", "other", "cohort__version__blueprint", "by"))
    held = {key: {one.what for one in locks if one.round_id == key} for key in (first.pk, second.pk)}
    return (
        [one for one in locks if one.round_id == first.pk and one.what not in held[second.pk]],
        [one for one in locks if one.round_id == second.pk and one.what not in held[first.pk]],
    )


def people_who_change(first: PlanningRound, second: PlanningRound, change: str = "") -> QuerySet[PersonProposal]:
    """Return the people for whom the plans differ, with title, town and start of their group before."""
    rows = _people(first, second).filter(CHANGES.get(change, GAINED | LOST | MOVED))
    return (
        rows.annotate(
            was=F("before__group__title"),
            was_town=F("before__group__municipality__name"),
            was_start=F("before__group__starts_on"),
        )
        .select_related("candidate", "municipality", "group__municipality")
        .order_by("id")
    )
