"""Work that people did: noted by whoever guides them, read by whom it concerns, used by no plan."""

from collections.abc import Callable

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from leerwerk.parties.models import Person
from leerwerk.privacy.models import Event, Reading
from leerwerk.recruitment.actions import StandsThere, add_work, change_work, link_account
from leerwerk.recruitment.models import Candidate, WorkExperience
from leerwerk.recruitment.occupations import (
    occupation_label,
    occupation_meant,
    occupation_named,
    occupations_found,
)
from tests.cast import Cast

type SignIn = Callable[[Person], Client]

COOK = {"work": "kok in een hotel", "occupation": "Koks", "since": "2012", "until": "2018"}


@pytest.fixture
def cook(cast: Cast) -> WorkExperience:
    """Amal cooked for six years."""
    return WorkExperience.objects.create(
        candidate=cast.amal, work="kok in een hotel", occupation="5120", since=2012, until=2018
    )


def _kinds() -> list[str]:
    return list(Event.objects.order_by("pk").values_list("kind", flat=True))


def _address(name: str, row: WorkExperience) -> str:
    return reverse(f"recruitment:{name}", args=[row.candidate_id, row.pk])


def test_the_intermediary_notes_changes_and_removes_work_and_each_leaves_one_event(cast: Cast, as_: SignIn) -> None:
    karim = as_(cast.karim)
    file = reverse("recruitment:candidate", args=[cast.amal.pk])
    karim.post(reverse("recruitment:add_work", args=[cast.amal.pk]), COOK)
    row = WorkExperience.objects.get()
    assert (row.work, row.occupation, row.since, row.until) == ("kok in een hotel", "5120", 2012, 2018)
    page = karim.get(file).content.decode()
    assert "kok in een hotel</strong>, 2012–2018" in page
    assert "Koks" in page
    form = karim.get(_address("change_work", row)).content.decode()
    assert 'value="Koks"' in form
    karim.post(_address("change_work", row), COOK | {"until": ""})
    assert "kok in een hotel</strong>, sinds 2012" in karim.get(file).content.decode()
    karim.post(_address("remove_work", row))
    assert "Er is nog niets genoteerd" in karim.get(file).content.decode()
    assert _kinds() == ["work_noted", "work_changed", "work_removed"]
    assert {event.subject_id for event in Event.objects.all()} == {cast.amal.pk}


def test_pressing_twice_notes_and_removes_work_once(cast: Cast, as_: SignIn) -> None:
    karim = as_(cast.karim)
    for _click in range(2):
        karim.post(reverse("recruitment:add_work", args=[cast.amal.pk]), COOK)
    row = WorkExperience.objects.get()
    for _click in range(2):
        assert karim.post(_address("remove_work", row)).status_code == 302
    assert _kinds() == ["work_noted", "work_noted_again", "work_removed", "work_removed_again"]


def test_an_address_alone_removes_nothing(cast: Cast, as_: SignIn, cook: WorkExperience) -> None:
    assert as_(cast.karim).get(_address("remove_work", cook)).status_code == 302
    assert WorkExperience.objects.exists()


def test_what_goes_on_stands_first_and_then_what_ended_last(cast: Cast, as_: SignIn, cook: WorkExperience) -> None:
    for work, since, until in (("bakker", 2008, 2010), ("bezorger", 2011, None), ("kapper", 2009, 2020)):
        WorkExperience.objects.create(candidate=cast.amal, work=work, since=since, until=until)
    file = as_(cast.karim).get(reverse("recruitment:candidate", args=[cast.amal.pk])).context["file"]
    assert [row.work for row in file.work] == ["bezorger", "kapper", "kok in een hotel", "bakker"]


