"""The wage value over time, who is asked to look once more, and what follows for subsidy."""

from datetime import timedelta
from decimal import Decimal
from fractions import Fraction

import pytest

from leerwerk.engine.agreement import WageScale
from leerwerk.engine.agreement.wages import minimum_on
from leerwerk.engine.pathway import Reason
from leerwerk.engine.placing import CannotTell, Whom, next_look, subsidy
from leerwerk.notices.models import Matter
from leerwerk.parties.middleware import behind_the_wall
from leerwerk.placement import actions
from leerwerk.placement.actions import Ending
from leerwerk.placement.jobs import look_after_wage_values
from leerwerk.placement.models import (
    Placement,
    WageScore,
    WageValueRound,
)
from leerwerk.placement.placing_enums import Then
from leerwerk.placement.queries.placements import norms, with_everything
from leerwerk.placement.queries.wage_values import (
    growth_of,
    next_day,
    rounds_of,
    wage_subsidy,
)
from leerwerk.trajectories.models import Party
from leerwerk.trajectories.queries.drawing_up import minimum_wages
from tests.placement.placing import TODAY, months_ago
from tests.placement.wage import (
    ALL,
    APART,
    at_work,
    compared,
    framed,
    scores,
    scoring,
    seen_by,
    waits,
)
from tests.trajectories.running import Running

pytestmark = pytest.mark.django_db


@pytest.fixture
def ready(running: Running) -> Running:
    """Amal works at Bas' since a year; Mo mentors her."""
    at_work(running)
    return running


# Over time


def test_the_value_grows_to_full_along_the_line_of_the_engine(ready: Running) -> None:
    compared(ready, (60, 60), (60, 60), months_ago(6))
    assert growth_of(rounds_of(ready.amal)).cannot_tell is CannotTell.TOO_FEW
    compared(ready, (80, 80), (80, 80), TODAY)
    found = growth_of(rounds_of(ready.amal))
    assert found.reaches is not None
    assert abs((found.reaches - TODAY) - (TODAY - months_ago(6))) <= timedelta(days=1)


def test_after_half_a_year_who_coaches_is_asked_to_look_once_more(ready: Running) -> None:
    compared(ready, (60, 100), (60, 100), months_ago(3))
    assert (waits(ready), next_day(rounds_of(ready.amal))) == (set(), next_look(months_ago(3)))
    WageValueRound.objects.all().delete()
    compared(ready, (60, 100), (60, 100), months_ago(7))
    Matter.objects.filter(kind="placement.wage.next").delete()
    assert look_after_wage_values(0) == 1
    assert waits(ready) == {("next", "mentor")}
    framed(ready)
    assert waits(ready) == {("frame", "employer")}


def test_where_nobody_mentors_the_intermediary_is_the_other_side(ready: Running) -> None:
    row = scoring(ready)
    (mentor,) = Party.objects.filter(cohort=ready.cohort, role="mentor")
    Party.objects.filter(pk=mentor.pk).update(until=TODAY)
    look_after_wage_values(0)
    row.refresh_from_db()
    assert row.coach_party == ready.cast.utrecht
    assert waits(ready) == {("assess", "employer"), ("assess", "caseworker")}
    with behind_the_wall(ready.actor("karim")):
        actions.hand_in(round=row, scores=scores(row, 60, 100), by=ready.actor("karim"))
        assert WageScore.objects.count() == 2
    assert seen_by(ready, "bas", *APART) == set()


def test_when_the_work_ends_nothing_about_it_waits(ready: Running) -> None:
    framed(ready)
    said = Ending(day=TODAY, reason=Reason.CONTRACT_ENDED, then=Then.SEARCH)
    actions.end_placement(placement=Placement.objects.get(), said=said, by=ready.actor("karim"))
    assert waits(ready) == set()
    assert seen_by(ready, "bas", *ALL) == set(), "who does not employ her any more reads nothing of it"


# What follows for subsidy


def test_subsidy_is_what_the_engine_says_with_the_norms_of_that_day_and_hidden_from_the_mentor(ready: Running) -> None:
    compared(ready, (60, 60), (60, 60))
    placement = with_everything(Placement.objects.all()).get()
    least = minimum_on(TODAY, WageScale.ADULT, minimum_wages())
    reckoned = wage_subsidy(placement, Fraction(60), TODAY)
    assert reckoned == (
        subsidy(Fraction(60), Decimal(32), least, norms(), day=TODAY, whom=Whom.NOT_KNOWN),
        least,
    )
    before = wage_subsidy(placement, Fraction(60), months_ago(11))
    assert before is not None
    assert before[1] == minimum_on(months_ago(11), WageScale.ADULT, minimum_wages())
    for name, reads in {"bas": True, "karim": True, "roos": True, "mo": False}.items():
        with behind_the_wall(ready.actor(name)):
            row = with_everything(Placement.objects.all()).get()
            assert (wage_subsidy(row, Fraction(60), TODAY) is not None) is reads, name
