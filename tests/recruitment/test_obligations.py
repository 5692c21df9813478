"""Why somebody is not free, and until when: noted by who guides them, read where the file is."""

from collections.abc import Callable
from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from leerwerk.parties.middleware import behind_the_wall
from leerwerk.parties.models import Person
from leerwerk.privacy.models import Event
from leerwerk.recruitment.actions import FreeThen, ObligationsChanged, keep_obligations, link_account
from leerwerk.recruitment.models import Obligation, Profile, keeps_from
from leerwerk.recruitment.stamps import obligations_stamp
from tests.cast import Cast

type SignIn = Callable[[Person], Client]
MONDAY_MORNING, FRIDAY_AFTERNOON = 0, 9
SPRING = date(2027, 3, 31)


@pytest.fixture
def busy(cast: Cast) -> Cast:
    """Amal is not free on Monday morning and Friday afternoon."""
    Profile.objects.filter(candidate=cast.amal).update(available=0b01_1111_1110)
    return cast


def _keep(cast: Cast, *obligations: Obligation, seen: str | None = None) -> None:
    known = obligations_stamp(cast.amal.obligations.all()) if seen is None else seen
    keep_obligations(candidate=cast.amal, obligations=obligations, seen=known, by=cast.actor(cast.karim))


def _childcare(until: date | None = SPRING) -> Obligation:
    return Obligation(dagdeel=MONDAY_MORNING, kind="childcare", until=until)


def test_karim_notes_on_one_page_why_amal_is_not_free_and_until_when(busy: Cast, as_: SignIn) -> None:
    karim, address = as_(busy.karim), reverse("recruitment:obligations", args=[busy.amal.pk])
    form = karim.get(address).context["form"]
    assert form.not_free == [MONDAY_MORNING, FRIDAY_AFTERNOON], "nothing is asked of when she is free"
    said = {"seen": form["seen"].value(), "kind_0": "childcare", "until_0": "2027-03-31", "kind_9": "civic"}
    assert karim.post(address, said | {"kind_0": ""}).status_code == 422, "a last day is of something"
    for _click in range(2):
        assert karim.post(address, said).status_code == 302
    noted = [(one.dagdeel, one.kind, one.until) for one in Obligation.objects.all()]
    assert noted == [(0, "childcare", SPRING), (9, "civic", None)]
    assert Event.objects.filter(kind="obligations_kept").count() == 1
    for person in (busy.karim, busy.roos):
        page = as_(person).get(reverse("recruitment:candidate", args=[busy.amal.pk])).content.decode()
        assert "31 maart 2027" in page
    assert karim.post(address, {"seen": "old", "kind_0": "work"}).status_code == 422


def test_amal_reads_it_in_her_own_file_and_takes_it_along(busy: Cast, as_: SignIn) -> None:
    amal = Person.objects.create(email="amal@example.org", given_name="Amal")
    link_account(candidate=busy.amal, person=amal, by=busy.actor(busy.karim))
    _keep(busy, _childcare())
    assert "31 maart 2027" in as_(amal).get(reverse("recruitment:own_file")).content.decode()
    along = as_(amal).get(reverse("recruitment:take_along")).json()
    assert along["obligation"][0]["kind"] == "childcare"


def test_it_exists_for_who_guides_her_and_the_director_and_for_nobody_else(busy: Cast) -> None:
    _keep(busy, _childcare())
    for name, seen in (("karim", True), ("roos", True), ("els", False), ("dirk", False), ("bas", False), ("mo", False)):
        with behind_the_wall(busy.actor(getattr(busy, name))):
            assert Obligation.objects.exists() == seen, name


def test_two_people_who_write_at_once_do_not_undo_each_other(busy: Cast) -> None:
    before = obligations_stamp([])
    _keep(busy, _childcare())
    with pytest.raises(ObligationsChanged):
        _keep(busy, Obligation(dagdeel=FRIDAY_AFTERNOON, kind="work"), seen=before)
    _keep(busy, _childcare(), Obligation(dagdeel=FRIDAY_AFTERNOON, kind="work"))
    assert busy.amal.obligations.count() == 2
    _keep(busy)
    assert not Obligation.objects.exists()


def test_nothing_is_noted_of_a_dagdeel_in_which_she_is_free_and_a_newer_profile_goes_before(
    busy: Cast, as_: SignIn
) -> None:
    with pytest.raises(FreeThen):
        _keep(busy, Obligation(dagdeel=4, kind="work"))
    _keep(busy, _childcare())
    Profile.objects.filter(candidate=busy.amal).update(available=0b11_1111_1111)
    page = as_(busy.karim).get(reverse("recruitment:candidate", args=[busy.amal.pk])).content.decode()
    assert "31 maart 2027" not in page, "what was noted of a dagdeel that is free now is not shown"


def test_the_database_keeps_one_reason_for_a_dagdeel_of_the_week(busy: Cast) -> None:
    _keep(busy, _childcare())
    for dagdeel, why in ((MONDAY_MORNING, "one_a_dagdeel"), (10, "ten_dagdelen")):
        with pytest.raises(IntegrityError, match=why), transaction.atomic():
            Obligation.objects.create(candidate=busy.amal, dagdeel=dagdeel, kind="work")


@pytest.mark.parametrize(
    ("until", "dagdeel", "monday", "stated_on", "keeps"),
    [
        (None, 0, date(2027, 3, 29), date(2026, 11, 2), True),
        (SPRING, 4, date(2027, 3, 29), date(2026, 11, 2), True),  # Wednesday the 31st itself
        (SPRING, 6, date(2027, 3, 29), date(2026, 11, 2), False),  # Thursday the 1st
        (SPRING, 0, date(2027, 4, 5), date(2026, 11, 2), False),
        (SPRING, 0, date(2027, 4, 5), date(2027, 4, 2), True),  # found to be not free anew
    ],
)
def test_an_obligation_holds_until_its_last_day_unless_the_profile_was_stated_after_it(
    until: date | None, dagdeel: int, monday: date, stated_on: date, keeps: bool
) -> None:
    assert keeps_from(until, dagdeel, monday, stated_on) == keeps
