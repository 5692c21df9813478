"""An employer's door: a link by e-mail, a workplace described without an account, and what becomes of it."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django.fixtures import DjangoAssertNumQueries

from leerwerk.notices.models import Matter, Outgoing
from leerwerk.parties.actions import LinkIsClosed
from leerwerk.parties.middleware import behind_the_wall
from leerwerk.parties.models import Invitation, Organisation, Person
from leerwerk.placement import jobs
from leerwerk.placement.actions import door as doing
from leerwerk.placement.forms.door import DoorForm
from leerwerk.placement.models import EmployerContact, EmployerLink, Workplace, WorkplaceDraft
from leerwerk.privacy.models import Event
from leerwerk.trajectories.actions import WrittenMeanwhile
from tests.cast import Cast
from tests.costs import DOOR
from tests.post import letters_go
from tests.trajectories.page_forms import Typed, typed_in

type As = Callable[[Person], Client]
WORK: Typed = {
    "contact_name": ["Petra van der Post"],
    "contact_role": ["bedrijfsleider"],
    "phone": ["030 1234567"],
    "title": ["De kas"],
    "tasks": ["Tomaten plukken\nKas schoonmaken"],
    "municipality": ["GM0356"],
    "places": ["2"],
    "shifts": ["0", "1"],
}
JSON = {"accept": "application/json"}


@pytest.fixture(autouse=True)
def _nobody_asked_yet(db: None) -> None:
    """How often an address was asked is counted anew."""
    cache.clear()


def _links() -> list[str]:
    """The addresses of doors in the letters that went, oldest first."""
    letters_go()
    text = "\n".join(str(letter.body) for letter in mail.outbox)
    return list(dict.fromkeys(re.findall(r"http://testserver(/workplaces/describe/\S+)", text)))


@pytest.fixture
def known(cast: Cast, as_: As) -> str:
    """Vera invited Groenwerk: the address of the door."""
    sent = as_(cast.vera).post(reverse("placement:invite", args=[cast.groenwerk.pk]), {"email": "petra@groenwerk.nl"})
    assert sent.status_code == 302
    return _links()[-1]


@pytest.fixture
def new(cast: Cast, as_: As) -> str:
    """Vera invited somebody nobody knows here."""
    typed = {"email": "nel@nieuw.nl", "company": "Nieuw BV"}
    assert as_(cast.vera).post(reverse("placement:invite_new"), typed).status_code == 302
    return _links()[-1]


def _page(door: str) -> Typed:
    return typed_in(Client().get(door).content.decode(), field="seen")


def _send(door: str, **other: Any) -> Any:
    return Client().post(door, _page(door) | WORK | {"do": ["send"]} | other)


def test_a_known_employer_describes_a_workplace_without_an_account(cast: Cast, known: str, as_: As) -> None:
    page = Client().get(known)
    assert "company" not in page.context["form"].fields, "what is known is not asked"
    assert page.context["form"]["municipality"].value() == "GM0356"
    assert _send(known).status_code == 302
    work = Workplace.objects.get(title="De kas")
    assert (work.employer, work.sector, work.places, work.shifts) == (cast.groenwerk, "groen", 2, 3)
    assert list(work.tasks.values_list("name", flat=True)) == ["Tomaten plukken", "Kas schoonmaken"]
    contact = EmployerContact.objects.get()
    assert (contact.name, contact.email, contact.phone) == ("Petra van der Post", "petra@groenwerk.nl", "030 1234567")
    assert not Matter.objects.filter(kind="placement.draft").exists()
    thanks = Client().get(known)
    assert (thanks.status_code, thanks.context["may_ask"]) == (200, True)
    assert "Tomaten" not in thanks.content.decode()
    for _twice in range(2):
        assert Client().post(known, WORK | {"do": ["send"], "seen": ["0"]}).status_code == 200
    assert Workplace.objects.filter(employer=cast.groenwerk).count() == 1, "a double click sends it once"


def test_who_described_it_gets_an_account_with_a_code_and_without_a_password(cast: Cast, known: str) -> None:
    _send(known)
    browser, ask, typed = Client(), reverse("account_request_login_code"), reverse("account_confirm_login_code")
    assert "petra@groenwerk.nl" in browser.get(known).content.decode()
    opened = browser.post(known, {"do": "account"}, follow=True)
    assert opened.request["PATH_INFO"] == ask
    assert 'value="petra@groenwerk.nl"' in opened.content.decode()
    person = Person.objects.get(email="petra@groenwerk.nl")
    assert (person.given_name, person.family_name) == ("Petra", "van der Post")
    assert not person.has_usable_password()
    assert person.memberships.get().organisation == cast.groenwerk
    assert not Invitation.objects.exists()
    kinds = Event.objects.filter(kind__startswith="account_").order_by("id").values_list("kind", flat=True)
    assert list(kinds) == ["account_opened", "account_asked"]
    assert browser.get(reverse("parties:account")).status_code == 302, "the link alone lets nobody in"
    browser.post(ask, {"email": "petra@groenwerk.nl"})
    code = re.findall(r"(?m)^\d{8}$", str(mail.outbox[-1].body))[0]
    assert browser.post(typed, {"code": code}).status_code == 302
    assert browser.get(reverse("placement:change", args=[Workplace.objects.get().pk])).status_code == 200
    again = Client()
    assert again.get(known).context["has_account"] is True
    assert again.post(known, {"do": "account"})["Location"] == ask
    assert Person.objects.filter(email="petra@groenwerk.nl").count() == 1


def test_who_has_an_account_for_something_else_is_invited_and_joins_with_it(cast: Cast, as_: As) -> None:
    as_(cast.vera).post(reverse("placement:invite", args=[cast.groenwerk.pk]), {"email": "Karim@example.org"})
    door = _links()[-1]
    _send(door)
    for _twice in range(2):
        assert Client().post(door, {"do": "account"})["Location"] == door
    assert cast.karim.memberships.count() == 1, "nobody joins for somebody else"
    assert Client().get(door).context["may_ask"] is False
    invitation = Invitation.objects.get()
    assert (invitation.email, invitation.function) == ("Karim@example.org", "employer")
    letters_go()
    address = re.findall(r"http://testserver(/\S*accept/\S+)", str(mail.outbox[-1].body))[0]
    assert as_(cast.karim).post(address).status_code == 302
    assert cast.karim.memberships.count() == 2


def test_no_account_is_opened_before_there_is_a_workplace(new: str, cast: Cast) -> None:
    _send(new)
    assert Client().post(new, {"do": "account"}).status_code == 410
    assert not Person.objects.filter(email="nel@nieuw.nl").exists()


def test_what_is_typed_is_saved_and_comes_back_with_the_same_link(known: str) -> None:
    typed = _page(known) | {"title": ["De kas"], "places": ["veel"], "shifts": ["3"], "do": ["save"]}
    saved = Client().post(known, typed, headers=JSON)
    assert saved.status_code == 200
    assert saved.json()["edits"] == 1
    back = _page(known)
    assert (back["title"], back["places"], back["shifts"], back["seen"]) == (["De kas"], ["veel"], ["3"], ["1"])
    without_script = Client().post(known, back | {"title": ["De grote kas"], "do": ["save"]})
    assert without_script["Location"] == known
    again = Client().post(known, _page(known) | {"do": ["save"]}, headers=JSON)
    assert again.json()["edits"] == 2, "the same once more is nothing new"
    kinds = Event.objects.filter(kind__startswith="draft").order_by("id").values_list("kind", flat=True)
    assert list(kinds) == ["draft_saved", "draft_saved", "draft_left_as_it_was"]
    assert not Workplace.objects.exists()


def test_two_windows_do_not_overwrite_each_other(known: str) -> None:
    one, other = _page(known), _page(known)
    assert Client().post(known, one | {"title": ["Een"], "do": ["save"]}, headers=JSON).status_code == 200
    late = Client().post(known, other | {"title": ["Ander"], "do": ["save"]}, headers=JSON)
    assert late.status_code == 409
    told = Client().post(known, other | {"title": ["Ander"], "do": ["send"]})
    assert told.status_code == 422
    assert "Ander" in told.content.decode(), "what was typed is still there"
    assert WorkplaceDraft.objects.get().said["title"] == "Een"
    sent = Client().post(known, _page(known) | WORK | {"do": ["send"]})
    assert sent.status_code == 302
    after = Client().post(known, other | {"title": ["Ander"], "do": ["save"]}, headers=JSON)
    assert after.status_code == 410


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"places": ["0"]}, "places"),
        ({"tasks": [" \n "]}, "tasks"),
        ({"tasks": ["x" * 141]}, "tasks"),
        ({"shifts": []}, "shifts"),
        ({"municipality": ["GM0307"]}, "municipality"),
        ({"title": [""]}, "title"),
        ({"title": ["nul\x00"]}, "title"),
        ({"contact_name": [""]}, "contact_name"),
        ({"begins_at": ["vroeg"]}, "begins_at"),
    ],
)
def test_what_cannot_be_is_refused_and_kept(wrong: Typed, field: str, known: str) -> None:
    answer = _send(known, **wrong)
    assert answer.status_code == 422
    assert field in answer.context["form"].errors
    assert "Petra" in answer.content.decode() or field == "contact_name"
    assert EmployerLink.objects.get().sent_at is None
    assert WorkplaceDraft.objects.get().said["phone"] == "030 1234567", "also what was wrong comes back later"
    assert _send(known, begins_at=[""]).status_code == 302


@pytest.mark.parametrize("seen", ["", "x", "-1", "9999999999", "٣"])
def test_a_page_without_its_number_saves_nothing(seen: str, known: str) -> None:
    answer = Client().post(known, WORK | {"do": ["save"], "seen": [seen]})
    assert answer.status_code in {200, 422}
    assert not WorkplaceDraft.objects.exists()


def test_a_link_that_is_wrong_too_old_or_withdrawn_is_closed(cast: Cast, known: str, as_: As) -> None:
    assert Client().get(reverse("placement:door", args=["onzin"])).status_code == 410
    page = _page(known)
    with time_machine.travel(timezone.now() + timedelta(days=14, minutes=1), tick=False):
        assert Client().get(known).status_code == 410
        assert Client().post(known, page | {"do": ["save"]}, headers=JSON).status_code == 410
    Client().post(known, page | {"title": ["De kas"], "do": ["save"]})
    link = EmployerLink.objects.get()
    for _twice in range(2):
        assert as_(cast.karim).post(reverse("placement:withdraw_link", args=[link.pk])).status_code == 302
    assert Client().get(known).status_code == 410
    assert Client().post(known, page | WORK | {"do": ["send"]}).status_code == 410
    assert not WorkplaceDraft.objects.exists(), "what was typed is thrown away"
    assert Event.objects.filter(kind="employer_link_withdrawn").count() == 1
    by = cast.actor(cast.vera)
    with pytest.raises(LinkIsClosed):
        doing.save_draft(link=link, said={}, seen=0, by=by)


def test_invited_again_the_new_link_leads_to_the_same_draft(cast: Cast, known: str, as_: As) -> None:
    Client().post(known, _page(known) | {"title": ["De kas"], "do": ["save"]})
    as_(cast.roos).post(reverse("placement:invite", args=[cast.groenwerk.pk]), {"email": "PETRA@groenwerk.nl"})
    newer = _links()[-1]
    assert newer != known
    assert Client().get(known).status_code == 410
    assert _page(newer)["title"] == ["De kas"]
    assert EmployerLink.objects.get().invited_by == cast.roos


def test_who_asks_too_often_waits(known: str, monkeypatch: pytest.MonkeyPatch) -> None:
    cache.set("employer_link:127.0.0.1", 600, 60)
    assert Client().get(known).status_code == 429


def _matters() -> list[tuple[str, str, str]]:
    found = Matter.objects.filter(kind="placement.draft", closed_at=None).select_related("organisation", "person")
    return [(m.function, m.organisation.code if m.organisation else "", str(m.person)) for m in found]


def test_a_new_employer_waits_for_who_invited_them_and_becomes_an_organisation(cast: Cast, new: str, as_: As) -> None:
    vera = as_(cast.vera)
    assert _page(new)["company"] == ["Nieuw BV"]
    assert _send(new, company=["Nieuw B.V."], sector=["zorg"]).status_code == 302
    assert not Workplace.objects.exists()
    assert _matters() == [("connector", "verbinders", "Vera")]
    assert Client().get(new).context["may_ask"] is False
    link = EmployerLink.objects.get()
    look = reverse("placement:draft", args=[link.pk])
    assert look in vera.get(reverse("notices:mine")).content.decode()
    form = typed_in(vera.get(look).content.decode(), field="employer")
    assert form["name"] == ["Nieuw B.V."]
    assert vera.post(look, form | {"name": [""], "do": ["accept"]}).status_code == 422
    assert vera.post(look, form | {"name": ["GROENWERK"], "do": ["accept"]}).status_code == 422
    for expected in (302, 404):
        assert vera.post(look, form | {"do": ["accept"]}).status_code == expected, "a double click accepts once"
    made = Organisation.objects.get(name="Nieuw B.V.")
    assert (made.kind, made.sector, made.municipality_id, made.region) == ("employer", "zorg", "GM0356", cast.region)
    assert Workplace.objects.get().employer == made
    assert EmployerContact.objects.get().employer == made
    assert Invitation.objects.get().given_name == "Petra"
    assert _matters() == []


def test_a_description_is_accepted_for_an_employer_that_is_there_or_set_aside(cast: Cast, new: str, as_: As) -> None:
    _send(new)
    karim, link = as_(cast.karim), EmployerLink.objects.get()
    look = reverse("placement:draft", args=[link.pk])
    for person in (cast.bas, cast.mo, cast.fleur, cast.dirk):
        assert as_(person).get(look).status_code == 404
    form = typed_in(karim.get(look).content.decode(), field="employer")
    assert karim.post(look, form | {"employer": [str(cast.groenwerk.pk)], "do": ["accept"]}).status_code == 302
    assert Workplace.objects.get().employer == cast.groenwerk
    described = DoorForm(region_id=cast.region.pk, knows=False)
    assert "company" in described.fields
    typed = {"email": "spam@example.org", "company": "Spam"}
    as_(cast.roos).post(reverse("placement:invite_new"), typed)
    other = _links()[-1]
    _send(other)
    spam = EmployerLink.objects.get(company="Spam")
    assert ("director", "", "Roos") in _matters()
    aside = reverse("placement:draft", args=[spam.pk])
    assert as_(cast.roos).post(aside, {"do": "aside"}).status_code == 302
    assert _matters() == []
    assert not WorkplaceDraft.objects.filter(link=spam).exists()
    assert Client().get(other).status_code == 410
    with pytest.raises(LinkIsClosed):
        doing.set_draft_aside(link=spam, by=cast.actor(cast.roos))


def test_the_wall_shows_a_link_to_the_network_and_what_was_typed_only_when_it_was_sent(cast: Cast, new: str) -> None:
    Client().post(new, _page(new) | {"title": ["Geheim"], "do": ["save"]})
    for name, seen in (("vera", 1), ("karim", 1), ("roos", 1), ("bas", 0), ("mo", 0), ("dirk", 0)):
        with behind_the_wall(cast.actor(getattr(cast, name))):
            assert (EmployerLink.objects.count(), WorkplaceDraft.objects.count()) == (seen, 0), name
    _send(new)
    with behind_the_wall(cast.actor(cast.els)):
        assert WorkplaceDraft.objects.count() == 1
    assert Outgoing.objects.filter(address="nel@nieuw.nl").count() == 1


def test_what_was_never_sent_is_forgotten_and_what_waits_for_a_look_is_not(cast: Cast, new: str, known: str) -> None:
    Client().post(known, _page(known) | {"title": ["De kas"], "do": ["save"]})
    _send(new)
    with time_machine.travel(timezone.now() + timedelta(days=110), tick=False):
        jobs.look_after_workplaces(timestamp=0)
    assert [draft.link.company for draft in WorkplaceDraft.objects.select_related("link")] == ["Nieuw BV"]


def test_an_address_that_is_none_is_refused(cast: Cast, as_: As) -> None:
    vera = as_(cast.vera)
    assert vera.post(reverse("placement:invite", args=[cast.groenwerk.pk]), {"email": "geen"}).status_code == 422
    assert vera.post(reverse("placement:invite_new"), {"email": "a@example.org"}).status_code == 422
    assert not EmployerLink.objects.exists()


def test_an_older_page_does_not_overwrite_a_draft(cast: Cast, known: str) -> None:
    link, by = EmployerLink.objects.get(), cast.actor(cast.vera)
    WorkplaceDraft.objects.create(link=link, said={"title": "a"}, edits=1)
    with pytest.raises(WrittenMeanwhile):
        doing.save_draft(link=link, said={"title": "b"}, seen=0, by=by)


@pytest.mark.parametrize("count", [1, 3])
def test_pages_cost_the_same_however_many(
    count: int, cast: Cast, as_: As, new: str, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    vera = as_(cast.vera)
    for n in range(count):
        vera.post(reverse("placement:invite_new"), {"email": f"n{n}@example.org", "company": f"Nieuw {n}"})
    _send(new)
    link = EmployerLink.objects.get(company="Nieuw BV")
    with django_assert_num_queries(6 + DOOR):
        assert vera.get(reverse("placement:links")).status_code == 200
    with django_assert_num_queries(9 + DOOR):
        assert vera.get(reverse("placement:draft", args=[link.pk])).status_code == 200
