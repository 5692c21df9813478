"""What a home page tells: what waits, how many people are where, and the region on the map."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db import connection
from django.db.models import Aggregate, Count, Exists, Func, IntegerField, OuterRef, Q, QuerySet, Subquery, Sum, Value
from django.db.models.functions import Coalesce, JSONObject
from django.urls import reverse

from leerwerk.engine.model import ComponentKind
from leerwerk.funding.models import Budget
from leerwerk.funding.queries.budgets import ending
from leerwerk.home.enums import Waiting
from leerwerk.notices.enums import Show
from leerwerk.notices.models import Matter
from leerwerk.notices.queries import waiting_for
from leerwerk.parties.enums import Function
from leerwerk.parties.models import Municipality, Region
from leerwerk.placement.models import Workplace
from leerwerk.planning.models import GroupProposal, Objection, PlanningRound
from leerwerk.planning.queries.rounds import broken_rounds, plans_of
from leerwerk.privacy.actor import Actor
from leerwerk.recruitment.queries import (
    STAGES,
    candidates_listed,
    obstacles_to_solve,
    open_intakes,
    overdue_obstacles,
    profile_is_old,
    statements_waiting,
)
from leerwerk.recruitment.rules import candidates_of
from leerwerk.trajectories.enums import CohortState
from leerwerk.trajectories.models import Cohort
from leerwerk.trajectories.queries import without_workplace
from leerwerk.web.paging import MOST_COUNTED

FRESH_FOR = timedelta(days=90)


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """Something that waits for this actor, with the list behind it."""

    waiting: Waiting
    count: int
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Town:
    """How many candidates live in a municipality, and how many of them are low-skilled."""

    municipality: Municipality
    candidates: int
    low_skilled: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Supply:
    """What the region has this season."""

    options: int
    decided: int
    workplaces: int
    places: int
    employers: int


def number_of(rows: QuerySet[Any], of: Aggregate | None = None) -> Coalesce:
    """Return how many rows there are, or another aggregate of them, as a part of a larger query."""
    one = rows.order_by().annotate(one_row=Value(1)).values("one_row")
    return Coalesce(Subquery(one.annotate(n=of or Count("*")).values("n")), 0)


def counts(**asked: QuerySet[Any] | Coalesce) -> dict[str, int]:
    """Return how many rows each of the querysets has: one query for all of them."""
    numbers = {name: rows if isinstance(rows, Coalesce) else number_of(rows) for name, rows in asked.items()}
    return {name: int(str(number)) for name, number in Region.objects.values(**numbers)[0].items()}


def towns_of(actor: Actor) -> list[Town]:
    """Return the municipalities of the region with the actor's candidates in them: one query, any size."""
    here = candidates_of(actor).filter(municipality=OuterRef("pk")).order_by().annotate(one_row=Value(1))
    both = JSONObject(all=Count("*"), low=Count("pk", filter=Q(low_skilled=True)))  # in one go through the index
    people = Subquery(here.values("one_row").annotate(both=both).values("both"))
    return [
        Town(municipality=town, candidates=number["all"], low_skilled=number["low"])
        for town in Municipality.objects.filter(region=actor.region_id).annotate(people=people)
        for number in [town.people or {"all": 0, "low": 0}]
    ]


def people_by_component(actor: Actor) -> dict[ComponentKind, int]:
    """Return how many of the actor's people are in each component now: one query, which asks the wall once."""
    guides = actor.organisation_id if actor.function == Function.CASEWORKER else None
    directs = actor.region_id if actor.function == Function.DIRECTOR else None
    with connection.cursor() as cursor:
        cursor.execute("SELECT stage, people FROM home_people_by_stage(%s, %s)", [guides, directs])
        counted = dict(cursor.fetchall())
    return {kind: sum(counted.get(stage, 0) for stage in STAGES[kind]) for kind in ComponentKind}


def supply_of(actor: Actor) -> Supply:
    """Return what the region has this season: one query."""
    groups = Cohort.objects.filter(region=actor.region_id)
    work = Workplace.objects.filter(employer__region=actor.region_id, withdrawn_at=None)
    return Supply(
        **counts(
            options=groups.filter(state=CohortState.OPTION),
            decided=groups.filter(state=CohortState.DECIDED),
            workplaces=work,
            places=number_of(work, Sum("places")),
            employers=number_of(work, Count("employer", distinct=True)),
        )
    )


def last_plan(actor: Actor) -> PlanningRound | None:
    """Return the newest plan of the region that is not a what-if."""
    if actor.region_id is None:
        return None
    return plans_of(actor.region_id).filter(variant=False).first()


def _waits(actor: Actor, today: date) -> dict[str, Coalesce]:
    """How much the actor, or their function in their organisation, is asked to do: up to 10,000, as in the list."""
    waiting = waiting_for(actor, today)

    def counted(rows: QuerySet[Matter]) -> Coalesce:
        keys = ArraySubquery(rows.order_by().values("pk")[:MOST_COUNTED])
        return Coalesce(Func(keys, function="cardinality", output_field=IntegerField()), 0)

    return {"matters": counted(waiting), "late": counted(waiting.filter(due_on__lt=today))}


def _waiting_tasks(found: Mapping[str, int]) -> Iterator[Task]:
    queue = reverse("notices:mine")
    yield Task(waiting=Waiting.MATTERS, count=found["matters"], url=queue)
    yield Task(waiting=Waiting.OVERDUE_MATTERS, count=found["late"], url=f"{queue}?show={Show.OVERDUE}")


