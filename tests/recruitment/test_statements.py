"""What candidates say against what was written: it stands beside it, nobody edits it, and it is answered."""

from collections.abc import Callable

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from leerwerk.notices.models import Matter
from leerwerk.parties.models import Person
from leerwerk.privacy.models import Event
from leerwerk.recruitment import actions
from leerwerk.recruitment.models import CounterStatement, Intake
from tests.cast import Cast
from tests.costs import DOOR
from tests.recruitment.talking import begun, finished

type SignIn = Callable[[Person], Client]

TEXT = "Ik werkte acht jaar als kok, niet zes."


@pytest.fixture
def amal(cast: Cast) -> Person:
    """Amal, with an account."""
    person = Person.objects.create(email="amal@example.org", given_name="Amal")
    actions.link_account(candidate=cast.amal, person=person, by=cast.actor(cast.karim))
    return person


@pytest.fixture
def intake(cast: Cast) -> Intake:
    """A finished intake of Amal."""
    return finished(cast)


def _about(intake: Intake) -> dict[str, str]:
    return {"about": f"intake-{intake.pk}", "text": TEXT}


def _file(cast: Cast) -> str:
    return reverse("recruitment:candidate", args=[cast.amal.pk])


def test_a_candidate_says_that_an_intake_is_not_right_and_reads_the_answer(
    cast: Cast, as_: SignIn, amal: Person, intake: Intake
) -> None:
    own, karim = as_(amal), as_(cast.karim)
    form = own.get(reverse("recruitment:say"), {"about": f"intake-{intake.pk}"}).content.decode()
    assert f'value="intake-{intake.pk}" selected' in form
    for _click in range(2):
        assert own.post(reverse("recruitment:say"), _about(intake)).status_code == 302
    said = CounterStatement.objects.get()
    assert (said.text, said.by_candidate, said.written_by_id, said.witness) == (TEXT, True, amal.pk, "")
    (waits,) = Matter.objects.filter(kind="recruitment.statement.answer", closed_at=None)
    assert (waits.organisation, waits.function) == (cast.utrecht, "caseworker")
    assert "nog niet geantwoord" in own.get(reverse("recruitment:own_intakes")).content.decode()
    assert "wacht op antwoord" in karim.get(reverse("recruitment:intakes")).content.decode()
    assert TEXT in karim.get(_file(cast)).content.decode()
    answer = reverse("recruitment:answer_statement", args=[cast.amal.pk, said.pk])
    assert TEXT in karim.get(answer).content.decode()
    for _click in range(2):
        karim.post(answer, {"answer": "U hebt gelijk."})
    page = karim.post(answer, {"answer": "Nee."}, follow=True).content.decode()
    assert "Uw antwoord is niet bewaard" in page
    assert not Matter.objects.filter(kind="recruitment.statement.answer", closed_at=None).exists()
    assert karim.get(answer)["Location"] == _file(cast)
    told = own.get(reverse("recruitment:own_intakes")).content.decode()
    assert "U hebt gelijk." in told
    assert TEXT in told
    kinds = list(Event.objects.order_by("pk").values_list("kind", flat=True))
    assert kinds[-4:] == ["statement_made", "statement_made_again", "statement_answered", "statement_answered_again"]
    assert own.get(reverse("recruitment:take_along")).json()["counterstatement"][0]["text"] == TEXT


def test_a_caseworker_writes_it_down_with_somebody_who_heard_it(cast: Cast, as_: SignIn, intake: Intake) -> None:
    karim = as_(cast.karim)
    write = reverse("recruitment:write_statement", args=[cast.amal.pk])
    said = _about(intake) | {"witness": "de tolk", "read_back": "on"}
    for missing in ("witness", "read_back", "text"):
        page = karim.post(write, {name: value for name, value in said.items() if name != missing})
        assert page.status_code == 422
    assert not CounterStatement.objects.exists()
    karim.post(write, said)
    row = CounterStatement.objects.get()
    assert (row.by_candidate, row.witness, row.written_by_id) == (False, "de tolk", cast.karim.pk)
    told = karim.get(reverse("recruitment:intake", args=[cast.amal.pk, intake.pk])).content.decode()
    assert "gehoord door de tolk" in told


