"""Who sees what is done before the start, who sees to it, who tells of a taster placement, and who adds to it."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from leerwerk.engine.pathway import Doer
from leerwerk.parties.enums import Function
from leerwerk.privacy.actor import Actor
from leerwerk.privacy.rules import Rule
from leerwerk.recruitment.models import Candidate
from leerwerk.trajectories.enums import PreparationKind
from leerwerk.trajectories.models import Enrolment, Party, Preparation
from leerwerk.trajectories.rules.designs import is_director
from leerwerk.trajectories.rules.paths import PARTIES, paths_of, paths_shown, whose, why_read

# As what the members in a function do something before the start.
DOES_AS = {
    Function.CASEWORKER: (Doer.INTERMEDIARY,),
    Function.EMPLOYER: (Doer.EMPLOYER,),
    Function.EDUCATOR: (Doer.EDUCATOR, Doer.LANGUAGE_EDUCATOR),
    Function.MENTOR: (Doer.MENTOR,),
}


def preparations_of(actor: Actor) -> QuerySet[Preparation]:
    """Return what exists for the actor of what is done before the start.

    Of the participants whom they meet, and of the teams in their groups; for an employer only what is theirs to do or
    done at their work, and their own team; for a candidate their own. Who it is about is asked for by its key, where it
    is shown: joined with every row, the view of participants would be made for everybody first.
    """
    rows = Preparation.objects.select_related(
        "cohort__version__blueprint", "cohort__municipality", "enrolment", "organisation", "employer"
    )
    own, met = actor.organisation_id, Q(enrolment__in=paths_of(actor).order_by().values("pk"))
    if actor.candidate_id is not None:
        return rows.filter(enrolment__candidate=actor.candidate_id)
    match actor.function:
        case Function.DIRECTOR:
            return rows.filter(met | Q(enrolment=None, cohort__region=actor.region_id))
        case Function.CASEWORKER:
            guided = paths_of(actor).order_by().values("cohort")
            return rows.filter(met | Q(enrolment=None, cohort__in=guided))
        case Function.EMPLOYER:
            theirs = Q(employer=own) | Q(organisation=own)
            return rows.filter((met & theirs) | Q(enrolment=None, employer=own))
        case Function.EDUCATOR:
            taught = Q(cohort__educator=own) | Q(cohort__language_school=own)
            return rows.filter(met | (Q(enrolment=None) & taught))
        case Function.MENTOR:
            mentored = Exists(
                Party.objects.filter(cohort=OuterRef("cohort"), role="mentor", organisation=own, until=None)
            )
            return rows.filter(met | (Q(enrolment=None) & Q(mentored)))
        case _:
            return rows.none()


def own_preparations(actor: Actor) -> QuerySet[Preparation]:
    """Return what the actor's function in their organisation sees to; a director for whoever is not there."""
    rows = preparations_of(actor)
    if is_director(actor):
        return rows.filter(cohort__region=actor.region_id)
    does = DOES_AS.get(Function(actor.function), ()) if actor.function else ()
    return rows.filter(organisation=actor.organisation_id, doer__in=does)


def taster_placements(actor: Actor) -> QuerySet[Preparation]:
    """Return the taster placements that the actor sees to: at their work, or for a director in the region."""
    return own_preparations(actor).filter(kind=PreparationKind.TASTER)


def teams(actor: Actor) -> QuerySet[Preparation]:
    """Return the teams that the actor prepares."""
    return own_preparations(actor).filter(kind=PreparationKind.INTERCULTURAL_TEAM)


def held_tasters(actor: Actor) -> QuerySet[Preparation]:
    """Return the taster placements of which the actor tells for the employer."""
    return preparations_of(actor).filter(kind=PreparationKind.TASTER, employer=actor.organisation_id)


def lived_tasters(actor: Actor) -> QuerySet[Preparation]:
    """Return the taster placements of which the actor tells for the candidate: their own, or of whom they guide."""
    return preparations_of(actor).filter(kind=PreparationKind.TASTER)


def changed_preparations(actor: Actor) -> QuerySet[Preparation]:
    """Return what the actor may let be somebody else's, or ready by another day."""
    rows = preparations_of(actor)
    if is_director(actor):
        return rows.filter(cohort__region=actor.region_id)
    return rows.filter(enrolment__isnull=False)


def added_to(actor: Actor) -> QuerySet[Enrolment]:
    """Return the paths before whose start the actor may add something to do."""
    return paths_of(actor).select_related("participant")


def _is_party(actor: Actor) -> bool:
    return actor.candidate_id is not None or actor.function in PARTIES


def _works_on_it(actor: Actor) -> bool:
    return actor.function in PARTIES


def _employs_or_directs(actor: Actor) -> bool:
    return actor.function in {Function.EMPLOYER, Function.DIRECTOR}


def _employs(actor: Actor) -> bool:
    return actor.function == Function.EMPLOYER


def _lives_it_or_guides(actor: Actor) -> bool:
    return actor.candidate_id is not None or actor.function == Function.CASEWORKER


def _plans(actor: Actor) -> bool:
    return actor.function in {Function.CASEWORKER, Function.DIRECTOR}


def _whose_file(row: Preparation) -> Candidate | None:
    """A participant's file; a team is nobody's."""
    return None if row.enrolment is None else whose(row.enrolment)


PARTIES_SEE_A_PREPARATION = Rule(
    name="parties see what is done before the start: of the participants they meet, and of teams in their groups",
    allows=_is_party,
    among=preparations_of,
    reads=why_read,
    about=_whose_file,
)
PARTIES_SEE_WHAT_SOMEBODY_PREPARES = Rule(
    name="parties see what is done before somebody's start, and who acts next",
    allows=_works_on_it,
    among=paths_shown,
    reads=why_read,
    about=whose,
)
CANDIDATES_SEE_THEIR_PREPARATION = Rule[Preparation](
    name="candidates see what they do before they start", allows=lambda actor: actor.candidate_id is not None
)
OWNERS_CONCLUDE_A_PIECE = Rule(
    name="whose it is says that something before the start is done, or why it is not needed",
    allows=_works_on_it,
    among=own_preparations,
)
EMPLOYERS_ARRANGE_A_TASTER = Rule(
    name="the employer, or the director, says where and when a taster placement is",
    allows=_employs_or_directs,
    among=taster_placements,
)
EMPLOYERS_TELL_OF_A_TASTER = Rule(
    name="the employer tells how a taster placement went", allows=_employs, among=held_tasters
)
CANDIDATES_TELL_OF_A_TASTER = Rule(
    name="the candidate tells how a taster placement was, or their intermediary writes it down",
    allows=_lives_it_or_guides,
    among=lived_tasters,
    reads=why_read,
    about=_whose_file,
)
EMPLOYERS_PREPARE_THEIR_TEAM = Rule(
    name="the employer, or the director, notes what the team has", allows=_employs_or_directs, among=teams
)
DIRECTORS_AND_INTERMEDIARIES_CHANGE_A_PIECE = Rule(
    name="directors and the intermediary say whose something before the start is, and until when",
    allows=_plans,
    among=changed_preparations,
)
DIRECTORS_AND_INTERMEDIARIES_ADD_A_PIECE = Rule(
    name="directors and the intermediary add something to do before somebody's start", allows=_plans, among=added_to
)