def test_the_director_reads_it_and_changes_nothing(cast: Cast, as_: SignIn, cook: WorkExperience) -> None:
    roos = as_(cast.roos)
    page = roos.get(reverse("recruitment:candidate", args=[cast.amal.pk])).content.decode()
    assert "kok in een hotel" in page
    assert reverse("recruitment:add_work", args=[cast.amal.pk]) not in page
    assert _address("change_work", cook) not in page


def test_nobody_but_the_intermediary_keeps_a_work_history(cast: Cast, as_: SignIn, cook: WorkExperience) -> None:
    for person in (cast.roos, cast.els, cast.dirk, cast.bas, cast.mo):
        browser = as_(person)
        assert browser.post(reverse("recruitment:add_work", args=[cast.amal.pk]), COOK).status_code == 404
        for name in ("change_work", "remove_work"):
            assert browser.post(_address(name, cook), COOK | {"work": "spion"}).status_code == 404
    els = as_(cast.els)  # the work of Amal under the address of Samuel, whom she does guide
    assert els.get(reverse("recruitment:change_work", args=[cast.samuel.pk, cook.pk])).status_code == 404
    els.post(reverse("recruitment:remove_work", args=[cast.samuel.pk, cook.pk]))
    cook.refresh_from_db()
    assert cook.work == "kok in een hotel"


def test_opening_the_form_is_reading_the_file(cast: Cast, as_: SignIn, cook: WorkExperience) -> None:
    as_(cast.karim).get(_address("change_work", cook))
    assert Reading.objects.get().subject_id == cast.amal.pk


def test_a_candidate_reads_her_work_in_plain_words_and_takes_it_along(
    cast: Cast, as_: SignIn, cook: WorkExperience
) -> None:
    amal = Person.objects.create(email="amal@example.org", given_name="Amal")
    link_account(candidate=cast.amal, person=amal, by=cast.actor(cast.karim))
    page = as_(amal).get(reverse("recruitment:own_file")).content.decode()
    assert "Dit werk hebt u gedaan:<br><strong>kok in een hotel</strong>, 2012–2018" in page
    along = as_(amal).get(reverse("recruitment:take_along")).json()
    assert along["workexperience"][0]["work"] == "kok in een hotel"


def test_whoever_is_erased_leaves_no_work_behind(cast: Cast, cook: WorkExperience) -> None:
    amal = Candidate.objects.filter(pk=cast.amal.pk)
    amal.update(profile=None, low_skilled=False, ready_on=None)
    amal.delete()
    assert not WorkExperience.objects.exists()


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"work": " "}, "werk"),
        ({"occupation": "kapp"}, "Kappers"),
        ({"occupation": "kapp"}, "kappersassistent"),
        ({"occupation": "loodgietr"}, "Loodgieters"),
        ({"occupation": "qqqq"}, "laat het leeg"),
        ({"since": ""}, "2018"),
        ({"since": "12"}, "1940"),
        ({"since": "2019"}, "Het laatste jaar ligt voor het eerste jaar"),
        ({"until": "2999"}, "Dit jaar moet nog komen"),
        ({"since": "99999999999"}, "Dit jaar moet nog komen"),
    ],
)
def test_a_mistake_is_explained_and_what_was_typed_stays(
    cast: Cast, as_: SignIn, wrong: dict[str, str], told: str
) -> None:
    page = as_(cast.karim).post(reverse("recruitment:add_work", args=[cast.amal.pk]), COOK | wrong)
    assert page.status_code == 422
    text = page.content.decode()
    assert told in text[text.index("<form class=") :]
    assert all(f'value="{typed}"' in text for typed in (COOK | wrong).values() if typed.strip())
    assert not WorkExperience.objects.exists()


