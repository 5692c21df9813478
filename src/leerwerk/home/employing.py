"""What an employer finds at home beside what waits: people, workplaces, the week, agreements and support, in numbers.

Each number leads to the page that knows more; nobody is named.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Sum

from leerwerk.coaching.enums import Side
from leerwerk.coaching.models import Clock
from leerwerk.coaching.rules.support import people_of
from leerwerk.home.queries import counts, number_of
from leerwerk.learning.enums import SessionState
from leerwerk.learning.models import Session
from leerwerk.notices.queries import waiting_for
from leerwerk.placement.models import Seat, Workplace
from leerwerk.privacy.actor import Actor
from leerwerk.trajectories.enums import Stage
from leerwerk.trajectories.rules import paths_of

WEEK = timedelta(days=7)
STILL_TO_COME = (SessionState.PLANNED, SessionState.MOVED)
TAKES_A_PLACE = (Stage.ACCEPTED, Stage.SELECTED, Stage.PRE_TRACK, Stage.LEARN_WORK)
LOOKS_FOR_WORK = (Stage.COMPLETED, Stage.PLACEMENT_SEARCH)


@dataclass(frozen=True, slots=True, kw_only=True)
class House:
    """How many people are where with an employer, and what is to come.

    People are those about whom a coach speaks with the employer, as on the page of support; ``next_talk``: when.
    """

    before: int
    learning: int
    completed: int
    trying: int
    placed: int
    workplaces: int
    places: int
    taken: int
    lessons: int
    agreements: int
    next_talk: date | None

    @property
    def people(self) -> int:
        """Everybody together."""
        return self.before + self.learning + self.completed + self.trying + self.placed


def house_of(actor: Actor, today: date) -> House:
    """Return what an employer finds at home; ``lessons``: in the seven days from today. Two queries."""
    people = people_of(actor)
    work = Workplace.objects.filter(employer=actor.organisation_id, withdrawn_at=None)
    there = paths_of(actor).filter(stage__in=TAKES_A_PLACE).order_by()
    numbers = counts(
        before=people.filter(stage=Stage.PRE_TRACK),
        learning=people.filter(stage=Stage.LEARN_WORK),
        completed=people.filter(stage__in=LOOKS_FOR_WORK),
        trying=people.filter(stage=Stage.TRIAL_PLACEMENT),
        placed=people.filter(stage=Stage.PLACED),
        workplaces=work,
        places=number_of(work, Sum("places")),
        taken=Seat.objects.filter(workplace__in=work.values("pk"), enrolment__in=there.values("pk")),
        lessons=Session.objects.filter(
            cohort__in=there.values("cohort"), day__range=(today, today + WEEK), state__in=STILL_TO_COME
        ),
        agreements=waiting_for(actor, today).filter(kind__startswith="trajectories.agreement."),
    )
    talks = Clock.objects.filter(enrolment__in=people.order_by().values("pk"), side=Side.EMPLOYER)
    days = [day for both in talks.values_list("due_on", "next_on") for day in both if day is not None]
    return House(**numbers, next_talk=min(days, default=None))
