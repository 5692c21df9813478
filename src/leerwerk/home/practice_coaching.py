"""Who accompanies whom in the practice group, and what was talked about since it began."""

from collections.abc import Iterable, Mapping
from datetime import timedelta
from uuid import uuid4

from django.utils import timezone

from leerwerk.coaching import actions
from leerwerk.coaching.actions import Told
from leerwerk.coaching.enums import Channel, Goes, Mood, ReadBy, Role, Side, StepOwner, WhyEnded
from leerwerk.coaching.models import Clock
from leerwerk.parties.models import Membership
from leerwerk.privacy.actor import Actor
from leerwerk.trajectories.models import Enrolment


def accompany_people(begun: Iterable[Enrolment], actors: Mapping[str, Actor]) -> None:
    """Let Mo accompany everybody who began, and their employer; she spoke with the first of them today."""
    mo, roos, today = actors["mo"], actors["roos"], timezone.localdate()
    coach = Membership.objects.get(pk=mo.membership_id or 0)
    for n, enrolment in enumerate(begun):
        for clock in Clock.objects.filter(enrolment=enrolment).select_related("enrolment__cohort"):
            actions.accompany(
                clock=clock,
                member=coach,
                role=Role.MENTOR,
                since=today,
                why=WhyEnded.HANDED_OVER,
                seen=clock.coach_id,
                by=roos,
            )
            if n == 0:
                _talk(clock, mo)


def _talk(clock: Clock, mo: Actor) -> None:
    """Note what the first talk was about."""
    today = timezone.localdate()
    with_employer = clock.side == Side.EMPLOYER
    told = Told(
        day=today,
        channel=Channel.VISIT if with_employer else Channel.CALL,
        mood="" if with_employer else Mood.WELL,
        work=Goes.GOOD if with_employer else "",
        together=Goes.SO_SO if with_employer else "",
        go_on=Goes.GOOD if with_employer else "",
    )
    talk = actions.log_talk(clock=clock, ticket=uuid4(), told=told, by=mo)
    words = "Het team praat nog snel." if with_employer else "De reis met de bus gaat goed."
    actions.write_note(talk=talk, text=words, read_by=ReadBy.BOTH_SIDES, seen=talk.edits, by=mo)
    owner = StepOwner.EMPLOYER if with_employer else StepOwner.COACH
    what = "Foto’s bij de instructie hangen" if with_employer else "Samen de route naar het werk fietsen"
    actions.agree_step(talk=talk, what=what, owner=owner, due_on=today + timedelta(days=10), by=mo)
