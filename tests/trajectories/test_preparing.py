"""Amal prepares for the start: what the design asks is work with an owner and a day, and waits until it is done."""

from datetime import date, timedelta
from functools import partial

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from leerwerk.engine.pathway import Doer, Reason, Step
from leerwerk.engine.pathway.preparing import ASKED, Piece, Side
from leerwerk.notices.kinds import todo
from leerwerk.notices.models import Matter
from leerwerk.parties.middleware import behind_the_wall
from leerwerk.placement.actions import give_seat
from leerwerk.placement.models import Offer, Workplace
from leerwerk.privacy.models import Event
from leerwerk.recruitment.models import Candidate
from leerwerk.recruitment.queries.along import everything_about
from leerwerk.trajectories import actions, jobs
from leerwerk.trajectories.actions import Conclusion, Task, Told
from leerwerk.trajectories.enums import PreparationState, TeamCheck
from leerwerk.trajectories.models import Preparation, PreparedPerson, TasterReport
from leerwerk.trajectories.queries.awaiting import differences_in
from tests.at_once import at_once, wrong
from tests.cast import build_cast
from tests.trajectories.preparing import GLAD, REACHED, arranged, concluded, piece, told, waits
from tests.trajectories.running import Running, build_running

pytestmark = pytest.mark.django_db
DONE = Conclusion(state=PreparationState.DONE, **REACHED)


@pytest.fixture
def begun(running: Running) -> Running:
    """Amal is in the pre-track."""
    running.until("pre_track")
    return running


def test_nothing_is_asked_before_the_pre_track(running: Running) -> None:
    running.until("selected")
    assert not Preparation.objects.exists()


def test_what_the_design_asks_has_an_owner_and_days_before_the_go_no_go(begun: Running) -> None:
    of_amal = {row.content: row for row in Preparation.objects.filter(enrolment=begun.amal)}
    school, bas = begun.cast.school.pk, begun.cast.groenwerk.pk
    assert of_amal["vocational_language"].organisation_id == school, "there is no language school: Lotte's does it"
    assert of_amal["arithmetic"].organisation_id == school
    assert of_amal["intercultural_candidate"].organisation_id == begun.cast.utrecht.pk
    assert (of_amal["internship"].organisation_id, of_amal["internship"].employer_id) == (bas, bas)
    assert all(date(2027, 2, 1) <= row.begins_on <= row.due_on < date(2027, 8, 1) for row in of_amal.values())
    team = Preparation.objects.get(enrolment=None)
    assert (team.kind, team.employer_id, team.organisation_id) == ("intercultural_team", bas, bas)
    assert differences_in(begun.cohort) == {}


def test_every_piece_waits_for_one_owner_until_its_day(begun: Running) -> None:
    for row in Preparation.objects.all():
        (matter,) = Matter.objects.filter(subject_type="trajectories.preparation", subject_id=row.pk, closed_at=None)
        assert (matter.organisation_id, matter.due_on) == (row.organisation_id, row.due_on)
    assert waits(piece(begun, "arithmetic")) == {("arithmetic", "educator")}
    assert waits(piece(begun, "intercultural_team")) == {("intercultural_team", "employer")}


def test_whatever_a_design_asks_has_a_name_in_the_queues() -> None:
    for content, one in ASKED.items():
        kind = content if one.piece is Piece.OTHER else one.piece
        assert todo(f"trajectories.preparation.{kind}").pages


def test_two_colleagues_at_one_employer_have_one_team_to_prepare(begun: Running) -> None:
    before = Preparation.objects.filter(enrolment=begun.amal).count()
    for name, step in (
        ("els", Step.INVITE),
        ("els", Step.ACCEPT),
        ("els", Step.SELECT),
        ("bas", Step.SELECT),
        ("roos", Step.START_PRE_TRACK),
    ):
        begun.act(name, step, begun.samuel)
    assert Preparation.objects.filter(enrolment=begun.samuel).count() == before
    assert Preparation.objects.filter(enrolment=None).count() == 1


def test_who_does_it_says_that_it_is_done_and_it_waits_no_longer(begun: Running) -> None:
    row = concluded(begun, "arithmetic", "lotte")
    assert (row.state, row.closed_on) == ("done", timezone.localdate())
    assert waits(row) == set()
    row = concluded(begun, "vocational_language", "lotte", "not_needed", reason="has_it")
    assert waits(row) == set()
    assert waits(concluded(begun, "vocational_language", "lotte", "open")) == {("vocational_language", "educator")}
    assert differences_in(begun.cohort) == {}


