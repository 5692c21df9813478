"""Work processes with their words, three who tick the same list, and what is earned with it."""

import json
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from leerwerk.learning.actions.craft import AnothersWord, NotYourColumn, add_word, save_process, tick
from leerwerk.learning.actions.credentials import (
    WasWithdrawn,
    draft_credential,
    issue_credential,
    withdraw_credential,
)
from leerwerk.learning.enums import TickRole
from leerwerk.learning.models import Credential, Tick, VocabularyItem, WorkProcess
from leerwerk.learning.queries.craft import progress_of, roles_of, words_for
from leerwerk.parties.middleware import behind_the_wall
from leerwerk.parties.models import Person
from leerwerk.trajectories.rules import paths_of
from tests.learning.badge_schema import broken_promises
from tests.learning.lessons import Lessons

pytestmark = pytest.mark.django_db
type As = Callable[[Person], Client]
SCHOOL, MENTOR, COACH = TickRole.SCHOOL, TickRole.MENTOR, TickRole.LANGUAGE


def _process(lessons: Lessons, title: str = "Snoeien", who: str = "lotte") -> WorkProcess:
    row = WorkProcess(
        blueprint=lessons.cohort.version.blueprint,
        region=lessons.running.cast.region,
        title=title,
        explanation="veilig, met scherp gereedschap",
    )
    return save_process(process=row, by=lessons.actor(who))


def _tick(lessons: Lessons, who: str, process: WorkProcess, role: TickRole, *, can: bool = True) -> Tick | None:
    actor = lessons.actor(who)
    with behind_the_wall(actor):
        enrolment = paths_of(actor).get(pk=lessons.amal.pk)
        return tick(enrolment=enrolment, process=process, role=role, can=can, by=actor)


def _who(lessons: Lessons, name: str) -> Person:
    if name == "amal":
        return Person.objects.get(email="amal@example.org")
    person: Person = getattr(lessons.running.cast, name)
    return person


def test_a_process_is_written_once_and_changed_words_are_a_new_revision(lessons: Lessons) -> None:
    first = _process(lessons)
    assert _process(lessons, who="bas") == first
    assert save_process(process=first, by=lessons.actor("bas")).revision == 1
    first.explanation = "veilig, en netjes"
    assert save_process(process=first, by=lessons.actor("bas")).revision == 2


def test_school_mentor_and_language_coach_tick_the_same_list_each_in_their_own_column(lessons: Lessons) -> None:
    process = _process(lessons)
    assert roles_of(lessons.actor("lotte"), lessons.cohort) == {SCHOOL, COACH}, "there is no language school"
    for who, role in (("lotte", SCHOOL), ("bas", MENTOR), ("lotte", COACH), ("mo", MENTOR)):
        assert _tick(lessons, who, process, role)
    assert Tick.objects.count() == 3
    for who, role in (("bas", SCHOOL), ("mo", COACH), ("lotte", MENTOR), ("karim", MENTOR)):
        with pytest.raises(NotYourColumn):
            _tick(lessons, who, process, role)
    _tick(lessons, "lotte", process, COACH, can=False)
    with behind_the_wall(lessons.actor("amal")):
        (row,) = progress_of(paths_of(lessons.actor("amal")).get(pk=lessons.amal.pk))
    assert (row.done, row.ticks[COACH]) == (2, None)


def test_what_was_ticked_stays_when_the_process_leaves_the_list(lessons: Lessons, as_: As) -> None:
    process = _process(lessons)
    _tick(lessons, "bas", process, MENTOR)
    lotte = as_(lessons.running.cast.lotte)
    assert lotte.post(reverse("learning:change_process", args=[process.pk]), {"retire": "yes"}).status_code == 302
    enrolment = paths_of(lessons.actor("roos")).get(pk=lessons.amal.pk)
    assert [row.process for row in progress_of(enrolment)] == [process]
    assert words_for(enrolment) == []


