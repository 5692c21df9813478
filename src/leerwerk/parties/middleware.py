"""Finds out who is asking: one query per request, for the membership that is acted under; then the wall goes up."""

from collections.abc import Callable
from contextlib import AbstractContextManager

from django.http import HttpRequest, HttpResponse

from leerwerk.parties.enums import Function
from leerwerk.parties.queries import actor_under, memberships_today
from leerwerk.privacy.actor import Actor
from leerwerk.privacy.wall import asking

MEMBERSHIP_KEY = "membership"
NOBODY = Actor(person_id=None, name="")


def behind_the_wall(actor: Actor) -> AbstractContextManager[None]:
    """Let the database show this actor only the candidates' files that exist for them."""
    return asking(
        person=actor.person_id,
        candidate=actor.candidate_id,
        guides=actor.organisation_id if actor.function == Function.CASEWORKER else None,
        directs=actor.region_id if actor.function == Function.DIRECTOR else None,
    )


class ActorMiddleware:
    """Sets ``request.actor``: the person, and the membership chosen in this session (else their first).

    What comes after it, in the request, stands behind the second wall as this actor.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.actor = NOBODY  # type: ignore[attr-defined]
        if request.user.is_authenticated:
            memberships = list(memberships_today(request.user))
            chosen = request.session.get(MEMBERSHIP_KEY)
            request.memberships = memberships  # type: ignore[attr-defined]  # for the switch in the page's frame
            request.actor = actor_under(request.user, memberships, chosen)  # type: ignore[attr-defined]
        with behind_the_wall(request.actor):  # type: ignore[attr-defined]
            return self.get_response(request)