def test_what_is_said_of_a_profile_is_read_by_whoever_reads_it_and_of_an_intake_by_the_intermediary(
    cast: Cast, as_: SignIn, amal: Person, intake: Intake
) -> None:
    own = as_(amal)
    own.post(reverse("recruitment:say"), {"about": f"profile-{intake.profile_id}", "text": "Mijn Nederlands is beter."})
    own.post(reverse("recruitment:say"), _about(intake))
    both = {"Mijn Nederlands is beter.", TEXT}
    for person, seen in ((cast.karim, both), (cast.roos, {"Mijn Nederlands is beter."})):
        page = as_(person).get(_file(cast)).content.decode()
        assert {text for text in both if text in page} == seen
    roos = as_(cast.roos).get(_file(cast)).content.decode()
    assert "answer/" not in roos
    assert "Wat u zei over uw profiel" in own.get(reverse("recruitment:own_intakes")).content.decode()


def test_nobody_says_something_of_what_belongs_to_somebody_else(
    cast: Cast, as_: SignIn, amal: Person, intake: Intake
) -> None:
    samuel = Person.objects.create(email="samuel@example.org", given_name="Samuel")
    actions.link_account(candidate=cast.samuel, person=samuel, by=cast.actor(cast.els))
    page = as_(samuel).post(reverse("recruitment:say"), _about(intake))
    assert page.status_code == 422
    els = as_(cast.els)
    said = _about(intake) | {"witness": "x", "read_back": "on"}
    assert els.post(reverse("recruitment:write_statement", args=[cast.samuel.pk]), said).status_code == 422
    assert not CounterStatement.objects.exists()
    as_(amal).post(reverse("recruitment:say"), _about(intake))
    row = CounterStatement.objects.get()
    for keeper, of in ((cast.els, cast.samuel), (cast.els, cast.amal), (cast.roos, cast.amal)):
        address = reverse("recruitment:answer_statement", args=[of.pk, row.pk])
        assert as_(keeper).post(address, {"answer": "spion"}).status_code == 404
    for person in (cast.karim, cast.roos, cast.bas):
        assert as_(person).post(reverse("recruitment:say"), _about(intake)).status_code == 403


def test_an_open_intake_is_not_contradicted_yet(cast: Cast, as_: SignIn, amal: Person) -> None:
    row = begun(cast)
    assert as_(amal).post(reverse("recruitment:say"), _about(row)).status_code == 422


def test_what_was_said_and_answered_stays_as_it_was_whatever_writes(cast: Cast, amal: Person, intake: Intake) -> None:
    said = actions.make_statement(
        statement=CounterStatement(candidate=cast.amal, intake=intake, text=TEXT, by_candidate=True),
        by=cast.actor(amal),
    )
    rows = CounterStatement.objects.filter(pk=said.pk)
    for change in ({"text": "anders"}, {"by_candidate": False, "witness": "x"}, {"candidate": cast.samuel}):
        with pytest.raises(DatabaseError, match="what a candidate said"), transaction.atomic():
            rows.update(**change)
    actions.answer_statement(statement=said, answer="Goed.", by=cast.actor(cast.karim))
    with pytest.raises(DatabaseError, match="what was answered"), transaction.atomic():
        rows.update(answer="Toch niet.")


@pytest.mark.parametrize(
    "facts", [{"profile": None}, {"by_candidate": False}, {"text": ""}, {"answer": "ja"}, {"witness": "iemand"}]
)
def test_the_database_refuses_a_statement_about_nothing_or_without_a_witness(
    cast: Cast, facts: dict[str, object]
) -> None:
    whole: dict[str, object] = {
        "candidate": cast.amal,
        "profile": cast.amal.profile,
        "text": TEXT,
        "by_candidate": True,
    }
    with pytest.raises(IntegrityError), transaction.atomic():
        CounterStatement.objects.create(**(whole | facts))


@pytest.mark.parametrize("rows", [1, 3])
def test_a_candidate_reads_intakes_in_a_fixed_number_of_queries(
    cast: Cast,
    as_: SignIn,
    amal: Person,
    intake: Intake,
    django_assert_num_queries: DjangoAssertNumQueries,
    rows: int,
) -> None:
    for number in range(rows):
        actions.make_statement(
            statement=CounterStatement(candidate=cast.amal, intake=intake, text=f"{TEXT} {number}", by_candidate=True),
            by=cast.actor(amal),
        )
    own = as_(amal)
    # session, person with their file, wall up, file, intakes, statements, wall down
    with django_assert_num_queries(7 + DOOR):
        own.get(reverse("recruitment:own_intakes"))
