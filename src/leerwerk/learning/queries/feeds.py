"""What somebody's calendar shows: their own sessions and work, and nobody else's name."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import override
from icalendar import Calendar, Event

from leerwerk.learning.audience import LANGUAGES
from leerwerk.learning.dagdelen import hours_of, moment, monday_of
from leerwerk.learning.enums import FeedScope, SessionState
from leerwerk.learning.models import Feed, Session
from leerwerk.learning.queries.sessions import with_place
from leerwerk.learning.queries.work_days import work_by_week
from leerwerk.learning.rules import ATTENDING, kept_sessions
from leerwerk.parties.enums import Function
from leerwerk.parties.middleware import behind_the_wall
from leerwerk.parties.models import hash_of
from leerwerk.parties.queries import actor_under, memberships_today
from leerwerk.privacy.actor import Actor
from leerwerk.privacy.wall import asking, show_link
from leerwerk.recruitment.models import Candidate
from leerwerk.trajectories.models import Enrolment, Resource
from leerwerk.trajectories.queries.dates import group_days
from leerwerk.trajectories.queries.designs import design_of
from leerwerk.trajectories.rules import in_progress, paths_of

TEACHING = frozenset({Function.EDUCATOR, Function.MENTOR})
BACK, AHEAD = timedelta(days=60), timedelta(days=400)
WORK_WEEKS = 8  # weeks of work ahead: the pattern goes on, and a calendar asks again


def feed_of(secret: str) -> Feed | None:
    """Return the open calendar link of a secret; None for a wrong, ended or replaced one."""
    show_link(hash_of(secret))
    return (
        Feed.objects.select_related("person", "membership")
        .filter(token_hash=hash_of(secret), revoked_at=None, person__is_active=True)
        .first()
    )


@contextmanager
def as_whose_it_is(feed: Feed) -> Iterator[Actor | None]:
    """Stand behind the wall as whose calendar it is, as they are today; None when they are that no more."""
    if feed.candidate_id is not None:
        with asking(person=feed.person_id, candidate=feed.candidate_id):
            still = Candidate.objects.filter(pk=feed.candidate_id, person=feed.person_id).exists()
            yield Actor(person_id=feed.person_id, name="", candidate_id=feed.candidate_id) if still else None
        return
    held = [one for one in memberships_today(feed.person) if one.pk == feed.membership_id]
    if not held:
        yield None
        return
    actor = actor_under(feed.person, held, feed.membership_id)
    with behind_the_wall(actor):
        yield actor


def _own_paths(actor: Actor) -> QuerySet[Enrolment]:
    """Return the paths on which a candidate is expected now: who pauses is not."""
    return paths_of(actor).filter(stage__in=ATTENDING, paused="")


def teaches_as(actor: Actor) -> QuerySet[Resource]:
    """Return as which teachers, or mentors, of their organisation the actor stands in lessons."""
    own = Q(member__person=actor.person_id, organisation=actor.organisation_id)
    return Resource.objects.filter(own) if actor.function in TEACHING else Resource.objects.none()


def sessions_of(actor: Actor, today: date, scope: str = FeedScope.SCHOOL) -> QuerySet[Session]:
    """Return the sessions in somebody's calendar: of the groups a candidate is in, else those their work is about.

    ``scope``: a teacher's own lessons, or all of the organisation; who is no teacher of it any more sees all.
    """
    rows = with_place(Session.objects.filter(day__range=(today - BACK, today + AHEAD)))
    if actor.candidate_id is not None:
        return rows.filter(cohort__in=_own_paths(actor).values("cohort"))
    if scope == FeedScope.OWN and (own := list(teaches_as(actor).values_list("pk", flat=True))):
        return rows.filter(teacher__in=own)
    if actor.function in TEACHING:
        return rows.filter(pk__in=kept_sessions(actor).values("pk"))
    return rows.filter(cohort__in=in_progress(actor).values("pk"))


def own_path(actor: Actor) -> Enrolment | None:
    """Return the path on which a candidate learns or works now, with their workplace."""
    return _own_paths(actor).select_related("seat__workplace__site").first()


def language_of(feed: Feed) -> str:
    """Return in which of our languages whose calendar it is reads it, whatever their calendar program asks for."""
    return feed.person.preferred_language if feed.person.preferred_language in LANGUAGES else LANGUAGES[0]


def calendar(actor: Actor, today: date, language: str, scope: str = FeedScope.SCHOOL) -> bytes:
    """Return somebody's calendar as iCalendar (RFC 5545), in a language; the same calendar is the same bytes."""
    with override(language):
        return _calendar(actor, today, scope)


def _calendar(actor: Actor, today: date, scope: str) -> bytes:
    made = Calendar()
    made.add("prodid", "-//leerwerk//leerwerk//NL")
    made.add("version", "2.0")
    made.add("method", "PUBLISH")
    made.add("x-wr-calname", _("Lessons and work"))
    for session in sessions_of(actor, today, scope):
        made.add_component(_session(session))
    if actor.candidate_id is not None and (path := own_path(actor)) is not None:
        for event in _work(path, today):
            made.add_component(event)
    return bytes(made.to_ical())


STAMP = datetime(2000, 1, 1, tzinfo=UTC)  # of what never changed: the same calendar is the same bytes


def _session(session: Session) -> Event:
    event = Event()
    event.add("uid", f"session-{session.pk}@leerwerk")
    event.add("dtstamp", session.changed_at or STAMP)
    event.add("dtstart", moment(session.day, session.begins).astimezone(UTC))
    event.add("dtend", moment(session.day, session.ends).astimezone(UTC))
    event.add("sequence", session.change)
    cancelled = session.state == SessionState.CANCELLED
    event.add("status", "CANCELLED" if cancelled else "CONFIRMED")
    event.add("summary", _summary(session))
    if place := session.site or session.room:
        event.add("location", str(place))
    if session.state in (SessionState.CANCELLED, SessionState.MOVED):
        event.add("description", f"{session.get_state_display()}: {session.get_reason_display()}")
    return event


def _summary(session: Session) -> str:
    what = f"{session.get_activity_display()} · {session.cohort.version.blueprint.title}"
    match session.state:
        case SessionState.CANCELLED:
            return _("Cancelled: %(what)s") % {"what": what}
        case SessionState.MOVED:
            return _("Moved: %(what)s") % {"what": what}
        case _:
            return what


def _work(path: Enrolment, today: date) -> Iterator[Event]:
    """Yield the dagdelen of work of the next weeks, until the group ends."""
    workplace = getattr(getattr(path, "seat", None), "workplace", None)
    mondays = [monday_of(today) + timedelta(weeks=week) for week in range(WORK_WEEKS)]
    last = max(today, group_days(path.cohort, design_of(path.cohort.version)).end)
    for work in work_by_week([path], mondays).values():
        for day, dagdeel in work.expected:
            if day > last:
                continue
            begins, ends = hours_of(dagdeel)
            event = Event()
            event.add("uid", f"work-{path.pk}-{day}-{dagdeel}@leerwerk")
            event.add("dtstamp", STAMP)
            event.add("dtstart", moment(day, begins).astimezone(UTC))
            event.add("dtend", moment(day, ends).astimezone(UTC))
            event.add("status", "CONFIRMED")
            event.add("summary", _("Work") if workplace is None else _("Work: %(what)s") % {"what": workplace.title})
            if workplace is not None and workplace.site is not None:
                event.add("location", workplace.site.name)
            yield event


def etag(content: bytes) -> str:
    """Return what stands for these bytes; it changes with any of them."""
    return f'"{hashlib.sha256(content).hexdigest()[:32]}"'