def test_who_concludes_says_what_came_of_it_and_what_shows_it(begun: Running) -> None:
    for lacking in (
        {},
        {"result": "partly"},
        {"shows": "Rekent nog op de vingers."},
        {"result": "partly", "shows": " "},
    ):
        with pytest.raises(actions.NoResult):
            concluded(begun, "arithmetic", "lotte", **{"result": "", "shows": ""} | lacking)
    row = concluded(begun, "arithmetic", "lotte", result="partly", shows=" Meten gaat, procenten nog niet. ")
    assert (row.result, row.shows) == ("partly", "Meten gaat, procenten nog niet.")
    assert Event.objects.get(kind="preparation_concluded").facts["result"] == "partly"
    row = concluded(begun, "arithmetic", "lotte", "open")
    assert (row.state, row.result, row.shows) == ("open", "", ""), "who takes it up again has no result yet"


def test_only_what_is_done_has_a_result_and_both_sides_tell_of_a_taster_placement(begun: Running) -> None:
    with pytest.raises(IntegrityError, match="preparation_result_of_what_is_done"), transaction.atomic():
        Preparation.objects.filter(pk=piece(begun, "arithmetic").pk).update(result="reached")
    row = arranged(begun)
    told(begun, "amal", Side.CANDIDATE)
    told(begun, "bas", Side.EMPLOYER)
    with pytest.raises(IntegrityError, match="preparation_result_of_what_is_done"), transaction.atomic():
        Preparation.objects.filter(pk=row.pk).update(result="reached")


def test_a_double_click_concludes_once_and_who_comes_second_hears_it(begun: Running) -> None:
    row = piece(begun, "arithmetic")
    for _click in range(2):
        actions.conclude_piece(preparation=row, said=DONE, seen=0, by=begun.actor("lotte"))
    assert Event.objects.filter(kind="preparation_concluded").count() == 1
    assert piece(begun, "arithmetic").edits == 1
    otherwise = Conclusion(state=PreparationState.NOT_NEEDED, reason="later")
    with pytest.raises(actions.WrittenMeanwhile):
        actions.conclude_piece(preparation=row, said=otherwise, seen=0, by=begun.actor("roos"))
    assert piece(begun, "arithmetic").state == "done"


def test_a_taster_placement_is_done_when_both_sides_told_and_not_before(begun: Running) -> None:
    assert waits(piece(begun, "taster")) == {("taster", "employer")}
    with pytest.raises(actions.NotArranged):
        told(begun, "amal", Side.CANDIDATE)
    assert waits(arranged(begun)) == {("report", "employer"), ("tell", "candidate")}
    days = Matter.objects.filter(kind__in=[f"trajectories.preparation.{one}" for one in ("report", "tell")])
    after = piece(begun, "taster").due_on + timedelta(days=7)
    assert {matter.due_on for matter in days} == {after}, "a week after the last day at work"
    told(begun, "amal", Side.CANDIDATE)
    assert waits(piece(begun, "taster")) == {("report", "employer")}
    row = told(begun, "bas", Side.EMPLOYER, Told(liked="yes", able="yes", go_on="unsure"))
    assert row.state == "done"
    assert waits(row) == set()
    assert {one.side: one.go_on for one in row.reports.all()} == {"candidate": "yes", "employer": "unsure"}
    with pytest.raises(actions.NotLikeThis):
        actions.conclude_piece(
            preparation=row, said=Conclusion(state=PreparationState.OPEN), seen=row.edits, by=begun.actor("bas")
        )
    assert differences_in(begun.cohort) == {}


def test_nobody_calls_a_taster_placement_done_of_which_a_side_has_not_told(begun: Running) -> None:
    row = arranged(begun)
    with pytest.raises(actions.NotLikeThis):
        actions.conclude_piece(preparation=row, said=DONE, seen=row.edits, by=begun.actor("bas"))
    with pytest.raises(IntegrityError, match="preparation_taster_told_by_both"), transaction.atomic():
        Preparation.objects.filter(pk=row.pk).update(state="done", closed_on=timezone.localdate())


