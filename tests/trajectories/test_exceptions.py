"""How exceptions fared: who was let in below the profile, beside who met it; nothing about anybody."""

import pytest
from django.urls import reverse

from leerwerk.engine.pathway import Reason, Step
from leerwerk.parties.middleware import behind_the_wall
from leerwerk.trajectories.enums import Stage
from leerwerk.trajectories.models import Cohort
from leerwerk.trajectories.queries.exceptions import Fared, ShortOf, exceptions_of
from tests.cast import candidate
from tests.enrolling import enrol, move
from tests.trajectories.running import Running
from tests.trajectories.test_path_pages import As

pytestmark = pytest.mark.django_db


@pytest.fixture
def excepted(running: Running) -> Running:
    """Amal came in with an exception and left for work; Samuel was refused one; two others met the profile."""
    running.until("accepted")
    Cohort.objects.filter(pk=running.cohort.pk).update(speaking=7)
    running.signed()
    running.act("karim", Step.ASK_EXCEPTION, words="leert snel")
    running.act("bas", Step.GRANT_EXCEPTION, words="wij begeleiden dat")
    for name in ("karim", "bas"):
        running.act(name, Step.SELECT)
    running.act("roos", Step.START_PRE_TRACK)
    running.act("karim", Step.LEAVE, reason=Reason.FOUND_WORK)
    running.act("els", Step.INVITE, running.samuel)
    running.act("els", Step.ACCEPT, running.samuel)
    running.act("els", Step.ASK_EXCEPTION, running.samuel, words="gemotiveerd")
    running.act("bas", Step.DENY_EXCEPTION, running.samuel, words="nu nog niet")
    for name in ("Hodan", "Yonas"):
        row = enrol(candidate(f"U-{name}", name, running.cast.utrecht), running.cohort, Stage.LEARN_WORK)
    move(row, Stage.COMPLETED)
    return running


def test_exceptions_are_counted_beside_those_who_met_what_was_asked(excepted: Running) -> None:
    roos = excepted.actor("roos")
    with behind_the_wall(roos):
        found = exceptions_of(roos)
    assert (found.asked, found.granted, found.denied, found.unanswered) == (2, 1, 1, 0)
    assert found.excepted == Fared(chosen=1, started=1, left=1)
    assert found.within == Fared(chosen=2, started=2, worked=2, completed=1)
    assert (found.excepted.under_way, found.within.under_way) == (0, 1)
    assert found.reasons == [("found_work", 1, 0)]
    assert found.short_of == [ShortOf(requirement="speaking", people=1, started=1, completed=0, left=1)]


def test_of_one_level_only_groups_of_that_level_count_and_another_region_counts_its_own(excepted: Running) -> None:
    assert exceptions_of(excepted.actor("roos"), "mbo2").granted == 1
    assert exceptions_of(excepted.actor("roos"), "hbo").asked == 0
    assert exceptions_of(excepted.actor("dirk")).asked == 0


def test_a_director_reads_the_numbers_on_the_page_and_no_name(excepted: Running, as_: As) -> None:
    roos, els = as_(excepted.cast.roos), as_(excepted.cast.els)
    address, reach = reverse("trajectories:exceptions"), reverse("trajectories:reach")
    told = roos.get(address).content.decode()
    assert "Met een uitzondering" in told
    assert "Waaraan het mensen met een uitzondering ontbrak" in told
    assert "Amal" not in told
    assert address in roos.get(reach).content.decode()
    assert address not in els.get(reach).content.decode()
