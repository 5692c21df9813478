"""Settling what is open about a group once more: after a file moved, and every night, in case something went wrong."""

from collections import Counter

from django.utils import timezone

from leerwerk.notices.actions import settle
from leerwerk.notices.models import Matter
from leerwerk.parties.models import Region
from leerwerk.privacy.actor import Actor
from leerwerk.privacy.trail import action, record
from leerwerk.trajectories.actions.agreement_matters import agree_about, agree_together
from leerwerk.trajectories.actions.pieces import prepare
from leerwerk.trajectories.models import Cohort, Enrolment
from leerwerk.trajectories.queries.agreements_awaiting import MATTERS, wanted_by_subject
from leerwerk.trajectories.queries.awaiting import (
    GROUPS,
    STEPS,
    differences_in,
    left_over,
    wanted_of_group,
    wanted_of_path,
)
from leerwerk.trajectories.queries.paths import paths_of


@action
def settle_again(*, cohort: Cohort, by: Actor) -> dict[str, int]:
    """Let exactly what should be open about a group and its people be open; return what differed, by kind.

    Only for the house itself, which has no wall: it must meet everybody in the group.
    """
    held = Cohort.objects.select_for_update(of=("self",), no_key=True).select_related("version").get(pk=cohort.pk)
    found = differences_in(held)
    for path in paths_of(Enrolment.objects.filter(cohort=held)):
        settle(path.enrolment, STEPS, wanted_of_path(path))
        agree_about(path.enrolment)
        prepare(path)
    settle(held, GROUPS, wanted_of_group(held))
    agree_together(held)
    for one in wanted_by_subject(held):  # also what is open of an agreement that is there no more
        settle(one.subject, MATTERS, one.wanted)
    record("matters_settled_again", held, by=by, differences=found)
    return found


@action
def close_left_over(*, region: Region, by: Actor) -> dict[str, int]:
    """Close what is open in a region about paths and groups that are gone or need nothing; return how many, by kind."""
    found = list(left_over().filter(region=region).select_for_update(of=("self",)))
    Matter.objects.filter(pk__in=[one.pk for one in found]).update(closed_at=timezone.now())
    kinds = dict(sorted(Counter(one.kind for one in found).items()))
    record("matters_settled_again", region, by=by, differences=kinds)
    return kinds
