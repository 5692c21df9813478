"""An intake is a guided conversation: stopped and gone on with, finished into a profile, looked at again later."""

from collections.abc import Callable
from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from leerwerk.parties.models import Person
from leerwerk.privacy.models import Event, Reading
from leerwerk.recruitment import actions
from leerwerk.recruitment.conversation import gaps, stamp_of
from leerwerk.recruitment.models import Candidate, CounterStatement, Intake, IntakeAnswers, Profile
from leerwerk.recruitment.steps import STEPS
from tests.cast import Cast, candidate
from tests.costs import DOOR
from tests.recruitment.talking import DAY, address, answered, begun, called, finished, sent

type SignIn = Callable[[Person], Client]


def _kinds() -> list[str]:
    return list(Event.objects.order_by("pk").values_list("kind", flat=True))


def _file(row: Candidate) -> str:
    return reverse("recruitment:candidate", args=[row.pk])


def test_a_whole_conversation_is_held_page_by_page_and_becomes_the_profile(cast: Cast, as_: SignIn) -> None:
    karim = as_(cast.karim)
    was = cast.amal.profile_id
    started = karim.post(reverse("recruitment:begin_intake", args=[cast.amal.pk]), {"held_on": DAY})
    intake = Intake.objects.get()
    assert started["Location"] == address(intake, "intake_step", "talk")
    for number, step in enumerate(STEPS):
        left = karim.post(address(intake, "intake_step", step.slug), sent(karim, intake, step.slug))
        following = [*(one.slug for one in STEPS), "finish"][number + 1]
        assert left["Location"].endswith(f"/{following}/")
    assert address(intake, "finish_intake") in karim.get(address(intake, "intake")).content.decode()
    page = karim.get(address(intake, "finish_intake"))
    text = page.content.decode()
    assert "Ik wil werken." in text
    assert "ክሰርሕ እደሊ" in text
    assert "groen, 2. bouw" in text
    assert "1. horeca, 2. groen" in text
    assert Candidate.objects.get(pk=cast.amal.pk).profile_id == was, "nothing changes before it is finished"
    karim.post(address(intake, "finish_intake"), {"seen": page.context["seen"]})
    intake.refresh_from_db()
    profile = Candidate.objects.get(pk=cast.amal.pk).profile
    assert profile is not None
    assert intake.profile == profile
    assert (profile.stated_on, profile.stated_by_id) == (DAY, cast.karim.pk)
    assert (profile.sectors, profile.limits, profile.available) == (["horeca", "groen"], ["no_lifting"], 15)
    assert _kinds() == ["intake_begun", *["intake_step_saved"] * 7, "profile_stated", "intake_finished"]
    assert {event.subject_id for event in Event.objects.all()} == {cast.amal.pk}
    told = karim.get(address(intake, "intake")).content.decode()
    assert "een beroepstolk per telefoon" in told
    assert "twee kinderen" in told


def test_an_intake_is_stopped_and_gone_on_with_and_the_list_says_how_far_it_is(cast: Cast, as_: SignIn) -> None:
    karim = as_(cast.karim)
    intake = begun(cast)
    said = sent(karim, intake, "talk") | {"go": "later"}
    assert karim.post(address(intake, "intake_step", "talk"), said)["Location"] == _file(cast.amal)
    assert "1 van 7" in karim.get(reverse("recruitment:intakes")).content.decode()
    assert karim.get(reverse("recruitment:begin_intake", args=[cast.amal.pk]))["Location"].endswith("/work/")
    form = karim.get(address(intake, "intake_step", "talk")).context["form"]
    assert form["language"].value() == "ti"
    assert "Amal" in karim.get(reverse("recruitment:candidates"), {"without": "intake"}).content.decode()
    assert "Amal" not in as_(cast.els).get(reverse("recruitment:intakes")).content.decode()


def test_every_step_says_what_to_ask_what_to_say_and_why(cast: Cast, as_: SignIn) -> None:
    intake, karim = begun(cast), as_(cast.karim)
    for step in STEPS:
        page = karim.get(address(intake, "intake_step", step.slug)).content.decode()
        for sentence in (step.say, step.why, *step.ask):
            assert str(sentence).replace("'", "&#x27;") in page
    assert karim.get(address(intake, "intake_step", "secrets")).status_code == 404


