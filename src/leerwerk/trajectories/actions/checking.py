"""Settling what is open about a group once more: after a file moved, and every night, in case something went wrong."""

from leerwerk.privacy.actor import Actor
from leerwerk.privacy.trail import action, record
from leerwerk.trajectories.actions.following import settle_whole_group
from leerwerk.trajectories.models import Cohort
from leerwerk.trajectories.queries.awaiting import differences_in


@action
def settle_again(*, cohort: Cohort, by: Actor) -> dict[str, int]:
    """Let exactly what should be open about a group and its people be open; return what differed, by kind."""
    held = Cohort.objects.select_for_update(of=("self",), no_key=True).select_related("version").get(pk=cohort.pk)
    found = differences_in(held)
    settle_whole_group(held)
    record("matters_settled_again", held, by=by, differences=found)
    return found
