"""The group *groen* in its third month: Amal and Samuel learn at Lotte's school on Tuesday and Thursday morning, and
work at Bas' for the rest of the week. It is Wednesday 10 March 2027."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

from leerwerk.learning.actions.attendance import record_attendance
from leerwerk.learning.actions.pattern import add_slot, plan_sessions
from leerwerk.learning.dagdelen import hours_of
from leerwerk.learning.enums import AbsenceReason, Presence
from leerwerk.learning.models import Session, WeekSlot
from leerwerk.learning.queries.attendance import Mark
from leerwerk.privacy.actor import Actor
from leerwerk.trajectories.enums import Stage
from leerwerk.trajectories.models import Cohort, Enrolment
from tests.cast import Cast
from tests.enrolling import move
from tests.kept import kept
from tests.trajectories.running import Running, build_running

TODAY = date(2027, 3, 10)
NOON = datetime(2027, 3, 10, 11, tzinfo=UTC)
BEGAN = datetime(2027, 2, 1, 7, tzinfo=UTC)  # Amal and Samuel learn and work since the first day
FIRST, LAST = date(2027, 2, 1), date(2027, 7, 30)
PRESENT = Mark(Presence.PRESENT)
ABSENT = Mark(Presence.ABSENT, AbsenceReason.NOT_TOLD)


@dataclass(frozen=True, slots=True, kw_only=True)
class Lessons:
    """The running group with its sessions."""

    running: Running
    cohort: Cohort
    amal: Enrolment
    samuel: Enrolment

    def actor(self, name: str) -> Actor:
        """Somebody of the cast as who asks."""
        return self.running.actor(name)

    def on(self, day: date) -> Session:
        """The session of a day."""
        return Session.objects.get(cohort=self.cohort, day=day)

    def record(self, day: date, *, by: str = "lotte", seen: int | None = None, **marks: Mark) -> Session:
        """Let somebody record who was at the session of a day: everybody, unless said otherwise by name."""
        session = self.on(day)
        found = {getattr(self, name).pk: mark for name, mark in ({"amal": PRESENT, "samuel": PRESENT} | marks).items()}
        version = session.version if seen is None else seen
        return record_attendance(session=session, marks=found, seen=version, by=self.actor(by))


def slot(cohort: Cohort, dagdeel: str, activity: str = "theory", since: date = FIRST, until: date = LAST) -> WeekSlot:
    """A row of the week pattern that is not saved yet."""
    begins, ends = hours_of(dagdeel)
    return WeekSlot(
        cohort=cohort, dagdeel=dagdeel, activity=activity, begins=begins, ends=ends, since=since, until=until
    )


@kept
def build_lessons(cast: Cast) -> Lessons:
    """Write it to the database."""
    running = build_running(cast)
    for one in (running.amal, running.samuel):
        move(one, Stage.LEARN_WORK, BEGAN)
    Enrolment.objects.update(shown=True)
    lotte = cast.actor(cast.lotte)
    add_slot(slot=slot(running.cohort, "tue-am"), by=lotte)
    add_slot(slot=slot(running.cohort, "thu-am", "language"), by=lotte)
    plan_sessions(cohort=running.cohort, first=FIRST, last=LAST, by=lotte)
    amal, samuel = (Enrolment.objects.get(pk=one.pk) for one in (running.amal, running.samuel))
    return Lessons(running=running, cohort=running.cohort, amal=amal, samuel=samuel)