def test_a_step_may_be_left_empty_and_the_end_tells_what_is_missing(cast: Cast, as_: SignIn) -> None:
    Candidate.objects.filter(pk=cast.amal.pk).update(profile=None, low_skilled=False, ready_on=None)
    intake, karim = begun(cast), as_(cast.karim)
    for step in STEPS:
        seen = karim.get(address(intake, "intake_step", step.slug)).context["form"]["seen"].value()
        assert karim.post(address(intake, "intake_step", step.slug), {"seen": seen}).status_code == 302
    page = karim.get(address(intake, "finish_intake"))
    assert {gap.label for gap, _url in page.context["gaps"]} == {gap.label for gap in gaps(Intake.objects.get())}
    assert len(page.context["gaps"]) == sum(len(step.needed) for step in STEPS)
    assert "De intake afronden" not in page.content.decode()
    refused = karim.post(address(intake, "finish_intake"), {"seen": page.context["seen"]})
    assert refused.status_code == 422
    assert Intake.objects.get().is_open


def test_who_was_not_told_of_the_right_to_talk_alone_is_told_first(cast: Cast, as_: SignIn) -> None:
    intake = answered(cast, begun(cast), told_alone=False, understood=False)
    page = as_(cast.karim).get(address(intake, "finish_intake")).content.decode()
    assert "vertel dit eerst" in page
    assert "Leg het nog eens uit" in page
    with pytest.raises(actions.NotAskedYet):
        actions.finish_intake(intake=intake, seen=stamp_of(intake), by=cast.actor(cast.karim))


@pytest.mark.parametrize(("who", "warned"), [("child", True), ("family", True), ("trusted", False), ("phone", False)])
def test_a_child_or_a_member_of_the_family_who_interprets_is_warned_of(
    cast: Cast, as_: SignIn, who: str, warned: bool
) -> None:
    intake = answered(cast, begun(cast), interpreter=who)
    for page in (address(intake, "intake_step", "talk"), address(intake, "finish_intake")):
        assert ("lw-alert-warn" in as_(cast.karim).get(page).content.decode()) == warned


@pytest.mark.parametrize(
    ("slug", "wrong", "told"),
    [
        ("work", {"school_years": "99"}, "30"),
        ("time", {"max_travel": "veel"}, "veel"),
        ("time", {"ready_on": "gisteren"}, "gisteren"),
        ("talk", {"held_on": "2199-01-01"}, "nog komen"),
        ("talk", {"interpreter": "buurman"}, "buurman"),
        ("motivation", {"own_words_nl": "a" * 2001}, "2000"),
    ],
)
def test_a_mistake_is_explained_and_what_was_typed_stays(
    cast: Cast, as_: SignIn, slug: str, wrong: dict[str, object], told: str
) -> None:
    intake, karim = begun(cast), as_(cast.karim)
    page = karim.post(address(intake, "intake_step", slug), sent(karim, intake, slug) | wrong)
    assert page.status_code == 422
    assert told in page.content.decode()
    assert slug not in IntakeAnswers.objects.get().done


def test_looking_again_begins_with_what_was_stated_and_shows_what_changed(cast: Cast, as_: SignIn) -> None:
    finished(cast)
    karim = as_(cast.karim)
    assert "vervolgintake" in karim.get(reverse("recruitment:begin_intake", args=[cast.amal.pk])).content.decode()
    again = begun(cast, held_on=date(2026, 11, 24))
    assert again.kind == "again"
    assert (again.answers.school_years, again.answers.learnability_source) == (6, "test")
    assert (again.answers.speaking, again.answers.home, again.answers.told_alone) == (3, "", None)
    again = answered(cast, again, speaking=5, available=31)
    page = karim.get(address(again, "finish_intake"))
    assert {change.label for change in page.context["changes"]} == {"spreken", "vrije dagdelen"}
    assert ("A2", "B2") in {(change.old, change.new) for change in page.context["changes"]}
    again = actions.finish_intake(intake=again, seen=stamp_of(again), by=cast.actor(cast.karim))
    assert "woensdagochtend" in karim.get(address(again, "intake")).content.decode()
    course = karim.get(_file(cast.amal)).context["course"]
    speaking = course.rows[0]
    assert [profile.stated_on.day for profile in course.profiles] == [2, 20, 24]
    assert [(cell.value, cell.changed) for cell in speaking.cells] == [("A2", False), ("A2", False), ("B2", True)]


def test_the_planner_reads_the_profile_that_an_intake_wrote(cast: Cast) -> None:
    intake = finished(cast, ready_on=date(2027, 2, 1))
    amal = Candidate.objects.get(pk=cast.amal.pk)
    assert (amal.profile, amal.ready_on, amal.low_skilled) == (intake.profile, date(2027, 2, 1), True)
    assert Profile.objects.filter(candidate=amal).count() == 2, "the earlier one stays"


