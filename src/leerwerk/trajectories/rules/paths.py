"""Who meets which participants, who takes steps on their paths, and who runs a group."""

from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from leerwerk.parties.enums import Function
from leerwerk.privacy.actor import Actor
from leerwerk.privacy.enums import Purpose
from leerwerk.privacy.rules import Rule
from leerwerk.recruitment.models import Candidate
from leerwerk.trajectories.enums import IN_PROGRESS, CohortState, Stage
from leerwerk.trajectories.models import Cohort, Enrolment, GroupGate, Party, with_facts
from leerwerk.trajectories.rules.designs import groups_of, is_director


def in_progress(actor: Actor) -> QuerySet[Cohort]:
    """Return the actor's groups that were decided: they have participants. Also those that ended at their gate."""
    ended = Exists(GroupGate.objects.filter(cohort=OuterRef("pk")))
    decided = groups_with_a_role(actor).exclude(state=CohortState.OPTION).filter(~Q(state=CohortState.REFUSED) | ended)
    return decided.select_related("version__blueprint", "municipality")


def groups_with_a_role(actor: Actor) -> QuerySet[Cohort]:
    """Return the groups in which the actor's organisation has a role, or the region that is the actor's to direct."""
    groups, own = Cohort.objects.all(), actor.organisation_id
    match actor.function:
        case Function.DIRECTOR:
            return groups.filter(region=actor.region_id)
        case Function.CASEWORKER:
            return groups.filter(Q(region=actor.region_id) | Q(enrolments__in=paths_of(actor))).distinct()
        case Function.EDUCATOR:
            return groups.filter(Q(educator=own) | Q(language_school=own))
        case Function.EMPLOYER:
            return groups.filter(
                Exists(Party.objects.filter(cohort=OuterRef("pk"), organisation=own, role="employer", until=None))
                | Exists(_offers_of(own))
            )
        case Function.MENTOR:
            return groups.filter(
                Exists(Party.objects.filter(cohort=OuterRef("pk"), organisation=own, role="mentor", until=None))
            )
        case Function.CONNECTOR:
            return groups.filter(region=actor.region_id)
        case _:
            return groups.none()


def _offers_of(organisation: int | None) -> QuerySet[Any]:
    """Return offers of an employer's workplaces: a room above, reached by its relation."""
    offers: Any = Cohort._meta.get_field("offers").related_model
    found: QuerySet[Any] = offers._default_manager.filter(cohort=OuterRef("pk"), workplace__employer=organisation)
    return found


NOT_SEEN_BY_EMPLOYERS = (Stage.PROPOSED, Stage.INVITED)


def paths_of(actor: Actor) -> QuerySet[Enrolment]:
    """Return the paths that exist for the actor.

    Those of a caseworker's own candidates, of a director's groups and inhabitants, and the own one of a candidate. For
    an employer of who accepted and works there; for the group's school and mentor of who was selected: as long as
    they are shown.
    """
    rows = Enrolment.objects.select_related(
        "cohort__version__blueprint", "cohort__municipality", "seat__workplace__employer"
    )
    own, shown = actor.organisation_id, rows.filter(shown=True).exclude(stage__in=NOT_SEEN_BY_EMPLOYERS)
    chosen = shown.exclude(stage=Stage.ACCEPTED)
    if actor.candidate_id is not None:
        return rows.filter(candidate=actor.candidate_id)
    match actor.function:
        case Function.DIRECTOR:
            here = Candidate.objects.filter(municipality__region=actor.region_id)
            return rows.filter(Q(cohort__region=actor.region_id) | Q(candidate__in=here))
        case Function.CASEWORKER:
            return rows.filter(candidate__in=Candidate.objects.filter(intermediary=own))
        case Function.EMPLOYER:
            mine = Party.objects.filter(enrolment=OuterRef("pk"), organisation=own, role="employer", until=None)
            return shown.filter(Exists(mine))
        case Function.EDUCATOR:
            return chosen.filter(Q(cohort__educator=own) | Q(cohort__language_school=own))
        case Function.MENTOR:
            roles = Party.objects.filter(organisation=own, role="mentor", until=None)
            mine = roles.filter(Q(enrolment=None) | Q(enrolment=OuterRef("pk")), cohort=OuterRef("cohort"))
            return chosen.filter(Exists(mine))
        case _:
            return rows.none()


