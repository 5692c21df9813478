"""What the tests of coaching share: Amal is in the pre-track, Mo accompanies her, and Mira is Mo's colleague."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
import time_machine

from leerwerk.coaching import actions, jobs
from leerwerk.coaching.actions.talking import Told
from leerwerk.coaching.enums import Role, WhyEnded
from leerwerk.coaching.models import Clock, DueContact, Talk
from leerwerk.notices.models import Matter
from leerwerk.parties.models import Membership, Person
from tests.cast import Cast
from tests.kept import kept
from tests.trajectories.running import Running, build_running

BEGIN = date(2026, 11, 30)  # a Monday
DAY, WEEK = timedelta(days=1), timedelta(weeks=1)


def at_nine(day: date) -> datetime:
    """Return nine o'clock here on a day."""
    return datetime(day.year, day.month, day.day, 9, tzinfo=ZoneInfo("Europe/Amsterdam"))


@dataclass(kw_only=True)
class Guided:
    """The group, with a clock that people can put forward: the job of every morning runs on each day."""

    running: Running
    mo: Membership
    mira: Membership
    traveller: Any
    today: date = BEGIN

    @property
    def cast(self) -> Cast:
        """Everyone."""
        return self.running.cast

    def clock(self, side: str = "candidate") -> Clock:
        """Amal's clock of one side as it is now."""
        return Clock.objects.select_related("enrolment__cohort", "coach").get(enrolment=self.running.amal, side=side)

    def until(self, day: date) -> None:
        """Let days go by, each with its job."""
        while self.today < day:
            self.today += DAY
            self.traveller.move_to(at_nine(self.today))
            jobs.wind_clocks(0)

    def talk(self, side: str = "candidate", who: str = "mo", **told: Any) -> Talk:
        """Let somebody note a contact of today."""
        said: dict[str, Any] = {"day": self.today, "channel": "call"} | told
        by = self.running.actor(who)
        return actions.log_talk(clock=self.clock(side), ticket=uuid4(), told=Told(**said), by=by)

    def dues(self, side: str = "candidate") -> list[tuple[date | None, str]]:
        """What is due by a clock, with how it stands."""
        return [(one.day, one.standing) for one in DueContact.objects.filter(clock=self.clock(side))]

    def waits(self, kind: str = "coaching.") -> list[tuple[str, str, str, date]]:
        """What waits about Amal: the kind, the function, the name asked for, and the day."""
        open_now = Matter.objects.filter(kind__startswith=kind, closed_at=None, candidate=self.cast.amal)
        return sorted(
            (one.kind, one.function, one.person.given_name if one.person else "", one.due_on)
            for one in open_now.select_related("person")
        )

    def accompanied_by(self, member: Membership, side: str = "candidate", since: date | None = None) -> None:
        """Let Roos name who accompanies a side."""
        clock = self.clock(side)
        actions.accompany(
            clock=clock,
            member=member,
            role=Role.MENTOR,
            since=since or self.today,
            why=WhyEnded.HANDED_OVER,
            seen=clock.coach_id,
            by=self.running.actor("roos"),
        )


@kept
def _in_the_pre_track(cast: Cast) -> tuple[Running, Membership, Membership]:
    running = build_running(cast)
    mo = cast.mo.memberships.get()
    mira = Person.objects.create(email="mira@example.org", given_name="Mira")
    colleague = Membership.objects.create(
        person=mira, organisation=mo.organisation, function="mentor", since=date(2024, 1, 1)
    )
    running.until("pre_track")
    return running, mo, colleague


@pytest.fixture
def guided(cast: Cast) -> Iterator[Guided]:
    """Amal begins in the pre-track on a Monday."""
    with time_machine.travel(at_nine(BEGIN), tick=False) as traveller:
        running, mo, mira = _in_the_pre_track(cast)
        yield Guided(running=running, mo=mo, mira=mira, traveller=traveller)