def test_the_same_as_was_stated_that_day_stays_one_profile(cast: Cast) -> None:
    finished(cast)
    finished(cast)
    assert Profile.objects.filter(candidate=cast.amal).count() == 2
    assert Intake.objects.filter(profile=Candidate.objects.get(pk=cast.amal.pk).profile_id).count() == 2


def test_pictures_are_pressed_into_an_order_that_is_saved_when_the_step_is_left(cast: Cast, as_: SignIn) -> None:
    intake, karim = begun(cast), as_(cast.karim)
    seen = karim.get(address(intake, "intake_step", "wishes")).context["form"]["seen"].value()
    chosen = ["groen", "bouw"]
    for press, after in (
        ("add:zorg", ["groen", "bouw", "zorg"]),
        ("add:zorg", ["groen", "bouw", "zorg"]),
        ("up:zorg", ["groen", "zorg", "bouw"]),
        ("remove:groen", ["zorg", "bouw"]),
        ("add:ict", ["zorg", "bouw", "ict"]),
        ("add:horeca", ["zorg", "bouw", "ict", "horeca"]),
        ("add:groen", ["zorg", "bouw", "ict", "horeca", "groen"]),
        ("add:techniek", ["zorg", "bouw", "ict", "horeca", "groen"]),
        ("add:<b>", ["zorg", "bouw", "ict", "horeca", "groen"]),
    ):
        page = karim.post(address(intake, "press_wish"), {"press": press, "sectors": chosen, "seen": seen})
        chosen = [code for code, _name in page.context["chosen"]]
        assert chosen == after, press
    assert IntakeAnswers.objects.get().sectors == ["groen", "bouw"], "nothing is saved before the step is left"
    readings = Reading.objects.count()
    karim.post(address(intake, "press_wish"), {"press": "up:bouw", "sectors": chosen, "seen": seen})
    assert Reading.objects.count() == readings, "the page was opened already"
    karim.post(address(intake, "intake_step", "wishes"), {"sectors": chosen, "seen": seen})
    assert IntakeAnswers.objects.get().sectors == chosen


def test_from_a_step_work_and_obstacles_are_noted_and_one_comes_back(cast: Cast, as_: SignIn) -> None:
    intake, karim = begun(cast), as_(cast.karim)
    to = karim.post(address(intake, "intake_step", "work"), sent(karim, intake, "work") | {"go": "work_history"})
    work = {"work": "kok", "occupation": "kok", "since": "2012"}
    assert karim.post(to["Location"], work)["Location"] == address(intake, "intake_step", "work")
    assert "kok</strong>, sinds 2012" in karim.get(address(intake, "intake_step", "work")).content.decode()
    to = karim.post(address(intake, "intake_step", "home"), sent(karim, intake, "home") | {"go": "obstacle"})
    obstacle = {"kind": "childcare", "note": "opvang", "owner": cast.karim.pk, "due_on": "2027-01-04"}
    assert karim.post(to["Location"], obstacle)["Location"] == address(intake, "intake_step", "home")
    assert "opvang" in karim.get(address(intake, "intake_step", "home")).content.decode()
    back = karim.post(address(intake, "intake_step", "home"), sent(karim, intake, "home") | {"go": "talk"})
    assert back["Location"] == address(intake, "intake_step", "talk")


def test_a_director_sees_that_there_was_an_intake_and_when_and_nothing_of_it(cast: Cast, as_: SignIn) -> None:
    intake = finished(cast)
    roos = as_(cast.roos)
    file = roos.get(_file(cast.amal)).content.decode()
    assert "20 november 2026" in file
    assert "eerste intake, afgerond" in file
    assert address(intake, "intake") not in file
    assert "Ik wil werken" not in file
    for person in (cast.roos, cast.els, cast.dirk, cast.bas):
        assert as_(person).get(address(intake, "intake")).status_code == 404
    els = as_(cast.els)  # the intake of Amal under the address of Samuel, whom she does guide
    assert els.get(reverse("recruitment:intake", args=[cast.samuel.pk, intake.pk])).status_code == 404


def test_opening_a_step_is_reading_the_file(cast: Cast, as_: SignIn) -> None:
    as_(cast.karim).get(address(begun(cast), "intake_step", "home"))
    assert Reading.objects.get().subject_id == cast.amal.pk


