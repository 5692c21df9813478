"""Agreements: what is missing is named, everybody approves the same version, and disagreement stands side by side."""

from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.db import IntegrityError, transaction
from django.utils import timezone

from leerwerk.engine.agreement import Article, Code, Missing
from leerwerk.engine.pathway import Lack, NotAllowed, Step
from leerwerk.notices.models import Matter
from leerwerk.parties.middleware import behind_the_wall
from leerwerk.parties.models import Organisation
from leerwerk.placement.actions import give_seat
from leerwerk.placement.models import Offer, Workplace
from leerwerk.privacy.wall import asking
from leerwerk.trajectories import actions
from leerwerk.trajectories.actions import Reply
from leerwerk.trajectories.enums import Verdict
from leerwerk.trajectories.models import (
    Agreement,
    AgreementAnswer,
    AgreementPart,
    AgreementVersion,
    AnswerWords,
    ApprovalLink,
)
from leerwerk.trajectories.queries.agreements import link_of, told
from leerwerk.trajectories.queries.paths import path_of
from tests.trajectories import agreeing
from tests.trajectories.agreeing import APPROVED, SIDES, declined, say, sent
from tests.trajectories.running import Running

pytestmark = pytest.mark.django_db
MATTERS = "trajectories.agreement."


@pytest.fixture
def chosen(running: Running) -> Running:
    """Amal was selected; Bas described the work."""
    running.until("selected")
    agreeing.describe(running.small.workplaces[0])
    return running


def _awaited(subject: str, key: int) -> set[tuple[str, str, str]]:
    """What is open about an agreement: what, whose function, and of which organisation."""
    found = Matter.objects.filter(
        kind__startswith=MATTERS, subject_type=subject, subject_id=key, closed_at=None
    ).select_related("organisation")
    return {
        (one.kind.removeprefix(MATTERS), one.function, one.organisation.code if one.organisation else "")
        for one in found
    }


def _of_amal(running: Running) -> set[tuple[str, str, str]]:
    return _awaited("trajectories.enrolment", running.amal.pk)


def _all_approve(running: Running, agreement: Agreement) -> None:
    for name in SIDES:
        say(agreement, running.actor(name))


def test_the_way_from_nothing_to_in_force_tells_at_each_moment_who_acts_next(chosen: Running) -> None:
    agreement = agreeing.of(chosen.amal)
    assert _of_amal(chosen) == {("draft", "director", "")}
    actions.fill_in(agreement=agreement, filled={"talk_days": 5}, seen=0, by=chosen.actor("roos"))
    assert _of_amal(chosen) == {("fill", "employer", "groenwerk"), ("fill", "director", "")}
    actions.fill_in(agreement=agreement, filled=agreeing.FILLED, seen=1, by=chosen.actor("bas"))
    assert _of_amal(chosen) == {("send", "director", "")}
    version = actions.send_version(agreement=agreement, note="", by=chosen.actor("roos"))
    waits = {
        ("approve", "candidate", ""),
        ("approve", "employer", "groenwerk"),
        ("approve", "caseworker", "gm-utrecht"),
        ("approve", "educator", "school"),
        ("approve", "mentor", "verbinders"),
    }
    assert _of_amal(chosen) == waits
    for name in SIDES[:-1]:
        say(agreement, chosen.actor(name))
        version.refresh_from_db()
        assert version.bound_at is None
    assert _of_amal(chosen) == {("approve", "mentor", "verbinders")}
    say(agreement, chosen.actor(SIDES[-1]))
    version.refresh_from_db()
    assert version.bound_at is not None
    assert _of_amal(chosen) == set()


def test_nobody_starts_before_every_party_approved_one_version(chosen: Running) -> None:
    chosen.act("roos", Step.START_PRE_TRACK)
    for name in ("karim", "bas", "roos"):
        chosen.act(name, Step.GO, words="ja")
    with pytest.raises(NotAllowed) as refused:
        chosen.act("roos", Step.START_LEARN_WORK)
    assert Lack.AGREEMENT_NOT_BINDING in refused.value.lacks
    chosen.agreed()
    with pytest.raises(NotAllowed) as refused:
        chosen.act("roos", Step.START_LEARN_WORK)
    assert Lack.AGREEMENT_NOT_BINDING not in refused.value.lacks


def test_what_is_missing_stops_it_and_is_named(chosen: Running) -> None:
    agreement = agreeing.of(chosen.amal)
    Workplace.objects.filter(pk=chosen.small.workplaces[0].pk).update(mentor_name="")
    with pytest.raises(actions.CannotBeSent) as refused:
        sent(agreement, chosen.actor("roos"), pay=None, growth="")
    assert refused.value.missing == (Missing.FLOOR_MENTOR, Missing.PAY, Missing.GROWTH)
    assert not AgreementVersion.objects.filter(agreement=agreement).exists()


