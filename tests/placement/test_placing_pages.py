"""The pages of work after learning, as each of the cast uses them."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.translation import override

from leerwerk.engine.pathway import Reason, Stage
from leerwerk.engine.placing import Lack
from leerwerk.parties.models import Person
from leerwerk.placement import actions
from leerwerk.placement.forms.placements import PARTS
from leerwerk.placement.models import Confirmation, NextStudy, Placement, PlacementChange
from leerwerk.placement.placing_enums import Then
from leerwerk.privacy.models import Reading
from leerwerk.trajectories.models import Enrolment
from tests.cast import candidate
from tests.costs import DOOR
from tests.enrolling import enrol
from tests.placement.placing import TODAY, arrive, completed, filled, months_ago, placed, whole
from tests.trajectories.agreeing import amal_herself
from tests.trajectories.running import Running

pytestmark = pytest.mark.django_db
type As = Callable[[Person], Client]


@pytest.fixture
def ready(running: Running) -> Running:
    """Amal completed learning and working."""
    arrive(running)
    return running


def at(name: str, *about: object) -> str:
    return reverse(f"placement:{name}", args=about)


def everything(running: Running, **other: str) -> dict[str, Any]:
    """Return the form of a whole placement as a browser sends it; what is empty is left open."""
    later = TODAY + timedelta(days=300)
    sent = {
        "seen": "0",
        "employer": str(running.cast.groenwerk.pk),
        "workplace": "Kwekerij",
        "tasks": "Planten verzorgen\nGereedschap schoonmaken",
        "hours": "32",
        "begins": TODAY.isoformat(),
        "pay": "15.40",
        "pay_per": "hour",
        "wage_scale": "adult",
        "contract": "fixed_term",
        "agreed_on": TODAY.isoformat(),
        "ends": later.isoformat(),
        "earlier_months": "0",
        "probation_months": "1",
        "growth_kinds": ["pay"],
        "growth_months": "12",
        "growth": "Een trede hoger.",
        "step_day_1": TODAY.isoformat(),
        "step_what_1": "Rondleiding",
        "buddy": "Joke Bos",
        "coach": "Mila de Graaf",
    }
    return sent | other


AFTER = (TODAY + timedelta(days=301)).isoformat()
SPOILED: dict[str, tuple[dict[str, Any], Lack]] = {
    "employer": ({"employer": ""}, Lack.EMPLOYER),
    "workplace": ({"workplace": ""}, Lack.WORKPLACE),
    "tasks": ({"tasks": " \n"}, Lack.TASKS),
    "hours": ({"hours": ""}, Lack.HOURS),
    "hours too few": ({"hours": "0"}, Lack.HOURS_TOO_FEW),
    "hours too many": ({"hours": "60"}, Lack.HOURS_TOO_MANY),
    "pay": ({"pay": ""}, Lack.PAY),
    "pay of nothing": ({"pay": "0"}, Lack.PAY),
    "pay too low": ({"pay": "9.50"}, Lack.BELOW_MINIMUM_WAGE),
    "pay_per": ({"pay_per": ""}, Lack.PAY_UNIT),
    "wage_scale": ({"wage_scale": "bbl_19"}, Lack.WAGE_SCALE),
    "contract": ({"contract": ""}, Lack.CONTRACT),
    "agreed_on": ({"agreed_on": ""}, Lack.AGREED_ON),
    "agreed tomorrow": (
        {"agreed_on": (TODAY + timedelta(days=1)).isoformat(), "begins": (TODAY + timedelta(days=1)).isoformat()},
        Lack.AGREED_IN_FUTURE,
    ),
    "begins": ({"begins": ""}, Lack.FIRST_DAY),
    "begins before": ({"begins": (TODAY - timedelta(days=1)).isoformat()}, Lack.BEFORE_AGREED),
    "ends": ({"ends": ""}, Lack.LENGTH),
    "ends and no end": ({"contract": "agency", "no_end": "on"}, Lack.LENGTH_DOES_NOT_FIT),
    "ends before": ({"ends": (TODAY - timedelta(days=1)).isoformat()}, Lack.END_BEFORE_FIRST_DAY),
    "ends late": ({"ends": (TODAY + timedelta(days=1200)).isoformat()}, Lack.TERM_TOO_LONG),
    "earlier_months": ({"earlier_months": "30"}, Lack.TERM_TOO_LONG),
    "probation_months": ({"probation_months": ""}, Lack.PROBATION),
    "probation too long": ({"probation_months": "2"}, Lack.PROBATION_TOO_LONG),
    "growth_kinds": ({"growth_kinds": []}, Lack.GROWTH),
    "growth_months": ({"growth_months": ""}, Lack.GROWTH_AFTER),
    "growth": ({"growth": ""}, Lack.GROWTH_WORDS),
    "onboarding": ({"step_day_1": "", "step_what_1": ""}, Lack.ONBOARDING),
    "step_what_1": ({"step_what_1": ""}, Lack.ONBOARDING_WHAT),
    "step_day_1": ({"step_day_1": ""}, Lack.ONBOARDING_DAY),
    "step too late": ({"step_day_1": AFTER}, Lack.ONBOARDING_AFTER_END),
    "buddy": ({"buddy": ""}, Lack.BUDDY),
    "coach": ({"coach": ""}, Lack.COACH),
}


def lacks_in(answer: Any) -> list[str]:
    return [one["code"] for one in answer.context["one"]["lacks"]]


@pytest.mark.parametrize("how", SPOILED)
def test_a_form_with_one_fact_missing_or_unlawful_places_nobody_and_says_which(
    ready: Running, as_: As, how: str
) -> None:
    change, lack = SPOILED[how]
    karim = as_(ready.cast.karim)
    sent = karim.post(at("fill", ready.amal.pk), everything(ready, **change))
    assert sent.status_code == 302, sent.context["form"].errors
    row = Placement.objects.get()
    answer = karim.post(at("place", row.pk), {"seen": row.edits})
    assert answer.status_code == 422
    assert lacks_in(answer) == [str(lack)]
    assert f'data-lack="{lack}"' in answer.content.decode()
    assert Enrolment.objects.get(pk=ready.amal.pk).stage == Stage.COMPLETED


def test_every_lack_and_every_field_of_the_form_is_tried(ready: Running) -> None:
    assert {lack for _, lack in SPOILED.values()} == set(Lack)
    tried = {name for change, _ in SPOILED.values() for name in change}
    asked = {name for names in PARTS.values() for name in names}
    assert asked - tried - {"collective_agreement"} <= {
        f"step_{what}_{n}" for what in ("day", "what") for n in (2, 3, 4)
    }


def test_karim_fills_in_everything_at_once_and_records_the_placement(ready: Running, as_: As) -> None:
    karim = as_(ready.cast.karim)
    assert karim.post(at("fill", ready.amal.pk), everything(ready)).status_code == 302
    row = Placement.objects.get()
    page = karim.get(at("place", row.pk))
    assert lacks_in(page) == []
    for _click in range(2):
        assert karim.post(at("place", row.pk), {"seen": row.edits}).status_code == 302
    assert Enrolment.objects.get(pk=ready.amal.pk).stage == Stage.PLACED
    assert Reading.objects.filter(subject_id=ready.cast.amal.pk).exists()


def test_page_by_page_what_was_said_before_stays(ready: Running, as_: As) -> None:
    karim, sent = as_(ready.cast.karim), everything(ready)
    for n, (part, names) in enumerate(PARTS.items()):
        page = {name: sent[name] for name in names if name in sent} | {"seen": str(n)}
        assert karim.post(at("fill_part", ready.amal.pk, part), page).status_code == 302
    assert lacks_in(karim.get(at("place", Placement.objects.get().pk))) == []
    assert karim.get(at("fill_part", ready.amal.pk, "nothing")).status_code == 404


def test_what_is_known_stands_in_the_form_and_bas_is_not_asked_who_he_is(running: Running, as_: As) -> None:
    completed(running)
    form = as_(running.cast.bas).get(at("fill", running.amal.pk)).context["form"]
    assert "employer" not in form.fields
    assert form["pay"].value() == whole(pay=form["pay"].value()).pay
    assert form["growth_months"].value() == 12
    assert "Planten verzorgen" in form["tasks"].value()
    assert as_(running.cast.bas).post(at("fill", running.amal.pk), everything(running)).status_code == 302
    assert Placement.objects.get().employer == running.cast.groenwerk


def test_who_types_after_somebody_else_keeps_what_was_typed(ready: Running, as_: As) -> None:
    filled(ready)
    answer = as_(ready.cast.bas).post(at("fill", ready.amal.pk), everything(ready, buddy="Piet"))
    assert answer.status_code == 422
    assert "Piet" in answer.content.decode()


def test_what_cannot_be_read_is_said_at_its_field(ready: Running, as_: As) -> None:
    answer = as_(ready.cast.karim).post(at("fill", ready.amal.pk), everything(ready, hours="veel", begins="morgen"))
    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == {"hours", "begins"}
    assert not Placement.objects.exists()


PAY = "15,40"


@pytest.mark.parametrize(
    ("name", "status", "pay"),
    [("karim", 200, True), ("roos", 200, True), ("bas", 200, True), ("mo", 200, False), ("els", 404, False)],
)
def test_pay_is_read_by_whom_it_concerns(ready: Running, as_: As, name: str, status: int, pay: bool) -> None:
    placed(ready)
    answer = as_(getattr(ready.cast, name)).get(at("work", ready.amal.pk))
    assert answer.status_code == status
    assert (PAY in answer.content.decode()) is pay


def test_a_school_has_no_page_of_work(ready: Running, as_: As) -> None:
    placed(ready)
    assert as_(ready.cast.lotte).get(at("work", ready.amal.pk)).status_code in (403, 404)


def test_amal_reads_her_own_work_and_says_that_she_still_works_there(ready: Running, as_: As) -> None:
    amal = as_(amal_herself())
    assert amal.get(at("my_work")).status_code == 200
    row = placed(ready, months_ago(2))
    page = amal.get(at("my_work")).content.decode()
    assert PAY in page
    assert "Groenwerk" in page
    for _click in range(2):
        assert amal.post(at("confirm_work", row.pk), {"day": TODAY.isoformat(), "said": "yes"}).status_code == 302
    assert Confirmation.objects.get().by_as == "candidate"
    with override("en"):
        assert amal.get(at("confirm_work", row.pk)).status_code == 200


def test_bas_says_about_the_day_that_waits(ready: Running, as_: As) -> None:
    row = placed(ready, months_ago(7))
    bas = as_(ready.cast.bas)
    form = bas.get(at("confirm_work", row.pk)).context["form"]
    assert form["day"].value() < TODAY
    wrong = bas.post(at("confirm_work", row.pk), {"day": months_ago(8).isoformat(), "said": "yes"})
    assert wrong.status_code == 422
    sent = bas.post(at("confirm_work", row.pk), {"day": form["day"].value().isoformat(), "said": "yes"})
    assert sent.status_code == 302
    lasted = as_(ready.cast.karim).get(at("work", ready.amal.pk)).context["lasted"]
    assert [one["code"] for one in lasted["moments"]] == ["sustained", "not_yet", "not_yet"]


def test_bas_notes_a_change_and_the_end_and_then_meets_amal_no_longer(ready: Running, as_: As) -> None:
    row = placed(ready, months_ago(2))
    bas = as_(ready.cast.bas)
    change = {"kind": "hours", "since": TODAY.isoformat(), "reason": "growth"}
    assert set(bas.post(at("change_work", row.pk), change).context["form"].errors) == {"hours"}
    assert bas.post(at("change_work", row.pk), change | {"hours": "36"}).status_code == 302
    low = {"kind": "pay", "since": TODAY.isoformat(), "reason": "other", "pay": "9", "pay_per": "hour"}
    assert bas.post(at("change_work", row.pk), low).status_code == 422
    assert PlacementChange.objects.count() == 1
    said = {"day": TODAY.isoformat(), "reason": "no_work", "then": "search"}
    assert bas.post(at("end_work", row.pk), said | {"day": months_ago(3).isoformat()}).status_code == 422
    assert bas.post(at("end_work", row.pk), said).status_code == 302
    assert bas.get(at("work", ready.amal.pk)).status_code == 404
    page = as_(ready.cast.karim).get(at("work", ready.amal.pk))
    assert page.context["spells"][0]["row"].end_reason == "no_work"


def test_what_changed_stands_there_in_words(ready: Running, as_: As) -> None:
    row = placed(ready, months_ago(2))
    bas, base = as_(ready.cast.bas), {"since": TODAY.isoformat(), "reason": "growth"}
    said = {
        "36,50": {"kind": "hours", "hours": "36.5"},
        "€ 2.800,00 per maand": {"kind": "pay", "pay": "2800", "pay_per": "month"},
        "tijdelijk 1 december 2027": {"kind": "contract", "contract": "fixed_term", "ends": "2027-12-01"},
        "Snoeien, Zaaien": {"kind": "function", "tasks": "Snoeien\nZaaien"},
    }
    for change in said.values():
        assert bas.post(at("change_work", row.pk), base | change).status_code == 302
    (spell,) = bas.get(at("work", ready.amal.pk)).context["spells"]
    assert {one["new"] for one in spell["changes"]} == set(said)


def test_karim_notes_a_next_step_in_education(ready: Running, as_: As) -> None:
    karim = as_(ready.cast.karim)
    assert karim.post(at("study", ready.amal.pk), {"school": ""}).status_code == 422
    said = {"school": "Vakschool", "programme": "Hovenier", "level": "mbo2", "begins": TODAY.isoformat()}
    for _click in range(2):
        assert karim.post(at("study", ready.amal.pk), said).status_code == 302
    assert NextStudy.objects.count() == 1
    assert karim.get(at("work", ready.amal.pk)).context["study"] is not None


def test_who_works_cannot_go_to_school_by_this_page(ready: Running, as_: As) -> None:
    placed(ready)
    said = {"school": "Vakschool", "programme": "Hovenier", "level": "mbo2", "begins": TODAY.isoformat()}
    assert as_(ready.cast.karim).post(at("study", ready.amal.pk), said).status_code == 422
    assert not NextStudy.objects.exists()


def test_roos_reads_how_placements_lasted_and_of_whom_nobody_knows(ready: Running, as_: As) -> None:
    roos = as_(ready.cast.roos)
    assert roos.get(at("lasted")).context["ways"] == []
    assert roos.get(at("not_known")).context["rows"] == []
    placed(ready, months_ago(7))
    page = roos.get(at("lasted"))
    assert page.context["unknown"] == 1
    assert [way["people"] for way in page.context["ways"]] == [None]
    assert [row["enrolment"].pk for row in roos.get(at("not_known")).context["rows"]] == [ready.amal.pk]
    assert as_(ready.cast.dirk).get(at("lasted")).context["unknown"] == 0


WORK_PAGE, MY_WORK, LASTED, NOT_KNOWN = 9, 8, 6, 7


def test_pages_cost_the_same_with_one_and_with_three_rows(ready: Running, as_: As) -> None:
    row = placed(ready, months_ago(7))
    karim, roos, amal = as_(ready.cast.karim), as_(ready.cast.roos), as_(amal_herself())
    pages = [
        (karim, at("work", ready.amal.pk), WORK_PAGE),
        (amal, at("my_work"), MY_WORK),
        (roos, at("lasted"), LASTED),
        (roos, at("not_known"), NOT_KNOWN),
    ]

    def costs() -> list[int]:
        found = []
        for browser, address, _cost in pages:
            with CaptureQueriesContext(connection) as asked:
                assert browser.get(address).status_code == 200
            found.append(len(asked))
        return found

    few = costs()
    for months in (4, 2):
        said = actions.Ending(day=months_ago(months), reason=Reason.CONTRACT_ENDED, then=Then.SEARCH)
        actions.end_placement(placement=row, said=said, by=ready.actor("karim"))
        row = placed(ready, months_ago(months) + timedelta(days=1))
    for n in range(2):
        other = candidate(f"U-1{n}", f"Zij{n}", ready.cast.utrecht)
        Placement.objects.create(enrolment=enrol(other, ready.cohort, Stage.COMPLETED))
    assert costs() == few == [DOOR + cost for _browser, _address, cost in pages]