def test_a_candidate_reads_it_in_short_sentences_and_takes_it_along(cast: Cast, as_: SignIn) -> None:
    intake = finished(cast)
    amal = Person.objects.create(email="amal@example.org", given_name="Amal")
    actions.link_account(candidate=cast.amal, person=amal, by=cast.actor(cast.karim))
    begun(cast, held_on=date(2026, 11, 24))
    page = as_(amal).get(reverse("recruitment:own_intakes")).content.decode()
    for sentence in (
        "U praatte in het <strong>Tigrinya</strong>",
        "U praatte alleen.",
        "U ging 6 jaar naar school.",
        "1. <strong>horeca</strong>",
        "twee kinderen",
        "ክሰርሕ እደሊ",
    ):
        assert sentence in page
    assert "24 november" not in page, "what is not finished is not hers to check yet"
    assert reverse("recruitment:own_intakes") in as_(amal).get(reverse("recruitment:own_file")).content.decode()
    along = as_(amal).get(reverse("recruitment:take_along")).json()
    assert {row["held_on"] for row in along["intake"]} == {"2026-11-20", "2026-11-24"}
    assert "Ik wil werken." in {row["own_words_nl"] for row in along["intakeanswers"]}
    assert as_(amal).get(address(intake, "intake")).status_code == 404


def test_whoever_is_erased_leaves_no_intake_behind(cast: Cast) -> None:
    intake = finished(cast)
    called(cast, begun(cast), 3)
    amal = Candidate.objects.filter(pk=cast.amal.pk)
    amal.update(profile=None, low_skilled=False, ready_on=None)
    amal.delete()
    assert not Intake.objects.exists()
    assert not IntakeAnswers.objects.exists()
    assert intake.profile not in Profile.objects.all()


@pytest.mark.parametrize(
    "facts", [{"load": 9}, {"available": 5000}, {"school_years": 31}, {"speaking": 8}, {"max_travel": 500}]
)
def test_the_database_refuses_answers_that_cannot_be(cast: Cast, facts: dict[str, int]) -> None:
    begun(cast)
    with pytest.raises(IntegrityError), transaction.atomic():
        IntakeAnswers.objects.update(**facts)


def test_the_database_holds_one_open_intake_of_somebody_and_no_end_without_a_profile(cast: Cast) -> None:
    begun(cast)
    with pytest.raises(IntegrityError, match="one_open"), transaction.atomic():
        Intake.objects.create(candidate=cast.amal, kind="again", held_on=DAY)
    with pytest.raises(IntegrityError, match="with_a_profile"), transaction.atomic():
        Intake.objects.update(state="finished", finished_at=timezone.now())


@pytest.mark.parametrize("rows", [1, 3])
def test_what_waits_is_listed_in_the_same_number_of_queries_for_few_and_many(
    cast: Cast, as_: SignIn, django_assert_num_queries: DjangoAssertNumQueries, rows: int
) -> None:
    for number in range(rows):
        row = candidate(f"X-{number}", "Iman", cast.utrecht)
        begun(cast, row)
        actions.make_statement(statement=_said(row), by=cast.actor(cast.karim))
    karim = as_(cast.karim)
    # session, person, membership, wall up, two counts, two lists, wall down
    with django_assert_num_queries(8 + DOOR):
        karim.get(reverse("recruitment:intakes"))


def _said(row: Candidate) -> CounterStatement:
    return CounterStatement(candidate=row, profile=row.profile, text="niet waar", by_candidate=True)


@pytest.mark.parametrize("rows", [1, 3])
def test_a_file_with_intakes_and_statements_costs_no_more_queries(
    cast: Cast, as_: SignIn, django_assert_num_queries: DjangoAssertNumQueries, rows: int
) -> None:
    for number in range(rows):
        finished(cast, held_on=date(2026, 11, 10 + number))
    actions.make_statement(statement=_said(Candidate.objects.get(pk=cast.amal.pk)), by=cast.actor(cast.karim))
    karim = as_(cast.karim)
    karim.get(_file(cast.amal))
    with django_assert_num_queries(9 + DOOR):
        karim.get(_file(cast.amal))


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize("name", ["intake", "finish_intake"])
def test_an_intake_is_read_in_at_most_ten_queries(
    cast: Cast, as_: SignIn, django_assert_max_num_queries: DjangoAssertNumQueries, name: str, rows: int
) -> None:
    finished(cast)
    intake = begun(cast, held_on=date(2026, 11, 24))
    for number in range(rows):
        called(cast, intake, 3 + number)
    karim = as_(cast.karim)
    with django_assert_max_num_queries(10 + DOOR):
        karim.get(address(intake, name))
    for step in STEPS:
        with django_assert_max_num_queries(10 + DOOR):
            karim.get(address(intake, "intake_step", step.slug))
