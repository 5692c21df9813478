"""Keeping files: registering, recognising, taking in, and lists that stay quick."""

from collections.abc import Callable
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from leerwerk.parties.models import Person
from leerwerk.privacy.actor import SYSTEM
from leerwerk.recruitment.actions import Arrival, NotYours, Taken, register_candidate, take_in_candidates
from leerwerk.recruitment.models import Background, Candidate, Obstacle, Profile, WorkExperience
from leerwerk.recruitment.search import PROVISIONAL, provisional_code
from leerwerk.web import paging
from tests.cast import Cast, candidate
from tests.costs import DOOR
from tests.recruitment.enrolling import enrol
from tests.recruitment.test_files import PROFILE

type SignIn = Callable[[Person], Client]
SAID = {
    "given_name": "Selam",
    "family_name": "Tesfay",
    "municipality": "GM0344",
    "contact_language": "ti",
    "route": "b1",
}


def arrival(
    cast: Cast, code: str, name: str = "Selam Tesfay", *, birth_year: int | None = None, **to: object
) -> Arrival:
    """Return somebody from a workbook; ``to`` replaces facts of the candidate."""
    given, _, family = name.partition(" ")
    facts: dict[str, object] = {"intermediary": cast.utrecht, "municipality_id": "GM0344"}
    profile = Profile.objects.get(candidate=cast.amal)
    profile.pk, profile._state.adding = None, True
    return Arrival(
        candidate=Candidate(code=code, given_name=given, family_name=family, **(facts | to)),
        profile=profile,
        background=Background(birth_year=birth_year) if birth_year else None,
    )


def by_hand(cast: Cast, name: str = "Selam Tesfay", birth_year: int | None = None) -> Candidate:
    """Return somebody whom Karim registered without a number."""
    given, _, family = name.partition(" ")
    row = Candidate(
        code=provisional_code(),
        given_name=given,
        family_name=family,
        intermediary=cast.utrecht,
        municipality_id="GM0344",
    )
    register_candidate(candidate=row, by=cast.actor(cast.karim))
    if birth_year:
        Background.objects.create(candidate=row, birth_year=birth_year)
    return row


def test_somebody_without_a_number_gets_a_provisional_one(cast: Cast, as_: SignIn) -> None:
    assert as_(cast.karim).post(reverse("recruitment:register"), SAID).status_code == 302
    assert Candidate.objects.get(given_name="Selam").code.startswith(PROVISIONAL)


def test_a_double_click_makes_one_file_one_profile_and_one_obstacle(cast: Cast, as_: SignIn) -> None:
    karim = as_(cast.karim)
    form = karim.get(reverse("recruitment:register")).context["form"]
    said = SAID | {"new_code": form.initial["new_code"], "same_person_checked": "on"}
    answers = [karim.post(reverse("recruitment:register"), said) for _ in range(2)]
    selam = Candidate.objects.get(given_name="Selam")
    state = reverse("recruitment:state_profile", args=[selam.pk])
    assert [answer.headers["Location"] for answer in answers] == [state, state]
    for _ in range(2):
        karim.post(state, PROFILE)
        karim.post(
            reverse("recruitment:add_obstacle", args=[selam.pk]),
            {"kind": "debt", "owner": cast.karim.pk, "due_on": "2027-01-01"},
        )
    assert selam.profiles.count() == 1
    assert selam.obstacles.count() == 1


def test_a_number_that_is_taken_is_explained_and_what_was_typed_stays(cast: Cast, as_: SignIn) -> None:
    page = as_(cast.karim).post(reverse("recruitment:register"), SAID | {"code": "N-0001"})
    assert page.status_code == 422
    assert "Tesfay" in page.content.decode()
    assert not Candidate.objects.filter(given_name="Selam").exists()


def test_a_workbook_recognises_who_was_registered_by_hand_and_brings_the_number(cast: Cast) -> None:
    row = by_hand(cast)
    taken = take_in_candidates(arrivals=[arrival(cast, "U-77", "SELAM tesfay")], by=cast.actor(cast.karim))
    assert taken == Taken(new=0, changed=1, same=0)
    row.refresh_from_db()
    assert row.code == "U-77"
    assert "u 77" in row.search_text
    again = take_in_candidates(arrivals=[arrival(cast, "U-77", "SELAM tesfay")], by=cast.actor(cast.karim))
    assert again == Taken(new=0, changed=0, same=1)


