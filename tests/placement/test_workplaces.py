"""Workplaces: who meets which, the form of five minutes, staying right, offers to groups, and seats."""

from collections.abc import Callable
from datetime import date, timedelta
from uuid import uuid4

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import DjangoAssertNumQueries

from leerwerk.parties.models import Organisation, Person, Site
from leerwerk.placement import actions
from leerwerk.placement.models import Offer, Seat, Workplace
from leerwerk.privacy.models import Event
from leerwerk.trajectories.actions import GroupIsDecided, decide_group
from leerwerk.trajectories.enums import CohortState, Stage
from leerwerk.trajectories.models import Cohort, Enrolment
from tests.cast import Cast, candidate
from tests.costs import DOOR
from tests.enrolling import enrol, move
from tests.planning.season import SmallSeason, build_season
from tests.trajectories.page_forms import Typed, typed_in

type As = Callable[[Person], Client]


@pytest.fixture
def small(cast: Cast) -> SmallSeason:
    """Bas's workplaces: tuin for groen, park for groen and bouw, steiger for bouw; four places each."""
    return build_season(cast)


@pytest.fixture
def rival(small: SmallSeason) -> Workplace:
    """A workplace of another employer in the region, offered to nobody."""
    other = Organisation.objects.create(
        code="rivaal", kind="employer", name="Rivaal BV", region=small.cast.region, municipality_id="GM0344"
    )
    return Workplace.objects.create(
        code="rival",
        employer=other,
        title="Geheime kas",
        municipality_id="GM0344",
        places=9,
        mentor_name="Gerda Geheim",
    )


def _url(view: str, row: Workplace | Offer | None = None) -> str:
    return reverse(f"placement:{view}", args=[] if row is None else [row.pk])


def _listed(browser: Client, **asked: str) -> list[str]:
    return [row.code for row in browser.get(_url("workplaces"), asked).context["page"]]


def _filled_in(browser: Client, **typed: str | list[str]) -> Typed:
    said: Typed = {
        "title": ["Kas"],
        "tasks": ["Tomaten plukken\n\n  Kas schoonmaken \n"],
        "places": ["2"],
        "municipality": ["GM0356"],
    }
    said |= {name: value if isinstance(value, list) else [value] for name, value in typed.items()}
    return typed_in(browser.get(_url("new")).content.decode(), field="ticket") | said


def _site(employer: Organisation, name: str, town: str = "GM0356") -> Site:
    return Site.objects.create(organisation=employer, name=name, municipality_id=town, address="Dorpsstraat 1")


def test_an_employer_chooses_one_of_its_own_sites(small: SmallSeason, rival: Workplace, as_: As) -> None:
    bas, own, theirs = as_(small.cast.bas), _site(small.cast.groenwerk, "Kwekerij"), _site(rival.employer, "Kas")
    assert "Kwekerij" in bas.get(_url("new")).content.decode()
    assert bas.post(_url("new"), _filled_in(bas, site=str(theirs.pk))).status_code == 422
    answer = bas.post(_url("new"), _filled_in(bas, site=str(own.pk)), follow=True)
    assert Workplace.objects.get(title="Kas").site == own
    assert "Dorpsstraat 1" in answer.content.decode()


def test_a_site_elsewhere_or_of_another_employer_is_explained(small: SmallSeason, rival: Workplace, as_: As) -> None:
    roos, groenwerk = as_(small.cast.roos), small.cast.groenwerk
    for site, told in (
        (_site(groenwerk, "Kantoor", "GM0344"), "Deze locatie ligt in Utrecht, en u koos Nieuwegein"),
        (_site(rival.employer, "Kas"), "Deze locatie is van een andere werkgever"),
    ):
        typed = _filled_in(roos, employer=str(groenwerk.pk), site=str(site.pk))
        answer = roos.post(_url("new"), typed)
        assert answer.status_code == 422
        assert told in answer.content.decode()
        assert "Tomaten plukken" in answer.content.decode()


def test_everybody_meets_the_workplaces_that_concern_them(small: SmallSeason, rival: Workplace, as_: As) -> None:
    cast = small.cast
    for person in (cast.roos, cast.karim, cast.els):
        assert set(_listed(as_(person))) == {"tuin", "park", "steiger", "rival"}
    assert set(_listed(as_(cast.bas))) == {"tuin", "park", "steiger"}
    assert set(_listed(as_(cast.lotte))) == {"tuin", "park"}
    for person in (cast.mo, cast.fleur, cast.vera, cast.dirk):
        assert _listed(as_(person)) == []
    for person in (cast.bas, cast.lotte, cast.mo, cast.fleur, cast.vera, cast.dirk):
        assert as_(person).get(_url("workplace", rival)).status_code == 404
    Cohort.objects.filter(code="bouw").update(state=CohortState.DECIDED)
    for person in (cast.mo, cast.fleur, cast.vera):
        assert set(_listed(as_(person))) == {"park", "steiger"}
    assert Client().get(_url("workplaces")).status_code == 302