def _director_tasks(actor: Actor, today: date, plan: PlanningRound | None) -> Iterator[Task]:
    region = actor.region_id
    options = Cohort.objects.filter(region=region, state=CohortState.OPTION)
    found = counts(
        undecided=GroupProposal.objects.filter(round_id=plan.pk if plan else None, open=True, decision=None),
        broken=broken_rounds(region),
        objections=Objection.objects.filter(proposal__round__region=region, answered_at=None),
        bare=options.filter(without_workplace()),
        ending=ending(Budget.objects.filter(region=region), today),
        **_waits(actor, today),
    )
    yield from _waiting_tasks(found)
    if plan is None:
        yield Task(waiting=Waiting.NO_PLAN, count=1, url=reverse("planning:new"))
    else:
        board = f"{reverse('planning:round', args=[plan.pk])}?show=undecided"
        yield Task(waiting=Waiting.UNDECIDED_GROUPS, count=found["undecided"], url=board)
    bare_url = f"{reverse('trajectories:groups')}?state={CohortState.OPTION}&bare=on"
    broken_url = f"{reverse('planning:rounds')}?state=broken"
    yield Task(waiting=Waiting.BROKEN_ROUNDS, count=found["broken"], url=broken_url)
    yield Task(waiting=Waiting.OPEN_OBJECTIONS, count=found["objections"], url=reverse("planning:objections"))
    yield Task(waiting=Waiting.GROUPS_WITHOUT_WORKPLACES, count=found["bare"], url=bare_url)
    yield Task(waiting=Waiting.EXPIRING_BUDGETS, count=found["ending"], url=reverse("funding:budgets") + "?ending=on")


def _caseworker_tasks(actor: Actor, today: date, plan: PlanningRound | None) -> Iterator[Task]:
    own = candidates_of(actor)
    people = reverse("recruitment:candidates")
    found = counts(
        bare=own.filter(profile=None),
        old=own.filter(profile_is_old(today)),
        overdue=own.filter(Exists(overdue_obstacles(actor, today).filter(candidate=OuterRef("pk")))),
        mine=obstacles_to_solve(actor, everybody=False),
        talking=open_intakes(actor),
        objected=statements_waiting(actor),
        proposed=candidates_listed(actor, {"without": "invitation"}),
        **_waits(actor, today),
    )
    waiting = reverse("recruitment:intakes")
    yield Task(waiting=Waiting.OPEN_STATEMENTS, count=found["objected"], url=waiting)
    yield Task(waiting=Waiting.OPEN_INTAKES, count=found["talking"], url=waiting)
    yield Task(waiting=Waiting.OWN_OBSTACLES, count=found["mine"], url=reverse("recruitment:obstacles"))
    yield from _waiting_tasks(found)
    yield Task(waiting=Waiting.NO_PROFILE, count=found["bare"], url=f"{people}?without=profile")
    yield Task(waiting=Waiting.OLD_PROFILE, count=found["old"], url=f"{people}?without=fresh")
    yield Task(waiting=Waiting.OVERDUE_OBSTACLES, count=found["overdue"], url=f"{people}?without=obstacle")
    yield Task(waiting=Waiting.TO_INVITE, count=found["proposed"], url=f"{people}?without=invitation")


def _employer_tasks(actor: Actor, today: date, plan: PlanningRound | None) -> Iterator[Task]:
    stale = Workplace.objects.filter(
        employer=actor.organisation_id, withdrawn_at=None, confirmed_on__lt=today - FRESH_FOR
    )
    found = counts(stale=stale, **_waits(actor, today))
    yield from _waiting_tasks(found)
    stale_url = f"{reverse('placement:workplaces')}?stale=on"
    yield Task(waiting=Waiting.STALE_WORKPLACES, count=found["stale"], url=stale_url)


def _other_tasks(actor: Actor, today: date, plan: PlanningRound | None) -> Iterator[Task]:
    yield from _waiting_tasks(counts(**_waits(actor, today)))


type Tasks = Callable[[Actor, date, PlanningRound | None], Iterator[Task]]
TASKS: dict[str, Tasks] = {
    Function.DIRECTOR: _director_tasks,
    Function.CASEWORKER: _caseworker_tasks,
    Function.EMPLOYER: _employer_tasks,
}


def tasks_of(actor: Actor, today: date, plan: PlanningRound | None) -> list[Task]:
    """Return what waits for this actor, without what is done."""
    ask = TASKS.get(actor.function, _other_tasks)
    return [task for task in ask(actor, today, plan) if task.count]


def groups_concerning(actor: Actor) -> QuerySet[Cohort]:
    """Return the groups that an employer, school or funder has something to do with, soonest first."""
    own = actor.organisation_id
    concern = {
        Function.EMPLOYER: Q(offers__workplace__employer=own),
        Function.EDUCATOR: Q(educator=own) | Q(language_school=own),
        Function.FUNDER: Q(charges__budget__payer=own) & ~Q(state__in=(CohortState.OPTION, CohortState.REFUSED)),
    }.get(Function(actor.function), ~Q(state__in=(CohortState.OPTION, CohortState.REFUSED)))
    return (
        Cohort.objects.filter(concern, region=actor.region_id)
        .select_related("version__blueprint", "municipality")
        .distinct()
        .order_by("starts_on", "id")
    )


def budgets_paid_by(actor: Actor) -> QuerySet[Budget]:
    """Return the budgets that the actor's organisation pays, with how many options and decided groups charge them."""
    asking = Q(charges__cohort__state=CohortState.OPTION)
    decided = Q(charges__cohort__state__in=(CohortState.DECIDED, CohortState.RUNNING))
    return (
        Budget.objects.filter(payer=actor.organisation_id)
        .annotate(
            groups=Count("charges__cohort", filter=asking, distinct=True),
            decided=Count("charges__cohort", filter=decided, distinct=True),
        )
        .order_by("code")
    )