def test_two_people_of_one_name_are_never_made_one(cast: Cast) -> None:
    by_hand(cast)
    by_hand(cast)
    take_in_candidates(arrivals=[arrival(cast, "U-77")], by=cast.actor(cast.karim))
    assert Candidate.objects.filter(given_name="Selam").count() == 3
    by_hand(cast, "Rahel Abdi")
    take_in_candidates(
        arrivals=[arrival(cast, "U-78", "Rahel Abdi"), arrival(cast, "U-79", "Rahel Abdi")], by=cast.actor(cast.karim)
    )
    assert Candidate.objects.filter(given_name="Rahel").count() == 3


def test_the_same_name_with_another_year_of_birth_is_somebody_else(cast: Cast) -> None:
    by_hand(cast, birth_year=1990)
    take_in_candidates(arrivals=[arrival(cast, "U-77", birth_year=1985)], by=cast.actor(cast.karim))
    assert Candidate.objects.filter(given_name="Selam").count() == 2


def test_somebody_with_a_number_of_their_own_is_not_renumbered_by_a_namesake(cast: Cast) -> None:
    take_in_candidates(arrivals=[arrival(cast, "U-77")], by=cast.actor(cast.karim))
    taken = take_in_candidates(arrivals=[arrival(cast, "U-78")], by=cast.actor(cast.karim))
    assert taken == Taken(new=1, changed=0, same=0)


def test_nobody_overwrites_a_file_that_another_organisation_keeps(cast: Cast) -> None:
    with pytest.raises(NotYours) as refused:
        take_in_candidates(arrivals=[arrival(cast, "U-77"), arrival(cast, "N-0001")], by=cast.actor(cast.karim))
    assert refused.value.codes == ["N-0001"]
    assert not Candidate.objects.filter(code="U-77").exists()
    assert Candidate.objects.get(code="N-0001").given_name == "Samuel"
    assert take_in_candidates(arrivals=[arrival(cast, "N-0001")], by=SYSTEM).changed == 1


def test_taking_in_thirty_asks_as_much_as_taking_in_three(cast: Cast) -> None:
    def statements(people: list[Arrival]) -> int:
        with CaptureQueriesContext(connection) as asked:
            take_in_candidates(arrivals=people, by=cast.actor(cast.karim))
        return len(asked)

    few, many = range(3), range(100, 130)
    new = [statements([arrival(cast, f"U-{n}", f"Naam{n} X", birth_year=1990) for n in some]) for some in (few, many)]
    other = [
        statements([arrival(cast, f"U-{n}", f"Nieuw{n} Y", birth_year=1991) for n in some]) for some in (few, many)
    ]
    assert new[0] == new[1]
    assert other[0] == other[1]


def test_wishes_skills_and_limits_that_the_form_does_not_know_are_not_lost(cast: Cast, as_: SignIn) -> None:
    own = ["groen", "visserij", "bouw", "zorg", "theater"]
    Profile.objects.filter(candidate=cast.amal).update(sectors=own, skills=["weven"], limits=["no_dust"])
    address = reverse("recruitment:state_profile", args=[cast.amal.pk])
    karim = as_(cast.karim)
    assert "visserij" in karim.get(address).content.decode()
    wishes = {f"wish_{rank}": code for rank, code in enumerate(["visserij", "groen", "bouw", "zorg"], 1)}
    said = PROFILE | wishes | {"skills": ["weven", "vca"], "limits": ["no_dust"]}
    assert karim.post(address, said).status_code == 302
    cast.amal.refresh_from_db()
    assert cast.amal.profile is not None
    assert cast.amal.profile.sectors == ["visserij", "groen", "bouw", "zorg", "theater"]
    assert sorted(cast.amal.profile.skills) == ["vca", "weven"]
    assert cast.amal.profile.limits == ["no_dust"]


def test_a_background_is_kept_by_the_intermediary_only(cast: Cast, as_: SignIn) -> None:
    address = reverse("recruitment:background", args=[cast.amal.pk])
    said = {"birth_year": "1990", "sex": "f", "nationality": "Eritrea"}
    for person in (cast.roos, cast.els, cast.bas):
        assert as_(person).post(address, said).status_code == 404
    assert as_(cast.karim).post(address, said | {"birth_year": "90"}).status_code == 422
    assert as_(cast.karim).post(address, said).status_code == 302
    assert Background.objects.get().nationality == "Eritrea"


def test_changing_contact_keeps_the_number_and_finds_the_new_name(cast: Cast, as_: SignIn) -> None:
    karim = as_(cast.karim)
    karim.post(reverse("recruitment:change", args=[cast.amal.pk]), SAID | {"given_name": "Ämal", "phone": "0612345678"})
    cast.amal.refresh_from_db()
    assert (cast.amal.code, cast.amal.phone) == ("U-0001", "0612345678")
    assert "Ämal" in karim.get(reverse("recruitment:candidates"), {"q": "amal tesfay"}).content.decode()