def test_pay_below_the_minimum_wage_is_not_sent(chosen: Running) -> None:
    with pytest.raises(actions.CannotBeSent) as refused:
        sent(agreeing.of(chosen.amal), chosen.actor("bas"), pay="14.70")
    assert refused.value.missing == (Missing.BELOW_MINIMUM_WAGE,)


def test_a_change_is_a_new_version_that_everybody_approves_anew_while_the_old_one_holds(chosen: Running) -> None:
    agreement = agreeing.of(chosen.amal)
    first = sent(agreement, chosen.actor("roos"))
    _all_approve(chosen, agreement)
    second = sent(agreement, chosen.actor("bas"), note="meer uren", contract_months=24)
    known = told(agreement)
    assert known.latest is not None
    assert (known.latest.row, known.pending is known.latest) == (second, True)
    assert known.in_force is not None
    assert known.in_force.row == first
    changes = known.changed_in(known.latest)
    assert [(one.how, one.clause.code) for one in changes] == [("changed", Code.CONTRACT_MONTHS)]
    with pytest.raises(actions.NotTheNewest):
        say(agreement, chosen.actor("lotte"), version=first)
    _all_approve(chosen, agreement)
    known = told(agreement)
    assert known.in_force is not None
    assert known.in_force.row == second


def test_disagreement_stands_beside_what_the_others_say_and_nothing_of_it_is_deleted(chosen: Running) -> None:
    agreement = agreeing.of(chosen.amal)
    version = sent(agreement, chosen.actor("roos"))
    say(agreement, chosen.actor("karim"))
    say(agreement, chosen.actor("bas"), declined("Ik wil een proeftijd van twee maanden."))
    say(agreement, chosen.actor("bas"), declined("Ik wil een proeftijd van twee maanden."))  # a double click
    assert ("talk", "director", "") in _of_amal(chosen)
    latest = told(agreement).latest
    assert latest is not None
    assert latest.disputed
    say(agreement, chosen.actor("bas"))
    say(agreement, chosen.actor("bas"), declined("toch niet"))  # who approved has approved
    answers = AgreementAnswer.objects.filter(side__version=version, side__side="employer")
    assert [one.verdict for one in answers] == ["declined", "approved"]
    assert ("talk", "director", "") not in _of_amal(chosen)


def test_a_version_that_was_declined_may_be_sent_again_and_one_that_was_not_is_not_made_twice(chosen: Running) -> None:
    agreement, roos = agreeing.of(chosen.amal), chosen.actor("roos")
    first = sent(agreement, roos)
    assert actions.send_version(agreement=agreement, note="", by=roos) == first
    say(agreement, chosen.actor("lotte"), declined("Dit kan niet op dinsdag."))
    assert actions.send_version(agreement=agreement, note="na een gesprek", by=roos).number == 2


def test_two_who_fill_in_at_once_do_not_undo_each_other(chosen: Running) -> None:
    agreement = agreeing.of(chosen.amal)
    actions.fill_in(agreement=agreement, filled={"talk_days": 5}, seen=0, by=chosen.actor("roos"))
    actions.fill_in(agreement=agreement, filled={"talk_days": 5}, seen=0, by=chosen.actor("roos"))
    with pytest.raises(actions.WrittenMeanwhile):
        actions.fill_in(agreement=agreement, filled={"talk_days": 9}, seen=0, by=chosen.actor("bas"))
    agreement.draft.refresh_from_db()
    assert (agreement.draft.filled, agreement.draft.edits) == ({"talk_days": 5}, 1)


def test_the_database_keeps_versions_answers_and_what_binding_means(chosen: Running) -> None:
    version = sent(agreeing.of(chosen.amal), chosen.actor("roos"))
    refusals: list[tuple[str, Any]] = [
        ("not changed", lambda: AgreementVersion.objects.filter(pk=version.pk).update(note="x")),
        ("not every side", lambda: AgreementVersion.objects.filter(pk=version.pk).update(bound_at=timezone.now())),
        ("not changed", lambda: AgreementPart.objects.filter(version=version).update(clauses=[])),
        ("not changed", lambda: version.sides.update(name="x")),
    ]
    for words, change in refusals:
        with pytest.raises(IntegrityError, match=words), transaction.atomic():
            change()


def test_who_is_no_party_answers_nothing(chosen: Running) -> None:
    agreement = agreeing.of(chosen.amal)
    sent(agreement, chosen.actor("roos"))
    for name in ("roos", "els", "fleur", "vera", "dirk"):
        with pytest.raises(actions.NotYourSide):
            say(agreement, chosen.actor(name))


