"""Finds out who is asking: the person of the session, and the membership they act under; then the wall goes up."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import cast

from django.http import HttpRequest, HttpResponse

from leerwerk.parties.enums import Function
from leerwerk.parties.models import Membership
from leerwerk.parties.queries import actor_under, memberships_of
from leerwerk.privacy.actor import Actor
from leerwerk.privacy.doors import ActorRequest
from leerwerk.privacy.wall import asking

MEMBERSHIP_KEY = "membership"
WORKS_WITH_PARTICIPANTS = {Function.EMPLOYER, Function.EDUCATOR, Function.MENTOR}
NOBODY = Actor(person_id=None, name="")


def behind_the_wall(actor: Actor) -> AbstractContextManager[None]:
    """Let the database show this actor only the candidates' files that exist for them."""
    return asking(
        person=actor.person_id,
        candidate=actor.candidate_id,
        guides=actor.organisation_id if actor.function == Function.CASEWORKER else None,
        directs=actor.region_id if actor.function == Function.DIRECTOR else None,
        works=actor.organisation_id if actor.function in WORKS_WITH_PARTICIPANTS else None,
        member=actor.organisation_id,
    )


class MemberRequest(ActorRequest):
    """A request of somebody who may be a member of several organisations: the page's frame offers the choice."""

    memberships: list[Membership]


class ActorMiddleware:
    """Sets ``request.actor``: the person, and the membership chosen in this session (else their first).

    What comes after it, in the request, stands behind the second wall as this actor.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, asked: HttpRequest) -> HttpResponse:
        request = cast(MemberRequest, asked)  # it becomes one here
        request.actor = NOBODY
        if request.user.is_authenticated:
            memberships = memberships_of(request.user)
            chosen = request.session.get(MEMBERSHIP_KEY)
            request.memberships = memberships
            request.actor = actor_under(request.user, memberships, chosen)
        with behind_the_wall(request.actor):
            return self.get_response(request)
