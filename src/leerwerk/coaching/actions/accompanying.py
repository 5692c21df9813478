"""Who accompanies whom: naming a coach, handing over without a gap, buddies, and for how much somebody has room."""

from datetime import date
from decimal import Decimal

from django.utils import timezone

from leerwerk.coaching.actions.winding import wind
from leerwerk.coaching.enums import LEADS, Role, WhyEnded
from leerwerk.coaching.holding import about, held
from leerwerk.coaching.models import Accompaniment, Clock, Room
from leerwerk.coaching.queries.coaches import may_accompany
from leerwerk.notices.actions import hand_on
from leerwerk.parties.models import Membership, Organisation
from leerwerk.privacy.actor import Actor
from leerwerk.privacy.trail import action, part, record
from leerwerk.privacy.wall import lowered


class NotACoach(Exception):
    """Somebody accompanies who mentors the group, or who guides the participant; this member does neither."""


class NotThatDay(Exception):
    """Before the day on which the one before them began, nobody else can have begun."""


class SomebodyElseMeanwhile(Exception):
    """Another coach was named after the page was opened; ``member`` accompanies now."""

    def __init__(self, member: Membership | None) -> None:
        self.member = member
        super().__init__()


@part
def _lead(clock: Clock, member: Membership, role: Role, since: date, why: WhyEnded, by: Actor) -> bool:
    """Let somebody be the coach of a side from a day, in the place of whoever was; return whether that is a change."""
    leads = Accompaniment.objects.filter(clock=clock, role__in=LEADS)
    standing = leads.filter(until=None).order_by("since").last()
    if standing is not None and (standing.member_id, standing.role) == (member.pk, role):
        return False
    begun = leads.order_by("-since", "-id").first()
    if begun is not None and since <= begun.since:
        if begun.until is not None or since < begun.since:
            raise NotThatDay
        begun.delete()  # named and named otherwise on the same day: the first never began
        standing = leads.filter(until=since).order_by("since").last()
    elif standing is not None:
        standing.until, standing.why_ended = since, why
        standing.save(update_fields=["until", "why_ended"])
    Accompaniment.objects.create(
        clock=clock, member=member, role=role, since=since, until=None, said_by_id=by.person_id
    )
    if since <= timezone.localdate():
        hand_on(clock.enrolment, f"coaching.talk.{clock.side}", member.person_id)
    return True


@action
def accompany(
    *, clock: Clock, member: Membership, role: Role, since: date, why: WhyEnded, seen: int | None, by: Actor
) -> Clock:
    """Let somebody accompany a side from a day; whoever did does until that day, so that nobody is without one.

    ``seen``: the membership that the page showed as the coach. The same once more has no second effect. Raises
    NotACoach, NotThatDay and SomebodyElseMeanwhile.
    """
    (row,) = held(pk=clock.pk)
    if not may_accompany(row).filter(pk=member.pk).exists():
        raise NotACoach
    if row.coach_id != seen and row.coach_id != member.pk:
        raise SomebodyElseMeanwhile(row.coach)
    with lowered():
        changed = _lead(row, member, role, since, why, by)
        if changed:
            wind([row], timezone.localdate())
    kind = "coach_named" if changed else "coach_named_again"
    record(kind, about(row), by=by, side=row.side, member=member.pk, role=str(role))
    return row


@action
def hand_over_all(*, giver: Membership, taker: Membership, since: date, why: WhyEnded, by: Actor) -> int:
    """Let a colleague accompany everybody whom somebody accompanies, from a day; return how many sides.

    Whom the colleague may not accompany stays: they do not mentor that group. Nobody is without a coach in between.
    """
    moved = 0
    with lowered():
        clocks = [clock for clock in held(coach=giver) if clock.phase]
        for clock in clocks:
            role = Accompaniment.objects.filter(clock=clock, member=giver, until=None, role__in=LEADS).first()
            if role is None or not may_accompany(clock).filter(pk=taker.pk).exists():
                continue
            moved += _lead(clock, taker, Role(role.role), since, why, by)
        wind(clocks, timezone.localdate())
    organisation = Organisation(pk=giver.organisation_id)
    record("handed_over", organisation, by=by, giver=giver.pk, taker=taker.pk, sides=moved, since=since.isoformat())
    return moved


@action
def name_buddy(*, clock: Clock, name: str, since: date, by: Actor) -> Accompaniment:
    """Say which colleague is the buddy; another buddy before is one no longer. The same once more is one."""
    (row,) = held(pk=clock.pk)
    buddies = Accompaniment.objects.filter(clock=row, role=Role.BUDDY, until=None)
    same = buddies.filter(name=name).first()
    if same is None:
        for before in buddies:
            before.until, before.why_ended = max(since, before.since), WhyEnded.HANDED_OVER
            before.save(update_fields=["until", "why_ended"])
        same = Accompaniment.objects.create(clock=row, name=name, role=Role.BUDDY, since=since, said_by_id=by.person_id)
    record("buddy_named", about(row), by=by, side=row.side)
    return same


@action
def say_room(*, member: Membership, points: Decimal, by: Actor) -> Room:
    """Say for how many points somebody has room from today on."""
    room, _made = Room.objects.update_or_create(
        member=member, since=timezone.localdate(), defaults={"points": points, "said_by_id": by.person_id}
    )
    record("room_said", Organisation(pk=member.organisation_id), by=by, member=member.pk, points=str(points))
    return room
