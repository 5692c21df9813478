"""A workbook does not do what the pages refuse: decided groups, withdrawn workplaces and full ones stay as they are."""

import pytest
from django.utils import timezone

from leerwerk.exchange.actions import hand_in, take_in
from leerwerk.exchange.enums import DeliveryState
from leerwerk.exchange.queries import cells_of, read_region, region_rows, region_workbook
from leerwerk.exchange.schema import REGION
from leerwerk.exchange.sentences import FULL, KEPT, NO_OPTION, OF_BLUEPRINT, WITHDRAWN
from leerwerk.funding.actions import books
from leerwerk.funding.models import Budget
from leerwerk.placement.models import Offer, Seat, Workplace
from leerwerk.recruitment.models import Candidate
from leerwerk.trajectories.enums import CohortState, Stage
from leerwerk.trajectories.models import BlueprintVersion, Cohort, Enrolment
from tests.cast import Cast
from tests.enrolling import enrol, move
from tests.exchange.workbooks import Cells, example_region


@pytest.fixture
def cells(cast: Cast) -> Cells:
    """The sheets of a region that was taken in."""
    roos = cast.actor(cast.roos)
    take_in(delivery=hand_in(name="r.xlsx", cells=example_region(), by=roos), by=roos)
    return example_region()


def _own(cells: Cells, cast: Cast) -> list[tuple[str, str | None, object]]:
    return [(m.table, m.column, m.parameters.get("own")) for m in read_region(cells, cast.actor(cast.roos)).mistakes]


def _changed(cells: Cells, cast: Cast) -> dict[str, int]:
    handed = hand_in(name="r.xlsx", cells=cells, by=cast.actor(cast.roos))
    assert handed.state == DeliveryState.READY, read_region(cells, cast.actor(cast.roos)).mistakes
    counts = {name: count["changed"] + count["new"] for name, count in handed.counts.items()}
    take_in(delivery=handed, by=cast.actor(cast.roos))
    return {name: count for name, count in counts.items() if count}


@pytest.mark.parametrize("state", [CohortState.DECIDED, CohortState.REFUSED, CohortState.RUNNING, CohortState.FINISHED])
def test_a_group_that_is_no_option_may_stand_there_but_not_change(cast: Cast, cells: Cells, state: str) -> None:
    Cohort.objects.filter(code="G-01").update(state=state)
    assert _own(cells, cast) == []
    for column, typed in (("max_size", 14), ("fixed_cost", "19"), ("skills", ""), ("educator", "")):
        changed = example_region()
        changed["groups"][0][column] = typed
        assert _own(changed, cast) == [("groups", column, NO_OPTION)]


def test_a_decided_group_gets_no_other_offers_and_uses(cast: Cast, cells: Cells) -> None:
    Cohort.objects.filter(code="G-01").update(state=CohortState.DECIDED)
    cells["workplaces"].append(cells["workplaces"][0] | {"workplace": "W-02"})
    cells["offers"].append({"group": "G-01", "workplace": "W-02"})
    cells["uses"][0]["per_group"] = "5"
    assert _own(cells, cast) == [("offers", "group", NO_OPTION), ("uses", "group", NO_OPTION)]


def test_a_known_group_keeps_its_version_and_a_new_one_gets_the_latest(cast: Cast, cells: Cells) -> None:
    first = Cohort.objects.get(code="G-01").version
    latest = BlueprintVersion.objects.create(
        blueprint=first.blueprint, number=first.number + 1, design=first.design, sector="groen", level="certificate"
    )
    assert _changed(cells, cast) == {}
    cells["groups"].append(cells["groups"][0] | {"group": "G-02"})
    assert _changed(cells, cast) == {"groups": 1}
    assert [Cohort.objects.get(code=code).version for code in ("G-01", "G-02")] == [first, latest]


def test_a_known_group_may_keep_a_blueprint_that_was_taken_off_the_shelf(cast: Cast, cells: Cells) -> None:
    blueprint = Cohort.objects.get(code="G-01").version.blueprint
    blueprint.retired_at = timezone.now()
    blueprint.save()
    assert _own(cells, cast) == []
    cells["groups"][0]["group"] = "G-02"
    assert ("groups", "blueprint", "unknown_blueprint") in _own(cells, cast)