def test_bas_and_lotte_write_the_list_and_its_words_on_its_pages(lessons: Lessons, as_: As) -> None:
    blueprint = lessons.cohort.version.blueprint_id
    bas, page = as_(lessons.running.cast.bas), reverse("learning:processes", args=[blueprint])
    assert bas.get(page).status_code == 200
    new = reverse("learning:new_process", args=[blueprint])
    assert bas.get(new).status_code == 200
    assert bas.post(new, {"title": ""}).status_code == 422
    assert bas.post(new, {"title": "Snoeien", "explanation": "veilig"}).status_code == 302
    process = WorkProcess.objects.get()
    add = reverse("learning:new_word", args=[process.pk])
    assert bas.post(add, {"kind": "", "text": ""}).status_code == 422
    for word in ({"kind": "2_word", "text": "de snoeischaar"}, {"kind": "1_safety", "text": "Pas op, scherp!"}):
        assert bas.post(add, word | {"pictogram": "warning", "meaning": "uitleg"}).status_code == 302
    change = reverse("learning:change_process", args=[process.pk])
    assert bas.post(change, {"title": "Snoeien en knippen", "explanation": "veilig"}).status_code == 302
    listed = as_(lessons.running.cast.lotte).get(page).content.decode()
    assert "Snoeien en knippen" in listed
    own = as_(_who(lessons, "amal")).get(reverse("learning:words", args=[lessons.amal.pk])).content.decode()
    assert own.index("Pas op, scherp!") < own.index("de snoeischaar"), "safety first"
    assert "data-read-aloud" in own
    gone = VocabularyItem.objects.get(kind="2_word")
    assert bas.post(reverse("learning:remove_word", args=[gone.pk])).status_code == 302
    assert VocabularyItem.objects.count() == 1


def test_a_tick_on_the_page_is_seen_by_everybody_and_a_wrong_one_is_refused_in_words(lessons: Lessons, as_: As) -> None:
    process = _process(lessons)
    address, page = (reverse(f"learning:{name}", args=[lessons.amal.pk]) for name in ("tick", "progress"))
    bas = as_(lessons.running.cast.bas)
    seen = {"process": process.pk, "role": "mentor", "can": "yes"}
    assert "Getikt" in bas.post(address, seen, follow=True).content.decode() or Tick.objects.exists()
    assert bas.post(address, seen | {"role": "school"}, follow=True).status_code == 200
    assert bas.post(address, {"process": "x"}, follow=True).status_code == 200
    assert Tick.objects.count() == 1
    for name in ("amal", "karim", "bas", "lotte", "mo", "roos"):
        assert "Snoeien" in as_(_who(lessons, name)).get(page).content.decode(), name
    assert bas.post(address, seen | {"can": "no"}).status_code == 302
    assert not Tick.objects.exists()


def _draft(lessons: Lessons) -> Credential:
    lessons.record(date(2027, 3, 9))
    _tick(lessons, "bas", _process(lessons), MENTOR)
    enrolment = paths_of(lessons.actor("lotte")).get(pk=lessons.amal.pk)
    return draft_credential(
        enrolment=enrolment, kind="praktijkverklaring", title="Praktijkverklaring", by=lessons.actor("lotte")
    )


def test_a_credential_holds_what_was_seen_and_is_issued_once(lessons: Lessons) -> None:
    lotte, draft = lessons.actor("lotte"), _draft(lessons)
    assert draft.evidence["processes"][0]["seen"][0]["by"] == "Groenwerk"
    assert draft.evidence["attendance"] == {"attended": 1, "expected": 1, "until": "2027-03-09"}
    again = draft_credential(enrolment=lessons.amal, kind=draft.kind, title=draft.title, by=lotte)
    assert again.pk == draft.pk
    for _press in range(2):
        assert issue_credential(credential=draft, by=lotte).state == "issued"
    assert draft_credential(enrolment=lessons.amal, kind=draft.kind, title=draft.title, by=lotte).state == "issued"
    for _press in range(2):
        assert withdraw_credential(credential=draft, by=lotte).state == "withdrawn"
    with pytest.raises(WasWithdrawn):
        issue_credential(credential=draft, by=lotte)


