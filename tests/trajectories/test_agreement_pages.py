"""The pages of agreements: who reads what, what is missing at the top, answers side by side, links and documents."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from leerwerk.engine.model import ComponentKind
from leerwerk.parties.models import Person
from leerwerk.placement.models import Workplace
from leerwerk.privacy.models import Reading
from leerwerk.recruitment.models import Candidate
from leerwerk.trajectories import actions
from leerwerk.trajectories.models import Agreement, AgreementAnswer, AgreementVersion
from leerwerk.trajectories.queries.designs import design_of
from tests.cast import candidate
from tests.enrolling import enrol
from tests.post import letters_go
from tests.trajectories import agreeing
from tests.trajectories.agreeing import FILLED, amal_herself, document, say, sent
from tests.trajectories.running import Running

pytestmark = pytest.mark.django_db
As = Callable[[Person], Client]
APPROVE = {"verdict": "approved", "words": ""}


def _page(client: Client, name: str, key: int, **asked: str) -> str:
    return client.get(reverse(f"trajectories:{name}", args=[key]), asked).content.decode()


def test_what_is_missing_stands_at_the_top_with_whose_it_is_and_there_is_no_button_to_send(
    chosen: Running, as_: As
) -> None:
    Workplace.objects.filter(pk=chosen.small.workplaces[0].pk).update(mentor_name="")
    agreement = agreeing.of(chosen.amal)
    for name in ("roos", "bas"):
        page = _page(as_(getattr(chosen.cast, name)), "agreement", agreement.pk)
        assert "Het loon staat er niet. <small>(de werkgever)</small>" in page
        assert "wie op de werkvloer helpt" in page
        assert "Ter goedkeuring sturen" not in page
    page = _page(as_(chosen.cast.karim), "agreement", agreement.pk)
    assert "De overeenkomst wordt gemaakt" in page
    assert "Het loon staat er niet" not in page
    assert as_(amal_herself()).get(reverse("trajectories:agreement", args=[agreement.pk])).status_code == 404


def test_bas_fills_in_and_sends_and_everything_missing_is_gone(chosen: Running, as_: As) -> None:
    agreement, bas = agreeing.of(chosen.amal), as_(chosen.cast.bas)
    terms = reverse("trajectories:agreement_terms", args=[agreement.pk])
    assert "Hoe de deelnemer kan doorgroeien" in bas.get(terms).content.decode()
    answer = bas.post(terms, FILLED | {"seen": "0", "pay": "12.00"}, follow=True)
    assert "Het loon is lager dan het minimumloon" in answer.content.decode()
    answer = bas.post(terms, FILLED | {"seen": "1"}, follow=True)
    assert "Ter goedkeuring sturen" in answer.content.decode()
    send = reverse("trajectories:agreement_send", args=[agreement.pk])
    assert "Stuur naar elke partij" in bas.get(send).content.decode()
    answer = bas.post(send, {"note": "eerste versie"}, follow=True)
    assert "Versie 1 ligt bij elke partij ter goedkeuring" in answer.content.decode()
    bas.post(send, {"note": "eerste versie"})  # a double click
    assert AgreementVersion.objects.filter(agreement=agreement).count() == 1


def test_what_two_people_type_at_once_is_not_lost(chosen: Running, as_: As) -> None:
    agreement = agreeing.of(chosen.amal)
    terms = reverse("trajectories:agreement_terms", args=[agreement.pk])
    as_(chosen.cast.bas).post(terms, FILLED | {"seen": "0"})
    answer = as_(chosen.cast.roos).post(terms, FILLED | {"seen": "0", "talk_days": "9"})
    assert answer.status_code == 422
    assert "Iemand anders vulde intussen iets in" in answer.content.decode()
    assert 'value="9"' in answer.content.decode()
    wrong = as_(chosen.cast.bas).post(terms, FILLED | {"seen": "1", "talk_days": "99"})
    assert wrong.status_code == 422


def test_an_agreement_that_lacks_something_is_not_sent(chosen: Running, as_: As) -> None:
    agreement = agreeing.of(chosen.amal)
    send = reverse("trajectories:agreement_send", args=[agreement.pk])
    roos = as_(chosen.cast.roos)
    assert "Dit kan nog niet weg" in roos.get(send).content.decode()
    answer = roos.post(send, {"note": ""}, follow=True)
    assert "er mist iets" in answer.content.decode()
    assert not AgreementVersion.objects.exists()


@pytest.mark.parametrize(
    ("name", "reads"), [("bas", True), ("karim", True), ("roos", True), ("lotte", False), ("mo", False)]
)
def test_who_is_not_concerned_reads_everything_but_pay_and_contract(
    chosen: Running, agreement: Agreement, as_: As, name: str, reads: bool
) -> None:
    page = _page(as_(getattr(chosen.cast, name)), "agreement", agreement.pk)
    assert ("15,50" in page, "van tevoren" in page) == (reads, reads)
    assert ("De deelnemer, de werkgever en de intermediair lezen het." in page) != reads
    assert "Planten verzorgen" in page
    assert agreement.versions.get().fingerprint in page, "everybody approves the same version"


def test_amal_reads_dutch_with_arabic_beside_it_from_right_to_left(
    chosen: Running, agreement: Agreement, as_: As
) -> None:
    amal = as_(amal_herself())
    page = _page(amal, "agreement", agreement.pk)
    assert '<p lang="ar" dir="rtl">المشارك هو: <bdi>Amal Voorbeeld</bdi>.</p>' in page
    assert '<p lang="nl" dir="ltr">De deelnemer is <bdi>Amal Voorbeeld</bdi>.</p>' in page
    assert "€15,50" in page
    turkish = _page(amal, "agreement", agreement.pk, language="tr")
    assert "Katılımcı: <bdi>Amal Voorbeeld</bdi>." in turkish
    dutch = _page(amal, "agreement", agreement.pk, language="")
    assert 'dir="rtl"' not in dutch
    listed = amal.get(reverse("trajectories:agreements")).content.decode()
    assert "wacht op u" in listed


def test_a_language_that_we_lack_is_said(chosen: Running, as_: As) -> None:
    Candidate.objects.filter(pk=chosen.cast.amal.pk).update(contact_language="so")
    agreement = agreeing.of(chosen.amal)
    sent(agreement, chosen.actor("roos"))
    assert "Laat iemand haar voorlezen" in _page(as_(amal_herself()), "agreement", agreement.pk)


def test_amal_says_yes_with_help_and_bas_says_why_not(chosen: Running, agreement: Agreement, as_: As) -> None:
    answer = reverse("trajectories:agreement_answer", args=[agreement.pk])
    sees = {"fingerprint": agreement.versions.get().fingerprint}
    bas, amal = as_(chosen.cast.bas), as_(amal_herself())
    assert bas.post(answer, sees | {"verdict": "declined", "words": " "}).status_code == 422
    page = bas.post(answer, sees | {"verdict": "declined", "words": "Proeftijd te kort."}, follow=True)
    assert "Proeftijd te kort." in page.content.decode()
    help_without = {"verdict": "approved", "helped_by": "Hanan", "help_language": ""}
    assert amal.post(answer, sees | help_without).status_code == 422
    page = amal.post(answer, sees | help_without | {"help_language": "ar"}, follow=True)
    assert "voorgelezen door Hanan in het Arabisch" in page.content.decode()
    assert "Niet iedereen is het eens" in _page(bas, "agreement", agreement.pk)
    assert "Proeftijd te kort." not in _page(as_(chosen.cast.lotte), "agreement", agreement.pk)


def test_the_intermediary_reads_it_with_amal(chosen: Running, agreement: Agreement, as_: As) -> None:
    address = reverse("trajectories:agreement_help", args=[agreement.pk])
    karim = as_(chosen.cast.karim)
    assert "De kandidaat beslist, niet u" in karim.get(address).content.decode()
    sees = {"fingerprint": agreement.versions.get().fingerprint} | APPROVE
    assert karim.post(address, sees).status_code == 422
    karim.post(address, sees | {"helped_by": "Hanan", "help_language": "ar"})
    assert AgreementAnswer.objects.get().side.side == "candidate"
    for name in ("els", "bas"):
        assert as_(getattr(chosen.cast, name)).get(address).status_code == 404


def test_who_answers_an_older_version_is_told_and_nothing_is_approved(
    chosen: Running, agreement: Agreement, as_: As
) -> None:
    old = agreement.versions.get().fingerprint
    sent(agreement, chosen.actor("bas"), note="langer contract", contract_months=24)
    answer = reverse("trajectories:agreement_answer", args=[agreement.pk])
    told = as_(chosen.cast.lotte).post(answer, APPROVE | {"fingerprint": old}, follow=True)
    assert "Er is intussen een nieuwere versie" in told.content.decode()
    assert not AgreementAnswer.objects.exists()
    page = _page(as_(chosen.cast.bas), "agreement", agreement.pk)
    assert "<del" in page
    assert "langer contract" in page
    assert "24" in page
    assert "Het contract" not in _page(as_(chosen.cast.lotte), "agreement", agreement.pk)
    first = _page(as_(chosen.cast.bas), "agreement", agreement.pk, version="1")
    assert "versie 1" in first
    address = reverse("trajectories:agreement", args=[agreement.pk])
    assert as_(chosen.cast.bas).get(address, {"version": "7"}).status_code == 404


def test_amal_reads_what_is_different_in_her_own_language_beside_the_dutch(
    chosen: Running, agreement: Agreement, as_: As
) -> None:
    sent(agreement, chosen.actor("bas"), contract_months=24)
    page = _page(as_(amal_herself()), "agreement", agreement.pk)
    dutch = page.index('<p lang="nl" dir="ltr"><ins>Het contract is voor <bdi>24</bdi> maanden')
    arabic = page.index('<p lang="ar" dir="rtl"><ins>')
    assert page.index('<p lang="nl" dir="ltr"><del>Het contract is voor <bdi>12</bdi>') < dutch < arabic
    assert "<bdi>24</bdi>" in page[arabic : page.index("</ins>", arabic)]
    assert 'lang="ar" dir="rtl"><del>' in page
    only_dutch = as_(amal_herself()).get(reverse("trajectories:agreement", args=[agreement.pk]), {"language": ""})
    assert 'dir="rtl"><ins>' not in only_dutch.content.decode()


def test_the_goals_of_every_skill_are_in_the_agreement(chosen: Running, agreement: Agreement, as_: As) -> None:
    goals = design_of(chosen.cohort.version).component(ComponentKind.LANGUAGE)
    assert goals is not None
    page = _page(as_(amal_herself()), "agreement", agreement.pk)
    named = {"luisteren": goals.language_goals.listening, "spreken": goals.language_goals.speaking}
    named |= {"lezen": goals.language_goals.reading, "schrijven": goals.language_goals.writing}
    assert any(named.values())
    for skill, level in named.items():
        assert (f"Het doel is {skill} op niveau <bdi>{level}</bdi>" in page) == bool(level), skill


def test_with_nothing_to_answer_the_page_says_so(chosen: Running, agreement: Agreement, as_: As) -> None:
    for name in agreeing.SIDES:
        say(agreement, chosen.actor(name))
    page = _page(as_(chosen.cast.bas), "agreement_answer", agreement.pk)
    assert "Geen versie wacht op een antwoord" in page
    page = _page(as_(chosen.cast.bas), "agreement", agreement.pk)
    assert "elke partij keurde haar goed" in page
    sent(agreement, chosen.actor("bas"), notice_weeks=2)
    page = _page(as_(chosen.cast.bas), "agreement", agreement.pk)
    assert "Totdat iedereen haar goedkeurt, geldt de oudere." in page


def test_facts_that_changed_since_are_shown_to_who_writes(chosen: Running, agreement: Agreement, as_: As) -> None:
    Workplace.objects.filter(pk=chosen.small.workplaces[0].pk).update(mentor_name="Ria Vos")
    page = _page(as_(chosen.cast.roos), "agreement", agreement.pk)
    assert "Wat er verandert in een nieuwe versie" in page
    assert "Ria Vos" in page
    assert "Ria Vos" not in _page(as_(chosen.cast.karim), "agreement", agreement.pk)


def test_who_has_no_account_answers_by_a_link_once(
    chosen: Running, agreement: Agreement, as_: As, mailoutbox: list[Any]
) -> None:
    side = agreement.versions.get().sides.get(side="employer")
    ask = reverse("trajectories:agreement_ask", args=[side.pk])
    bas = as_(chosen.cast.bas)
    assert "één keer" in bas.get(ask).content.decode()
    assert bas.post(ask, {"email": "geen adres"}).status_code == 422
    bas.post(ask, {"email": "baas@groenwerk.example"})
    letters_go()
    link = next(word for word in mailoutbox[0].body.split() if word.startswith("http://testserver"))
    path = link.removeprefix("http://testserver")
    boss = Client()
    page = boss.get(path).content.decode()
    assert "U leest dit voor Groenwerk" in page
    assert "15,50" in page
    pdf = boss.get(f"{path}document/")
    assert pdf["Content-Type"] == "application/pdf"
    assert boss.post(path, APPROVE).status_code == 422, "who signs says who they are"
    thanks = boss.post(path, APPROVE | {"signer": "Henk de Baas"}, follow=True)
    assert "U hebt deze versie goedgekeurd" in thanks.content.decode()
    assert [boss.get(path).status_code, boss.post(path, APPROVE | {"signer": "x"}).status_code] == [410, 410]
    assert boss.get(f"{path}document/").status_code == 410
    assert "Henk de Baas" in _page(as_(chosen.cast.karim), "agreement", agreement.pk)
    assert bas.post(ask, {"email": "baas@groenwerk.example"}, follow=True).status_code == 200
    letters_go()
    assert len(mailoutbox) == 1, "there is nothing left to ask"


def test_a_candidate_may_answer_by_a_link_with_help(chosen: Running, agreement: Agreement) -> None:
    side = agreement.versions.get().sides.get(side="candidate")
    secret = actions.send_link(
        side=side, email="amal@thuis.example", link_base="http://testserver/", by=chosen.actor("karim")
    )
    path = reverse("trajectories:agreement_by_link", args=[secret])
    phone = Client()
    assert 'dir="rtl"' in phone.get(path).content.decode()
    said = {
        "verdict": "declined",
        "words": "Ik wil eerst praten.",
        "signer": "Amal",
        "helped_by": "",
        "help_language": "",
    }
    assert "niet goedgekeurd" in phone.post(path, said, follow=True).content.decode()
    assert AgreementAnswer.objects.get().words.text == "Ik wil eerst praten."


def test_what_organisations_agree_is_read_by_them_and_filled_in_by_the_director(running: Running, as_: As) -> None:
    agreement = agreeing.together(running.cohort)
    roos = as_(running.cast.roos)
    page = _page(roos, "agreement", agreement.pk)
    assert "Er staat niet wat er gebeurt als een werkgever stopt" in page
    terms = reverse("trajectories:agreement_terms", args=[agreement.pk])
    roos.post(terms, agreeing.GROUP_FILLED | {"seen": "0"})
    roos.post(reverse("trajectories:agreement_send", args=[agreement.pk]), {"note": ""})
    english = _page(as_(running.cast.lotte), "agreement", agreement.pk, language="en")
    assert "The parties talk about the group every <bdi>6</bdi> weeks." in english
    assert as_(running.cast.bas).get(terms).status_code == 404
    before = Reading.objects.count()
    assert len(document(as_(running.cast.els), agreement).pages) > 0
    assert Reading.objects.count() == before, "it is nobody's file"


@pytest.mark.parametrize("others", [0, 2])
def test_the_list_takes_as_many_questions_however_many_there_are(
    chosen: Running, agreement: Agreement, as_: As, django_assert_num_queries: DjangoAssertNumQueries, others: int
) -> None:
    for n in range(others):
        row = enrol(candidate(f"X-{n}", f"Extra{n}", chosen.cast.utrecht), chosen.cohort, "selected")
        Agreement.objects.create(kind="learn_work", cohort=chosen.cohort, enrolment=row)
    roos = as_(chosen.cast.roos)
    with django_assert_num_queries(12):
        page = roos.get(reverse("trajectories:agreements"))
    assert page.content.decode().count("<tr>") == others + 3


def test_the_page_takes_as_many_questions_however_many_versions_there_are(
    chosen: Running, agreement: Agreement, as_: As, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    lotte = as_(chosen.cast.lotte)
    address = reverse("trajectories:agreement", args=[agreement.pk])
    with django_assert_num_queries(11):
        lotte.get(address)
    for months in (6, 24):
        sent(agreement, chosen.actor("roos"), contract_months=months, trial_months=0)
    with django_assert_num_queries(11):
        lotte.get(address)


def test_filters_narrow_the_list(chosen: Running, agreement: Agreement, as_: As) -> None:
    roos = as_(chosen.cast.roos)
    address = reverse("trajectories:agreements")
    assert "Amal" not in roos.get(address, {"kind": "cooperation"}).content.decode()
    assert "Amal" in roos.get(address, {"q": "GRO"}).content.decode()
    assert "Hier is geen overeenkomst" in roos.get(address, {"q": "niets"}).content.decode()


def test_a_page_that_is_not_there_is_the_last_one_and_everything_is_counted_once(chosen: Running, as_: As) -> None:
    karim = as_(chosen.cast.karim)
    listed = karim.get(reverse("trajectories:agreements")).context["page"]
    assert listed.paginator.count == len(listed.object_list) > 0
    for number in ("99", "x", "-3", "9" * 20):
        page = karim.get(reverse("trajectories:agreements"), {"page": number}).context["page"]
        assert (page.number, page.paginator.count) == (1, listed.paginator.count), number
    nothing = karim.get(reverse("trajectories:agreements"), {"q": "is er niet"}).context["page"]
    assert (nothing.paginator.count, list(nothing)) == (0, [])