@pytest.fixture
def selam(cast: Cast) -> Candidate:
    """A second candidate of Utrecht: no licence, low-skilled, speaks B2, wants care work, ready late."""
    return candidate(
        "U-0002",
        "Selam",
        cast.utrecht,
        speaking=5,
        education=4,
        licence=True,
        sectors=["zorg"],
        ready_on=date(2028, 1, 3),
    )


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"education": "low"}, {"Amal"}),
        ({"speaking": "5"}, {"Selam"}),
        ({"sector": "zorg"}, {"Selam"}),
        ({"ready": "2027-06-01"}, {"Amal"}),
        ({"licence": "on"}, {"Selam"}),
        ({"municipality": "GM0344"}, {"Amal", "Selam"}),
        ({"municipality": "GM0356"}, {"Nobody"}),
        ({"without": "group"}, {"Selam"}),
        ({"without": "profile"}, {"Nobody"}),
        ({"without": "obstacle"}, {"Amal"}),
    ],
    ids=lambda value: "-".join(sorted(value)),
)
def test_a_filter_leaves_who_fits(
    cast: Cast, selam: Candidate, as_: SignIn, asked: dict[str, str], found: set[str]
) -> None:
    Obstacle.objects.create(candidate=cast.amal, kind="debt", due_on=date(2020, 1, 1))
    bare = candidate("U-0003", "Nobody", cast.utrecht)
    Candidate.objects.filter(pk=bare.pk).update(profile=None, low_skilled=False, ready_on=None, municipality="GM0356")
    enrol(cast, cast.amal, "proposed")
    enrol(cast, bare, "selected")
    enrol(cast, selam, "left")
    page = as_(cast.karim).get(reverse("recruitment:candidates"), asked).content.decode()
    assert {name for name in ("Amal", "Selam", "Nobody") if f"{name} Voorbeeld" in page} == found


def test_people_are_sorted_by_when_they_can_start_and_the_page_says_who_is_left_out(
    cast: Cast, selam: Candidate, as_: SignIn
) -> None:
    bare = candidate("U-0003", "Nobody", cast.utrecht)
    Candidate.objects.filter(pk=bare.pk).update(profile=None, low_skilled=False, ready_on=None)
    karim = as_(cast.karim)
    soonest = karim.get(reverse("recruitment:candidates"), {"sort": "ready"}).content.decode()
    assert soonest.index("Amal") < soonest.index("Selam")
    assert "Nobody" not in soonest
    assert "zonder profiel staan niet in deze volgorde" in soonest
    latest = karim.get(reverse("recruitment:candidates"), {"sort": "-ready"}).content.decode()
    assert latest.index("Selam") < latest.index("Amal")


def test_a_list_of_very_many_is_paged_to_a_limit_and_says_so(
    cast: Cast, selam: Candidate, as_: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(paging, "MOST_COUNTED", 1)
    page = as_(cast.karim).get(reverse("recruitment:candidates"), {"page": "99"}).content.decode()
    assert "Meer dan 1 mensen" in page


@pytest.mark.parametrize("rows", [1, 3])
def test_a_file_is_read_in_at_most_ten_queries(
    cast: Cast, as_: SignIn, django_assert_num_queries: DjangoAssertNumQueries, rows: int
) -> None:
    for number in range(rows):
        Obstacle.objects.create(candidate=cast.amal, kind="debt", due_on=date(2027, 1, 1 + number), owner=cast.karim)
        WorkExperience.objects.create(candidate=cast.amal, work="kok", since=2012 + number)
    karim = as_(cast.karim)
    for _ in range(rows):
        karim.get(reverse("recruitment:candidate", args=[cast.amal.pk]))
    # session, person, membership, wall up, file with invitation and work, log, profiles, obstacles, trail, wall down
    with django_assert_num_queries(9 + DOOR):
        karim.get(reverse("recruitment:candidate", args=[cast.amal.pk]))


def test_a_file_that_nothing_else_names_goes_with_all_that_was_stated(cast: Cast) -> None:
    gone = by_hand(cast)
    profile = arrival(cast, gone.code).profile
    assert profile is not None
    profile.candidate = gone
    profile.save()
    gone.hold(profile)
    gone.save()
    gone.delete()
    assert not Profile.objects.filter(pk=profile.pk).exists()
    assert not Candidate.objects.filter(code=gone.code).exists()