def test_a_workplaces_page_names_no_group_that_the_reader_may_not_meet(small: SmallSeason, as_: As) -> None:
    cast, park = small.cast, small.workplaces[1]
    Cohort.objects.filter(code="bouw").update(state=CohortState.DECIDED)
    page = as_(cast.mo).get(_url("workplace", park)).content.decode()
    assert "Leerwerk bouw" in page
    assert "Leerwerk groen" not in page, "groen is only an option"
    assert "Leerwerk bouw" not in as_(cast.lotte).get(_url("workplace", park)).content.decode()
    assert [row.offered for row in as_(cast.roos).get(_url("workplaces"), {"q": "park"}).context["page"]] == [2]
    assert [row.offered for row in as_(cast.mo).get(_url("workplaces"), {"q": "park"}).context["page"]] == [1]


def test_who_does_not_offer_work_changes_nothing(small: SmallSeason, rival: Workplace, as_: As) -> None:
    cast, tuin = small.cast, small.workplaces[0]
    offer = tuin.offers.get()
    for person in (cast.karim, cast.els, cast.lotte, cast.mo, cast.fleur, cast.vera, cast.dirk):
        browser = as_(person)
        if person != cast.dirk:
            assert browser.post(_url("new")).status_code == 403
        for view in ("change", "confirm", "withdraw", "offer"):
            assert browser.post(_url(view, tuin)).status_code == 404
        assert browser.post(_url("withdraw_offer", offer)).status_code == 404
        if person in (cast.karim, cast.els):
            assert _url("change", tuin) not in browser.get(_url("workplace", tuin)).content.decode()
    bas = as_(cast.bas)
    for view in ("change", "confirm", "withdraw"):
        assert bas.post(_url(view, rival)).status_code == 404
    assert bas.post(_url("offer", tuin), {"cohort": small.zorg.pk}).status_code == 404, "directors offer to groups"
    assert bas.post(_url("withdraw_offer", offer)).status_code == 404
    assert Workplace.objects.filter(withdrawn_at=None).count() == 4
    assert Offer.objects.count() == 4


def test_an_employer_is_done_in_one_page_and_a_double_click_offers_it_once(small: SmallSeason, as_: As) -> None:
    bas = as_(small.cast.bas)
    form = _filled_in(
        bas, licence="on", skills="vca, Lassen, Werken met  Paarden", excluded_limits="niet tillen, no heights"
    )
    first, again = (bas.post(_url("new"), form) for _twice in range(2))
    made = Workplace.objects.get(title="Kas")
    assert first["Location"] == again["Location"] == _url("workplace", made)
    assert (made.employer, made.places, made.licence) == (small.cast.groenwerk, 2, True)
    assert made.skills == ["vca", "welding", "werken_met_paarden"]
    assert made.excluded_limits == ["no_lifting", "no_heights"]
    assert "lassen, werken met paarden" in bas.get(_url("change", made)).content.decode()
    assert list(made.tasks.values_list("position", "name")) == [(1, "Tomaten plukken"), (2, "Kas schoonmaken")]
    assert Event.objects.filter(kind="workplace_registered", subject_id=made.pk).count() == 1
    assert bas.post(_url("new"), _filled_in(bas)).status_code == 302, "a page of its own is a workplace of its own"
    assert Workplace.objects.filter(title="Kas").count() == 2


def test_an_employer_cannot_offer_work_in_somebody_elses_name(small: SmallSeason, rival: Workplace, as_: As) -> None:
    bas = as_(small.cast.bas)
    assert bas.post(_url("new"), _filled_in(bas, employer=str(rival.employer_id))).status_code == 302
    assert Workplace.objects.get(title="Kas").employer == small.cast.groenwerk
    roos = as_(small.cast.roos)
    assert roos.post(_url("new"), _filled_in(roos, employer=str(rival.employer_id))).status_code == 302
    assert Workplace.objects.filter(title="Kas", employer=rival.employer).exists()


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"places": "0"}, "places"),
        ({"tasks": " \n "}, "tasks"),
        ({"tasks": "x" * 141}, "tasks"),
        ({"tasks": "\n".join(f"Taak {n}" for n in range(31))}, "tasks"),
        ({"shifts": []}, "shifts"),
        ({"municipality": "GM0307"}, "municipality"),  # in another region
        ({"title": ""}, "title"),
    ],
)
def test_a_workplace_that_cannot_be_is_refused_and_keeps_what_was_typed(
    wrong: dict[str, str | list[str]], field: str, small: SmallSeason, as_: As
) -> None:
    bas = as_(small.cast.bas)
    answer = bas.post(_url("new"), _filled_in(bas, **({"demands": "Veel bukken"} | wrong)))
    assert answer.status_code == 422
    assert field in answer.context["form"].errors
    assert "Veel bukken" in answer.content.decode()
    assert Workplace.objects.count() == 3


