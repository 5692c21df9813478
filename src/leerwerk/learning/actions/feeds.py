"""Making and ending calendar links."""

from secrets import token_urlsafe

from django.utils import timezone

from leerwerk.learning.enums import FeedScope
from leerwerk.learning.models import Feed
from leerwerk.learning.rules import feeds_of
from leerwerk.parties.models import Person, hash_of
from leerwerk.privacy.actor import Actor
from leerwerk.privacy.trail import action, record

SECRET = 32  # bytes


@action
def make_feed(*, scope: FeedScope = FeedScope.SCHOOL, by: Actor) -> str:
    """Make a calendar link for the actor, in the function they act in; return its secret, which is not kept.

    An earlier link of theirs for that function ends. ``scope``: of a teacher, which lessons it shows.
    """
    assert by.person_id is not None, "the door asked somebody who is signed in"
    person = Person.objects.select_for_update().get(pk=by.person_id)
    feeds_of(by).update(revoked_at=timezone.now())
    secret = token_urlsafe(SECRET)
    Feed.objects.create(
        person=person,
        candidate_id=by.candidate_id,
        membership_id=by.membership_id,
        token_hash=hash_of(secret),
        scope=scope,
    )
    record("learning.feed_made", person, by=by)
    return secret


@action
def choose_lessons(*, scope: FeedScope, by: Actor) -> bool:
    """Let the actor's calendar link show these lessons from now on; False when there is none. The link stays."""
    changed = feeds_of(by).update(scope=scope)
    record("learning.feed_lessons_chosen", Person(pk=by.person_id), by=by, scope=str(scope))
    return bool(changed)


@action
def revoke_feed(*, by: Actor) -> bool:
    """End the actor's calendar link; False when there was none."""
    ended = feeds_of(by).update(revoked_at=timezone.now())
    record("learning.feed_revoked", Person(pk=by.person_id), by=by, links=ended)
    return bool(ended)
