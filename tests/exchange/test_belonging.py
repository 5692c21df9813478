"""A workbook changes and names only what is the region's own. Dirk directs another region."""

from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from leerwerk.exchange.actions import hand_in, take_in
from leerwerk.exchange.enums import DeliveryState
from leerwerk.exchange.models import Delivery
from leerwerk.exchange.queries import cells_of, read_region, region_rows
from leerwerk.exchange.sentences import GUIDED_ELSEWHERE, NOT_YOURS, UNKNOWN_BLUEPRINT, WRONG_KIND
from leerwerk.parties.models import Organisation, Person
from leerwerk.recruitment.models import Candidate
from leerwerk.trajectories.models import Blueprint, BlueprintVersion, Cohort
from tests.cast import Cast
from tests.exchange.workbooks import Cells, example_region, workbook

AMERSFOORT = "GM0307"


@pytest.fixture
def taken(cast: Cast) -> Cells:
    """The example region is Roos' by now; these are its sheets with a place in the region of Dirk."""
    roos = cast.actor(cast.roos)
    take_in(delivery=hand_in(name="r.xlsx", cells=example_region(), by=roos), by=roos)
    cells = example_region()
    for rows in cells.values():
        for row in rows:
            if row.get("municipality", "*") != "*":
                row["municipality"] = AMERSFOORT
    return cells


def _own(cells: Cells, person: Person, cast: Cast) -> list[tuple[str, str | None, object]]:
    return [(m.table, m.column, m.parameters.get("own")) for m in read_region(cells, cast.actor(person)).mistakes]


FOREIGN = [
    ("organisations", ["organisation"] * 3),
    ("employers", ["employer"]),
    ("candidates", ["candidate"]),
    ("work_history", ["candidate"]),
    ("groups", ["group", "educator", "language_school"]),
    ("workplaces", ["workplace", "employer"]),
    ("offers", ["group", "workplace"]),
    ("resources", ["resource", "organisation"]),
    ("uses", ["group", "resource"]),
    ("budgets", ["budget", "payer"]),
    ("charges", ["budget", "group"]),
]


@pytest.mark.parametrize(("sheet", "columns"), FOREIGN)
def test_dirk_changes_and_names_nothing_of_another_region(
    cast: Cast, taken: Cells, sheet: str, columns: list[str]
) -> None:
    found = _own({sheet: taken[sheet]}, cast.dirk, cast)
    said = None if sheet == "work_history" else NOT_YOURS  # the file does not exist for him: unknown, as any other
    assert sorted(found) == sorted((sheet, column, said) for column in columns)
    assert hand_in(name="r", cells={sheet: taken[sheet]}, by=cast.actor(cast.dirk)).state == DeliveryState.WRONG
    assert _own({sheet: example_region()[sheet]}, cast.roos, cast) == []


def test_every_sheet_is_tried() -> None:
    assert [sheet for sheet, _ in FOREIGN] == list(example_region())


def test_a_new_person_is_guided_by_an_intermediary_of_the_own_region(cast: Cast, taken: Cells) -> None:
    people = {"candidates": [taken["candidates"][0] | {"candidate": "A-1"}]}
    for guide, expected in (
        ("gemeente-utrecht", [("candidates", "intermediary", NOT_YOURS)]),
        ("wc-a", []),
        ("", []),
    ):
        people["candidates"][0]["intermediary"] = guide
        assert _own(people, cast.dirk, cast) == expected
    people["candidates"][0] |= {"intermediary": "groenwerk", "municipality": "GM0344"}
    assert _own(people, cast.roos, cast) == [("candidates", "intermediary", WRONG_KIND)]


def test_a_person_is_not_handed_over_by_a_changed_cell(cast: Cast, taken: Cells) -> None:
    people = {"candidates": [example_region()["candidates"][0] | {"intermediary": "gm-utrecht"}]}
    assert _own(people, cast.roos, cast) == [("candidates", "intermediary", GUIDED_ELSEWHERE)]
    people["candidates"][0]["intermediary"] = ""
    assert _own(people, cast.roos, cast) == []
    assert Candidate.objects.get(code="K-0001").intermediary.code == "gemeente-utrecht"


