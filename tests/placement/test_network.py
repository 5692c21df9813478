"""The network of employers: who reads what, visits with a next step, promises that are kept or not, and the list."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.db import IntegrityError, ProgrammingError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django.fixtures import DjangoAssertNumQueries

from leerwerk.notices.models import Matter
from leerwerk.parties.enums import OrganisationKind
from leerwerk.parties.middleware import behind_the_wall
from leerwerk.parties.models import Organisation, Person
from leerwerk.placement import jobs
from leerwerk.placement.actions import network as doing
from leerwerk.placement.models import (
    EmployerContact,
    EmployerInterest,
    EmployerPromise,
    EmployerVisit,
    Seat,
    Workplace,
)
from leerwerk.placement.network_choices import Outcome
from leerwerk.placement.promising import had_before, outcome
from leerwerk.placement.queries.network import employers_shown, places_offered
from leerwerk.privacy.models import Event
from leerwerk.trajectories.enums import Stage
from tests.cast import Cast
from tests.costs import DOOR
from tests.enrolling import enrol, move
from tests.planning.season import build_season
from tests.trajectories.page_forms import Typed, typed_in

type As = Callable[[Person], Client]


@pytest.fixture
def rival(cast: Cast) -> Organisation:
    """Another employer of the region, of which nobody knows anything."""
    return Organisation.objects.create(
        code="rivaal", kind=OrganisationKind.EMPLOYER, name="Aannemer Rivaal", region=cast.region, sector="bouw"
    )


def _url(view: str, row: Any = None) -> str:
    return reverse(f"placement:{view}", args=[] if row is None else [row.pk])


def _form(browser: Client, view: str, row: Any, **typed: str) -> Typed:
    field = next(iter(typed))
    return typed_in(browser.get(_url(view, row)).content.decode(), field=field) | {k: [v] for k, v in typed.items()}


def _visit(cast: Cast, employer: Organisation, day: date, **facts: Any) -> EmployerVisit:
    visit = EmployerVisit(ticket=uuid4(), employer=employer, day=day, **facts)
    return doing.note_visit(visit=visit, by=cast.actor(cast.vera))


def _promise(cast: Cast, places: int, until: date, sector: str = "") -> EmployerPromise:
    promise = EmployerPromise(ticket=uuid4(), employer=cast.groenwerk, places=places, by_on=until, sector=sector)
    return doing.note_promise(promise=promise, by=cast.actor(cast.vera))


def _work(cast: Cast, code: str, places: int, sector: str = "groen") -> Workplace:
    return Workplace.objects.create(
        code=code, employer=cast.groenwerk, title=code, municipality_id="GM0356", places=places, sector=sector
    )


def _open() -> list[tuple[str, str, str]]:
    found = Matter.objects.filter(kind="placement.next_step", closed_at=None).select_related("organisation", "person")
    return [(m.function, m.organisation.code if m.organisation else "", str(m.person)) for m in found]


def test_a_connector_notes_a_visit_and_the_next_step_waits_for_who_does_it(cast: Cast, as_: As) -> None:
    vera, karim = as_(cast.vera), as_(cast.karim)
    until = timezone.localdate() + timedelta(days=7)
    owner = cast.karim.memberships.get()
    typed = {"said": "Ze zoekt twee mensen", "spoke_with": "Petra", "next_step": "Bellen", "next_on": until.isoformat()}
    form = _form(vera, "visit_new", cast.groenwerk, **typed)
    assert form["next_owner"] == [str(cast.vera.memberships.get().pk)], "oneself, unless somebody else is chosen"
    for _twice in range(2):
        assert vera.post(_url("visit_new", cast.groenwerk), form | {"next_owner": [str(owner.pk)]}).status_code == 302
    visit = EmployerVisit.objects.get()
    assert (visit.visitor, visit.next_person, visit.next_function) == (cast.vera, cast.karim, "caseworker")
    assert _open() == [("caseworker", "gm-utrecht", "Karim")]
    assert _url("visit", visit) in karim.get(reverse("notices:mine")).content.decode()
    assert "Ze zoekt twee mensen" in karim.get(_url("visit", visit)).content.decode()
    for _twice in range(2):
        assert karim.post(_url("visit", visit)).status_code == 302
    assert _open() == []
    kinds = Event.objects.filter(subject_type="placement.employervisit").order_by("id").values_list("kind", flat=True)
    assert list(kinds) == ["visit_noted", "visit_noted_again", "next_step_taken", "visit_noted_again"]


def test_what_a_director_does_next_waits_for_the_directors(cast: Cast) -> None:
    _visit(
        cast,
        cast.groenwerk,
        timezone.localdate(),
        next_step="bellen",
        next_on=timezone.localdate(),
        next_person=cast.roos,
        next_organisation=cast.werkcentrum,
        next_function="director",
    )
    assert _open() == [("director", "", "Roos")]


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"day": "2099-01-01"}, "day"),
        ({"day": ""}, "day"),
        ({"next_step": "Bellen"}, "next_on"),
        ({"next_on": "2027-01-01"}, "next_step"),
        ({"said": "x" * 2001}, "said"),
        ({"ticket": "x"}, "ticket"),
    ],
)
def test_a_visit_that_cannot_be_is_asked_again(wrong: dict[str, str], field: str, cast: Cast, as_: As) -> None:
    vera = as_(cast.vera)
    form = _form(vera, "visit_new", cast.groenwerk, spoke_with="Petra")
    answer = vera.post(_url("visit_new", cast.groenwerk), form | {name: [value] for name, value in wrong.items()})
    assert answer.status_code == 422
    assert field in answer.context["form"].errors
    assert "Petra" in answer.content.decode()


def test_contacts_are_kept_by_who_knows_them_and_stand_there_once(cast: Cast, rival: Organisation, as_: As) -> None:
    vera, bas = as_(cast.vera), as_(cast.bas)
    form = _form(vera, "contact_new", cast.groenwerk, name="Petra Post", email="petra@example.org", role="hoofd")
    for _twice in range(2):
        assert vera.post(_url("contact_new", cast.groenwerk), form).status_code == 302
    contact = EmployerContact.objects.get()
    assert bas.post(_url("contact_new", cast.groenwerk), form | {"phone": ["030 12"]}).status_code == 302
    contact.refresh_from_db()
    assert (contact.role, contact.phone) == ("hoofd", "030 12"), "what is new is added"
    other = EmployerContact.objects.create(employer=cast.groenwerk, name="Ria")
    same = _form(bas, "contact_change", other, name="PETRA post", email="petra@example.org")
    assert bas.post(_url("contact_change", other), same).status_code == 422
    assert bas.post(_url("contact_change", other), same | {"name": ["Ria Bos"]}).status_code == 302
    assert bas.get(_url("contact_remove", other)).status_code == 200
    assert bas.post(_url("contact_remove", other)).status_code == 302
    assert list(EmployerContact.objects.values_list("name", flat=True)) == ["Petra Post"]
    theirs = EmployerContact.objects.create(employer=rival, name="Geheim")
    assert bas.post(_url("contact_remove", theirs)).status_code == 404
    assert vera.post(_url("contact_new", cast.groenwerk), form | {"email": ["geen"]}).status_code == 422


def test_an_employer_reads_its_contacts_and_promises_and_not_what_was_said_of_it(cast: Cast, as_: As) -> None:
    _visit(cast, cast.groenwerk, timezone.localdate(), said="Moeizaam gesprek", spoke_with="Petra")
    EmployerContact.objects.create(employer=cast.groenwerk, name="Petra Post")
    _promise(cast, 3, timezone.localdate() + timedelta(days=9))
    doing.say_interest(employer=cast.groenwerk, state="pausing", by=cast.actor(cast.vera))
    page = as_(cast.bas).get(_url("employer", cast.groenwerk))
    assert "Petra Post" in page.content.decode()
    assert [one["row"].places for one in page.context["promises"]] == [3]
    assert "Moeizaam" not in page.content.decode()
    assert not page.context["visits"]
    assert "Moeizaam" in as_(cast.els).get(_url("employer", cast.groenwerk)).content.decode()
    for person in (cast.lotte, cast.mo, cast.fleur, cast.dirk):
        assert as_(person).get(_url("employer", cast.groenwerk)).status_code == 404
    assert as_(cast.bas).get(_url("employers")).status_code == 403


def test_the_wall_keeps_the_network_to_who_direct_guide_and_connect_in_the_region(
    cast: Cast, rival: Organisation
) -> None:
    visit = _visit(cast, cast.groenwerk, timezone.localdate(), said="Moeizaam")
    for employer in (cast.groenwerk, rival):
        EmployerContact.objects.create(employer=employer, name="Petra")
    _promise(cast, 1, timezone.localdate())
    EmployerInterest.objects.create(employer=cast.groenwerk, state="active")
    tables = (EmployerVisit, EmployerContact, EmployerPromise, EmployerInterest)
    seen = {"roos": [1, 2, 1, 1], "karim": [1, 2, 1, 1], "vera": [1, 2, 1, 1], "bas": [0, 1, 1, 0]}
    for name in ("roos", "karim", "vera", "bas", "lotte", "mo", "fleur", "dirk"):
        with behind_the_wall(cast.actor(getattr(cast, name))):
            assert [table._default_manager.count() for table in tables] == seen.get(name, [0, 0, 0, 0]), name
    with behind_the_wall(cast.actor(cast.bas)):
        assert EmployerPromise.objects.update(places=9) == 0, "an employer does not change what was noted"
        with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
            EmployerContact.objects.create(employer=rival, name="x")
    assert EmployerVisit.objects.get() == visit


def test_interest_is_said_once(cast: Cast, as_: As) -> None:
    vera = as_(cast.vera)
    assert vera.post(_url("interest", cast.groenwerk), {"state": "enthusiastic"}).status_code == 422
    for _twice in range(2):
        assert vera.post(_url("interest", cast.groenwerk), {"state": "promised"}).status_code == 302
    assert EmployerInterest.objects.get().said_by == cast.vera
    assert Event.objects.filter(kind="interest_said").count() == 1
    assert as_(cast.karim).post(_url("interest", cast.groenwerk), {"state": "none"}).status_code == 404


def test_a_promise_is_kept_by_what_is_offered_after_it(cast: Cast, as_: As) -> None:
    vera, today = as_(cast.vera), timezone.localdate()
    _work(cast, "oud", 4)
    form = _form(vera, "promise_new", cast.groenwerk, places="3", by_on=(today + timedelta(days=30)).isoformat())
    assert form["sector"] == ["groen"], "what is known of the employer is filled in"
    for _twice in range(2):
        assert vera.post(_url("promise_new", cast.groenwerk), form).status_code == 302
    first = EmployerPromise.objects.get()
    second = _promise(cast, 2, today + timedelta(days=60))
    assert (first.had, second.had) == (4, 7)

    def states(day: date) -> list[str]:
        offered = places_offered(cast.groenwerk.pk)
        return [outcome(EmployerPromise.objects.get(pk=one.pk), offered, day) for one in (first, second)]

    assert states(today) == [Outcome.OPEN, Outcome.OPEN]
    _work(cast, "nieuw", 2)
    _work(cast, "elders", 2, "zorg")
    assert states(first.by_on + timedelta(days=1)) == [Outcome.PARTLY, Outcome.OPEN]
    Workplace.objects.filter(code="nieuw").update(places=4)
    assert states(today) == [Outcome.KEPT, Outcome.KEPT], "the second counts in any sector"
    with time_machine.travel(first.by_on + timedelta(days=2), tick=False):
        jobs.look_after_workplaces(timestamp=0)
    Workplace.objects.filter(code="nieuw").delete()
    assert states(first.by_on + timedelta(days=9))[0] == Outcome.KEPT, "what came in time stays counted"
    assert states(second.by_on + timedelta(days=1))[1] == Outcome.BROKEN
    for _twice in range(2):
        assert vera.post(_url("promise_withdraw", second)).status_code == 302
    assert states(today)[1] == Outcome.WITHDRAWN
    assert Event.objects.filter(kind="promise_withdrawn").count() == 1
    for wrong in ({"places": "0"}, {"by_on": "2020-01-01"}, {"sector": "onzin"}):
        assert vera.post(_url("promise_new", cast.groenwerk), form | wrong).status_code == 422


def test_promises_in_other_sectors_do_not_count_for_each_other() -> None:
    other = EmployerPromise(places=3, sector="zorg", had=0)
    assert had_before("groen", [("groen", 2), ("zorg", 1)], [other]) == 2
    assert had_before("", [("groen", 2), ("zorg", 1)], [other]) == 5


def test_how_many_started_and_were_placed_is_counted_whoever_looks(cast: Cast) -> None:
    small = build_season(cast)
    for person, stages in ((cast.amal, (Stage.LEARN_WORK, Stage.LEFT)), (cast.samuel, (Stage.PLACED,))):
        row = enrol(person, small.groen, stages[0])
        Seat.objects.create(enrolment=row, workplace=small.workplaces[0])
        for stage in stages[1:]:
            move(row, stage)
    with behind_the_wall(cast.actor(cast.vera)):
        (known,) = employers_shown([cast.groenwerk.pk])
    assert (known.fared.started, known.fared.placed) == (2, 1)
    assert (known.row.place_count, known.free, known.row.workplace_count) == (12, 11, 3)


def test_the_list_filters_searches_and_sorts(cast: Cast, rival: Organisation, as_: As) -> None:
    vera, today = as_(cast.vera), timezone.localdate()
    _work(cast, "tuin", 4)
    _visit(cast, cast.groenwerk, today - timedelta(days=3))
    _visit(cast, rival, today - timedelta(days=9), next_step="bellen", next_on=today - timedelta(days=1))
    EmployerContact.objects.create(employer=cast.groenwerk, name="Petra Post")
    doing.say_interest(employer=cast.groenwerk, state="active", by=cast.actor(cast.vera))

    def listed(**asked: str) -> list[str]:
        return [one.row.code for one in vera.get(_url("employers"), asked).context["page"]]

    assert listed() == ["rivaal", "groenwerk"]
    assert listed(sort="-name") == ["groenwerk", "rivaal"]
    assert listed(q="petra") == ["groenwerk"]
    assert listed(q="rival") == []
    assert listed(sector="bouw") == ["rivaal"]
    assert listed(municipality="GM0356") == ["groenwerk"]
    assert listed(state="none") == ["rivaal"]
    assert listed(state="active") == ["groenwerk"]
    assert listed(free="on") == ["groenwerk"]
    assert listed(sort="visit") == ["rivaal", "groenwerk"]
    assert listed(sort="-visit") == ["groenwerk", "rivaal"]
    assert listed(sort="next") == ["rivaal", "groenwerk"]
    assert listed(sort="-places") == ["groenwerk", "rivaal"]
    assert listed(sort="nonsense", page="99", sector="nonsense") == ["rivaal", "groenwerk"]


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_and_a_page_cost_the_same_however_many(
    count: int, cast: Cast, as_: As, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    today = timezone.localdate()
    for n in range(count):
        _visit(cast, cast.groenwerk, today, next_step="bellen", next_on=today)
        _promise(cast, 1, today)
        _work(cast, f"w{n}", 2)
        EmployerContact.objects.create(employer=cast.groenwerk, name=f"Petra {n}")
        Organisation.objects.create(code=f"o{n}", kind="employer", name=f"Bedrijf {n}", region=cast.region)
    vera = as_(cast.vera)
    with django_assert_num_queries(10 + DOOR):
        assert vera.get(_url("employers"), {"sort": "visit"}).status_code == 200
    with django_assert_num_queries(10 + DOOR):
        assert vera.get(_url("employer", cast.groenwerk)).status_code == 200


@pytest.mark.django_db
def test_the_database_refuses_half_a_next_step(cast: Cast) -> None:
    row = _visit(cast, cast.groenwerk, timezone.localdate())
    for wrong in ({"next_step": "bellen"}, {"next_on": timezone.localdate()}, {"done_at": timezone.now()}):
        with pytest.raises(IntegrityError), transaction.atomic():
            EmployerVisit.objects.filter(pk=row.pk).update(**wrong)