def test_a_group_has_the_sector_and_level_of_its_blueprint(cast: Cast, cells: Cells) -> None:
    cells["groups"].append(cells["groups"][0] | {"group": "G-02"})
    for row in cells["groups"]:
        row |= {"sector": "bouw", "level": "mbo2"}
    assert _own(cells, cast) == [("groups", column, OF_BLUEPRINT) for column in ("sector", "level")] * 2
    latest = BlueprintVersion.objects.filter(blueprint__code="groen-inclusief")[0]
    BlueprintVersion.objects.create(
        blueprint=latest.blueprint, number=latest.number + 1, design=latest.design, sector="bouw", level="mbo2"
    )
    found = read_region(cells, cast.actor(cast.roos)).mistakes
    assert [(m.row, m.column) for m in found] == [(2, "sector"), (2, "level")], "the known group keeps its version"


def test_a_withdrawn_workplace_is_neither_changed_nor_offered(cast: Cast, cells: Cells) -> None:
    Workplace.objects.filter(code="W-01").update(withdrawn_at=timezone.now())
    assert _own(cells, cast) == [("workplaces", "workplace", WITHDRAWN)], "the offer was there already"
    Offer.objects.all().delete()
    assert _own({"offers": cells["offers"]}, cast) == [("offers", "workplace", WITHDRAWN)]


def test_a_workplace_keeps_the_places_of_who_works_there(cast: Cast, cells: Cells) -> None:
    group, workplace = Cohort.objects.get(code="G-01"), Workplace.objects.get(code="W-01")
    for person in (cast.amal, cast.samuel):
        enrolment = enrol(person, group, Stage.LEARN_WORK)
        Seat.objects.create(enrolment=enrolment, workplace=workplace)
    cells["workplaces"][0]["places"] = 1
    assert _own(cells, cast) == [("workplaces", "places", FULL)]
    move(Enrolment.objects.get(candidate=cast.samuel), Stage.LEFT)
    assert _own(cells, cast) == []


def test_a_budget_is_not_made_less_than_what_is_kept_of_it(cast: Cast, cells: Cells) -> None:
    budget = Budget.objects.get(code=str(cells["budgets"][0]["budget"]))
    group = Cohort.objects.get(code="G-01")
    told = books.Told(cents=100_000, on=timezone.localdate())
    books.reserve(budget=budget, cohort=group, told=told, by=cast.actor(cast.roos))
    assert _own(cells, cast) == []
    cells["budgets"][0]["amount"] = 0.9
    assert _own(cells, cast) == [("budgets", "amount", KEPT)]


def test_tasks_follow_the_list_and_count_as_a_change_of_the_workplace(cast: Cast, cells: Cells) -> None:
    def tasks() -> list[str]:
        return list(Workplace.objects.get(code="W-01").tasks.values_list("name", flat=True))

    for typed, kept in (("A|B|C", ["A", "B", "C"]), ("B|C", ["B", "C"]), ("C|B", ["C", "B"]), ("", [])):
        cells["workplaces"][0]["tasks"] = typed
        assert _changed(cells, cast) == {"workplaces": 1}
        assert tasks() == kept
        assert _changed(cells, cast) == {}
    cells["workplaces"][0] |= {"tasks": "A", "places": 4}
    assert _changed(cells, cast) == {"workplaces": 1}, "a row counts once"
    del cells["workplaces"][0]["tasks"]
    assert _changed(cells, cast) == {}
    assert tasks() == ["A"], "a short sheet leaves them as they are"


def test_a_region_with_decided_groups_and_withdrawn_workplaces_goes_out_and_in_unchanged(
    cast: Cast, cells: Cells
) -> None:
    Cohort.objects.filter(code="G-01").update(state=CohortState.DECIDED)
    Workplace.objects.filter(code="W-01").update(withdrawn_at=timezone.now())
    out = cells_of("r.xlsx", region_workbook(region_rows(cast.actor(cast.roos))))
    assert _changed(out, cast) == {}


def test_a_column_that_a_sheet_does_not_have_changes_nothing(cast: Cast, cells: Cells) -> None:
    for table in REGION.tables:
        optional = {column.name for column in table.columns if not column.required}
        cells[table.name] = [
            {name: cell for name, cell in row.items() if name not in optional} for row in cells[table.name]
        ]
    person = Candidate.objects.select_related("profile").get(code=cells["candidates"][0]["candidate"])
    assert person.profile is not None
    assert person.profile.limits, "the example has somebody who may not do everything"
    assert _changed(cells, cast) == {}
    person.refresh_from_db()
    assert person.profile.limits