def test_the_badge_keeps_what_open_badges_promises_and_names_nobody(lessons: Lessons, as_: As) -> None:
    draft = _draft(lessons)
    answer = as_(_who(lessons, "amal")).get(reverse("learning:badge", args=[draft.pk]))
    badge: dict[str, Any] = json.loads(answer.content)
    assert broken_promises(badge) == []
    assert "Amal" not in answer.content.decode()
    assert "proof" not in badge, "it is not signed, and says nothing else"
    assert badge["description"] == "DRAFT: not issued"
    assert broken_promises(badge | {"issuer": {}}) == ["issuer.id", "issuer.type"]


def test_a_draft_is_seen_by_its_issuer_and_the_participant_and_what_is_issued_by_all(lessons: Lessons, as_: As) -> None:
    draft = _draft(lessons)
    paper, page = reverse("learning:pdf", args=[draft.pk]), reverse("learning:credentials", args=[lessons.amal.pk])
    for name, expected in (("lotte", 200), ("amal", 200), ("bas", 404), ("karim", 404), ("els", 404)):
        assert as_(_who(lessons, name)).get(paper).status_code == expected, name
    lotte, change = as_(lessons.running.cast.lotte), reverse("learning:change_credential", args=[draft.pk])
    assert lotte.get(paper).content.startswith(b"%PDF-")
    for do in ("issue", "nothing", "withdraw", "issue"):
        assert lotte.post(change, {"do": do}).status_code == 302
    assert Credential.objects.get().state == "withdrawn"
    make = reverse("learning:draft_credential", args=[lessons.amal.pk])
    given = {"kind": "employer_statement", "title": "Verklaring van Groenwerk"}
    assert lotte.post(make, given).status_code == 302
    for wrong in ({"title": ""}, {"kind": "vca"}):
        assert lotte.post(make, given | wrong).status_code == 422, wrong
    stated = Credential.objects.get(kind="employer_statement").pk
    assert lotte.post(reverse("learning:change_credential", args=[stated]), {"do": "issue"}).status_code == 302
    for name in ("amal", "karim", "bas", "lotte", "mo", "roos"):
        assert "Verklaring van Groenwerk" in as_(_who(lessons, name)).get(page).content.decode(), name


def test_new_changed_and_removed_words_are_a_new_revision_and_only_your_own_are_yours(
    lessons: Lessons, as_: As
) -> None:
    process, bas, lotte = _process(lessons), lessons.actor("bas"), lessons.actor("lotte")
    _tick(lessons, "bas", process, MENTOR)

    def word(text: str, meaning: str = "") -> VocabularyItem:
        return VocabularyItem(process=process, kind="2_word", text=text, meaning=meaning)

    own = add_word(word=word("de schaar"), by=bas)
    add_word(word=word("de schaar"), by=bas)
    assert WorkProcess.objects.get().revision == 2, "the same once more changes nothing"
    add_word(word=word("de schaar", "om te knippen"), by=lotte)
    assert VocabularyItem.objects.get().supplied_by == lessons.running.cast.groenwerk, (
        "who wrote the process changes it"
    )
    theirs = add_word(word=word("het pad"), by=lotte)
    with pytest.raises(AnothersWord):
        add_word(word=word("het pad", "waar je loopt"), by=bas)
    assert (WorkProcess.objects.get().revision, Tick.objects.get().revision) == (4, 1)
    page = as_(lessons.running.cast.bas)
    there = page.get(reverse("learning:processes", args=[process.blueprint_id])).content.decode()
    assert [reverse("learning:remove_word", args=[one.pk]) in there for one in (own, theirs)] == [True, False]
    assert page.post(reverse("learning:remove_word", args=[theirs.pk])).status_code == 404
    again = {"kind": "2_word", "text": "het pad", "meaning": "waar je loopt"}
    assert page.post(reverse("learning:new_word", args=[process.pk]), again).status_code == 422
    assert page.post(reverse("learning:remove_word", args=[own.pk])).status_code == 302
    assert as_(lessons.running.cast.roos).post(reverse("learning:remove_word", args=[theirs.pk])).status_code == 302
    assert WorkProcess.objects.get().revision == 6
