"""Amal, who completed learning and working, and a placement of which every fact is there."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.utils import timezone

from leerwerk.engine.pathway import Outcome, Stage, Step
from leerwerk.engine.placing import ContractType, FirstStep, GrowthKind, PayPer, PlacementFacts
from leerwerk.placement import actions
from leerwerk.placement.models import Placement
from leerwerk.trajectories.models import Enrolment, PathwayEvent
from tests.enrolling import move
from tests.kept import kept
from tests.trajectories.running import Running

TODAY = timezone.localdate()


@kept
def completed(running: Running) -> Enrolment:
    """Let Amal complete the group, and return her path."""
    running.until("learn_work")
    running.act("lotte", Step.COMPLETE, outcome=Outcome.WITHOUT_PAPER)
    return Enrolment.objects.select_related("cohort").get(pk=running.amal.pk)


@kept
def arrive(running: Running) -> None:
    """Let Amal have completed the group by the one step of who came from another, without the way there."""
    PathwayEvent.objects.filter(enrolment=running.amal).delete()
    Enrolment.objects.filter(pk=running.amal.pk).update(events_count=0)
    move(running.amal, Stage.COMPLETED)
    Enrolment.objects.filter(pk=running.amal.pk).update(shown=True)


def whole(begins: date = TODAY, **other: Any) -> PlacementFacts:
    """Return facts of work of a year from a day, with nothing missing."""
    facts: dict[str, Any] = {
        "workplace": "Kwekerij, Nieuwegein",
        "tasks": ("Planten verzorgen", "Gereedschap schoonmaken"),
        "hours": Decimal(32),
        "pay": Decimal("15.40"),
        "pay_per": PayPer.HOUR,
        "contract": ContractType.OPEN_ENDED,
        "agreed_on": begins,
        "begins": begins,
        "probation_months": 1,
        "growth_kinds": frozenset({GrowthKind.PAY}),
        "growth_months": 12,
        "growth": "Een trede hoger.",
        "onboarding": (FirstStep(what="Rondleiding", day=begins),),
        "buddy": "Joke Bos",
        "coach": "Mila de Graaf",
    }
    return PlacementFacts(**(facts | other))


def filled(running: Running, facts: PlacementFacts | None = None, *, by: str = "karim", **other: Any) -> Placement:
    """Fill in a placement at Bas'."""
    employer = other.pop("employer", running.cast.groenwerk.pk)
    return actions.fill_placement(
        enrolment=running.amal, employer=employer, facts=facts or whole(**other), by=running.actor(by)
    )


def placed(running: Running, begins: date = TODAY, **other: Any) -> Placement:
    """Place Amal at Bas' from a day."""
    row = filled(running, whole(begins, **other))
    return actions.place(placement=row, by=running.actor("karim"))


def months_ago(months: int, days: int = 0) -> date:
    """Return a day so many months of thirty days and some ago."""
    return TODAY - timedelta(days=round(months * 30.44) + days)
