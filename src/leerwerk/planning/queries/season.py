"""Which candidates, groups, workplaces, teachers and money a season's question is about."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Sum
from django.db.models.functions import Coalesce, Greatest

from leerwerk.funding.models import Budget
from leerwerk.funding.queries.budgets import lines
from leerwerk.placement.models import Offer, Workplace
from leerwerk.recruitment.models import Candidate
from leerwerk.trajectories.enums import ENDED, CohortState
from leerwerk.trajectories.models import Cohort, Enrolment, Resource, ResourceUse

COMMITTED = (CohortState.DECIDED, CohortState.RUNNING)


@dataclass(frozen=True, slots=True, kw_only=True)
class Season:
    """The groups of one region that start between two days, both included."""

    region_id: int
    start: date
    end: date

    def candidates(self) -> QuerySet[Candidate]:
        """Return who can take part: a profile, ready before the season ends, and not in a group already."""
        busy = Enrolment.objects.filter(candidate=OuterRef("pk")).exclude(stage__in=ENDED)
        return Candidate.objects.filter(
            ~Exists(busy), municipality__region=self.region_id, ready_on__lte=self.end
        ).order_by("pk")

    def groups(self) -> QuerySet[Cohort]:
        """Return the group options that nobody decided on yet."""
        return Cohort.objects.filter(
            region=self.region_id, state=CohortState.OPTION, starts_on__range=(self.start, self.end)
        ).order_by("pk")

    def offers(self) -> QuerySet[Offer]:
        """Return the offers of these groups at workplaces that still stand."""
        return Offer.objects.filter(cohort__in=self.groups(), workplace__withdrawn_at=None).order_by("pk")

    def workplaces(self) -> QuerySet[Workplace]:
        """Return the workplaces offered to these groups, with the places that are ``free`` now."""
        offered = Offer.objects.filter(workplace=OuterRef("pk"), cohort__in=self.groups())
        taken = Count("seats", filter=~Q(seats__enrolment__stage__in=ENDED))
        return (
            Workplace.objects.filter(Exists(offered), withdrawn_at=None)
            .annotate(free=Greatest(F("places") - taken, 0))
            .order_by("pk")
        )

    def resources(self) -> QuerySet[Resource]:
        """Return what these groups share."""
        return Resource.objects.filter(region=self.region_id).order_by("pk")

    def budgets(self) -> QuerySet[Budget]:
        """Return the money that may be spent on groups that start in this season."""
        return (
            Budget.objects.filter(region=self.region_id)
            .filter(Q(valid_from=None) | Q(valid_from__lte=self.end))
            .filter(Q(valid_until=None) | Q(valid_until__gte=self.start))
            .order_by("pk")
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """How much a season's question holds; ``money`` in thousands of euros."""

    candidates: int
    without_profile: int
    groups: int
    workplaces: int
    places: int
    resources: int
    budgets: int
    money: Decimal


def season_counts(season: Season) -> Counts:
    """Return what would be in the question if it were asked now."""
    sums = season.workplaces().aggregate(rows=Count("pk"), places=Coalesce(Sum("free"), 0))
    money = season.budgets().aggregate(rows=Count("pk"), amount=Coalesce(Sum("amount"), Decimal(0)))
    ready, busy = Q(ready_on__lte=season.end), Enrolment.objects.exclude(stage__in=ENDED).values("candidate")
    everyone = Candidate.objects.filter(municipality__region=season.region_id).aggregate(
        ready=Count("pk", filter=ready),
        busy=Count("pk", filter=ready & Q(pk__in=busy)),
        without=Count("pk", filter=Q(profile=None)),
    )
    return Counts(
        candidates=everyone["ready"] - everyone["busy"],
        without_profile=everyone["without"],
        groups=season.groups().count(),
        workplaces=sums["rows"],
        places=sums["places"],
        resources=season.resources().count(),
        budgets=money["rows"],
        money=money["amount"],
    )


def committed_capacity(season: Season) -> dict[int, Decimal]:
    """Return per resource what groups that were decided before already use of it."""
    used: dict[int, Decimal] = defaultdict(Decimal)
    rows = ResourceUse.objects.filter(cohort__region=season.region_id, cohort__state__in=COMMITTED).annotate(
        people=Count("cohort__enrolments", filter=~Q(cohort__enrolments__stage__in=ENDED))
    )
    for use in rows:
        used[use.resource_id] += use.per_group + use.per_participant * use.people
    return used


def committed_money(season: Season) -> dict[int, Decimal]:
    """Return per budget what groups that were decided before charge to it, ended or not, in thousands of euros."""
    return {line.budget.pk: line.spent for line in lines(list(season.budgets()))}
