"""Finds out who is asking: one query per request, for the membership that is acted under."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from leerwerk.parties.queries import actor_under, memberships_today
from leerwerk.privacy.actor import Actor

MEMBERSHIP_KEY = "membership"
NOBODY = Actor(person_id=None, name="")


class ActorMiddleware:
    """Sets ``request.actor``: the person, and the membership chosen in this session (else their first)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.actor = NOBODY  # type: ignore[attr-defined]
        if request.user.is_authenticated:
            memberships = list(memberships_today(request.user))
            chosen = request.session.get(MEMBERSHIP_KEY)
            request.memberships = memberships  # type: ignore[attr-defined]  # for the switch in the page's frame
            request.actor = actor_under(request.user, memberships, chosen)  # type: ignore[attr-defined]
        return self.get_response(request)
