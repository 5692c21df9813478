"""Who notes a contact, who reads and answers what was written, and who does what was agreed."""

from django.db.models import Q, QuerySet

from leerwerk.coaching.enums import Side, Standing, StepOwner
from leerwerk.coaching.models import Clock, DueContact, NextStep, Note, Talk
from leerwerk.coaching.rules.caseloads import COACH, clocks_of, people_of
from leerwerk.parties.enums import Function
from leerwerk.privacy.actor import Actor
from leerwerk.privacy.rules import Rule
from leerwerk.recruitment.models import Candidate
from leerwerk.trajectories.rules import paths_of, whose, why_read


def talks_of(actor: Actor) -> QuerySet[Talk]:
    """Return the contacts that exist for the actor, but for those that were taken back."""
    rows = Talk.objects.filter(clock__in=clocks_of(actor).order_by().values("pk"), taken_back_at=None)
    return rows.select_related("clock__enrolment__cohort", "clock__coach", "person", "organisation")


def own_talks(actor: Actor) -> QuerySet[Talk]:
    """Return the contacts that the actor noted themselves."""
    return talks_of(actor).filter(person=actor.person_id)


def movable(actor: Actor) -> QuerySet[DueContact]:
    """Return the contacts of which the actor may choose the day: open or to come, of whom they accompany."""
    rows = DueContact.objects.filter(
        clock__in=clocks_of(actor).order_by().values("pk"), standing__in=(Standing.OPEN, Standing.AHEAD), kind="rhythm"
    )
    return rows.select_related("clock__enrolment__cohort")


def steps_of(actor: Actor) -> QuerySet[NextStep]:
    """Return what the actor does of what was agreed, and whoever accompanies or guides also what others do.

    Who meets the participant reads that it waits, and what it is; what is done, they see first.
    """
    rows = NextStep.objects.select_related("clock__enrolment__cohort", "talk", "organisation")
    if actor.candidate_id is not None:
        return rows.filter(owner=StepOwner.CANDIDATE, clock__enrolment__candidate=actor.candidate_id)
    match actor.function:
        case Function.DIRECTOR:
            return rows.filter(clock__region=actor.region_id)
        case Function.CASEWORKER | Function.MENTOR:
            return rows.filter(clock__in=clocks_of(actor).order_by().values("pk"))
        case Function.EMPLOYER:
            own = Q(organisation=actor.organisation_id, owner=StepOwner.EMPLOYER)
            return rows.filter(own | Q(clock__in=clocks_of(actor).order_by().values("pk")))
        case _:
            return rows.none()


def notes_of(actor: Actor) -> QuerySet[Note]:
    """Return the notes that the actor, or whom they guide, was spoken with about, and may answer."""
    rows = Note.objects.select_related("enrolment__cohort", "talk__person", "by").filter(taken_back=False)
    if actor.candidate_id is not None:
        return rows.filter(side=Side.CANDIDATE, enrolment__candidate=actor.candidate_id)
    met = rows.filter(enrolment__in=paths_of(actor).order_by().values("pk"))
    match actor.function:
        case Function.EMPLOYER:
            return met.filter(side=Side.EMPLOYER)
        case Function.CASEWORKER:
            return met.filter(side=Side.CANDIDATE)
        case _:
            return rows.none()


def _works_on_it(actor: Actor) -> bool:
    return actor.function in COACH | {Function.DIRECTOR}


def _is_candidate(actor: Actor) -> bool:
    return actor.candidate_id is not None


def _was_spoken_with(actor: Actor) -> bool:
    return _is_candidate(actor) or actor.function in {Function.EMPLOYER, Function.CASEWORKER}


def _does_something(actor: Actor) -> bool:
    return _is_candidate(actor) or actor.function in {*COACH, Function.EMPLOYER, Function.DIRECTOR}


def _of_a_talk(talk: Talk) -> Candidate:
    return whose(talk.clock.enrolment)


COACHES_NOTE_A_TALK = Rule(
    name="coaches, the intermediary and a director who stands in note a contact with one tap",
    allows=_works_on_it,
    among=people_of,
)
COACHES_READ_A_TALK = Rule(
    name="coaches, the intermediary and the director read what was noted of a contact",
    allows=_works_on_it,
    among=talks_of,
    reads=why_read,
    about=_of_a_talk,
)
WHO_NOTED_IT_CHANGES_A_TALK = Rule(
    name="who noted a contact writes about it, changes it, and notes what was agreed",
    allows=_works_on_it,
    among=own_talks,
)
COACHES_MOVE_A_CONTACT = Rule(
    name="coaches, the intermediary and the director choose another day", allows=_works_on_it, among=movable
)
WHO_DOES_IT_FINISHES_A_STEP = Rule(
    name="who does what was agreed, or accompanies, guides or directs, says that it is done",
    allows=_does_something,
    among=steps_of,
)
WHO_WAS_SPOKEN_WITH_ANSWERS = Rule(
    name="who was spoken with answers what was written, the participant also with help of their intermediary",
    allows=_was_spoken_with,
    among=notes_of,
)
CANDIDATES_SEE_THEIR_COACHING = Rule[Clock](
    name="candidates see who accompanies them and what was written", allows=_is_candidate
)
CANDIDATES_TELL_HOW_THEY_ARE = Rule[Clock](name="candidates tell how they are", allows=_is_candidate)