def test_school_and_mentor_approve_the_same_version_without_reading_pay_and_contract(chosen: Running) -> None:
    agreement = agreeing.of(chosen.amal)
    version = sent(agreement, chosen.actor("roos"))
    say(agreement, chosen.actor("bas"), declined("14,71 is genoeg"))
    for name, reads in (
        ("bas", True),
        ("karim", True),
        ("amal", True),
        ("roos", True),
        ("lotte", False),
        ("mo", False),
    ):
        with behind_the_wall(chosen.actor(name)):
            seen = told(agreement).latest
            assert seen is not None
            assert seen.row.fingerprint == version.fingerprint
            assert seen.whole, name
            articles = {one.article for one in seen.clauses}
            assert (Article.PAY in articles, Article.CONTRACT in articles) == (reads, reads), name
            assert bool(seen.hidden) != reads
            assert AgreementPart.objects.filter(circle="employment").exists() == reads
            assert AnswerWords.objects.filter(text="14,71 is genoeg").exists() == reads
            assert [one.declined for one in seen.standings].count(True) == 1, "that somebody declined is seen by all"


def test_others_find_no_agreement_at_all(chosen: Running) -> None:
    sent(agreeing.of(chosen.amal), chosen.actor("roos"))
    for name in ("els", "fleur", "vera", "dirk"):
        with behind_the_wall(chosen.actor(name)):
            assert not Agreement.objects.filter(enrolment=chosen.amal).exists()
            assert not AgreementVersion.objects.exists(), name
            assert not ApprovalLink.objects.exists()


def test_another_employer_reads_nothing_of_what_the_first_had_agreed(chosen: Running) -> None:
    agreement = agreeing.of(chosen.amal)
    first = sent(agreement, chosen.actor("roos"))
    _all_approve(chosen, agreement)
    other = Organisation.objects.create(
        code="bloemen", kind="employer", name="Bloemen", region=chosen.cast.region, municipality_id="GM0356"
    )
    actions.employ_at(enrolment=chosen.amal, organisation_id=other.pk, by=chosen.actor("roos"))
    with asking(works=other.pk, member=other.pk):
        assert not AgreementVersion.objects.filter(pk=first.pk).exists()
    with behind_the_wall(chosen.actor("bas")):
        assert not AgreementVersion.objects.exists(), "and the first meets nobody here any more"
    assert told(agreement).in_force is not None


def test_a_school_approves_from_behind_the_wall_and_may_be_the_last(chosen: Running) -> None:
    agreement = agreeing.of(chosen.amal)
    version = sent(agreement, chosen.actor("roos"))
    for name in ("karim", "bas", "mo", "amal", "lotte"):
        with behind_the_wall(chosen.actor(name)):
            say(agreement, chosen.actor(name), version=version)
    version.refresh_from_db()
    assert version.bound_at is not None


def test_an_employer_fills_in_and_sends_from_behind_the_wall(chosen: Running) -> None:
    agreement, bas = agreeing.of(chosen.amal), chosen.actor("bas")
    with behind_the_wall(bas):
        version = sent(agreement, bas)
    assert (version.number, version.sides.count(), version.parts.count()) == (1, 5, 2)


def test_the_intermediary_writes_down_what_the_candidate_said_and_who_read_it(chosen: Running) -> None:
    agreement, karim = agreeing.of(chosen.amal), chosen.actor("karim")
    version = sent(agreement, chosen.actor("roos"))
    facts: dict[str, Any] = {"agreement": agreement, "fingerprint": version.fingerprint, "for_candidate": True}
    with pytest.raises(actions.NobodyHelped):
        actions.answer(**facts, reply=APPROVED, by=karim)
    with pytest.raises(actions.NotYourSide):
        actions.answer(**facts, reply=APPROVED, by=chosen.actor("bas"))
    read = Reply(verdict=Verdict.APPROVED, helped_by="Hanan, tolk", help_language="ar")
    actions.answer(**facts, reply=read, by=karim)
    answer = AgreementAnswer.objects.get(side__version=version, side__side="candidate")
    assert (answer.signer, answer.helped_by, answer.help_language) == ("Karim", "Hanan, tolk", "ar")
    assert not AgreementAnswer.objects.filter(side__side="intermediary").exists(), "that is not their own approval"


def _link(running: Running, agreement: Agreement, side: str, by: str, email: str = "baas@groenwerk.example") -> str:
    version = agreement.versions.first()
    assert version is not None
    return actions.send_link(
        side=version.sides.get(side=side), email=email, link_base="http://testserver/l/", by=running.actor(by)
    )


