"""Candidates' files: who finds them, who may open them, and what is kept."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from leerwerk.parties.models import Person
from leerwerk.privacy.models import Event, Reading
from leerwerk.recruitment.actions import Arrival, Taken, link_account, state_profile, take_in_candidates
from leerwerk.recruitment.models import Background, Candidate, Obstacle, Profile
from leerwerk.recruitment.search import searchable
from tests.cast import Cast, candidate
from tests.costs import DOOR

type SignIn = Callable[[Person], Client]

PROFILE = {
    "stated_on": "2026-11-20",
    "listening": "4",
    "reading": "3",
    "speaking": "4",
    "writing": "3",
    "learnability": "4",
    "load": "3",
    "motivation": "5",
    "available": ["0", "1", "2", "3", "8"],
    "max_travel": "45",
    "ready_on": "2027-02-01",
    "wish_1": "zorg",
    "wish_2": "groen",
    "wish_3": "zorg",
    "education": "2",
    "limits": ["no_lifting"],
}


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("éva", "Eva"),
        ("eva", "Éva"),
        ("олена", "Олена"),
        ("şerife", "Serife"),
        ("SERIFE", "Şerife"),
        ("jose", "José"),
        ("ibrahim", "İbrahim"),
        ("isik", "Işık"),
        ("abd al rahman", "ʿAbd al-Raḥmān"),
        ("ኣማኑኤል", "ኣማኑኤል"),
        ("کریم", "كريم"),
    ],
)
def test_a_name_is_found_however_it_is_typed(cast: Cast, as_: SignIn, typed: str, name: str) -> None:
    row = candidate("U-0002", "Iemand", cast.utrecht)
    Candidate.objects.filter(pk=row.pk).update(given_name=name, search_text=searchable(name, "Voorbeeld"))
    page = as_(cast.karim).get(reverse("recruitment:candidates"), {"q": typed})
    assert name in page.content.decode()
    assert "Amal" not in page.content.decode()


def test_only_the_intermediary_the_director_and_the_candidate_open_a_file(cast: Cast, as_: SignIn) -> None:
    page = reverse("recruitment:candidate", args=[cast.amal.pk])
    assert as_(cast.karim).get(page).status_code == 200
    assert as_(cast.roos).get(page).status_code == 200
    for person in (cast.els, cast.dirk, cast.bas, cast.lotte, cast.mo, cast.fleur, cast.vera):
        answer = as_(person).get(page)
        assert answer.status_code == 404
        assert "Amal" not in answer.content.decode()
    assert {(r.person_id, r.purpose) for r in Reading.objects.all()} == {
        (cast.karim.pk, "guidance"),
        (cast.roos.pk, "planning"),
    }, "who was refused has read nothing"


def test_lists_hold_only_ones_own_candidates(cast: Cast, as_: SignIn) -> None:
    address = reverse("recruitment:candidates")
    els = as_(cast.els).get(address).content.decode()
    assert "Samuel" in els
    assert "Amal" not in els
    roos = as_(cast.roos).get(address).content.decode()
    assert "Samuel" in roos
    assert "Amal" in roos
    assert "Amal" not in as_(cast.dirk).get(address).content.decode()
    for person in (cast.bas, cast.lotte, cast.mo, cast.fleur, cast.vera):
        assert as_(person).get(address).status_code == 403


@pytest.mark.parametrize("people", [1, 3])
def test_the_list_asks_as_much_for_three_as_for_one(
    cast: Cast, as_: SignIn, django_assert_num_queries: DjangoAssertNumQueries, people: int
) -> None:
    for number in range(people):
        candidate(f"U-10{number}", f"Iemand{number}", cast.utrecht)
    browser = as_(cast.karim)
    with django_assert_num_queries(7 + DOOR):  # session, person, wall up, towns, count, people, wall down
        browser.get(reverse("recruitment:candidates"))


def test_who_was_invented_is_called_so_in_the_list_and_in_the_file(cast: Cast, as_: SignIn) -> None:
    karim = as_(cast.karim)
    pages = [reverse("recruitment:candidates"), reverse("recruitment:candidate", args=[cast.amal.pk])]
    assert all("verzonnen" in karim.get(page).content.decode() for page in pages)
    Candidate.objects.update(synthetic=False)
    assert not any("verzonnen" in karim.get(page).content.decode() for page in pages)


def test_a_name_is_told_in_its_own_script_where_that_is_another(cast: Cast, as_: SignIn) -> None:
    pages = [reverse("recruitment:candidates"), reverse("recruitment:candidate", args=[cast.amal.pk])]
    for native in ("أمل", str(cast.amal)):
        Candidate.objects.filter(pk=cast.amal.pk).update(native_name=native)
        shown = [f'dir="auto">{native}<' in as_(cast.karim).get(page).content.decode() for page in pages]
        assert shown == [native != str(cast.amal)] * 2


def test_the_director_sees_neither_obstacles_nor_background_nor_how_to_reach_somebody(cast: Cast, as_: SignIn) -> None:
    Candidate.objects.filter(pk=cast.amal.pk).update(phone="06 12345678", email="amal@example.org")
    Obstacle.objects.create(candidate=cast.amal, kind="debt", note="letters unopened", due_on=date(2027, 1, 1))
    Background.objects.create(candidate=cast.amal, nationality="Eritrea", birth_year=1990)
    page = reverse("recruitment:candidate", args=[cast.amal.pk])
    karim, roos = (as_(who).get(page).content.decode() for who in (cast.karim, cast.roos))
    for secret in ("letters unopened", "Eritrea", "06 12345678", "amal@example.org"):
        assert secret in karim
        assert secret not in roos


def test_a_new_profile_becomes_the_current_one_and_the_old_one_stays(cast: Cast, as_: SignIn) -> None:
    address = reverse("recruitment:state_profile", args=[cast.amal.pk])
    assert as_(cast.karim).post(address, PROFILE).status_code == 302
    cast.amal.refresh_from_db()
    assert cast.amal.profile is not None
    assert cast.amal.profile.sectors == ["zorg", "groen"]
    assert cast.amal.profile.limits == ["no_lifting"]
    assert cast.amal.profile.available == 0b100001111
    assert cast.amal.profiles.count() == 2
    assert Event.objects.get(kind="profile_stated").person_id == cast.karim.pk
    assert as_(cast.els).post(address, PROFILE).status_code == 404


@pytest.mark.parametrize(
    "wrong",
    [{"speaking": "9"}, {"learnability": "6"}, {"max_travel": "999"}, {"ready_on": "31-02-2027"}, {"wish_1": ""}],
)
def test_a_wrong_profile_is_explained_and_nothing_is_written(cast: Cast, as_: SignIn, wrong: dict[str, str]) -> None:
    page = as_(cast.karim).post(reverse("recruitment:state_profile", args=[cast.amal.pk]), PROFILE | wrong)
    assert page.status_code == 422
    assert "45" in page.content.decode() or "max_travel" in wrong
    assert cast.amal.profiles.count() == 1


def test_somebody_who_may_be_known_already_is_shown_before_a_second_file_is_made(cast: Cast, as_: SignIn) -> None:
    karim = as_(cast.karim)
    said = {
        "given_name": "AMAL",
        "family_name": "voorbeeld",
        "municipality": "GM0344",
        "contact_language": "ar",
        "route": "b1",
    }
    first = karim.post(reverse("recruitment:register"), said)
    assert first.status_code == 422
    assert "U-0001" in first.content.decode()
    assert Candidate.objects.filter(intermediary=cast.utrecht).count() == 1
    karim.post(reverse("recruitment:register"), said | {"same_person_checked": "on"})
    assert Candidate.objects.filter(intermediary=cast.utrecht).count() == 2


def test_an_obstacle_is_solved_once(cast: Cast, as_: SignIn) -> None:
    karim = as_(cast.karim)
    due = (timezone.localdate() + timedelta(days=7)).isoformat()
    karim.post(reverse("recruitment:add_obstacle", args=[cast.amal.pk]), {"kind": "childcare", "due_on": due})
    obstacle = Obstacle.objects.get()
    for _ in range(2):
        karim.post(reverse("recruitment:solve_obstacle", args=[obstacle.pk]))
    obstacle.refresh_from_db()
    assert obstacle.solved_on is not None
    assert as_(cast.els).post(reverse("recruitment:solve_obstacle", args=[obstacle.pk])).status_code == 404


def _arrival(cast: Cast, code: str, **facts: object) -> Arrival:
    assert cast.amal.profile is not None
    stated = {
        field.attname: getattr(cast.amal.profile, field.attname)
        for field in Profile._meta.fields
        if field.name not in {"id", "candidate"}
    }
    return Arrival(
        candidate=Candidate(
            code=code,
            given_name=str(facts.pop("given_name", "Nieuw")),
            intermediary=cast.utrecht,
            municipality_id="GM0344",
        ),
        profile=Profile(**(stated | facts)),
        background=Background(birth_year=1991, sex="f"),
    )


def test_taking_in_the_same_people_twice_changes_nothing(cast: Cast) -> None:
    karim = cast.actor(cast.karim)
    people = [("U-1", "Een"), ("U-2", "Twee")]
    first = take_in_candidates(arrivals=[_arrival(cast, c, given_name=n) for c, n in people], by=karim)
    again = take_in_candidates(arrivals=[_arrival(cast, c, given_name=n) for c, n in people], by=karim)
    assert first == Taken(new=2, changed=0, same=0)
    assert again == Taken(new=0, changed=0, same=2)
    changed = take_in_candidates(
        arrivals=[_arrival(cast, "U-1", given_name="Een", speaking=5), _arrival(cast, "U-2", given_name="Duo")],
        by=karim,
    )
    assert changed == Taken(new=0, changed=2, same=0)
    row = Candidate.objects.get(code="U-1")
    assert row.profiles.count() == 2
    assert row.profile is not None
    assert row.profile.speaking == 5
    assert Candidate.objects.get(code="U-2").search_text.startswith("duo")


def test_what_lists_ask_of_the_current_profile_follows_it_however_it_was_stated(cast: Cast, as_: SignIn) -> None:
    karim, amal = cast.actor(cast.karim), cast.amal
    assert amal.profile is not None

    for education, low in ((4, False), (2, True), (3, False)):
        ready = date(2027, education, 1)
        amal.profile.pk, amal.profile._state.adding = None, True
        amal.profile.education, amal.profile.ready_on = education, ready
        state_profile(profile=amal.profile, by=karim)
        take_in_candidates(arrivals=[_arrival(cast, "U-1", education=education, ready_on=ready)], by=karim)
        kept = Candidate.objects.filter(code__in=["U-0001", "U-1"]).values_list("low_skilled", "ready_on")
        assert set(kept) == {(low, ready)}
    with pytest.raises(IntegrityError), transaction.atomic():
        Candidate.objects.filter(code="U-1").update(profile=None, low_skilled=True)


def test_a_candidate_sees_her_file_who_read_it_and_takes_it_along(cast: Cast, as_: SignIn) -> None:
    amal = Person.objects.create(email="amal@example.org", given_name="Amal")
    link_account(candidate=cast.amal, person=amal, by=cast.actor(cast.karim))
    as_(cast.karim).get(reverse("recruitment:candidate", args=[cast.amal.pk]))
    browser = as_(amal)
    page = browser.get(reverse("recruitment:own_file")).content.decode()
    assert "Amal" in page
    assert "Karim" in page
    along = browser.get(reverse("recruitment:take_along")).json()
    assert along["candidate"]["given_name"] == "Amal"
    assert along["readings"][0]["organisation"] == "Gemeente Utrecht"
    assert browser.get(reverse("recruitment:candidate", args=[cast.samuel.pk])).status_code == 404
    assert as_(cast.karim).get(reverse("recruitment:own_file")).status_code == 403
