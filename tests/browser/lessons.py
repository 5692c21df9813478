"""A group of the practice region that is learning and working, for the pages of lessons, attendance and language.

Lotte teaches, Bas employs, Mo mentors; Amal and four others take part, one of whom was absent too often.
"""

from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from leerwerk.learning.actions.attendance import record_attendance
from leerwerk.learning.actions.civic import save_case, state_hours
from leerwerk.learning.actions.civic_facts import extend_term, record_exam, record_move
from leerwerk.learning.actions.craft import add_word, save_process, tick
from leerwerk.learning.actions.credentials import draft_credential, issue_credential
from leerwerk.learning.actions.feeds import make_feed
from leerwerk.learning.actions.language import write_levels
from leerwerk.learning.actions.pattern import add_slot, plan_sessions
from leerwerk.learning.actions.sessions import cancel_session, move_session
from leerwerk.learning.dagdelen import dagdeel_on, hours_of
from leerwerk.learning.enums import AbsenceReason, ChangeReason, MeasureSource, Presence, TickRole
from leerwerk.learning.models import (
    CivicCase,
    CivicMove,
    ExamResult,
    Session,
    StatedHours,
    TermExtension,
    VocabularyItem,
    WorkProcess,
)
from leerwerk.learning.photos import made_anew
from leerwerk.learning.queries.attendance import Mark
from leerwerk.parties.models import Person
from leerwerk.parties.queries import actor_of
from leerwerk.placement.actions import give_seat
from leerwerk.placement.models import Offer, Workplace
from leerwerk.privacy.actor import Actor
from leerwerk.recruitment.models import Candidate
from leerwerk.trajectories.actions import let_mentor
from leerwerk.trajectories.enums import CohortState, Stage
from leerwerk.trajectories.models import Cohort, Enrolment, Party, Resource
from tests.enrolling import enrol
from tests.learning.drawing import drawing
from tests.learning.lessons import slot


def _actor(slug: str) -> Actor:
    return actor_of(Person.objects.get(email=f"{slug}@demo.example"))


def _group() -> Cohort:
    """A group of Lotte's school that began ten weeks ago."""
    school = _actor("lotte").organisation_id
    mine = Cohort.objects.filter(Q(educator=school) | Q(language_school=school)).order_by("id")
    begins = timezone.localdate() - timedelta(weeks=10)
    Cohort.objects.filter(pk=mine[0].pk).update(
        state=CohortState.RUNNING, starts_on=begins, max_size=12, educator_id=school
    )
    mentor = _actor("mo").organisation
    cohort = Cohort.objects.select_related("version").get(pk=mine[0].pk)
    let_mentor(cohort=cohort, organisation_id=mentor, by=_actor("roos"))
    return cohort


def _people(cohort: Cohort) -> list[Enrolment]:
    """Amal and four others, who work at Bas'."""
    bas, roos = _actor("bas"), _actor("roos")
    workplace = Workplace.objects.filter(employer=bas.organisation_id, withdrawn_at=None).order_by("-places", "id")[0]
    Workplace.objects.filter(pk=workplace.pk).update(places=20)
    Offer.objects.get_or_create(cohort=cohort, workplace=workplace)
    amal = Candidate.objects.get(person__email="amal@demo.example")
    guided = Candidate.objects.filter(intermediary=_actor("karim").organisation, person=None, enrolments=None)
    found = []
    for candidate in (amal, *guided.order_by("id")[:4]):
        with transaction.atomic():  # a stage and the event that explains it come together
            row = enrol(candidate, cohort, Stage.LEARN_WORK, timezone.now() - timedelta(weeks=10))
        Party.objects.create(
            cohort=cohort,
            enrolment=row,
            organisation_id=bas.organisation,
            role="employer",
            since=timezone.localdate(),
        )
        give_seat(enrolment=row, workplace=workplace, by=roos)
        found.append(row)
    Enrolment.objects.filter(cohort=cohort).update(shown=True)
    return found


def _sessions(cohort: Cohort) -> list[Session]:
    """Three lessons a week, planned for half a year; one is today."""
    lotte, today = _actor("lotte"), timezone.localdate()
    since, until = today - timedelta(weeks=10), today + timedelta(weeks=16)
    workday = today if today.weekday() < 5 else today - timedelta(days=today.weekday() - 4)
    dagdelen = dict.fromkeys([dagdeel_on(workday, "am"), "tue-am", "thu-am", "fri-am"])
    for n, dagdeel in enumerate(list(dagdelen)[:3]):
        add_slot(slot=slot(cohort, dagdeel, ("theory", "language")[n % 2], since, until), by=lotte)
    plan_sessions(cohort=cohort, first=since, last=until, by=lotte)
    return list(Session.objects.filter(cohort=cohort).order_by("day"))


