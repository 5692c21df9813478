"""Whether work lasted is asked of who can know it, and never typed."""

from datetime import date, timedelta

import pytest

from leerwerk.engine.months import plus_months
from leerwerk.engine.pathway import Reason, Stage, Step
from leerwerk.engine.placing import Because, Kind, Lasting, Moment, Spell, Verdict, lasting
from leerwerk.notices.models import Matter
from leerwerk.placement import actions
from leerwerk.placement.asking import day_asked
from leerwerk.placement.jobs import follow_up
from leerwerk.placement.models import Placement
from leerwerk.placement.placing_enums import Then
from leerwerk.placement.queries.followups import NUMBERS, counted, in_region, lasting_of, unknown_in
from leerwerk.placement.queries.placements import norms, with_everything
from leerwerk.trajectories.models import Enrolment, Party
from tests.placement.placing import TODAY, arrive, months_ago, placed
from tests.trajectories.running import Running

pytestmark = pytest.mark.django_db


@pytest.fixture
def ready(running: Running) -> Running:
    """Amal completed learning and working."""
    arrive(running)
    return running


def waits(running: Running) -> set[tuple[str, str]]:
    """What is open about Amal's work, and of whose function."""
    found = Matter.objects.filter(
        subject_type="trajectories.enrolment", subject_id=running.amal.pk, closed_at=None, kind__startswith="placement."
    )
    return {(one.kind, one.function) for one in found}


def how(running: Running, moment: Moment) -> tuple[Verdict, Because]:
    rows = with_everything(Placement.objects.filter(enrolment=running.amal))
    found = lasting_of(rows, TODAY).at(moment)
    assert found is not None
    return found.verdict, found.because


def test_after_half_a_year_the_employer_and_the_coach_are_asked(ready: Running) -> None:
    placed(ready, months_ago(7))
    assert waits(ready) == {("placement.confirm.6", "employer"), ("placement.confirm.6", "mentor")}
    assert how(ready, Moment.HALF_A_YEAR) == (Verdict.UNKNOWN, Because.NOBODY_SAID)


def test_without_a_mentor_who_guides_amal_is_asked(ready: Running) -> None:
    Party.objects.filter(role="mentor").update(until=TODAY)
    placed(ready, months_ago(7))
    assert waits(ready) == {("placement.confirm.6", "employer"), ("placement.confirm.6", "caseworker")}


def test_one_who_knows_is_enough_and_twice_is_once(ready: Running) -> None:
    row = placed(ready, months_ago(7))
    for _click in range(2):
        actions.confirm_work(placement=row, day=months_ago(1), said="yes", by=ready.actor("bas"))
    assert row.confirmations.count() == 1
    assert how(ready, Moment.HALF_A_YEAR) == (Verdict.SUSTAINED, Because.CONFIRMED)
    assert waits(ready) == set()


def test_who_does_not_know_is_asked_again_and_so_are_two_who_differ(ready: Running) -> None:
    row = placed(ready, months_ago(7))
    day = months_ago(1)
    actions.confirm_work(placement=row, day=day, said="unknown", by=ready.actor("mo"))
    assert waits(ready) == {("placement.confirm.6", "employer"), ("placement.confirm.6", "mentor")}
    actions.confirm_work(placement=row, day=day, said="no", by=ready.actor("mo"))
    actions.confirm_work(placement=row, day=day, said="yes", by=ready.actor("bas"))
    assert how(ready, Moment.HALF_A_YEAR) == (Verdict.UNKNOWN, Because.CONTRADICTED)
    assert waits(ready) == {("placement.again.6", "caseworker")}


def test_the_night_asks_about_a_moment_that_came(ready: Running) -> None:
    placed(ready, months_ago(7))
    Matter.objects.filter(kind__startswith="placement.").delete()
    assert follow_up(timestamp=0) == 1
    assert waits(ready) == {("placement.confirm.6", "employer"), ("placement.confirm.6", "mentor")}