def test_changing_a_workplace_confirms_it_and_keeps_its_offers(small: SmallSeason, as_: As) -> None:
    bas, tuin = as_(small.cast.bas), small.workplaces[0]
    form = typed_in(bas.get(_url("change", tuin)).content.decode(), field="places")
    answer = bas.post(_url("change", tuin), form | {"places": ["7"], "tasks": ["Snoeien"]})
    assert answer.status_code == 302
    tuin.refresh_from_db()
    assert (tuin.places, tuin.code, tuin.tasks.get().name) == (7, "tuin", "Snoeien")
    assert tuin.confirmed_on > date(2026, 11, 1)
    assert tuin.offers.get().cohort == small.groen


def test_there_are_never_fewer_places_than_people_on_them(small: SmallSeason, as_: As) -> None:
    bas, tuin = as_(small.cast.bas), small.workplaces[0]
    for n in range(2):
        person = candidate(f"U-2{n:03}", f"Zit{n}", small.cast.utrecht)
        enrolment = enrol(person, small.groen)
        actions.give_seat(enrolment=enrolment, workplace=tuin, by=small.cast.actor(small.cast.roos))
    form = typed_in(bas.get(_url("change", tuin)).content.decode(), field="places") | {"tasks": ["Snoeien"]}
    answer = bas.post(_url("change", tuin), form | {"places": ["1"]})
    assert answer.status_code == 422
    assert "2 mensen" in answer.content.decode()
    assert bas.post(_url("change", tuin), form | {"places": ["2"]}).status_code == 302


def test_a_workplace_nobody_confirmed_for_ninety_days_is_asked_again(small: SmallSeason, as_: As) -> None:
    bas, tuin = as_(small.cast.bas), small.workplaces[0]
    today = date(2027, 3, 1)
    Workplace.objects.filter(code="tuin").update(confirmed_on=today - timedelta(days=91))
    Workplace.objects.filter(code="park").update(confirmed_on=today - timedelta(days=90))
    Workplace.objects.filter(code="steiger").update(confirmed_on=today)
    with time_machine.travel(today.isoformat() + "T12:00+01:00", tick=False):
        bas = as_(small.cast.bas)
        assert _listed(bas, stale="on") == ["tuin"]
        assert "Klopt alles nog?" in bas.get(_url("workplace", tuin)).content.decode()
        for _twice in range(2):
            assert bas.post(_url("confirm", tuin)).status_code == 302
        assert _listed(bas, stale="on") == []
        assert "Klopt alles nog?" not in bas.get(_url("workplace", tuin)).content.decode()
    assert Event.objects.filter(kind="workplace_confirmed").count() == 1


def test_withdrawing_asks_first_and_takes_it_from_the_list(small: SmallSeason, as_: As) -> None:
    bas, tuin = as_(small.cast.bas), small.workplaces[0]
    assert bas.get(_url("withdraw", tuin)).status_code == 200
    assert "tuin" in _listed(bas)
    for _twice in range(2):
        assert bas.post(_url("withdraw", tuin)).status_code == 302
    assert "tuin" not in _listed(bas)
    assert "ingetrokken" in bas.get(_url("workplace", tuin)).content.decode()
    for view in ("change", "confirm"):
        assert bas.post(_url(view, tuin)).status_code == 404
    assert Event.objects.filter(kind="workplace_withdrawn").count() == 1


def test_the_list_filters_and_sorts(small: SmallSeason, rival: Workplace, as_: As) -> None:
    roos = as_(small.cast.roos)
    Workplace.objects.filter(code="park").update(sector="groen", places=2)
    assert _listed(roos, sector="groen") == ["park"]
    assert _listed(roos, municipality="GM0344") == ["rival"]
    assert _listed(roos, q="rivaal") == ["rival"]
    assert _listed(roos, places="5") == ["rival"]
    assert _listed(roos, sort="places")[0] == "park"
    assert _listed(roos, sort="-title")[0] == "tuin"
    assert "geen werkplek" in roos.get(_url("workplaces"), {"q": "zzz"}).content.decode().lower()


