"""Who sees somebody's wage value, who makes the frame, who assesses, and who says what about it."""

from django.db.models import QuerySet

from leerwerk.parties.enums import Function
from leerwerk.placement.models import WageValueRound
from leerwerk.placement.rules.placements import MEET_WORK, is_candidate, meets_work
from leerwerk.placement.wage_enums import WageSide
from leerwerk.privacy.actor import Actor
from leerwerk.privacy.rules import Rule
from leerwerk.recruitment.models import Candidate
from leerwerk.trajectories.models import Enrolment
from leerwerk.trajectories.rules.paths import paths_of, paths_shown, whose, why_read

MAKE_A_FRAME = {Function.CASEWORKER, Function.MENTOR}
ARE_A_SIDE = MAKE_A_FRAME | {Function.EMPLOYER}
SEE_MONEY = {Function.CASEWORKER, Function.DIRECTOR, Function.EMPLOYER}


def rounds_for(actor: Actor) -> QuerySet[WageValueRound]:
    """Return the rounds that exist for the actor: about whom they meet; for an employer about work there."""
    rows = WageValueRound.objects.filter(enrolment__in=paths_of(actor).order_by().values("pk")).select_related(
        "enrolment__cohort", "enrolment__participant", "employer", "coach_party"
    )
    if actor.candidate_id is not None or actor.function in MEET_WORK - {Function.EMPLOYER}:
        return rows
    return rows.filter(employer=actor.organisation_id) if actor.function == Function.EMPLOYER else rows.none()


def own_side(actor: Actor) -> QuerySet[WageValueRound]:
    """Return the rounds of which the actor is one of both sides."""
    rows = rounds_for(actor)
    return rows if actor.function == Function.EMPLOYER else rows.filter(coach_party=actor.organisation_id)


def side_of(row: WageValueRound, actor: Actor) -> WageSide | None:
    """Return which side of a round the actor is; None for who is no side of it."""
    if actor.function == Function.EMPLOYER and actor.organisation_id == row.employer_id:
        return WageSide.EMPLOYER
    if actor.function in MAKE_A_FRAME and actor.organisation_id == row.coach_party_id:
        return WageSide.COACH
    return None


def makes_frames(actor: Actor) -> bool:
    """Whether the actor makes the frame of a round: who guides or coaches."""
    return actor.function in MAKE_A_FRAME


def sees_money(actor: Actor) -> bool:
    """Whether the actor reads what follows for subsidy."""
    return actor.function in SEE_MONEY


def wage_paths(actor: Actor) -> QuerySet[Enrolment]:
    """Return the paths of whom the actor sees the wage value."""
    return paths_shown(actor)


def _is_a_side(actor: Actor) -> bool:
    return actor.function in ARE_A_SIDE


def _writes_words(actor: Actor) -> bool:
    return is_candidate(actor) or actor.function == Function.CASEWORKER


def _whose_round(row: WageValueRound) -> Candidate:
    return Candidate(pk=row.enrolment.candidate_id)


PARTIES_SEE_A_WAGE_VALUE = Rule(
    name="the intermediary, the director, the employer and the mentor see somebody's wage value over time",
    allows=meets_work,
    among=wage_paths,
    reads=why_read,
    about=whose,
)
COACHES_MAKE_A_FRAME = Rule(
    name="the intermediary or the mentor proposes the tasks that are looked at",
    allows=makes_frames,
    among=wage_paths,
    reads=why_read,
    about=whose,
)
PARTIES_SEE_A_ROUND = Rule(
    name="the intermediary, the director, the employer and the mentor see one look at somebody's work",
    allows=meets_work,
    among=rounds_for,
    reads=why_read,
    about=_whose_round,
)
COACHES_CHANGE_A_FRAME = Rule(
    name="the intermediary or the mentor changes the tasks that are looked at",
    allows=makes_frames,
    among=rounds_for,
    reads=why_read,
    about=_whose_round,
)
SIDES_ASSESS = Rule(
    name="employer and coach agree with the tasks, hand in how they see the work, and talk about it",
    allows=_is_a_side,
    among=own_side,
    reads=why_read,
    about=_whose_round,
)
CANDIDATES_SEE_THEIR_WAGE_VALUE = Rule[WageValueRound](
    name="candidates see how their work is seen", allows=is_candidate
)
CANDIDATES_SAY_THEIR_WORDS = Rule(
    name="the participant puts own words beside a wage value; the intermediary writes them down for who asks so",
    allows=_writes_words,
    among=rounds_for,
    reads=why_read,
    about=_whose_round,
)