def test_the_same_work_from_the_same_year_is_changed_and_not_noted_beside_it(
    cast: Cast, as_: SignIn, cook: WorkExperience
) -> None:
    karim = as_(cast.karim)
    page = karim.post(reverse("recruitment:add_work", args=[cast.amal.pk]), COOK | {"until": "2017"})
    assert page.status_code == 422
    assert "staat al in het dossier" in page.content.decode()
    other = add_work(
        work=WorkExperience(candidate=cast.amal, work="kok in een hotel", since=2019), by=cast.actor(cast.karim)
    )
    assert karim.post(_address("change_work", other), COOK).status_code == 422
    other.since = 2012
    with pytest.raises(StandsThere):
        change_work(work=other, by=cast.actor(cast.karim))
    assert WorkExperience.objects.filter(since=2019).exists()


def test_work_that_was_removed_meanwhile_does_not_come_back(cast: Cast, cook: WorkExperience) -> None:
    WorkExperience.objects.all().delete()
    with pytest.raises(WorkExperience.DoesNotExist):
        change_work(work=cook, by=cast.actor(cast.karim))


@pytest.mark.parametrize("facts", [{"since": 2018, "until": 2012}, {"since": 12}, {"since": 2012, "until": 2999}])
def test_the_database_refuses_years_that_cannot_be(cast: Cast, facts: dict[str, int]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        WorkExperience.objects.create(candidate=cast.amal, work="kok", **facts)


def test_an_occupation_is_understood_in_both_languages_and_by_its_number() -> None:
    for typed in ("Koks", "  KOKS ", "cooks", "5120"):
        assert occupation_meant(typed) == "5120"
    assert occupation_meant("110") == occupation_meant("0110") == "0110", "a workbook lost the zero in front"
    assert occupation_meant("Chauffeurs van auto's, taxi's en bestelwagens") == "8322"
    assert occupation_meant("kok") is None
    with override("nl"):
        assert occupation_label("5120") == "Koks"
    with override("en"):
        assert occupation_label("5120") == "Cooks"
    assert occupation_label("0000") == "0000"


def test_an_occupation_is_found_by_what_esco_calls_it_and_kept_as_its_group() -> None:
    with override("nl"):
        assert occupation_named("hulpkok") == "9412"
        assert occupation_named("Kapper") == "5141"
        assert [match.name for match in occupations_found("kapp")][:1] == ["kapper"]
        assert {match.group for match in occupations_found("hovenier")} >= {"Tuinders en kwekers"}
        assert occupations_found("k") == [], "with one letter everything would fit"
        assert occupations_found("qqqq") == []
    with override("en"):
        assert occupation_named("hairdresser") == "5141"
        assert "plumber" in {match.name for match in occupations_found("plumb")}


def test_while_somebody_types_the_page_suggests_and_without_scripts_the_form_does(cast: Cast, as_: SignIn) -> None:
    karim = as_(cast.karim)
    part = karim.get(reverse("recruitment:occupations"), {"occupation": "hulpk"}).content.decode()
    assert 'value="9412"' in part
    assert "hulpkok" in part
    assert (
        "We kennen geen beroep" in karim.get(reverse("recruitment:occupations"), {"occupation": "qq"}).content.decode()
    )
    assert "radio" not in karim.get(reverse("recruitment:occupations")).content.decode()
    add = reverse("recruitment:add_work", args=[cast.amal.pk])
    page = karim.post(add, COOK | {"occupation": "hulpk"})
    assert page.status_code == 422
    assert 'name="chosen" value="9412"' in page.content.decode()
    assert karim.post(add, COOK | {"occupation": "hulpk", "chosen": "9412"}).status_code == 302
    assert WorkExperience.objects.get().occupation == "9412"
    for person in (cast.roos, cast.bas):
        assert as_(person).get(reverse("recruitment:occupations")).status_code == 403


def test_this_year_is_a_year_that_has_come(cast: Cast, as_: SignIn) -> None:
    year = str(timezone.localdate().year)
    said = COOK | {"since": year, "until": year, "occupation": ""}
    as_(cast.karim).post(reverse("recruitment:add_work", args=[cast.amal.pk]), said)
    row = WorkExperience.objects.get()
    assert (row.years, row.occupation) == (year, "")