def test_what_was_told_once_stays_as_it_was_told(begun: Running) -> None:
    arranged(begun)
    told(begun, "amal", Side.CANDIDATE)
    told(begun, "amal", Side.CANDIDATE, Told(liked="no", able="no", go_on="no"))
    assert TasterReport.objects.get().go_on == GLAD.go_on


def test_amal_takes_along_what_she_told_and_what_was_told_of_her(begun: Running) -> None:
    arranged(begun)
    told(begun, "bas", Side.EMPLOYER)
    taken = everything_about(begun.cast.amal)
    assert [one["go_on"] for one in taken["tasterreport"]] == [GLAD.go_on]
    assert "arithmetic" in {one["kind"] for one in taken["preparation"]}


def test_for_who_has_no_account_the_intermediary_asks_and_writes_down(begun: Running) -> None:
    Candidate.objects.filter(pk=begun.cast.amal.pk).update(person=None)
    assert waits(arranged(begun)) == {("report", "employer"), ("help", "caseworker")}
    told(begun, "karim", Side.CANDIDATE)
    assert TasterReport.objects.get().with_help
    assert waits(piece(begun, "taster")) == {("report", "employer")}


def test_a_team_is_prepared_when_everything_is_there_and_again_not_when_something_is_gone(begun: Running) -> None:
    row, bas = piece(begun, "intercultural_team"), begun.actor("bas")
    row = actions.check_team(preparation=row, checked=["told", "buddy"], seen=0, by=bas)
    assert (row.state, row.checked) == ("open", ["told", "buddy"])
    row = actions.check_team(preparation=row, checked=TeamCheck.values, seen=1, by=bas)
    assert (row.state, waits(row)) == ("done", set())
    row = actions.check_team(preparation=row, checked=["told"], seen=2, by=bas)
    assert waits(row) == {("intercultural_team", "employer")}


def test_who_goes_to_another_employer_has_a_new_taster_placement_and_the_old_one_is_kept(begun: Running) -> None:
    arranged(begun)
    told(begun, "amal", Side.CANDIDATE)
    other = begun.cast.nieuwegein
    kas = Workplace.objects.create(code="kas", employer=other, title="Kas", municipality_id="GM0356", places=2)
    Offer.objects.create(cohort=begun.cohort, workplace=kas)
    give_seat(enrolment=begun.amal, workplace=kas, by=begun.actor("roos"))
    before, now = Preparation.objects.filter(kind="taster").order_by("id")
    assert (before.state, before.reason, before.reports.count()) == ("not_needed", "other_employer", 1)
    assert (now.employer_id, waits(before), waits(now)) == (other.pk, set(), {("taster", "employer")})
    teams = Preparation.objects.filter(enrolment=None).order_by("id")
    assert [(team.employer_id, bool(waits(team))) for team in teams] == [
        (begun.cast.groenwerk.pk, False),
        (other.pk, True),
    ]
    assert differences_in(begun.cohort) == {}
    with behind_the_wall(begun.actor("bas")):
        assert not Preparation.objects.exclude(enrolment=None).exists()


def test_a_pause_and_leaving_end_the_waiting_and_coming_back_begins_it_again(begun: Running) -> None:
    arithmetic = piece(begun, "arithmetic")
    begun.act("karim", Step.PAUSE, reason=Reason.HEALTH)
    assert waits(arithmetic) == set()
    begun.act("karim", Step.RESUME)
    assert waits(arithmetic) == {("arithmetic", "educator")}
    begun.act("karim", Step.LEAVE, reason=Reason.FOUND_WORK)
    assert waits(arithmetic) == set()
    assert waits(piece(begun, "intercultural_team")) == set(), "nobody comes to this team now"
    assert differences_in(begun.cohort) == {}


def test_karim_adds_what_only_amal_needs_and_lets_it_be_somebody_elses(begun: Running) -> None:
    today, karim = timezone.localdate(), begun.actor("karim")
    task = Task(what="Fiets regelen", doer=Doer.INTERMEDIARY, due_on=today + timedelta(days=9))
    for _click in range(2):
        row = actions.add_piece(enrolment=begun.amal, said=task, by=karim)
    assert Preparation.objects.filter(what="Fiets regelen").count() == 1
    assert waits(row) == {("other", "caseworker")}
    moved = Task(what="Fiets regelen", doer=Doer.MENTOR, due_on=today + timedelta(days=20))
    row = actions.change_piece(preparation=row, said=moved, seen=row.edits, by=karim)
    assert waits(row) == {("other", "mentor")}
    begun.act("karim", Step.LEAVE, reason=Reason.FOUND_WORK)
    with pytest.raises(actions.NotInThePreTrack):
        actions.add_piece(enrolment=begun.amal, said=task, by=karim)


