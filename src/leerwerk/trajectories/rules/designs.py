"""Who may see and change blueprints, groups, teachers and rooms."""

from django.db.models import Q, QuerySet

from leerwerk.parties.enums import Function
from leerwerk.privacy.actor import Actor
from leerwerk.privacy.rules import Rule
from leerwerk.trajectories.enums import CohortState
from leerwerk.trajectories.models import Blueprint, BlueprintVersion, Cohort, Resource

MAKERS = {Function.DIRECTOR}


def _is_member(actor: Actor) -> bool:
    return actor.membership_id is not None


def is_director(actor: Actor) -> bool:
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


def resources_of(actor: Actor) -> QuerySet[Resource]:
    """Return the teachers, rooms and mentors of the actor's region."""
    return Resource.objects.filter(region=actor.region_id)


MEMBERS_SEE_BLUEPRINTS = Rule[Blueprint](name="members see the blueprints of their region", allows=_is_member)
MEMBERS_SEE_A_BLUEPRINT = Rule(name="members see a blueprint of their region", allows=_is_member, among=blueprints_of)
DIRECTORS_COPY_A_BLUEPRINT = Rule(
    name="directors copy any blueprint they can see", allows=is_director, among=blueprints_of
)
DIRECTORS_CHANGE_THEIR_BLUEPRINT = Rule(
    name="directors change blueprints of their own organisation", allows=is_director, among=own_blueprints
)
DIRECTORS_RETIRE_THEIR_BLUEPRINT = Rule(
    name="directors take blueprints of their own organisation off the shelf",
    allows=is_director,
    among=all_own_blueprints,
)
MEMBERS_SEE_GROUPS = Rule[Cohort](name="members see the groups that concern them", allows=_is_member)
MEMBERS_SEE_A_GROUP = Rule(name="members see a group that concerns them", allows=_is_member, among=groups_of)
DIRECTORS_MAKE_GROUPS = Rule[Cohort](name="directors make group options", allows=is_director)
DIRECTORS_CHANGE_A_GROUP = Rule(
    name="directors change group options of their region", allows=is_director, among=group_options_of
)
DIRECTORS_WITHDRAW_A_GROUP = Rule(
    name="directors withdraw group options of their region", allows=is_director, among=region_groups
)
MEMBERS_SEE_RESOURCES = Rule[Resource](name="members see teachers and rooms of their region", allows=_is_member)
DIRECTORS_MAKE_RESOURCES = Rule[Resource](name="directors add teachers and rooms", allows=is_director)
DIRECTORS_CHANGE_A_RESOURCE = Rule(
    name="directors change teachers and rooms of their region", allows=is_director, among=resources_of
)