def paths_shown(actor: Actor) -> QuerySet[Enrolment]:
    """Return the actor's paths with everything that a page about one shows and decides."""
    return with_facts(paths_of(actor))


def signable(actor: Actor) -> QuerySet[Cohort]:
    """Return the groups whose profile the actor's side may sign."""
    return in_progress(actor)


def open_for_others(actor: Actor) -> QuerySet[Cohort]:
    """Return the groups for which the actor may propose somebody: decided ones, where not everybody is finished."""
    return in_progress(actor).filter(state__in=IN_PROGRESS)


def _proposes(actor: Actor) -> bool:
    return actor.function in {Function.DIRECTOR, Function.CASEWORKER}


def groups_told_of(actor: Actor) -> QuerySet[Cohort]:
    """Return the groups whose leaflet the actor may read: a member's groups, a candidate's own."""
    found = groups_of(actor)
    if actor.candidate_id is not None:
        found = Cohort.objects.filter(enrolments__candidate=actor.candidate_id).distinct()
    return found.select_related("version__blueprint", "municipality")


def _is_anybody(actor: Actor) -> bool:
    return actor.membership_id is not None or actor.candidate_id is not None


def _is_party(actor: Actor) -> bool:
    return actor.candidate_id is not None or actor.function in PARTIES


def _meets_participants(actor: Actor) -> bool:
    return actor.function in PARTIES


def _signs(actor: Actor) -> bool:
    return actor.function in {Function.CASEWORKER, Function.EMPLOYER, Function.CONNECTOR}


def _reaches_people(actor: Actor) -> bool:
    return actor.function in {Function.DIRECTOR, Function.CASEWORKER, Function.CONNECTOR, Function.MENTOR}


def _is_candidate(actor: Actor) -> bool:
    return actor.candidate_id is not None


def why_read(actor: Actor) -> Purpose:
    return Purpose.OWN_FILE if actor.candidate_id is not None else Purpose.GUIDANCE


def whose(enrolment: Enrolment) -> Candidate:
    """Return whose file a path belongs to; the wall may hide the rest of it."""
    return Candidate(pk=enrolment.candidate_id)


PARTIES = {Function.DIRECTOR, Function.CASEWORKER, Function.EMPLOYER, Function.EDUCATOR, Function.MENTOR}


PARTIES_SEE_PARTICIPANTS = Rule(
    name="parties see the participants of a group whom they meet",
    allows=_meets_participants,
    among=in_progress,
)
PARTIES_SEE_A_PATH = Rule(
    name="parties see the path of a participant whom they meet, and the participant",
    allows=_is_party,
    among=paths_shown,
    reads=why_read,
    about=whose,
)
PARTIES_TAKE_A_STEP = Rule(
    name="parties take the steps on a path that the table gives them", allows=_is_party, among=paths_shown
)
SIDES_SIGN_A_PROFILE = Rule(
    name="intermediary and employer, or its branch, sign what a group asks", allows=_signs, among=signable
)
DIRECTORS_RUN_A_GROUP = Rule(
    name="directors say who mentors a group and whether it starts", allows=is_director, among=in_progress
)
GUIDES_PROPOSE_SOMEBODY = Rule(
    name="directors, and caseworkers for their own candidates, propose somebody for a group",
    allows=_proposes,
    among=open_for_others,
)
CANDIDATES_SEE_THEIR_PATH = Rule[Enrolment](name="candidates see their own path", allows=_is_candidate)
EVERYBODY_READS_A_LEAFLET = Rule(
    name="members and invited candidates read the leaflet of a group", allows=_is_anybody, among=groups_told_of
)
DIRECTORS_SEE_HOW_EXCEPTIONS_FARED = Rule[Cohort](
    name="directors see how exceptions fared: numbers only", allows=is_director
)
WHO_REACHES_SEES_THE_FUNNEL = Rule[Cohort](
    name="who reaches people sees how far they come: numbers only", allows=_reaches_people
)
