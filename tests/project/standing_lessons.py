"""Groups that are learning and working: *leer* in our region, *leer-a* in Amersfoort.

In *leer* Lotte teaches the trade and Lisa the language, Mo mentors; Amal works at Bas' and Samuel at Bob's. In *leer-a*
Lena teaches, Mats mentors, and Aziz works at Bert's.
"""

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal

from django.utils import timezone

from leerwerk.learning.actions.feeds import make_feed
from leerwerk.learning.dagdelen import dagdeel_on, hours_of
from leerwerk.learning.enums import RosterState
from leerwerk.learning.models import (
    AskedWeek,
    CivicCase,
    CivicMove,
    ClosedDays,
    Credential,
    ExamResult,
    LanguageLevel,
    ResourceWeek,
    Roster,
    RosterLesson,
    RosterShift,
    RouteChange,
    Session,
    StatedHours,
    TermExtension,
    VocabularyItem,
    WeekSlot,
    WordPicture,
    WorkProcess,
)
from leerwerk.parties.models import Organisation, Person
from leerwerk.parties.queries import actor_of
from leerwerk.recruitment.models import Candidate
from leerwerk.trajectories.enums import CohortState, Stage
from leerwerk.trajectories.models import BlueprintVersion, Cohort, Enrolment, Party, Resource
from tests.enrolling import enrol

type Records = dict[str, tuple[object, ...]]


def _at(person: Person) -> Organisation:
    return person.memberships.get().organisation


def _group(code: str, director: Person, mentor: Person, **schools: Organisation) -> Cohort:
    place = _at(director)
    cohort = Cohort.objects.create(
        code=code,
        version=BlueprintVersion.objects.order_by("id")[0],
        region=place.region,
        municipality_id=place.municipality_id or "",
        state=CohortState.RUNNING,
        starts_on=date(2026, 9, 1),
        min_size=1,
        max_size=9,
        fixed_cost=Decimal(1),
        cost_per_participant=Decimal(1),
        **schools,
    )
    Party.objects.create(cohort=cohort, organisation=_at(mentor), role="mentor", since=date(2026, 9, 1))
    return cohort


def _learner(file: Candidate, cohort: Cohort, employer: Person, school: Person) -> tuple[Enrolment, LanguageLevel]:
    enrolment = enrol(file, cohort, Stage.LEARN_WORK)
    Enrolment.objects.filter(pk=enrolment.pk).update(shown=True)
    Party.objects.create(
        cohort=cohort, enrolment=enrolment, organisation=_at(employer), role="employer", since=date(2026, 9, 1)
    )
    level = LanguageLevel.objects.create(
        enrolment=enrolment,
        day=date(2026, 10, 1),
        skill="speaking",
        level=3,
        source="teacher",
        organisation=_at(school),
    )
    return enrolment, level


def _lessons(cohort: Cohort) -> Records:
    """One lesson of the trade and one of the language a week, those of last week not recorded yet."""
    monday = timezone.localdate() - timedelta(days=timezone.localdate().weekday() + 7)
    records: Records = {}
    for day, activity, keeper in (
        (monday, "theory", cohort.educator_id),
        (monday + timedelta(days=1), "language", cohort.language_school_id),
    ):
        dagdeel = dagdeel_on(day, "am")
        begins, ends = hours_of(dagdeel)
        kind = {"cohort": cohort, "dagdeel": dagdeel, "activity": activity, "begins": begins, "ends": ends}
        slot = WeekSlot.objects.create(since=monday, until=monday + timedelta(weeks=20), **kind)
        session = Session.objects.create(slot=slot, planned_on=day, day=day, keeper_id=keeper, **kind)
        records[f"{activity} slot of {cohort.code}"] = (slot.pk,)
        records[f"{activity} of {cohort.code}"] = (session.pk,)
    return records


def _of_craft(people: Mapping[str, Person], ours: Cohort, theirs: Cohort, records: Records) -> Records:
    """A work process with a word in each region, and a credential that Lotte, or Lena, drafted."""
    found: Records = {}
    for name, cohort, school, learner in (("ours", ours, "lotte", "amal"), ("theirs", theirs, "lena", "aziz")):
        design = cohort.version.blueprint
        process = WorkProcess.objects.create(blueprint=design, region=cohort.region, title="Snoeien")
        word = VocabularyItem.objects.create(
            process=process, kind="2_word", text="de schaar", supplied_by=_at(people[school])
        )
        WordPicture.objects.create(word=word, content=b"RIFF", width=4, height=3, fingerprint="a4b3")
        credential = Credential.objects.create(
            enrolment_id=int(str(records[f"learning of {learner}"][0])),
            kind="praktijkverklaring",
            title="Praktijkverklaring",
            issuer=_at(people[school]),
            day=date(2026, 11, 1),
        )
        found[f"process of {name}"] = (process.pk,)
        found[f"word of {name}"] = (word.pk,)
        found[f"credential of {learner}"] = (credential.pk,)
    return found


