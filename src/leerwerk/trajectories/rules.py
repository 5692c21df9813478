"""Who may see and change blueprints, groups, teachers and rooms."""

from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from leerwerk.parties.enums import Function
from leerwerk.privacy.actor import Actor
from leerwerk.privacy.enums import Purpose
from leerwerk.privacy.rules import Rule
from leerwerk.recruitment.models import Candidate
from leerwerk.trajectories.enums import CohortState, Stage
from leerwerk.trajectories.models import Blueprint, BlueprintVersion, Cohort, Enrolment, Party, Resource, with_facts

MAKERS = {Function.DIRECTOR}


def _is_member(actor: Actor) -> bool:
    return actor.membership_id is not None


def _is_director(actor: Actor) -> bool:
    return actor.function in MAKERS


def blueprints_of(actor: Actor) -> QuerySet[Blueprint]:
    """Return the examples, and what organisations of the actor's region made.

    Also those that were taken off the shelf: groups were made from them, and people still ask what was agreed.
    """
    return Blueprint.objects.filter(Q(owner=None) | Q(owner__region=actor.region_id))


def shelved_blueprints(actor: Actor) -> QuerySet[Blueprint]:
    """Return the blueprints from which new groups can be made."""
    return blueprints_of(actor).filter(retired_at=None)


def all_own_blueprints(actor: Actor) -> QuerySet[Blueprint]:
    """Return the blueprints of the actor's own organisation, also those that were taken off the shelf."""
    return Blueprint.objects.filter(owner__isnull=False, owner=actor.organisation_id)


def own_blueprints(actor: Actor) -> QuerySet[Blueprint]:
    """Return the blueprints of the actor's own organisation that may still be changed."""
    return all_own_blueprints(actor).filter(retired_at=None)


def versions_of(actor: Actor) -> QuerySet[BlueprintVersion]:
    """Return the versions of the blueprints that exist for the actor."""
    return BlueprintVersion.objects.filter(blueprint__in=blueprints_of(actor))


def usable_versions(actor: Actor) -> QuerySet[BlueprintVersion]:
    """Return the versions from which a new group can be made."""
    return BlueprintVersion.objects.filter(blueprint__in=shelved_blueprints(actor))


def groups_of(actor: Actor) -> QuerySet[Cohort]:
    """Return the groups that exist for the actor.

    The region's groups for its director and its caseworkers; for a school those it teaches, for an employer those its
    workplaces are offered to; for everybody else in the region the groups that were decided.
    """
    region = Cohort.objects.filter(region=actor.region_id)
    match actor.function:
        case Function.DIRECTOR | Function.CASEWORKER:
            return region
        case Function.EDUCATOR:
            own = actor.organisation_id
            return region.filter(Q(educator=own) | Q(language_school=own))
        case Function.EMPLOYER:
            return region.filter(offers__workplace__employer=actor.organisation_id).distinct()
        case _:
            return region.exclude(state__in=(CohortState.OPTION, CohortState.REFUSED))


def group_options_of(actor: Actor) -> QuerySet[Cohort]:
    """Return the groups that may still be changed: options of the actor's region."""
    return Cohort.objects.filter(region=actor.region_id, state=CohortState.OPTION)


def region_groups(actor: Actor) -> QuerySet[Cohort]:
    """Return all groups of the actor's region, decided or not."""
    return Cohort.objects.filter(region=actor.region_id)


def in_progress(actor: Actor) -> QuerySet[Cohort]:
    """Return the actor's groups that were decided: they have participants."""
    decided = groups_with_a_role(actor).exclude(state__in=(CohortState.OPTION, CohortState.REFUSED))
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


def _why_a_path_is_read(actor: Actor) -> Purpose:
    return Purpose.OWN_FILE if actor.candidate_id is not None else Purpose.GUIDANCE


def whose(enrolment: Enrolment) -> Candidate:
    """Return whose file a path belongs to; the wall may hide the rest of it."""
    return Candidate(pk=enrolment.candidate_id)


PARTIES = {Function.DIRECTOR, Function.CASEWORKER, Function.EMPLOYER, Function.EDUCATOR, Function.MENTOR}


def resources_of(actor: Actor) -> QuerySet[Resource]:
    """Return the teachers, rooms and mentors of the actor's region."""
    return Resource.objects.filter(region=actor.region_id)


MEMBERS_SEE_BLUEPRINTS = Rule[Blueprint](name="members see the blueprints of their region", allows=_is_member)
MEMBERS_SEE_A_BLUEPRINT = Rule(name="members see a blueprint of their region", allows=_is_member, among=blueprints_of)
DIRECTORS_COPY_A_BLUEPRINT = Rule(
    name="directors copy any blueprint they can see", allows=_is_director, among=blueprints_of
)
DIRECTORS_CHANGE_THEIR_BLUEPRINT = Rule(
    name="directors change blueprints of their own organisation", allows=_is_director, among=own_blueprints
)
DIRECTORS_RETIRE_THEIR_BLUEPRINT = Rule(
    name="directors take blueprints of their own organisation off the shelf",
    allows=_is_director,
    among=all_own_blueprints,
)
MEMBERS_SEE_GROUPS = Rule[Cohort](name="members see the groups that concern them", allows=_is_member)
MEMBERS_SEE_A_GROUP = Rule(name="members see a group that concerns them", allows=_is_member, among=groups_of)
DIRECTORS_MAKE_GROUPS = Rule[Cohort](name="directors make group options", allows=_is_director)
DIRECTORS_CHANGE_A_GROUP = Rule(
    name="directors change group options of their region", allows=_is_director, among=group_options_of
)
DIRECTORS_WITHDRAW_A_GROUP = Rule(
    name="directors withdraw group options of their region", allows=_is_director, among=region_groups
)
MEMBERS_SEE_RESOURCES = Rule[Resource](name="members see teachers and rooms of their region", allows=_is_member)
DIRECTORS_MAKE_RESOURCES = Rule[Resource](name="directors add teachers and rooms", allows=_is_director)
DIRECTORS_CHANGE_A_RESOURCE = Rule(
    name="directors change teachers and rooms of their region", allows=_is_director, among=resources_of
)
PARTIES_SEE_PARTICIPANTS = Rule(
    name="parties see the participants of a group whom they meet",
    allows=_meets_participants,
    among=in_progress,
)
PARTIES_SEE_A_PATH = Rule(
    name="parties see the path of a participant whom they meet, and the participant",
    allows=_is_party,
    among=paths_shown,
    reads=_why_a_path_is_read,
    file=whose,
)
PARTIES_TAKE_A_STEP = Rule(
    name="parties take the steps on a path that the table gives them", allows=_is_party, among=paths_shown
)
SIDES_SIGN_A_PROFILE = Rule(
    name="intermediary and employer, or its branch, sign what a group asks", allows=_signs, among=signable
)
DIRECTORS_RUN_A_GROUP = Rule(
    name="directors say who mentors a group and whether it starts", allows=_is_director, among=in_progress
)
CANDIDATES_SEE_THEIR_PATH = Rule[Enrolment](name="candidates see their own path", allows=_is_candidate)
EVERYBODY_READS_A_LEAFLET = Rule(
    name="members and invited candidates read the leaflet of a group", allows=_is_anybody, among=groups_told_of
)
WHO_REACHES_SEES_THE_FUNNEL = Rule[Cohort](
    name="who reaches people sees how far they come: numbers only", allows=_reaches_people
)
