"""Who sees, fills in, begins, changes and ends somebody's work, and who says that it lasts."""

from django.db.models import Exists, OuterRef, QuerySet

from leerwerk.parties.enums import Function
from leerwerk.placement.models import Placement
from leerwerk.placement.placing_enums import PlacementState
from leerwerk.privacy.actor import Actor
from leerwerk.privacy.rules import Rule
from leerwerk.recruitment.models import Candidate
from leerwerk.trajectories.models import Enrolment
from leerwerk.trajectories.rules.paths import paths_of, paths_shown, whose, why_read

GUIDES = {Function.CASEWORKER, Function.DIRECTOR}
FILL_IN = GUIDES | {Function.EMPLOYER}
MEET_WORK = FILL_IN | {Function.MENTOR}


def placements_of(actor: Actor) -> QuerySet[Placement]:
    """Return the work that exists for the actor: of whom they meet; for an employer their own.

    A draft is nothing for the participant and the mentor yet.
    """
    rows = Placement.objects.filter(Exists(paths_of(actor).filter(pk=OuterRef("enrolment")))).select_related(
        "enrolment__cohort", "enrolment__participant", "employer"
    )
    if actor.candidate_id is not None:
        return rows.exclude(state=PlacementState.DRAFT)
    match actor.function:
        case Function.DIRECTOR | Function.CASEWORKER:
            return rows
        case Function.EMPLOYER:
            return rows.filter(employer=actor.organisation_id)
        case Function.MENTOR:
            return rows.exclude(state=PlacementState.DRAFT)
        case _:
            return rows.none()


def drafts(actor: Actor) -> QuerySet[Placement]:
    """Return what the actor may place somebody with."""
    return placements_of(actor)


def begun(actor: Actor) -> QuerySet[Placement]:
    """Return the work that began, of which the actor may say something."""
    return placements_of(actor).exclude(state=PlacementState.DRAFT)


def work_pages(actor: Actor) -> QuerySet[Enrolment]:
    """Return the paths of which the actor sees the work: for a mentor and an employer of whom they meet."""
    return paths_shown(actor)


def filled_paths(actor: Actor) -> QuerySet[Enrolment]:
    """Return the paths of people for whom the actor fills in facts of work."""
    return paths_shown(actor)


def meets_work(actor: Actor) -> bool:
    """Whether this function meets people at their work."""
    return actor.function in MEET_WORK


def is_candidate(actor: Actor) -> bool:
    """Whether a participant asks for themselves."""
    return actor.candidate_id is not None


def _says(actor: Actor) -> bool:
    return is_candidate(actor) or meets_work(actor)


def fills_in(actor: Actor) -> bool:
    """Whether this function fills in facts about work."""
    return actor.function in FILL_IN


def guides(actor: Actor) -> bool:
    """Whether this function guides people to work."""
    return actor.function in GUIDES


def _directs(actor: Actor) -> bool:
    return actor.function == Function.DIRECTOR


def _whose_work(row: Placement) -> Candidate:
    return Candidate(pk=row.enrolment.candidate_id)


PARTIES_SEE_WORK = Rule(
    name="the intermediary, the director, the employer and the mentor see somebody's work",
    allows=meets_work,
    among=work_pages,
    reads=why_read,
    about=whose,
)
CANDIDATES_SEE_THEIR_WORK = Rule[Placement](name="candidates see their own work", allows=is_candidate)
EMPLOYERS_AND_GUIDES_FILL_IN_WORK = Rule(
    name="the intermediary, the employer or the director fills in the facts of a placement",
    allows=fills_in,
    among=filled_paths,
    reads=why_read,
    about=whose,
)
GUIDES_PLACE = Rule(
    name="the intermediary or the director records a placement",
    allows=guides,
    among=drafts,
    reads=why_read,
    about=_whose_work,
)
WHO_WORKS_WITH_THEM_ENDS_WORK = Rule(
    name="who works with somebody says that the work ended",
    allows=meets_work,
    among=begun,
    reads=why_read,
    about=_whose_work,
)
EMPLOYERS_AND_GUIDES_CHANGE_WORK = Rule(
    name="the intermediary, the employer or the director notes what changed at work",
    allows=fills_in,
    among=begun,
    reads=why_read,
    about=_whose_work,
)
PARTIES_CONFIRM_WORK = Rule(
    name="parties and the participant say whether somebody still works there",
    allows=_says,
    among=begun,
    reads=why_read,
    about=_whose_work,
)
GUIDES_NOTE_A_STUDY = Rule(
    name="the intermediary or the director notes a next step in education",
    allows=guides,
    among=filled_paths,
    reads=why_read,
    about=whose,
)
DIRECTORS_SEE_HOW_PLACEMENTS_LASTED = Rule[Placement](
    name="directors see how placements lasted in their region", allows=_directs
)
