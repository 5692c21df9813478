"""Who reads which part of an agreement, who may answer for whom, and what a link opens."""

from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.utils import timezone

from leerwerk.engine.agreement import Article
from leerwerk.parties.middleware import behind_the_wall
from leerwerk.parties.models import Organisation
from leerwerk.privacy.actor import Actor
from leerwerk.privacy.trail import action, record
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
    Enrolment,
)
from leerwerk.trajectories.queries.agreements import link_of, told
from tests.post import letters_go
from tests.trajectories import agreeing
from tests.trajectories.agreeing import APPROVED, SIDES, declined, of_amal, say, sent
from tests.trajectories.running import Running

pytestmark = pytest.mark.django_db


def _all_approve(running: Running, agreement: Agreement) -> None:
    for name in SIDES:
        say(agreement, running.actor(name))


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
    _employed(enrolment=chosen.amal, organisation_id=other.pk, by=chosen.actor("roos"))
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


def test_a_link_answers_once_for_one_side_of_one_version(chosen: Running) -> None:
    agreement = agreeing.of(chosen.amal)
    sent(agreement, chosen.actor("roos"))
    secret = _link(chosen, agreement, "employer", "bas")
    letters_go()
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
    assert of_amal(chosen) & {("approve", "employer", "groenwerk")} == set()


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


def test_a_link_opens_the_same_for_whoever_is_signed_in_and_nothing_else_of_it(chosen: Running) -> None:
    agreement = agreeing.of(chosen.amal)
    first = sent(agreement, chosen.actor("roos"))
    secret = _link(chosen, agreement, "employer", "bas")
    for name in ("els", "fleur", "dirk", "lotte"):
        with behind_the_wall(chosen.actor(name)):
            link = link_of(secret)
            assert link is not None, name
            latest = told(link.side.version.agreement).latest
            assert latest is not None
            assert (latest.row, bool(latest.hidden)) == (first, False)
        with behind_the_wall(chosen.actor(name)):
            assert AgreementPart.objects.filter(circle="employment").count() == 0, "in the next request it is closed"


@action
def _employed(*, enrolment: Enrolment, organisation_id: int, by: Actor) -> None:
    """Give somebody work at another organisation, as whoever gives a workplace does."""
    actions.employ_at(enrolment=enrolment, organisation_id=organisation_id, by=by)
    record("seat_given", enrolment, by=by)