def _records(sessions: list[Session], people: list[Enrolment]) -> None:
    """All but the last two before today are recorded; one is corrected; one moved and one cancelled ahead."""
    lotte, today = _actor("lotte"), timezone.localdate()
    past = [one for one in sessions if one.day < today][:-2]
    for n, session in enumerate(past):
        marks = {row.pk: Mark(Presence.PRESENT) for row in people}
        if n >= len(past) - 4:
            marks[people[1].pk] = Mark(Presence.ABSENT, AbsenceReason.NOT_TOLD)
        if n % 5 == 0:
            marks[people[2].pk] = Mark(Presence.EXCUSED, AbsenceReason.APPOINTMENT)
        if n % 4 == 0:
            marks[people[0].pk] = Mark(Presence.LATE, AbsenceReason.TRANSPORT)
        record_attendance(session=session, marks=marks, seen=0, by=lotte)
    record_attendance(
        session=past[-1], marks={people[0].pk: Mark(Presence.EXCUSED, AbsenceReason.UNABLE)}, seen=1, by=lotte
    )
    ahead = [one for one in sessions if one.day > today]
    day = ahead[0].day
    begins, ends = hours_of(dagdeel_on(day, "pm"))
    moment: dict[str, Any] = {"day": day, "dagdeel": dagdeel_on(day, "pm"), "begins": begins, "ends": ends}
    move_session(session=ahead[0], **moment, reason=ChangeReason.ROOM, by=lotte)
    cancel_session(session=ahead[1], reason=ChangeReason.TEACHER, by=lotte)


def _levels(people: list[Enrolment]) -> None:
    today = timezone.localdate()
    for n, row in enumerate(people[:3]):
        for weeks, source, level in (
            (10, MeasureSource.TEST, 2),
            (5, MeasureSource.TEACHER, 2),
            (1, MeasureSource.TEACHER, 3),
        ):
            write_levels(
                enrolment=row,
                day=today - timedelta(weeks=weeks),
                source=source,
                levels={"speaking": level - n % 2, "listening": level, "reading": max(0, level - 1), "writing": 1},
                by=_actor("lotte" if source == MeasureSource.TEACHER else "karim"),
            )


def _craft(cohort: Cohort, people: list[Enrolment]) -> WorkProcess:
    """Three work processes with words, ticked by school and employer; and a credential."""
    lotte, bas = _actor("lotte"), _actor("bas")
    region, photo = cohort.region, made_anew(drawing())
    for title, told in (
        ("Snoeien", "Veilig, met scherp gereedschap, en het hout gaat in de bak."),
        ("Planten", "Recht, op de goede diepte, met water."),
        ("Opruimen", "Het gereedschap is schoon en hangt op zijn plaats."),
    ):
        row = WorkProcess(blueprint=cohort.version.blueprint, region=region, title=title, explanation=told)
        save_process(process=row, by=lotte)
        for kind, text, meaning, pictogram in (
            ("1_safety", f"Stop! Eerst kijken: {title.lower()}", "Kijk of er iemand achter je staat.", "warning"),
            ("2_word", f"het gereedschap ({title.lower()})", "Waar je mee werkt.", "workplace"),
            ("3_sentence", f"Mag ik beginnen met {title.lower()}?", "", "speak"),
        ):
            word = VocabularyItem(process=row, kind=kind, text=text, meaning=meaning, pictogram=pictogram)
            add_word(word=word, by=bas, photo=photo if kind == "2_word" else None)
    processes = list(WorkProcess.objects.filter(blueprint=cohort.version.blueprint, region=region))
    for process in processes[:2]:
        tick(enrolment=people[0], process=process, role=TickRole.SCHOOL, can=True, by=lotte)
    tick(enrolment=people[0], process=processes[0], role=TickRole.MENTOR, can=True, by=bas)
    drafted = draft_credential(
        enrolment=people[0], kind="praktijkverklaring", title="Praktijkverklaring groen", by=lotte
    )
    issue_credential(credential=drafted, by=lotte)
    return processes[0]


