"""Taking, giving and being away: who is away is not asked, and afterwards it comes back."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from leerwerk.notices import actions
from leerwerk.notices.models import Absence, Matter
from leerwerk.notices.queries import asked_of
from leerwerk.parties.models import Membership, Person
from leerwerk.privacy.actor import Actor
from leerwerk.privacy.models import Event
from tests.notices.conftest import Waits
from tests.trajectories.running import Running

type SignIn = Callable[[Person], Client]


def _asked(actor: Actor, day: date | None = None) -> set[int]:
    return set(asked_of(actor, day or timezone.localdate()).values_list("pk", flat=True))


def _of(person: Person) -> Membership:
    return person.memberships.get()


def test_what_one_colleague_takes_the_others_are_not_asked_for_any_more(
    running: Running, waits: Waits, kees: Person, as_kees: Actor
) -> None:
    matter, karim = waits(), running.actor("karim")
    assert matter.pk in _asked(karim) & _asked(as_kees)
    actions.take_matter(matter=matter, by=karim)
    assert matter.pk in _asked(karim)
    assert matter.pk not in _asked(as_kees)
    actions.give_matter(matter=matter, to=_of(kees), by=karim)
    assert matter.pk in _asked(as_kees) - _asked(karim)
    actions.give_back(matter=matter, by=as_kees)
    assert matter.pk in _asked(karim) & _asked(as_kees)
    trail = Event.objects.filter(subject_type="notices.matter", subject_id=matter.pk).order_by("id")
    assert [event.kind for event in trail] == ["matter_taken", "matter_given", "matter_given_back"]


def test_a_matter_is_given_to_nobody_outside_the_function(running: Running, waits: Waits) -> None:
    matter = waits()
    for other in (running.cast.els, running.cast.bas):
        with pytest.raises(actions.NotAPeer):
            actions.give_matter(matter=matter, to=_of(other), by=running.actor("karim"))


def test_what_is_done_already_is_neither_taken_nor_given(running: Running, waits: Waits, as_: SignIn) -> None:
    matter = waits(closed_at=timezone.now())
    with pytest.raises(actions.MatterIsClosed):
        actions.take_matter(matter=matter, by=running.actor("karim"))
    assert as_(running.cast.karim).post(reverse("notices:take", args=[matter.pk])).status_code == 404


def test_somebody_who_is_away_is_not_asked_and_afterwards_it_comes_back(
    running: Running, waits: Waits, kees: Person, as_kees: Actor
) -> None:
    matter, karim, today = waits(), running.actor("karim"), timezone.localdate()
    joris = Person.objects.create(email="joris@example.org", given_name="Joris")
    joris.memberships.create(organisation=running.cast.utrecht, function="caseworker", since="2024-01-01")
    as_joris = running.cast.actor(joris)
    actions.take_matter(matter=matter, by=karim)
    absence = actions.say_away(since=today, until=today + timedelta(days=4), stands_in=_of(kees), by=karim)
    assert matter.pk in _asked(as_kees)
    assert matter.pk not in _asked(as_joris)
    assert matter.pk not in _asked(as_kees, today + timedelta(days=5))
    assert matter.pk in _asked(karim, today + timedelta(days=5))
    actions.say_away(since=today, until=today, stands_in=None, by=as_kees)
    assert matter.pk in _asked(as_joris), "who would stand in is away too: everybody in the function is asked"
    actions.end_absence(absence=absence, by=karim)
    assert matter.pk not in _asked(as_joris)


def test_without_anybody_who_stands_in_the_whole_function_is_asked(
    running: Running, waits: Waits, as_kees: Actor
) -> None:
    matter, karim, today = waits(), running.actor("karim"), timezone.localdate()
    actions.take_matter(matter=matter, by=karim)
    actions.say_away(since=today, until=today, stands_in=None, by=karim)
    assert matter.pk in _asked(as_kees)


def test_what_somebody_took_who_left_is_asked_of_the_function_again(
    running: Running, waits: Waits, as_kees: Actor
) -> None:
    matter = waits()
    actions.take_matter(matter=matter, by=running.actor("karim"))
    Membership.objects.filter(person=running.cast.karim).update(until=timezone.localdate())
    assert matter.pk in _asked(as_kees)


def test_directors_of_a_region_stand_in_for_each_other_wherever_they_work(running: Running, waits: Waits) -> None:
    rik = Person.objects.create(email="rik@example.org", given_name="Rik")
    rik.memberships.create(organisation=running.cast.utrecht, function="director", since="2024-01-01")
    matter = waits(organisation=None, function="director", kind="trajectories.step.start_pre_track")
    roos, today = running.actor("roos"), timezone.localdate()
    actions.take_matter(matter=matter, by=roos)
    assert matter.pk not in _asked(running.cast.actor(rik))
    actions.say_away(since=today, until=today, stands_in=_of(rik), by=roos)
    assert matter.pk in _asked(running.cast.actor(rik))
    assert matter.pk not in _asked(running.actor("dirk"))


def test_being_away_is_said_once_for_the_same_days_and_by_nobody_for_somebody_else(
    running: Running, kees: Person
) -> None:
    karim, today = running.actor("karim"), timezone.localdate()
    said = {"since": today, "until": today + timedelta(days=2)}
    first = actions.say_away(**said, stands_in=_of(kees), by=karim)
    assert actions.say_away(**said, stands_in=_of(kees), by=karim) == first
    with pytest.raises(actions.AlreadyAway):
        actions.say_away(since=today + timedelta(days=2), until=today + timedelta(days=3), stands_in=None, by=karim)
    for other in (running.cast.els, running.cast.karim):
        with pytest.raises(actions.NotAPeer):
            actions.say_away(
                since=today + timedelta(days=9), until=today + timedelta(days=9), stands_in=_of(other), by=karim
            )


def test_the_database_refuses_days_that_overlap_and_a_last_day_before_the_first(running: Running) -> None:
    member, today = _of(running.cast.karim), timezone.localdate()
    Absence.objects.create(member=member, since=today, until=today)
    for since, until in ((today, today), (today + timedelta(days=3), today + timedelta(days=1))):
        with pytest.raises(IntegrityError), transaction.atomic():
            Absence.objects.create(member=member, since=since, until=until)
    Absence.objects.create(member=_of(running.cast.els), since=today, until=today)


def test_karim_takes_gives_and_goes_away_on_the_pages(
    running: Running, waits: Waits, kees: Person, as_: SignIn
) -> None:
    matter, browser, today = waits(), as_(running.cast.karim), timezone.localdate()
    browser.post(reverse("notices:take", args=[matter.pk]))
    matter.refresh_from_db()
    assert matter.person == running.cast.karim
    give = reverse("notices:give", args=[matter.pk])
    assert "Kees" in browser.get(give).content.decode()
    assert browser.post(give, {"to": _of(running.cast.els).pk}).status_code == 422
    browser.post(give, {"to": _of(kees).pk})
    matter.refresh_from_db()
    assert matter.person == kees
    browser.post(give, {"to": ""})
    assert Matter.objects.get(pk=matter.pk).person is None
    away = reverse("notices:away")
    assert browser.post(away, {"since": "2020-01-01", "until": "2020-01-02"}).status_code == 422
    assert browser.post(away, {"since": today + timedelta(days=5), "until": today}).status_code == 422
    said = {"since": today, "until": today + timedelta(days=2), "stands_in": _of(kees).pk}
    assert browser.post(away, said).status_code == 302
    page = browser.get(away).content.decode()
    assert "Kees neemt het over" in page
    assert browser.post(away, said | {"stands_in": ""}).status_code == 422
    absence = Absence.objects.get()
    assert as_(running.cast.els).post(reverse("notices:come_back", args=[absence.pk])).status_code == 404
    browser.post(reverse("notices:come_back", args=[absence.pk]))
    absence.refresh_from_db()
    assert absence.ended_at is not None


def test_a_list_tells_who_took_something_and_who_takes_over(
    running: Running, waits: Waits, kees: Person, as_: SignIn
) -> None:
    matter, karim, today = waits(), running.actor("karim"), timezone.localdate()
    actions.take_matter(matter=matter, by=karim)
    actions.say_away(since=today, until=today, stands_in=_of(kees), by=karim)
    (line,) = (
        line for line in as_(kees).get(reverse("notices:organisation")).context["lines"] if line.matter.pk == matter.pk
    )
    assert (line.asked, line.away_until, line.stands_in) == ("Karim", today, "Kees")