def _roster(cohort: Cohort, school: Organisation, teacher: str) -> Records:
    """A roster for next week that is not taken yet, and a teacher of the school with a week."""
    monday = timezone.localdate() + timedelta(days=7 - timezone.localdate().weekday())
    roster = Roster.objects.create(region=cohort.region, monday=monday, state=RosterState.FOUND)
    person = Resource.objects.create(
        code=teacher, name=teacher, kind="language_teacher", region=cohort.region, organisation=school, capacity=1
    )
    ResourceWeek.objects.create(resource=person)
    lesson = RosterLesson.objects.create(
        roster=roster, cohort=cohort, activity="language", dagdeel="mon-am", teacher=person
    )
    return {
        f"roster of {cohort.code}": (roster.pk,),
        f"lesson of {cohort.code}": (lesson.pk,),
        f"week of {teacher}": (person.pk,),
    }


def _of_inburgering(name: str, case: CivicCase) -> Records:
    """An exam, more time, a move and another route."""
    exam = ExamResult.objects.create(case=case, part="knm", on=date(2026, 10, 1), outcome="passed")
    given = TermExtension.objects.create(case=case, decided_on=date(2026, 10, 1), ground="interruption", days=3)
    place = case.candidate.municipality
    moved = CivicMove.objects.create(case=case, municipality=place, registered_on=date(2026, 10, 1))
    route = RouteChange.objects.create(case=case, on=date(2026, 10, 1), route="z")
    return {
        f"exam of {name}": (exam.pk,),
        f"extension of {name}": (given.pk,),
        f"move of {name}": (moved.pk,),
        f"route of {name}": (route.pk,),
    }


def records_of_lessons(people: Mapping[str, Person], files: Mapping[str, Candidate]) -> Records:
    """Write the groups, and return their records by name."""
    ours = _group(
        "leer", people["roos"], people["mo"], educator=_at(people["lotte"]), language_school=_at(people["lisa"])
    )
    theirs = _group("leer-a", people["dirk"], people["mats"], educator=_at(people["lena"]))
    records: Records = {"leer": (ours.pk,), "leer-a": (theirs.pk,)}
    records |= _lessons(ours) | _lessons(theirs)
    records |= _roster(ours, _at(people["lotte"]), "tessa") | _roster(theirs, _at(people["lena"]), "tara")
    for name, cohort, employer, school in (
        ("amal", ours, "bas", "lotte"),
        ("samuel", ours, "bob", "lisa"),
        ("aziz", theirs, "bert", "lena"),
    ):
        enrolment, level = _learner(files[name], cohort, people[employer], people[school])
        roster = Roster.objects.get(region=cohort.region)
        shift = RosterShift.objects.create(roster=roster, enrolment=enrolment, dagdelen=1)
        records[f"shift of {name}"] = (shift.pk,)
        records[f"learning of {name}"] = (enrolment.pk,)
        records[f"level of {name}"] = (level.pk,)
    for cohort, employer in ((ours, "bas"), (theirs, "bert")):
        asked = AskedWeek.objects.create(cohort=cohort, employer=_at(people[employer]), monday=date(2026, 10, 5))
        records[f"asked week of {cohort.code}"] = (asked.pk,)
    for name, file in files.items():
        case = CivicCase.objects.create(candidate=file, registered_on=date(2026, 9, 1))
        stated = StatedHours.objects.create(case=case, day=date(2026, 10, 1), bucket="knm", minutes=60)
        records[f"hours of {name}"] = (stated.pk,)
        records |= _of_inburgering(name, case)
    for name in ("lotte", "lena"):
        closed = ClosedDays.objects.create(
            organisation=_at(people[name]), name="herfst", first=date(2026, 10, 19), last=date(2026, 10, 23)
        )
        records[f"closed days of {name}"] = (closed.pk,)
    records |= _of_craft(people, ours, theirs, records)
    records["calendar of amal"] = (make_feed(by=actor_of(people["amal"])),)
    return records