def test_what_a_mentor_would_do_goes_along_when_another_organisation_mentors(begun: Running) -> None:
    roos, task = begun.actor("roos"), Task(what="Fiets regelen", doer=Doer.MENTOR, due_on=timezone.localdate())
    row = actions.add_piece(enrolment=begun.amal, said=task, by=begun.actor("karim"))
    before, other = begun.cast.mo.memberships.get().organisation_id, begun.cast.groenwerk.pk
    assert row.organisation_id == before
    actions.end_mentoring(cohort=begun.cohort, organisation_id=before, by=roos)
    assert differences_in(begun.cohort) == {}
    actions.let_mentor(cohort=begun.cohort, organisation_id=other, by=roos)
    assert Preparation.objects.get(pk=row.pk).organisation_id == other
    assert Matter.objects.get(subject_id=row.pk, closed_at=None, kind__endswith="other").organisation_id == other
    assert differences_in(begun.cohort) == {}


def test_whoever_was_in_the_pre_track_before_there_were_pieces_has_them_in_the_morning(begun: Running) -> None:
    before = Preparation.objects.count()
    Matter.objects.filter(subject_type="trajectories.preparation").delete()
    Preparation.objects.all().delete()
    assert "trajectories.preparation.arithmetic" in differences_in(begun.cohort)
    assert jobs.check_matters(timestamp=0) == 1
    assert Preparation.objects.count() == before
    assert differences_in(begun.cohort) == {}


SEES = [
    ("roos", {"amal", "team"}, True),
    ("karim", {"amal", "team"}, True),
    ("lotte", {"amal", "team"}, False),
    ("mo", {"amal", "team"}, False),
    ("amal", {"amal"}, True),
    ("bas", {"taster", "team"}, True),
    ("els", {"team"}, False),  # Samuel is in the group, and not yet in the pre-track
    ("dirk", set[str](), False),
    ("fleur", set[str](), False),
]


@pytest.mark.parametrize(("name", "sees", "reads"), SEES, ids=[name for name, _sees, _reads in SEES])
def test_the_database_itself_shows_an_employer_its_own_and_nobody_more_than_whom_they_meet(
    begun: Running, name: str, sees: set[str], reads: bool
) -> None:
    arranged(begun)
    told(begun, "amal", Side.CANDIDATE)
    actor = begun.actor(name)
    with behind_the_wall(actor):
        own = set(Preparation.objects.exclude(enrolment=None).values_list("kind", flat=True))
        assert bool(own) == bool(sees - {"team"})
        assert (own == {"taster"}) == ("taster" in sees)
        assert Preparation.objects.filter(enrolment=None).exists() == ("team" in sees)
        assert TasterReport.objects.exists() == reads
        assert PreparedPerson.objects.exists() == bool(sees - {"team"})
        arithmetic = Matter.objects.filter(kind="trajectories.preparation.arithmetic")
        assert arithmetic.exists() == ("amal" in sees)


def test_an_employer_behind_the_wall_does_what_is_theirs(begun: Running) -> None:
    with behind_the_wall(begun.actor("bas")):
        arranged(begun)
        told(begun, "bas", Side.EMPLOYER)
    with behind_the_wall(begun.as_amal):
        assert told(begun, "amal", Side.CANDIDATE).state == "done"


@pytest.mark.django_db(transaction=True)
def test_both_sides_who_tell_at_the_same_moment_make_it_done_once() -> None:
    begun = build_running(build_cast())
    begun.until("pre_track")
    row = arranged(begun)

    def tell(name: str, side: Side) -> None:
        with behind_the_wall(begun.actor(name)):
            told(begun, name, side)

    sides = [("bas", Side.EMPLOYER), ("amal", Side.CANDIDATE)] * 2
    assert wrong(at_once(*(partial(tell, *side) for side in sides))) == []
    row.refresh_from_db()
    assert row.state == "done"
    assert row.reports.count() == 2
    assert waits(row) == set()