def test_a_link_answers_once_for_one_side_of_one_version(
    chosen: Running, django_capture_on_commit_callbacks: Any
) -> None:
    agreement = agreeing.of(chosen.amal)
    sent(agreement, chosen.actor("roos"))
    with django_capture_on_commit_callbacks(execute=True):
        secret = _link(chosen, agreement, "employer", "bas")
    assert [letter.to for letter in mail.outbox] == [["baas@groenwerk.example"]]
    assert secret in mail.outbox[0].body
    assert "Amal" not in mail.outbox[0].body
    by = chosen.actor("fleur")
    with asking():
        link = link_of(secret)
        assert link is not None
        latest = told(link.side.version.agreement).latest
        assert latest is not None
        assert not latest.hidden, "who signs for the employer reads the pay"
        actions.answer_by_link(link=link, reply=APPROVED, by=by)
        with pytest.raises(actions.LinkIsClosed):
            actions.answer_by_link(link=link, reply=APPROVED, by=by)
        assert link_of(secret) is None
        assert not AgreementVersion.objects.exists(), "a used link opens nothing any more"
    assert _of_amal(chosen) & {("approve", "employer", "groenwerk")} == set()


def test_a_link_of_a_school_shows_no_pay(chosen: Running) -> None:
    agreement = agreeing.of(chosen.amal)
    sent(agreement, chosen.actor("roos"))
    secret = _link(chosen, agreement, "educator", "lotte")
    with asking():
        link = link_of(secret)
        assert link is not None
        latest = told(link.side.version.agreement).latest
        assert latest is not None
        assert latest.whole
        assert latest.hidden


def test_a_newer_link_version_or_day_closes_a_link(chosen: Running) -> None:
    agreement, roos = agreeing.of(chosen.amal), chosen.actor("roos")
    sent(agreement, roos)
    first = _link(chosen, agreement, "employer", "bas")
    second = _link(chosen, agreement, "employer", "roos")
    assert link_of(first) is None
    assert link_of(second) is not None
    ApprovalLink.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    assert link_of(second) is None
    third = _link(chosen, agreement, "employer", "roos")
    sent(agreement, roos, notice_weeks=2)
    assert link_of(third) is None
    say(agreement, chosen.actor("bas"))
    with pytest.raises(actions.ApprovedAlready):
        _link(chosen, agreement, "employer", "roos")
    with pytest.raises(actions.NotYourSide):
        _link(chosen, agreement, "educator", "bas")


def test_the_organisations_around_a_group_agree_together(running: Running) -> None:
    agreement = agreeing.together(running.cohort)
    assert _awaited("trajectories.cohort", running.cohort.pk) == {("draft", "director", "")}
    version = sent(agreement, running.actor("roos"))
    sides = {(one.side, one.name) for one in version.sides.all()}
    assert sides == {
        ("employer", "Groenwerk"),
        ("intermediary", "Gemeente Utrecht"),
        ("intermediary", "Gemeente Nieuwegein"),
        ("educator", "Vakschool Midden"),
        ("mentor", "De Verbinders"),
        ("director", "Werkcentrum Midden-Utrecht"),
    }
    for name in ("bas", "karim", "els", "lotte", "mo", "roos"):
        with behind_the_wall(running.actor(name)):
            say(agreement, running.actor(name), version=version)
    version.refresh_from_db()
    assert version.bound_at is not None
    assert _awaited("trajectories.cohort", running.cohort.pk) == set()
    clauses = told(agreement).versions[0].clauses
    assert {one.article for one in clauses} & {Article.PAY, Article.CONTRACT} == set()
    assert not any("Amal" in str(one.values) for one in clauses), "no participant is named"


def test_an_organisation_with_two_roles_approves_once(chosen: Running) -> None:
    chosen.cohort.language_school = chosen.cast.school
    chosen.cohort.save(update_fields=["language_school"])
    version = sent(agreeing.of(chosen.amal), chosen.actor("roos"))
    assert version.sides.filter(organisation=chosen.cast.school).count() == 1


def test_a_workplace_elsewhere_asks_for_a_new_agreement(chosen: Running) -> None:
    agreement = agreeing.of(chosen.amal)
    sent(agreement, chosen.actor("roos"))
    _all_approve(chosen, agreement)
    other = Organisation.objects.create(
        code="bloemen", kind="employer", name="Bloemen", region=chosen.cast.region, municipality_id="GM0356"
    )
    kas = Workplace.objects.create(code="kas", employer=other, title="Kas", municipality_id="GM0356", places=2)
    Offer.objects.create(cohort=chosen.cohort, workplace=kas)
    assert path_of(chosen.amal).facts.agreement_bound
    give_seat(enrolment=chosen.amal, workplace=kas, by=chosen.actor("roos"))
    assert not path_of(chosen.amal).facts.agreement_bound
