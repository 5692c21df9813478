"""Who of a function does a matter: taken by one's own hand, given to a colleague, or given back to everybody."""

from django.utils import timezone

from leerwerk.notices.actions.people import NotAPeer
from leerwerk.notices.models import Matter
from leerwerk.notices.queries.asked import peers_of
from leerwerk.parties.models import Membership
from leerwerk.privacy.actor import Actor
from leerwerk.privacy.trail import action, record


class MatterIsClosed(Exception):
    """It was done, or is no longer needed, since the page was opened."""


def _held(matter: Matter) -> Matter:
    held = Matter.objects.select_for_update(of=("self",)).get(pk=matter.pk)
    if held.closed_at is not None:
        raise MatterIsClosed
    return held


def _ask(matter: Matter, person_id: int | None) -> Matter:
    held = _held(matter)
    held.person_id = person_id
    held.save(update_fields=["person"])
    return held


@action
def take_matter(*, matter: Matter, by: Actor) -> Matter:
    """Do it oneself, also when somebody else took it before. Raises MatterIsClosed."""
    held = _ask(matter, by.person_id)
    record("matter_taken", held, by=by)
    return held


@action
def give_matter(*, matter: Matter, to: Membership, by: Actor) -> Matter:
    """Let a colleague with the same function in the same organisation do it. Raises MatterIsClosed, NotAPeer."""
    if not peers_of(by, timezone.localdate()).filter(pk=to.pk).exists():
        raise NotAPeer
    held = _ask(matter, to.person_id)
    record("matter_given", held, by=by, to=to.person_id)
    return held


@action
def give_back(*, matter: Matter, by: Actor) -> Matter:
    """Ask everybody in the function again, as at the beginning. Raises MatterIsClosed."""
    held = _ask(matter, None)
    record("matter_given_back", held, by=by)
    return held
