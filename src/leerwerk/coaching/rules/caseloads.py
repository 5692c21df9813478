"""Who sees which clocks, who names a coach, and who divides the work among coaches."""

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from leerwerk.coaching.enums import Side
from leerwerk.coaching.models import Clock
from leerwerk.parties.enums import Function
from leerwerk.parties.models import Membership
from leerwerk.parties.rules import is_director
from leerwerk.privacy.actor import Actor
from leerwerk.privacy.rules import Rule
from leerwerk.trajectories.models import Enrolment
from leerwerk.trajectories.rules import paths_of, whose, why_read

COACH = {Function.MENTOR, Function.CASEWORKER}


def people_of(actor: Actor) -> QuerySet[Enrolment]:
    """Return the participations with a clock that exist for who accompanies, guides or directs."""
    if actor.function not in COACH | {Function.DIRECTOR}:
        return Enrolment.objects.none()
    with_a_clock = Exists(Clock.objects.filter(enrolment=OuterRef("pk")))
    return paths_of(actor).filter(with_a_clock).select_related("participant")


def clocks_of(actor: Actor) -> QuerySet[Clock]:
    """Return the clocks that exist for the actor: both sides for coaches, guides and directors, else the own side."""
    rows = Clock.objects.select_related("enrolment__cohort", "coach__person", "organisation")
    met = rows.filter(enrolment__in=paths_of(actor).order_by().values("pk"))
    if actor.candidate_id is not None:
        return met.filter(side=Side.CANDIDATE)
    match actor.function:
        case Function.DIRECTOR | Function.CASEWORKER | Function.MENTOR:
            return met
        case Function.EMPLOYER:
            return met.filter(side=Side.EMPLOYER)
        case _:
            return rows.none()


def named_clocks(actor: Actor) -> QuerySet[Clock]:
    """Return the clocks of which the actor may say who accompanies, while the path goes on."""
    return clocks_of(actor).exclude(phase="")


def coaches_of(actor: Actor) -> QuerySet[Membership]:
    """Return whose work the actor divides: coaches of the own organisation; for a director, of the region."""
    today = timezone.localdate()
    members = Membership.objects.filter(function__in=COACH).filter(Q(until=None) | Q(until__gt=today))
    if is_director(actor):
        members = members.filter(organisation__region=actor.region_id)
    else:
        members = members.filter(organisation=actor.organisation_id or 0)
    return members.select_related("person", "organisation")


def _accompanies(actor: Actor) -> bool:
    return actor.function in COACH


def _works_on_it(actor: Actor) -> bool:
    return actor.function in COACH | {Function.DIRECTOR}


def _divides(actor: Actor) -> bool:
    """A director, who manages the members, or a mentor, who agrees on it with colleagues."""
    return actor.function in {Function.DIRECTOR, Function.MENTOR} or (_accompanies(actor) and actor.administrator)


COACHES_SEE_THEIR_CASELOAD = Rule[Clock](name="coaches see whom they accompany", allows=_accompanies)
COACHES_SEE_A_PERSON = Rule(
    name="coaches, the intermediary and the director see how somebody is accompanied",
    allows=_works_on_it,
    among=people_of,
    reads=why_read,
    about=whose,
)
COACHES_AND_DIRECTORS_NAME_A_COACH = Rule(
    name="coaches, the intermediary and the director say who accompanies", allows=_works_on_it, among=named_clocks
)
DIRECTORS_SEE_OPEN_CONTACTS = Rule[Clock](name="directors see which contacts are open", allows=is_director)
WHO_DIVIDES_SEES_THE_BALANCE = Rule[Membership](
    name="directors, and coaches of their own organisation, see who carries how much", allows=_divides
)
WHO_DIVIDES_SAYS_ROOM = Rule(
    name="who divides the work says for how much somebody has room", allows=_divides, among=coaches_of
)
WHO_DIVIDES_HANDS_OVER = Rule(
    name="who divides the work hands over whom somebody accompanies", allows=_divides, among=coaches_of
)
