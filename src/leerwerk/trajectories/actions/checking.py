"""Settling what is open about a group once more: after a file moved, and every night, in case something went wrong."""

from leerwerk.notices.actions import settle
from leerwerk.privacy.actor import Actor
from leerwerk.privacy.trail import action, record
from leerwerk.trajectories.actions.pieces import prepare
from leerwerk.trajectories.models import Cohort, Enrolment
from leerwerk.trajectories.queries.awaiting import GROUPS, STEPS, differences_in, wanted_of_group, wanted_of_path
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
        prepare(path)
    settle(held, GROUPS, wanted_of_group(held))
    record("matters_settled_again", held, by=by, differences=found)
    return found