@pytest.mark.parametrize(
    ("sheet", "column", "named"),
    [
        ("groups", "educator", "groenwerk"),
        ("groups", "language_school", "school"),
        ("workplaces", "employer", "gm-utrecht"),
        ("employers", "employer", "gm-utrecht"),
    ],
)
def test_an_organisation_of_another_kind_is_a_mistake(cast: Cast, sheet: str, column: str, named: str) -> None:
    cells = example_region()
    cells[sheet][0][column] = named
    assert (sheet, column, WRONG_KIND) in _own(cells, cast.roos, cast)


def test_a_group_is_made_from_a_blueprint_that_the_region_can_use(cast: Cast, taken: Cells) -> None:
    theirs = Blueprint.objects.create(code="geheim", title="Geheim", owner=cast.werkcentrum)
    example = BlueprintVersion.objects.filter(blueprint__code="groen-inclusief")[0]
    BlueprintVersion.objects.create(
        blueprint=theirs, number=1, design=example.design, sector=example.sector, level=example.level
    )
    row = taken["groups"][0] | {"group": "A-G", "educator": "", "language_school": "", "blueprint": "geheim"}
    assert _own({"groups": [row]}, cast.dirk, cast) == [("groups", "blueprint", NOT_YOURS)]
    row["municipality"] = "GM0344"
    assert _own({"groups": [row]}, cast.roos, cast) == []
    row["blueprint"] = "bestaat-niet"
    assert _own({"groups": [row]}, cast.roos, cast) == [("groups", "blueprint", UNKNOWN_BLUEPRINT)]


def test_nothing_of_another_region_has_changed_when_dirk_is_refused(cast: Cast, taken: Cells) -> None:
    hand_in(name="r.xlsx", cells=taken, by=cast.actor(cast.dirk))
    assert Organisation.objects.get(code="gemeente-utrecht").municipality_id == "GM0344"
    assert Cohort.objects.get(code="G-01").region == cast.region


def test_caseworkers_take_out_the_sheets_that_they_may_hand_in(cast: Cast) -> None:
    assert list(region_rows(cast.actor(cast.karim))) == ["candidates", "work_history"]
    assert list(region_rows(cast.actor(cast.roos))) == list(example_region())


def test_a_caseworker_takes_out_corrects_and_takes_in_again(cast: Cast, as_: Callable[[Person], Client]) -> None:
    karim = as_(cast.karim)
    cells = cells_of("r.xlsx", karim.post(reverse("exchange:region")).content)
    assert list(cells) == ["Kandidaten", "Werkervaring"]
    cells["Kandidaten"][0]["Telefoon"] = "06 12345678"
    file = SimpleUploadedFile("r.xlsx", workbook(cells))
    karim.post(reverse("exchange:exchange"), {"file": file})
    handed = Delivery.objects.get()
    assert handed.counts == {"candidates": {"new": 0, "changed": 1, "same": 0}}
    karim.post(reverse("exchange:take_in", args=[handed.pk]))
    cast.amal.refresh_from_db()
    assert cast.amal.phone == "06 12345678"


def test_the_directors_workbook_says_nothing_of_how_people_are_reached_and_takes_nothing_away(
    cast: Cast, as_: Callable[[Person], Client]
) -> None:
    Candidate.objects.filter(pk=cast.amal.pk).update(phone="06 12345678", email="amal@example.org")
    roos = as_(cast.roos)
    content = roos.post(reverse("exchange:region")).content
    cells = cells_of("r.xlsx", content)
    assert "Amal" in {row["Voornaam"] for row in cells["Kandidaten"]}
    assert not {"Telefoon", "E-mail"} & set(cells["Kandidaten"][0])
    roos.post(reverse("exchange:exchange"), {"file": SimpleUploadedFile("r.xlsx", content)})
    handed = Delivery.objects.get()
    roos.post(reverse("exchange:take_in", args=[handed.pk]))
    cast.amal.refresh_from_db()
    assert (cast.amal.phone, cast.amal.email) == ("06 12345678", "amal@example.org")