def _civic(enrolment: Enrolment) -> None:
    """Amal's inburgering in the Z-route, at Karim's municipality."""
    karim, today = _actor("karim"), timezone.localdate()
    Candidate.objects.filter(pk=enrolment.candidate_id).update(intermediary=karim.organisation)
    case = CivicCase(
        candidate_id=enrolment.candidate_id,
        registered_on=today - timedelta(weeks=20),
        pip_on=today - timedelta(weeks=12),
        route="z",
        pvt_activities=1,
        school_recognised=True,
    )
    save_case(case=case, by=karim)
    record_exam(exam=ExamResult(case=case, part="knm", on=today - timedelta(days=30), outcome="passed"), by=karim)
    given = {"case": case, "decided_on": today - timedelta(days=20)}
    extend_term(extension=TermExtension(ground="interruption", months=2, **given), by=karim)
    place = Candidate.objects.get(pk=enrolment.candidate_id).municipality
    record_move(move=CivicMove(case=case, municipality=place, registered_on=today - timedelta(weeks=6)), by=karim)
    state_hours(hours=StatedHours(case=case, day=today - timedelta(days=9), bucket="pvt", minutes=720), by=karim)


def _away(cohort: Cohort, sessions: list[Session]) -> str:
    """Let one teacher give all lessons that are to come; return the page on which they cannot come for two weeks."""
    today = timezone.localdate()
    teacher, _made = Resource.objects.get_or_create(
        code="t-jansen",
        defaults={
            "kind": "teacher",
            "name": "T. Jansen",
            "region_id": cohort.region_id,
            "organisation_id": cohort.educator_id,
            "capacity": 1,
        },
    )
    Session.objects.filter(pk__in=[one.pk for one in sessions if one.day > today]).update(teacher=teacher)
    asked = f"teacher={teacher.pk}&first={today}&last={today + timedelta(days=14)}"
    return f"{reverse('learning:teacher_away')}?{asked}"


def _of_inburgering(candidate: int, other: int) -> list[str]:
    """The pages about an inburgering, and of somebody of whom nothing is written."""
    names = (
        *("inburgering", "civic_plan", "civic_hours", "civic_exam", "civic_extension", "civic_move"),
        *("civic_entries", "civic_route"),
    )
    return [reverse(f"learning:{name}", args=[candidate]) for name in names] + [
        reverse("learning:inburgering", args=[other])
    ]


def lessons_pages() -> dict[str, list[str]]:
    """Write the group; return the addresses of its pages by who opens them."""
    cohort = _group()
    people = _people(cohort)
    sessions = _sessions(cohort)
    _records(sessions, people)
    _levels(people)
    process = _craft(cohort, people)
    _civic(people[0])
    make_feed(by=_actor("amal"))
    today = timezone.localdate()
    first = next(one for one in reversed(sessions) if one.day <= today and one.version == 0)
    ahead = (one for one in sessions if one.day > today + timedelta(days=14))
    done, later = sessions[0], next(one for one in ahead if one.keeper_id == cohort.educator_id)  # Lotte's to change

    def page(name: str, *keys: int) -> str:
        return reverse(f"learning:{name}", args=keys)

    away = _away(cohort, sessions)
    own, absent = people[0].pk, people[1].pk
    return {
        "lotte": [
            page("today"),
            page("group", cohort.pk),
            page("week", cohort.pk),
            *[page("session", one.pk) for one in (first, done, later)],
            page("move", later.pk),
            page("cancel", later.pk),
            page("staff", later.pk),
            page("teacher_away"),
            away,
            page("closed"),
            page("participant", absent),
            page("language", own),
            page("group_language", cohort.pk),
            page("calendar"),
            page("processes", cohort.version.blueprint_id),
            page("new_process", cohort.version.blueprint_id),
            page("change_process", process.pk),
            page("new_word", process.pk),
            page("word_picture", process.words.get(kind="2_word").pk),
            page("progress", own),
            page("credentials", own),
        ],
        "bas": [page("today"), page("work", own), page("group_work", cohort.pk)],
        "karim": [
            *_of_inburgering(people[0].candidate_id, people[1].candidate_id),
            page("today"),
            page("language", absent),
        ],
        "amal": [
            page("participant", own),
            page("language", own),
            page("calendar"),
            page("progress", own),
            page("words", own),
            page("credentials", own),
            page("inburgering", people[0].candidate_id),
        ],
    }
