"""Who reads the support of an employer, who plans a team, and who asks for help and answers."""

from django.db.models import Exists, OuterRef, QuerySet

from leerwerk.coaching.enums import Side
from leerwerk.coaching.models import Clock, HelpRequest
from leerwerk.parties.enums import Function
from leerwerk.privacy.actor import Actor
from leerwerk.privacy.enums import Purpose
from leerwerk.privacy.rules import Rule
from leerwerk.recruitment.models import Candidate
from leerwerk.trajectories.models import Enrolment, Preparation
from leerwerk.trajectories.rules import paths_of, whose, why_read
from leerwerk.trajectories.rules.preparing import teams

ANSWER = {Function.MENTOR, Function.CASEWORKER, Function.DIRECTOR}


def people_of(actor: Actor) -> QuerySet[Enrolment]:
    """Return an employer's people whom somebody accompanies now: about them the employer asks for help."""
    if actor.function != Function.EMPLOYER:
        return Enrolment.objects.none()
    runs = Clock.objects.filter(enrolment=OuterRef("pk"), side=Side.EMPLOYER).exclude(phase="")
    return paths_of(actor).filter(Exists(runs))


def requests_of(actor: Actor) -> QuerySet[HelpRequest]:
    """Return who asked for help, for whoever accompanies them or directs; for who asked their own."""
    rows = HelpRequest.objects.select_related("enrolment__cohort", "organisation", "person", "answered_by")
    if actor.candidate_id is not None:
        return rows.filter(side="candidate", enrolment__candidate=actor.candidate_id)
    met = paths_of(actor).order_by().values("pk")
    if actor.function == Function.EMPLOYER:
        return rows.filter(side="employer", organisation=actor.organisation_id, enrolment__in=met)
    return rows.filter(enrolment__in=met) if actor.function in ANSWER else rows.none()


def team_plans(actor: Actor) -> QuerySet[Preparation]:
    """Return the teams of which the actor plans the preparation."""
    return teams(actor)


def _employs(actor: Actor) -> bool:
    return actor.function == Function.EMPLOYER


def _is_candidate(actor: Actor) -> bool:
    return actor.candidate_id is not None


def _is_member(actor: Actor) -> bool:
    return actor.membership_id is not None


def _employs_or_directs(actor: Actor) -> bool:
    return actor.function in {Function.EMPLOYER, Function.DIRECTOR}


def _asks_or_answers(actor: Actor) -> bool:
    return actor.candidate_id is not None or actor.function in {*ANSWER, Function.EMPLOYER}


def _answers(actor: Actor) -> bool:
    return actor.function in ANSWER


def _why(actor: Actor) -> Purpose:
    return Purpose.OWN_FILE if actor.candidate_id is not None else Purpose.GUIDANCE


def _whose(row: HelpRequest) -> Candidate:
    return Candidate(pk=row.enrolment.candidate_id)


EMPLOYERS_SEE_THEIR_SUPPORT = Rule[HelpRequest](
    name="employers see who accompanies their people, and what supports them", allows=_employs
)
MEMBERS_READ_MATERIAL = Rule[HelpRequest](name="members read the material for teams", allows=_is_member)
EMPLOYERS_NAME_THEIR_CONTACT = Rule[HelpRequest](
    name="employers say with whom of them the coach speaks", allows=_employs
)
EMPLOYERS_PLAN_THEIR_TEAM = Rule(
    name="the employer, or the director, plans how a team is prepared", allows=_employs_or_directs, among=team_plans
)
EMPLOYERS_READ_WHAT_WAS_SAID = Rule(
    name="employers read what they spoke about with the coach, and what is for both",
    allows=_employs,
    among=people_of,
    reads=why_read,
    about=whose,
)
EMPLOYERS_ASK_FOR_HELP = Rule(
    name="employers ask for help about somebody who works with them", allows=_employs, among=people_of
)
CANDIDATES_ASK_FOR_HELP = Rule[HelpRequest](name="participants ask for help", allows=_is_candidate)
ASKERS_READ_AN_ANSWER = Rule(
    name="who asked for help reads the answer, and so does whoever accompanies them",
    allows=_asks_or_answers,
    among=requests_of,
    reads=_why,
    about=_whose,
)
COACHES_ANSWER_WHO_ASKS = Rule(
    name="coaches and directors say what was agreed with who asked for help", allows=_answers, among=requests_of
)
