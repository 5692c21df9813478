"""Every change to groups and to what they share."""

from collections.abc import Iterable

from leerwerk.privacy.actor import Actor
from leerwerk.privacy.trail import action, record
from leerwerk.trajectories.enums import CohortState, ResourceKind
from leerwerk.trajectories.models import Cohort, Resource, ResourceUse


class GroupIsDecided(Exception):
    """Someone decided about this group in the meantime; it is no longer an option."""


@action
def make_group(*, cohort: Cohort, uses: Iterable[ResourceUse], by: Actor) -> Cohort:
    """Add a group option with what it needs of shared resources; ``cohort`` is not saved yet."""
    cohort.save(force_insert=True)
    _replace_uses(cohort, uses)
    record("group_made", cohort, by=by, version=cohort.version_id)
    return cohort


@action
def change_group(*, cohort: Cohort, uses: Iterable[ResourceUse] | None, by: Actor) -> Cohort:
    """Write the changed group option. Raises GroupIsDecided when it is no longer an option."""
    if Cohort.objects.select_for_update().get(pk=cohort.pk).state != CohortState.OPTION:
        raise GroupIsDecided
    cohort.save()
    if uses is not None:
        _replace_uses(cohort, uses)
    record("group_changed", cohort, by=by)
    return cohort


def _replace_uses(cohort: Cohort, uses: Iterable[ResourceUse]) -> None:
    ResourceUse.objects.filter(cohort=cohort).delete()
    for use in uses:
        use.cohort = cohort
    ResourceUse.objects.bulk_create(uses)


@action
def decide_group(*, cohort: Cohort, opens: bool, by: Actor) -> Cohort:
    """Make an option a decided group, or refuse it. Raises GroupIsDecided when that was done already."""
    cohort = Cohort.objects.select_for_update().get(pk=cohort.pk)
    if cohort.state != CohortState.OPTION:
        raise GroupIsDecided
    cohort.state = CohortState.DECIDED if opens else CohortState.REFUSED
    cohort.save(update_fields=["state"])
    record("group_decided" if opens else "group_refused", cohort, by=by)
    return cohort


@action
def save_resource(*, resource: Resource, by: Actor) -> Resource:
    """Write a new or changed teacher, room or mentor. A room is no member, nor is a teacher one of elsewhere."""
    member = resource.member
    if member is not None and (
        resource.kind == ResourceKind.CLASSROOM or member.organisation_id != resource.organisation_id
    ):
        resource.member = None
    resource.save()
    record("resource_saved", resource, by=by)
    return resource