def test_two_years_of_work_complete_the_path_with_the_last_word(ready: Running) -> None:
    row = placed(ready, months_ago(25))
    for months in (19, 13):
        actions.confirm_work(placement=row, day=months_ago(months), said="yes", by=ready.actor("bas"))
    assert Enrolment.objects.get(pk=ready.amal.pk).stage == Stage.PLACED
    actions.confirm_work(placement=row, day=months_ago(1), said="yes", by=ready.actor("mo"))
    amal = Enrolment.objects.get(pk=ready.amal.pk)
    assert amal.stage == Stage.SUSTAINED
    last = amal.events.latest("number")
    assert (last.step, last.by_as) == (Step.SUSTAIN, "mentor")
    assert waits(ready) == set()


def test_a_later_employer_is_asked_about_the_day_that_waits_for_the_whole_path(ready: Running) -> None:
    first = placed(ready, months_ago(13))
    actions.confirm_work(placement=first, day=months_ago(7), said="yes", by=ready.actor("bas"))
    said = actions.Ending(day=months_ago(6, -7), reason=Reason.CONFLICT, then=Then.SEARCH)
    actions.end_placement(placement=first, said=said, by=ready.actor("karim"))
    later = placed(ready, months_ago(6))
    assert day_asked(later, TODAY) == plus_months(months_ago(13), 12)
    actions.confirm_work(placement=later, day=day_asked(later, TODAY), said="yes", by=ready.actor("bas"))
    assert how(ready, Moment.A_YEAR) == (Verdict.SUSTAINED, Because.CONFIRMED)
    assert day_asked(later, TODAY) == TODAY


def test_work_that_ended_did_not_last(ready: Running) -> None:
    row = placed(ready, months_ago(7))
    said = actions.Ending(day=months_ago(4), reason=Reason.CONFLICT, then=Then.SEARCH)
    actions.end_placement(placement=row, said=said, by=ready.actor("karim"))
    assert how(ready, Moment.HALF_A_YEAR) == (Verdict.NOT, Because.WORK_ENDED)
    assert waits(ready) == set()


@pytest.mark.parametrize("day", [months_ago(7, 1), TODAY + timedelta(days=1)])
def test_nobody_speaks_of_a_day_before_the_work_or_after_today(ready: Running, day: date) -> None:
    row = placed(ready, months_ago(7))
    with pytest.raises(actions.NotOnThatDay):
        actions.confirm_work(placement=row, day=day, said="yes", by=ready.actor("bas"))


def test_the_region_counts_and_names_of_whom_nobody_knows(ready: Running) -> None:
    placed(ready, months_ago(7))
    found = in_region(ready.cast.region.pk)
    assert [(key, at.moment) for key, at in unknown_in(found)] == [(ready.amal.pk, Moment.HALF_A_YEAR)]
    ways, everybody = counted(found.values())
    assert [way.kind for way in ways] == [Kind.DIRECT]
    assert everybody.people is None, "one person is fewer than five"
    assert in_region(ready.cast.elsewhere.pk) == {}


def _people(kind: Kind, many: int, ended: int) -> list[Lasting]:
    first, here = months_ago(7), kind is Kind.DIRECT
    spells = [
        Spell(key=n, begins=first, ends=first if n <= ended else None, where_learned=here) for n in range(1, many + 1)
    ]
    return [lasting([one], [], today=TODAY, norms=norms()) for one in spells]


def test_no_number_below_five_is_told_nor_one_that_gives_it_away() -> None:
    rows = _people(Kind.DIRECT, 20, 6) + _people(Kind.ELSEWHERE, 9, 2)
    ways, everybody = counted(rows)
    by_kind = {way.kind: way.lasted[Moment.HALF_A_YEAR] for way in ways}
    assert by_kind[Kind.ELSEWHERE][Verdict.NOT] is None
    for numbers in (*by_kind.values(), everybody.lasted[Moment.HALF_A_YEAR]):
        told = [numbers[verdict] for verdict in NUMBERS]
        assert all(one is None or one == 0 or one >= 5 for one in told)
    assert everybody.people == 29
