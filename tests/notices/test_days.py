"""The letters of a day: who gets one, in which language, without a name; and what goes to the director."""

from datetime import date, datetime, time, timedelta

import pytest
import time_machine
from django.utils import timezone

from leerwerk.engine.pathway import Step
from leerwerk.notices import actions, jobs
from leerwerk.notices.enums import LetterKind
from leerwerk.notices.models import DayDone, Matter, Outgoing
from leerwerk.notices.own_language import BETWEEN, languages_for, say
from leerwerk.notices.queries import term_of, waiting_for
from leerwerk.parties.models import Person
from leerwerk.privacy.actor import SYSTEM
from leerwerk.privacy.models import Event
from leerwerk.recruitment.models import Candidate
from tests.notices.conftest import Waits
from tests.trajectories.running import Running

MONDAY = date(2026, 11, 30)


def _moment(day: date, hour: int = 0) -> datetime:
    return datetime.combine(day, time(hour), timezone.get_current_timezone())


def _at(day: date, hour: int = 7) -> time_machine.travel:
    return time_machine.travel(_moment(day, hour), tick=False)


def _letters(day: date) -> dict[str, Outgoing]:
    """Write the letters of a day at seven, and return them by address."""
    with _at(day):
        jobs.day_begins(timestamp=0)
    return {one.address: one for one in Outgoing.objects.filter(once__endswith=day.isoformat())}


def _due(matter: Matter, day: date, *, opened: date | None = None) -> None:
    at = _moment(opened or date(2026, 10, 1))
    Matter.objects.filter(pk=matter.pk).update(due_on=day, opened_at=at)


@pytest.fixture
def quiet(running: Running) -> Running:
    """The group runs, and nothing waits yet."""
    Matter.objects.all().delete()
    return running


def test_a_letter_counts_what_waits_and_holds_no_name_of_anybody(running: Running) -> None:
    Matter.objects.update(due_on=MONDAY - timedelta(days=1))
    letters = _letters(MONDAY)
    assert set(letters) >= {"karim@example.org", "els@example.org", "bas@example.org"}
    body = letters["karim@example.org"].body
    assert "De kandidaat uitnodigen, groep groen: 1 (1 te laat)" in body
    assert "/notices/" in body
    assert "Gemeente Utrecht" in body
    for one in letters.values():
        for name in ("Amal", "Samuel", "Voorbeeld", "U-0001", "Karim", "Els"):
            assert name not in one.body + one.subject


def test_everybody_is_written_to_in_their_own_language(running: Running) -> None:
    Matter.objects.update(due_on=MONDAY)
    Person.objects.filter(pk=running.cast.els.pk).update(preferred_language="en")
    letters = _letters(MONDAY)
    assert "Invite the candidate, group groen: 1" in letters["els@example.org"].body
    assert "De kandidaat uitnodigen" in letters["karim@example.org"].body
    assert letters["els@example.org"].language == "en"


def test_the_letters_of_a_day_are_written_once_however_often_the_job_comes(running: Running) -> None:
    Matter.objects.update(due_on=MONDAY)
    first = _letters(MONDAY)
    number = Outgoing.objects.count()
    assert _letters(MONDAY).keys() == first.keys()
    with _at(MONDAY):
        done = actions.remind_day(day=MONDAY, by=SYSTEM)
    assert Outgoing.objects.count() == number == done.letters
    assert Event.objects.filter(kind="day_reminded").count() == 1


def test_nobody_is_written_to_at_night_or_on_saturday_and_sunday(running: Running) -> None:
    for day, hour in ((MONDAY, 5), (MONDAY - timedelta(days=1), 9), (MONDAY - timedelta(days=2), 9)):
        with _at(day, hour):
            jobs.day_begins(timestamp=0)
    assert not DayDone.objects.exists()
    assert not Outgoing.objects.exists()


@pytest.mark.parametrize(
    ("rhythm", "due", "day", "written"),
    [
        ("daily", 0, 0, True),
        ("daily", 3, 0, True),
        ("daily", 9, 0, False),
        ("daily", -9, 1, True),
        ("weekly", 9, 0, True),
        ("weekly", 2, 1, False),
        ("weekly", 0, 1, True),  # it became overdue
        ("weekly", -9, 1, False),
        ("none", 2, 0, False),
        ("none", -9, 0, True),  # Monday
        ("none", -9, 1, False),
        ("none", 0, 1, True),
    ],
)
def test_how_often_somebody_is_reminded_is_their_choice_but_what_becomes_overdue_is_told(
    quiet: Running, waits: Waits, rhythm: str, due: int, day: int, written: bool
) -> None:
    actions.choose_reminders(rhythm=rhythm, by=quiet.actor("karim"))
    _due(waits(), MONDAY + timedelta(days=due))
    DayDone.objects.create(day=MONDAY + timedelta(days=day - 1))
    assert ("karim@example.org" in _letters(MONDAY + timedelta(days=day))) == written


def test_what_happened_since_the_last_letters_is_new_also_after_days_without_a_worker(
    quiet: Running, waits: Waits
) -> None:
    DayDone.objects.create(day=MONDAY - timedelta(days=10))
    _due(waits(), MONDAY + timedelta(days=20), opened=MONDAY - timedelta(days=7))
    assert "1 daarvan is nieuw" in _letters(MONDAY)["karim@example.org"].body


