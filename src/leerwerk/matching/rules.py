"""Who sees who looks for work and what fits, who introduces, answers and plans, and who asks for a proposal."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from leerwerk.matching.enums import SEEN_BY_EMPLOYERS, IntroState
from leerwerk.matching.models import Introduction, MatchRound
from leerwerk.parties.enums import Function
from leerwerk.placement.models import Workplace
from leerwerk.placement.rules.placements import guides, is_candidate
from leerwerk.privacy.actor import Actor
from leerwerk.privacy.rules import Rule
from leerwerk.recruitment.models import Candidate
from leerwerk.recruitment.rules import candidates_of
from leerwerk.trajectories.models import Enrolment
from leerwerk.trajectories.rules.paths import paths_of, whose, why_read


def files_of(actor: Actor) -> QuerySet[Enrolment]:
    """Return the paths of the people whose file is the actor's: their own candidates, or who lives in their region."""
    if not guides(actor):
        return Enrolment.objects.none()
    return paths_of(actor).filter(Exists(candidates_of(actor).filter(pk=OuterRef("candidate"))))


def introductions_of(actor: Actor) -> QuerySet[Introduction]:
    """Return the introductions that exist for the actor.

    For an employer those to their own workplaces, from the participant's yes until they are over; for a mentor from
    that yes as well.
    """
    rows = Introduction.objects.select_related(
        "enrolment__cohort__version__blueprint", "workplace__employer", "workplace__municipality"
    )
    met = Exists(paths_of(actor).filter(pk=OuterRef("enrolment")))
    if actor.candidate_id is not None:
        return rows.filter(enrolment__candidate=actor.candidate_id)
    match actor.function:
        case Function.DIRECTOR | Function.CASEWORKER:
            return rows.filter(met)
        case Function.EMPLOYER:
            return rows.filter(workplace__employer=actor.organisation_id, state__in=SEEN_BY_EMPLOYERS)
        case Function.MENTOR:
            return rows.filter(met, ~Q(state=IntroState.ASKED))
        case _:
            return rows.none()


def workplaces_nearby(actor: Actor) -> QuerySet[Workplace]:
    """Return the workplaces for which a guide may look who fits: those of employers in their region."""
    return Workplace.objects.filter(withdrawn_at=None, employer__region=actor.region_id).select_related(
        "employer", "municipality"
    )


def rounds_of(actor: Actor) -> QuerySet[MatchRound]:
    """Return the proposals for the region that the actor directs."""
    return MatchRound.objects.filter(region=actor.region_id).select_related("region", "asked_by")


def directs(actor: Actor) -> bool:
    """Whether somebody directs a region."""
    return actor.function == Function.DIRECTOR and actor.region_id is not None


def _employs(actor: Actor) -> bool:
    return actor.function == Function.EMPLOYER


def _sides(actor: Actor) -> bool:
    return is_candidate(actor) or actor.function in SIDES


def _helps(actor: Actor) -> bool:
    return actor.function == Function.CASEWORKER


def _steps_back(actor: Actor) -> bool:
    return is_candidate(actor) or actor.function in SIDES - {Function.MENTOR}


def _says_after(actor: Actor) -> bool:
    return is_candidate(actor) or _employs(actor) or _helps(actor)


def _speaks(actor: Actor) -> bool:
    return is_candidate(actor) or _helps(actor)


def _whose(row: Introduction) -> Candidate:
    return Candidate(pk=row.enrolment.candidate_id)


SIDES = {Function.DIRECTOR, Function.CASEWORKER, Function.EMPLOYER, Function.MENTOR}

GUIDES_SEE_WHO_LOOKS = Rule[Enrolment](
    name="the intermediary and the director see who looks for work after learning", allows=guides
)
GUIDES_SEE_WHAT_FITS = Rule(
    name="the intermediary and the director see which workplaces fit somebody who looks for work",
    allows=guides,
    among=files_of,
    reads=why_read,
    about=whose,
)
GUIDES_SEE_WHO_FITS = Rule(
    name="the intermediary and the director see who fits a workplace", allows=guides, among=workplaces_nearby
)
GUIDES_INTRODUCE = Rule(
    name="the intermediary or the director proposes introductions to employers",
    allows=guides,
    among=files_of,
    reads=why_read,
    about=whose,
)
SIDES_SEE_AN_INTRODUCTION = Rule(
    name="who is concerned sees an introduction; an employer what the participant chose",
    allows=_sides,
    among=introductions_of,
    reads=why_read,
    about=_whose,
)
CANDIDATES_SEE_THEIR_INTRODUCTIONS = Rule[Introduction](
    name="candidates see the employers whom they can meet", allows=is_candidate
)
EMPLOYERS_SEE_WHO_WANTS_TO_MEET = Rule[Introduction](
    name="employers see who wants to meet them, as far as those chose", allows=_employs
)
PARTICIPANTS_ANSWER = Rule(
    name="the participant, or the intermediary for them, says whether they want to meet, and what the employer sees",
    allows=_speaks,
    among=introductions_of,
    reads=why_read,
    about=_whose,
)
EMPLOYERS_ANSWER = Rule(
    name="the employer says whether they want to meet somebody",
    allows=_employs,
    among=introductions_of,
    reads=why_read,
    about=_whose,
)
GUIDES_PLAN_A_MEETING = Rule(
    name="the intermediary or the director plans a first meeting",
    allows=guides,
    among=introductions_of,
    reads=why_read,
    about=_whose,
)
SIDES_SAY_HOW_IT_WAS = Rule(
    name="the participant and the employer say whether they want to go on after they met",
    allows=_says_after,
    among=introductions_of,
    reads=why_read,
    about=_whose,
)
SIDES_STEP_BACK = Rule(
    name="the participant, the employer and who guides end an introduction",
    allows=_steps_back,
    among=introductions_of,
    reads=why_read,
    about=_whose,
)
DIRECTORS_ASK_WHO_FITS_WHERE = Rule[MatchRound](
    name="directors ask for a proposal who fits where in their region", allows=directs
)
DIRECTORS_SEE_WHO_FITS_WHERE = Rule(
    name="directors see a proposal who fits where in their region", allows=directs, among=rounds_of
)
