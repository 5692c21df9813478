"""Who sees, fills in, approves, begins and reviews somebody's trial placement."""

from django.db.models import Exists, OuterRef, QuerySet

from leerwerk.parties.enums import Function
from leerwerk.placement.models import Trial
from leerwerk.placement.rules.placements import filled_paths, fills_in, guides, is_candidate, meets_work, work_pages
from leerwerk.placement.trial_enums import TrialState
from leerwerk.privacy.actor import Actor
from leerwerk.privacy.rules import Rule
from leerwerk.recruitment.models import Candidate
from leerwerk.trajectories.rules.paths import paths_of, whose, why_read


def trials_of(actor: Actor) -> QuerySet[Trial]:
    """Return the trial placements that exist for the actor: of whom they meet; for an employer their own.

    What was never sent is nothing for the participant, the employer and the mentor yet.
    """
    rows = Trial.objects.filter(Exists(paths_of(actor).filter(pk=OuterRef("enrolment")))).select_related(
        "enrolment__cohort", "enrolment__participant", "employer"
    )
    sent = rows.filter(version__gt=0)
    if actor.candidate_id is not None:
        return sent
    match actor.function:
        case Function.DIRECTOR | Function.CASEWORKER:
            return rows
        case Function.EMPLOYER:
            return rows.filter(employer=actor.organisation_id)
        case Function.MENTOR:
            return sent
        case _:
            return rows.none()


def begun_trials(actor: Actor) -> QuerySet[Trial]:
    """Return the trial placements that began, of which the actor may say something."""
    return trials_of(actor).filter(state__in=[TrialState.RUNNING, TrialState.ENDED])


def sent_trials(actor: Actor) -> QuerySet[Trial]:
    """Return the trial placements that were sent, to which the actor may answer."""
    return trials_of(actor).filter(version__gt=0)


def _reviews(actor: Actor) -> bool:
    return actor.function in {Function.EMPLOYER, Function.MENTOR, Function.CASEWORKER}


def _approves(actor: Actor) -> bool:
    return actor.candidate_id is not None or _reviews(actor)


def _takes_part(actor: Actor) -> bool:
    return actor.candidate_id is not None or meets_work(actor)


def _speaks_for_the_participant(actor: Actor) -> bool:
    return actor.candidate_id is not None or actor.function == Function.CASEWORKER


def _helps(actor: Actor) -> bool:
    return actor.function == Function.CASEWORKER


def _whose_trial(row: Trial) -> Candidate:
    return Candidate(pk=row.enrolment.candidate_id)


PARTIES_SEE_A_TRIAL = Rule(
    name="the intermediary, the director, the employer and the mentor see somebody's trial placement",
    allows=meets_work,
    among=work_pages,
    reads=why_read,
    about=whose,
)
CANDIDATES_SEE_THEIR_TRIAL = Rule[Trial](name="candidates see their own trial placement", allows=is_candidate)
READERS_PRINT_A_TRIAL = Rule(
    name="whoever may read a trial placement that was sent prints the agreement about it",
    allows=_takes_part,
    among=sent_trials,
    reads=why_read,
    about=_whose_trial,
)
EMPLOYERS_AND_GUIDES_FILL_IN_A_TRIAL = Rule(
    name="the intermediary, the employer or the director fills in the facts of a trial placement",
    allows=fills_in,
    among=filled_paths,
    reads=why_read,
    about=whose,
)
GUIDES_RUN_A_TRIAL = Rule(
    name="the intermediary or the director sends, begins and withdraws a trial placement",
    allows=guides,
    among=trials_of,
    reads=why_read,
    about=_whose_trial,
)
SIDES_APPROVE_A_TRIAL = Rule(
    name="the participant, the employer, the intermediary and the mentor approve a trial placement",
    allows=_approves,
    among=sent_trials,
    reads=why_read,
    about=_whose_trial,
)
INTERMEDIARIES_WRITE_DOWN_AN_ANSWER = Rule(
    name="the intermediary writes down what a participant answers about a trial placement",
    allows=_helps,
    among=sent_trials,
    reads=why_read,
    about=_whose_trial,
)
SIDES_REVIEW_A_TRIAL = Rule(
    name="the employer and the coach say how a trial placement goes",
    allows=_reviews,
    among=begun_trials,
    reads=why_read,
    about=_whose_trial,
)
PARTICIPANTS_REACT_TO_A_REVIEW = Rule(
    name="the participant, or the intermediary for them, says whether a review is right",
    allows=_speaks_for_the_participant,
    among=begun_trials,
    reads=why_read,
    about=_whose_trial,
)
GUIDES_CONCLUDE_A_TRIAL = Rule(
    name="the intermediary or the director says what comes of a trial placement, and looks at a contradiction",
    allows=guides,
    among=begun_trials,
    reads=why_read,
    about=_whose_trial,
)
WHO_WORKS_WITH_THEM_ENDS_A_TRIAL = Rule(
    name="who works with somebody, and they themselves, end their trial placement without work",
    allows=_takes_part,
    among=begun_trials,
    reads=why_read,
    about=_whose_trial,
)