@pytest.mark.parametrize("count", [1, 3])
def test_lists_and_pages_cost_the_same_however_many(
    count: int, small: SmallSeason, as_: As, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for row in small.workplaces[count:]:
        row.delete()
    for cohort in (small.bouw, small.zorg)[: count - 1]:
        small.workplaces[0].offers.create(cohort=cohort)
    roos = as_(small.cast.roos)
    with django_assert_num_queries(8 + DOOR):
        assert roos.get(_url("workplaces")).status_code == 200
    with django_assert_num_queries(9 + DOOR):
        assert roos.get(_url("workplace", small.workplaces[0])).status_code == 200


def test_a_director_offers_a_workplace_to_a_group_once_and_takes_it_back(small: SmallSeason, as_: As) -> None:
    roos, tuin = as_(small.cast.roos), small.workplaces[0]
    chosen = roos.get(_url("offer", tuin)).context["form"].fields["cohort"].queryset
    assert set(chosen) == {small.bouw, small.zorg}
    for _twice in range(2):
        assert roos.post(_url("offer", tuin), {"cohort": small.zorg.pk}).status_code == 302
    offer = Offer.objects.get(workplace=tuin, cohort=small.zorg)
    assert Event.objects.filter(kind="workplace_offered").count() == 1
    assert roos.post(_url("withdraw_offer", offer)).status_code == 302
    assert not Offer.objects.filter(pk=offer.pk).exists()
    assert roos.post(_url("offer", tuin), {"cohort": 0}).status_code == 422


def test_a_workplace_offered_everywhere_says_what_to_do(small: SmallSeason, as_: As) -> None:
    tuin = small.workplaces[0]
    for cohort in (small.bouw, small.zorg):
        tuin.offers.create(cohort=cohort)
    page = as_(small.cast.roos).get(_url("offer", tuin)).content.decode()
    assert "Maak eerst een mogelijke groep" in page


def test_a_group_that_is_under_way_may_be_offered_more_and_nothing_is_taken_back(small: SmallSeason) -> None:
    by, (tuin, _park, steiger) = small.cast.actor(small.cast.roos), small.workplaces
    decide_group(cohort=small.groen, opens=True, by=by)
    with pytest.raises(GroupIsDecided):
        actions.withdraw_offer(offer=tuin.offers.get(), by=by)
    assert actions.offer_workplace(workplace=steiger, cohort=small.groen, by=by).cohort == small.groen
    decide_group(cohort=small.zorg, opens=False, by=by)
    with pytest.raises(GroupIsDecided):
        actions.offer_workplace(workplace=tuin, cohort=small.zorg, by=by)
    actions.withdraw_workplace(workplace=tuin, by=by)
    with pytest.raises(actions.WorkplaceIsWithdrawn):
        actions.offer_workplace(workplace=tuin, cohort=small.bouw, by=by)
    assert tuin.offers.get().cohort == small.groen


def _enrolled(small: SmallSeason, cohort: Cohort) -> Enrolment:
    code = f"S-{uuid4().hex[:8]}"
    return enrol(candidate(code, code, small.cast.utrecht), cohort)


def test_a_workplace_seats_no_more_people_than_it_has_places(small: SmallSeason) -> None:
    by, park = small.cast.actor(small.cast.roos), small.workplaces[1]
    seats = [
        actions.give_seat(enrolment=_enrolled(small, cohort), workplace=park, by=by)
        for cohort in (small.groen, small.groen, small.bouw, small.bouw)
    ]
    late = _enrolled(small, small.groen)
    with pytest.raises(actions.WorkplaceIsFull):
        actions.give_seat(enrolment=late, workplace=park, by=by)
    actions.give_seat(enrolment=seats[0].enrolment, workplace=park, by=by)
    assert Seat.objects.filter(workplace=park).count() == 4, "the same seat twice is one seat"
    move(seats[0].enrolment, Stage.LEFT)
    actions.give_seat(enrolment=late, workplace=park, by=by)
    assert Seat.objects.get(enrolment=late).workplace == park


def test_a_participant_moves_to_another_workplace_of_their_own_group_only(small: SmallSeason) -> None:
    by, (tuin, park, steiger) = small.cast.actor(small.cast.roos), small.workplaces
    enrolment = _enrolled(small, small.groen)
    for workplace in (tuin, park):
        actions.give_seat(enrolment=enrolment, workplace=workplace, by=by)
    assert Seat.objects.get(enrolment=enrolment).workplace == park
    with pytest.raises(actions.NotOffered):
        actions.give_seat(enrolment=enrolment, workplace=steiger, by=by)
    Workplace.objects.filter(code="tuin").update(withdrawn_at="2026-11-20T10:00Z")
    with pytest.raises(actions.WorkplaceIsWithdrawn):
        actions.give_seat(enrolment=enrolment, workplace=tuin, by=by)
    move(enrolment, Stage.LEFT)
    with pytest.raises(actions.ParticipationEnded):
        actions.give_seat(enrolment=enrolment, workplace=park, by=by)
    assert Seat.objects.get(enrolment=enrolment).workplace == park
