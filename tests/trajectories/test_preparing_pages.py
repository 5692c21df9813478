"""The pages of the pre-track, as each of the cast uses them."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django.fixtures import DjangoAssertNumQueries

from leerwerk.engine.model import GateCriterion
from leerwerk.engine.pathway.preparing import ASKED, Piece, Side
from leerwerk.notices.models import Matter
from leerwerk.parties.models import Person
from leerwerk.privacy.models import Reading
from leerwerk.recruitment.models import Candidate, Obstacle
from leerwerk.trajectories import own_words
from leerwerk.trajectories.enums import PreparationKind, Result, Stage, TeamCheck
from leerwerk.trajectories.forms.preparing import ConcludeForm
from leerwerk.trajectories.models import Preparation, TasterReport
from leerwerk.trajectories.preparation_labels import QUESTIONS
from tests.cast import candidate
from tests.costs import DOOR
from tests.enrolling import enrol
from tests.trajectories.preparing import REACHED, arranged, concluded, piece, told
from tests.trajectories.running import Running

pytestmark = pytest.mark.django_db
type As = Callable[[Person], Client]
ANSWERS = {"liked": "yes", "able": "helped", "go_on": "yes", "words": "Leuk, wel zwaar."}
OVERVIEW = 8


@pytest.fixture
def begun(running: Running) -> Running:
    """Amal, who reads Arabic, is in the pre-track."""
    Candidate.objects.filter(pk=running.cast.amal.pk).update(contact_language="ar")
    running.until("pre_track")
    return running


def _who(running: Running, name: str) -> Person:
    return Person.objects.get(email="amal@example.org") if name == "amal" else getattr(running.cast, name)


def _at(name: str, *about: object) -> str:
    return reverse(f"trajectories:{name}", args=about)


def _send(browser: Client, address: str, **said: Any) -> Any:
    """Open a form as it is shown, fill it in and send it."""
    form = browser.get(address).context["form"]
    seen = {"seen": form["seen"].value()} if "seen" in form.fields else {}
    return browser.post(address, seen | said)


def test_karim_reads_what_is_done_before_amals_start_and_who_acts_next(begun: Running, as_: As) -> None:
    page = as_(begun.cast.karim).get(_at("prepared", begun.amal.pk)).content.decode()
    for words in ("Vaktaal", "Rekenen", "Vakschool Midden", "Interculturele voorbereiding van het team", "Groenwerk"):
        assert words in page, words
    assert "De snuffelstage afspreken en houden" in page
    assert Reading.objects.latest("id").subject_id == begun.cast.amal.pk


def test_bas_sees_the_days_at_his_work_and_his_team_and_nothing_of_the_lessons(begun: Running, as_: As) -> None:
    bas = as_(begun.cast.bas)
    page = bas.get(_at("prepared", begun.amal.pk)).content.decode()
    assert "U ziet wat u zelf doet" in page
    assert "Interculturele voorbereiding van het team" in page
    assert "Rekenen" not in page
    for kind, status in (("taster", 200), ("intercultural_team", 200), ("arithmetic", 404)):
        assert bas.get(_at("preparation", piece(begun, kind).pk)).status_code == status


def test_lotte_says_that_the_arithmetic_is_done_and_a_double_click_is_one(begun: Running, as_: As) -> None:
    lotte, row = as_(begun.cast.lotte), piece(begun, "arithmetic")
    wrong = _send(lotte, _at("conclude_piece", row.pk), state="not_needed")
    assert wrong.status_code == 422
    assert "Kies waarom het niet nodig is" in wrong.content.decode()
    silent = _send(lotte, _at("conclude_piece", row.pk), state="done")
    assert set(silent.context["form"].errors) == {"result", "shows"}
    for _click in range(2):
        said = {"seen": 0, "state": "done", **REACHED}
        assert lotte.post(_at("conclude_piece", row.pk), said).status_code == 302
    assert piece(begun, "arithmetic").edits == 1
    late = as_(begun.cast.roos).post(
        _at("conclude_piece", row.pk), {"seen": 0, "state": "not_needed", "reason": "later"}
    )
    assert late.status_code == 422
    assert "Iemand anders schreef intussen iets" in late.content.decode()


def test_the_result_stands_wherever_the_piece_is_shown_and_amal_reads_it_in_her_language(
    begun: Running, as_: As
) -> None:
    shows = "Meten gaat, procenten nog niet."
    lotte, row = as_(begun.cast.lotte), piece(begun, "arithmetic")
    assert _send(lotte, _at("conclude_piece", row.pk), state="done", result="partly", shows=shows).status_code == 302
    karim, path = as_(begun.cast.karim), begun.amal.pk
    for address in (
        _at("preparation", row.pk),
        _at("prepared", path),
        _at("path", path),
        _at("step", path, "go"),
    ):
        assert shows in karim.get(address).content.decode(), address
    mine = as_(_who(begun, "amal")).get(_at("my_preparation")).content.decode()
    assert shows in mine
    assert own_words.say("ar", "result_partly") in mine
    (amal,) = karim.get(_at("preparations", begun.cohort.pk)).context["people"]
    assert "warn" in {one["tone"] for cell in amal["cells"] for one in cell["lines"]}
    again = karim.get(_at("prepared", path)).context["lines"]
    assert [(one["tone"], str(one["piece"].result)) for one in again if one["piece"].result] == [("warn", "partly")]


def test_a_certificate_that_was_not_reached_needs_no_name(begun: Running) -> None:
    row = piece(begun, "arithmetic")
    row.kind = PreparationKind.CERTIFICATE
    said = {"seen": 0, "state": "done", "shows": "Het examen is pas in mei."}
    assert ConcludeForm(said | {"result": "not_reached"}, piece=row).is_valid()
    assert set(ConcludeForm(said | {"result": "reached"}, piece=row).errors) == {"certificate"}


def test_both_sides_tell_of_the_days_at_work_and_stand_side_by_side(begun: Running, as_: As) -> None:
    row, bas, amal = piece(begun, "taster"), as_(begun.cast.bas), as_(_who(begun, "amal"))
    early = bas.post(_at("report", row.pk), ANSWERS)
    assert early.status_code == 422
    day = timezone.localdate()
    assert _send(bas, _at("arrange_taster", row.pk), place="de kas", begins_on=day, days=3).status_code == 302
    mine = amal.get(_at("my_preparation")).content.decode()
    assert "3 dagen bij Groenwerk (de kas)" in mine
    assert _at("tell", row.pk) in mine
    asked = amal.get(_at("tell", row.pk)).content.decode()
    assert "Vond u het werk leuk?" in asked
    assert own_words.say("ar", "ask_liked") in asked
    assert _send(amal, _at("tell", row.pk), **ANSWERS).status_code == 302
    assert (
        _send(bas, _at("report", row.pk), **ANSWERS | {"go_on": "unsure", "words": "Nog even kijken."}).status_code
        == 302
    )
    page = as_(begun.cast.karim).get(_at("preparation", row.pk)).content.decode()
    assert "Leuk, wel zwaar." in page
    assert "Nog even kijken." in page
    assert piece(begun, "taster").state == "done"


def test_school_and_mentor_see_that_it_was_held_and_not_what_was_told(begun: Running, as_: As) -> None:
    arranged(begun)
    told(begun, "amal", Side.CANDIDATE)
    told(begun, "bas", Side.EMPLOYER)
    for name in ("lotte", "mo"):
        for address in (_at("preparation", piece(begun, "taster").pk), _at("path", begun.amal.pk)):
            page = as_(_who(begun, name)).get(address).content.decode()
            assert "de kas, bij Piet" in page
            assert "Leuk werk" not in page
            assert "Wilt u hier werken?" not in page


def test_what_a_form_lacks_is_named_and_what_was_typed_stays(begun: Running, as_: As) -> None:
    arranged(begun)
    answer = as_(_who(begun, "amal")).post(_at("tell", piece(begun, "taster").pk), {"words": "Goed gegaan."})
    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == {"liked", "able", "go_on"}
    assert "Goed gegaan." in answer.content.decode()
    assert not TasterReport.objects.exists()


def test_bas_ticks_what_his_team_has(begun: Running, as_: As) -> None:
    row, bas = piece(begun, "intercultural_team"), as_(begun.cast.bas)
    page = _send(bas, _at("check_team", row.pk), checked=["told", "buddy"])
    assert "2 van 7 punten zijn er" in bas.get(page["Location"]).content.decode()
    _send(bas, _at("check_team", row.pk), checked=TeamCheck.values)
    assert piece(begun, "intercultural_team").state == "done"


def test_the_go_no_go_shows_what_is_done_with_its_outcome_and_names_what_is_open(begun: Running, as_: As) -> None:
    concluded(begun, "arithmetic", "lotte")
    concluded(begun, "vocational_language", "lotte", "not_needed", reason="has_it")
    arranged(begun)
    told(begun, "amal", Side.CANDIDATE)
    told(begun, "bas", Side.EMPLOYER)
    Obstacle.objects.create(candidate=begun.cast.amal, kind="childcare", due_on=timezone.localdate())
    roos = as_(begun.cast.roos)
    for address in (_at("step", begun.amal.pk, "go"), _at("path", begun.amal.pk)):
        page = roos.get(address)
        evidence, text = page.context["evidence"], page.content.decode()
        assert {"Rekenen", "Vaktaal", "Stage"} <= {one["title"] for one in evidence.done}
        assert "niet nodig: kan of heeft het al" in text
        assert "Wilt u verder met deze kandidaat?" in text
        assert "Interculturele voorbereiding van de kandidaat" in {one["title"] for one in evidence.open}
    assert "Praktische belemmeringen zijn nog niet opgelost" in roos.get(_at("path", begun.amal.pk)).content.decode()
    beside = roos.get(_at("step", begun.amal.pk, "go")).context["weighing"].beside()
    assert "1" in beside[GateCriterion.OBSTACLES_SOLVED], "how many are open"


def test_karim_writes_down_what_amal_says_who_has_no_account(begun: Running, as_: As) -> None:
    arranged(begun)
    row = piece(begun, "taster")
    assert _send(as_(begun.cast.karim), _at("tell", row.pk), **ANSWERS).status_code == 302
    assert TasterReport.objects.get().with_help
    page = as_(_who(begun, "amal")).get(_at("preparation", row.pk)).content.decode()
    assert "de intermediair schreef op wat de kandidaat zei" in page


def test_karim_adds_something_and_roos_lets_it_be_somebody_elses(begun: Running, as_: As) -> None:
    karim, day = as_(begun.cast.karim), timezone.localdate()
    said = {"what": "Fiets regelen", "doer": "mentor", "due_on": day}
    for _click in range(2):
        assert _send(karim, _at("add_piece", begun.amal.pk), **said).status_code == 302
    row = Preparation.objects.get(what="Fiets regelen")
    mo = as_(begun.cast.mo).get(reverse("notices:mine")).content.decode()
    assert "Iets anders dat voor de start moet gebeuren" in mo
    changed = _send(as_(begun.cast.roos), _at("change_piece", row.pk), **said | {"doer": "intermediary"})
    assert changed.status_code == 302
    (matter,) = Matter.objects.filter(subject_type="trajectories.preparation", subject_id=row.pk, closed_at=None)
    assert matter.organisation_id == begun.cast.utrecht.pk


def test_what_waits_leads_to_the_page_where_it_is_done(begun: Running, as_: As) -> None:
    arranged(begun)
    row = piece(begun, "taster")
    for name, where, address in (
        ("bas", "notices:mine", _at("preparation", row.pk)),
        ("amal", "home:home", _at("tell", row.pk)),
    ):
        assert address in as_(_who(begun, name)).get(reverse(where), follow=True).content.decode(), name


def test_a_candidate_without_a_pre_track_reads_what_will_come(running: Running, as_: As) -> None:
    page = as_(_who(running, "amal")).get(_at("my_preparation"))
    assert "Hier staat nog niets" in page.content.decode()


def test_an_overview_of_a_group_costs_the_same_for_one_and_for_three(
    begun: Running, as_: As, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    roos, address = as_(begun.cast.roos), _at("preparations", begun.cohort.pk)
    with django_assert_num_queries(DOOR + OVERVIEW):
        assert len(roos.get(address).context["people"]) == 1
    for n in range(2):
        other = enrol(candidate(f"U-9{n}", f"Extra{n}", begun.cast.utrecht), begun.cohort, Stage.PRE_TRACK)
        for row in Preparation.objects.filter(enrolment=begun.amal):
            row.pk, row.enrolment = None, other
            row.save(force_insert=True)
    with django_assert_num_queries(DOOR + OVERVIEW):
        assert len(roos.get(address).context["people"]) == 3
    bas = as_(begun.cast.bas).get(address)
    assert bas.context["heads"] == ["Stage"]


def test_every_language_has_every_sentence_of_every_piece_and_answer() -> None:
    asked = {f"ask_{name}" for name in QUESTIONS[Side.CANDIDATE]} | {f"kind_{kind}" for kind in Piece}
    asked |= {f"result_{result}" for result in Result}
    asked |= {f"content_{content}" for content, one in ASKED.items() if one.piece is Piece.OTHER}
    for language in own_words.languages():
        assert asked < own_words.words(language).keys() == own_words.words("en").keys()
        assert all(own_words.words(language).values())
    assert own_words.say("", "lead") == ""
