"""Amal and Samuel completed learning and look for work; *Jasmijn* has work in the green, *Joris* in a bakery."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from leerwerk.engine.pathway import Stage
from leerwerk.matching.actions import introductions as actions
from leerwerk.matching.actions import meeting
from leerwerk.matching.actions.introductions import EmployerSays, PersonSays
from leerwerk.matching.actions.meeting import AfterMeeting, Meeting
from leerwerk.matching.models import Introduction
from leerwerk.notices.models import Matter
from leerwerk.parties.enums import Function, OrganisationKind
from leerwerk.parties.models import Municipality, Organisation, Person
from leerwerk.placement.models import Task, Workplace
from leerwerk.privacy.actor import Actor
from leerwerk.recruitment.models import Candidate, Profile
from leerwerk.trajectories.models import Enrolment, PathwayEvent
from tests.cast import member, organisation
from tests.enrolling import move
from tests.kept import kept
from tests.placement.trying import begun_trial
from tests.trajectories.running import Running

TODAY = timezone.localdate()
NIEUWEGEIN, UTRECHT = "GM0356", "GM0344"
SHOWS = ("name", "language", "times")
YES = PersonSays(yes=True, shows=SHOWS, words="Ik werk graag buiten.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Looking:
    """Who there is, and the two workplaces with a place."""

    running: Running
    jasmijn: Person
    joris: Person
    garden: Workplace
    bakery: Workplace

    @property
    def amal(self) -> Enrolment:
        """Amal's path as it is now."""
        return Enrolment.objects.get(pk=self.running.amal.pk)

    @property
    def samuel(self) -> Enrolment:
        """Samuel's path as it is now."""
        return Enrolment.objects.get(pk=self.running.samuel.pk)

    def actor(self, name: str) -> Actor:
        """Somebody as who asks."""
        if name in ("jasmijn", "joris"):
            return self.running.cast.actor(getattr(self, name))
        return self.running.actor(name)

    def introduced(
        self, *workplaces: Workplace, whose: Enrolment | None = None, by: str = "karim"
    ) -> list[Introduction]:
        """Let somebody be asked about these workplaces; return the introductions in the order of the workplaces."""
        path, keys = whose or self.amal, [one.pk for one in workplaces]
        actions.introduce(enrolment=path, workplaces=keys, by=self.actor(by))
        rows = {one.workplace_id: one for one in Introduction.objects.filter(enrolment=path).order_by("pk")}
        return [rows[key] for key in keys]

    def wanted(self, workplace: Workplace, said: PersonSays = YES) -> Introduction:
        """Let Amal want to meet an employer."""
        (row,) = self.introduced(workplace)
        actions.answer_as_person(introduction=row, said=said, by=self.actor("amal"))
        return Introduction.objects.get(pk=row.pk)

    def mutual(self, workplace: Workplace, name: str = "jasmijn", *, first: bool = False) -> Introduction:
        """Let the employer want it as well."""
        row = self.wanted(workplace)
        said = EmployerSays(yes=True, first=first)
        actions.answer_as_employer(introduction=row, said=said, by=self.actor(name))
        return Introduction.objects.get(pk=row.pk)

    def met(self, workplace: Workplace, name: str = "jasmijn") -> Introduction:
        """Let them have met yesterday."""
        row = self.mutual(workplace, name)
        when = Meeting(day=TODAY - timedelta(days=1), at=timezone.now().time().replace(microsecond=0), where="Bij ons")
        meeting.plan_meeting(introduction=row, meeting=when, by=self.actor("karim"))
        return Introduction.objects.get(pk=row.pk)

    def tries_at(self, workplace: Workplace) -> None:
        """Let Amal begin a trial placement at Jasmijn's: everybody approves it."""
        jasmijns = replace(self.running.cast, bas=self.jasmijn)
        running = replace(self.running, small=replace(self.running.small, cast=jasmijns))
        begun_trial(running, employer=workplace.employer_id)

    def after(self, row: Introduction, name: str, *, yes: bool, **said: Any) -> Introduction:
        """Let a side say whether it wants to go on; return what became of it."""
        meeting.say_after(introduction=row, said=AfterMeeting(yes=yes, **said), by=self.actor(name))
        return Introduction.objects.get(pk=row.pk)


def waits(row: Introduction) -> set[tuple[str, str]]:
    """Return what is open about an introduction, and of which function."""
    rows = Matter.objects.filter(subject_type="matching.introduction", subject_id=row.pk, closed_at=None)
    return {(one.kind.removeprefix("matching."), one.function) for one in rows}


def workplace(code: str, employer: Organisation, town: str, *tasks: tuple[str, Any], **other: Any) -> Workplace:
    """Make a workplace with tasks: each its name and what else is said of it."""
    row = Workplace.objects.create(
        **({"code": code, "employer": employer, "title": code, "municipality_id": town, "places": 1} | other)
    )
    for position, (name, facts) in enumerate(tasks, 1):
        Task.objects.create(workplace=row, position=position, name=name, **facts)
    return row


def look_for_work(path: Enrolment) -> None:
    """Let somebody have completed the group, and be ready."""
    PathwayEvent.objects.filter(enrolment=path).delete()
    Enrolment.objects.filter(pk=path.pk).update(events_count=0)
    move(path, Stage.COMPLETED)
    Enrolment.objects.filter(pk=path.pk).update(shown=True)
    ready = date(2026, 1, 5)
    Profile.objects.filter(candidate=path.candidate_id).update(ready_on=ready, stated_on=ready)
    Candidate.objects.filter(pk=path.candidate_id).update(ready_on=ready)


@kept
def build_looking(running: Running) -> Looking:
    """Write it to the database."""
    look_for_work(running.amal)
    look_for_work(running.samuel)
    towns = Municipality.objects.select_related("region").in_bulk([NIEUWEGEIN, UTRECHT])
    green = organisation("tuinen", OrganisationKind.EMPLOYER, "Tuinen van Jasmijn", towns[NIEUWEGEIN], sector="groen")
    bread = organisation("bakker", OrganisationKind.EMPLOYER, "Bakkerij Joris", towns[UTRECHT], sector="voeding")
    return Looking(
        running=running,
        jasmijn=member("Jasmijn", green, Function.EMPLOYER),
        joris=member("Joris", bread, Function.EMPLOYER),
        garden=workplace(
            "Tuinen",
            green,
            NIEUWEGEIN,
            ("Schoffelen", {}),
            ("Klanten helpen", {"fits": "learning", "language": 4, "skill": "speaking"}),
        ),
        bakery=workplace("Broodbakken", bread, UTRECHT, ("Deeg maken", {"language": 3, "skill": "listening"})),
    )