def test_who_is_away_gets_no_letter_and_who_stands_in_does(quiet: Running, waits: Waits, kees: Person) -> None:
    matter, karim = waits(), quiet.actor("karim")
    _due(matter, MONDAY)
    actions.take_matter(matter=matter, by=karim)
    assert set(_letters(MONDAY)) == {"karim@example.org"}
    with _at(MONDAY):
        actions.say_away(since=MONDAY, until=MONDAY + timedelta(days=4), stands_in=kees.memberships.get(), by=karim)
    assert set(_letters(MONDAY + timedelta(days=1))) == {"kees@example.org"}


def test_somebody_with_two_functions_gets_one_letter_about_both(quiet: Running, waits: Waits) -> None:
    quiet.cast.mo.memberships.create(organisation=quiet.cast.school, function="educator", since="2024-01-01")
    partner = quiet.cast.mo.memberships.order_by("id")[0].organisation
    _due(waits(organisation=partner, function="mentor"), MONDAY)
    _due(waits(organisation=quiet.cast.school, function="educator"), MONDAY)
    body = _letters(MONDAY)["mo@example.org"].body
    assert body.count("(mentor)") == 1
    assert "Vakschool Midden" in body
    assert "2 dingen" in body


def test_what_is_long_overdue_goes_to_the_director_once_and_its_owner_is_told(quiet: Running, waits: Waits) -> None:
    late, fresh = waits(), waits()
    _due(late, MONDAY - timedelta(days=8))
    _due(fresh, MONDAY - timedelta(days=7))
    letters = _letters(MONDAY)
    late.refresh_from_db()
    fresh.refresh_from_db()
    assert late.escalated_at is not None
    assert fresh.escalated_at is None
    assert "aan de regisseur voorgelegd" in letters["karim@example.org"].body
    assert set(waiting_for(quiet.actor("roos"), MONDAY)) == {late}
    assert not waiting_for(quiet.actor("dirk"), MONDAY).exists()
    at = late.escalated_at
    assert actions.escalate_overdue(region=quiet.cast.region, day=MONDAY, by=SYSTEM) == 0
    late.refresh_from_db()
    assert late.escalated_at == at


def test_a_region_sets_its_own_term_from_a_day_on(quiet: Running, waits: Waits) -> None:
    _due(waits(), MONDAY - timedelta(days=3))
    with _at(MONDAY):
        actions.set_escalation_term(region=quiet.cast.region, days=2, by=quiet.actor("roos"))
        assert actions.escalate_overdue(region=quiet.cast.region, day=MONDAY, by=SYSTEM) == 1
    assert term_of(quiet.cast.region.pk, MONDAY - timedelta(days=1)) == 7
    assert term_of(quiet.cast.region.pk, MONDAY) == 2
    assert term_of(quiet.cast.elsewhere.pk, MONDAY) == 7


def test_amal_is_told_in_a_letter_that_she_can_do_something_when_she_has_an_address(quiet: Running) -> None:
    with _at(MONDAY - timedelta(days=3), 12):
        quiet.signed()
        quiet.act("karim", Step.INVITE)
        quiet.act("els", Step.INVITE, quiet.samuel)
    Matter.objects.filter(function="candidate").update(opened_at=_moment(MONDAY - timedelta(days=1), 12))
    letters = _letters(MONDAY)
    assert "amal@example.org" in letters
    assert "U kunt iets doen" in letters["amal@example.org"].subject or "doen" in letters["amal@example.org"].body
    assert "groen" not in letters["amal@example.org"].body
    Candidate.objects.filter(pk=quiet.cast.samuel.pk).update(email="samuel@elders.example", contact_language="ti")
    told = Matter.objects.get(kind="trajectories.step.accept", candidate=quiet.cast.samuel, closed_at=None)
    assert told.function == "caseworker", "who guides him asks him and writes it down"
    _due(told, MONDAY + timedelta(days=4))
    letter = _letters(MONDAY + timedelta(days=1))["samuel@elders.example"]
    own, dutch = letter.body.split(BETWEEN)
    assert letter.language == "ti"
    assert letter.subject == say("notices", "ti", "subject")
    assert say("notices", "ti", "todo", day=MONDAY + timedelta(days=4)) in own
    assert "U moet voor" in dutch
    assert "http" not in letter.body, "he has no account"
    assert "samuel@elders.example" not in _letters(MONDAY + timedelta(days=2))


@pytest.mark.parametrize(
    ("spoken_with", "account", "languages"),
    [
        ("ar", "nl", ["ar", "nl"]),
        ("uk", "", ["uk", "nl"]),
        ("nl", "en", ["en", "nl"]),
        ("nl", "", ["nl"]),
        ("so", "nl", ["nl"]),
        ("so", "", ["nl", "en"]),
        ("nl", "ti", ["ti", "nl"]),
    ],
)
def test_a_candidate_is_written_to_in_their_own_language_and_in_dutch(
    spoken_with: str, account: str, languages: list[str]
) -> None:
    assert languages_for(spoken_with, account) == languages


def test_letters_are_forgotten_after_ninety_days_unless_they_still_wait(quiet: Running) -> None:
    for once, waiting in (("old", False), ("waits", True)):
        actions.write_letter(
            once=once, kind=LetterKind.REMINDER, address="a@example.org", language="nl", subject="x", body="x"
        )
        now = timezone.now()
        gone = {} if waiting else {"sent_at": now, "next_try_at": None}
        Outgoing.objects.filter(once=once).update(written_at=now - timedelta(days=200), **gone)
    actions.remind_day(day=timezone.localdate(), by=SYSTEM)
    assert [one.once for one in Outgoing.objects.all()] == ["waits"]
    assert Event.objects.get(kind="day_reminded").facts["forgotten"] == 1
