"""Agreements: what is missing is named, everybody approves the same version, and disagreement stands side by side."""

from functools import partial
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from leerwerk.engine.agreement import Article, Code, Missing, difference
from leerwerk.engine.pathway import Lack, NotAllowed, Step
from leerwerk.notices.queries import waiting_for
from leerwerk.parties.middleware import behind_the_wall
from leerwerk.parties.models import Organisation
from leerwerk.placement.actions import give_seat
from leerwerk.placement.models import Offer, Workplace
from leerwerk.privacy.actor import Actor
from leerwerk.trajectories import actions
from leerwerk.trajectories.models import (
    Agreement,
    AgreementAnswer,
    AgreementPart,
    AgreementVersion,
)
from leerwerk.trajectories.queries.agreements import told
from leerwerk.trajectories.queries.paths import path_of
from tests.at_once import at_once, wrong
from tests.cast import build_cast
from tests.trajectories import agreeing
from tests.trajectories.agreeing import SIDES, awaited, declined, of_amal, say, sent
from tests.trajectories.running import WEIGHED, Running, build_running

pytestmark = pytest.mark.django_db


def _all_approve(running: Running, agreement: Agreement) -> None:
    for name in SIDES:
        say(agreement, running.actor(name))


def test_the_way_from_nothing_to_in_force_tells_at_each_moment_who_acts_next(chosen: Running) -> None:
    agreement = agreeing.of(chosen.amal)
    assert of_amal(chosen) == {("draft", "director", "")}
    actions.fill_in(agreement=agreement, filled={"talk_days": 5}, seen=0, by=chosen.actor("roos"))
    assert of_amal(chosen) == {("fill", "employer", "groenwerk"), ("fill", "director", "")}
    actions.fill_in(agreement=agreement, filled=agreeing.FILLED, seen=1, by=chosen.actor("bas"))
    assert of_amal(chosen) == {("send", "director", "")}
    version = actions.send_version(agreement=agreement, note="", by=chosen.actor("roos"))
    waits = {
        ("approve", "candidate", ""),
        ("approve", "employer", "groenwerk"),
        ("approve", "caseworker", "gm-utrecht"),
        ("approve", "educator", "school"),
        ("approve", "mentor", "verbinders"),
    }
    assert of_amal(chosen) == waits
    for name in SIDES[:-1]:
        say(agreement, chosen.actor(name))
        version.refresh_from_db()
        assert version.bound_at is None
    assert of_amal(chosen) == {("approve", "mentor", "verbinders")}
    say(agreement, chosen.actor(SIDES[-1]))
    version.refresh_from_db()
    assert version.bound_at is not None
    assert of_amal(chosen) == set()


def test_nobody_starts_before_every_party_approved_one_version(chosen: Running) -> None:
    chosen.act("roos", Step.START_PRE_TRACK)
    for name in ("karim", "bas", "roos"):
        chosen.act(name, Step.GO, words="ja", criteria=WEIGHED)
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
    before = known.before(known.latest)
    assert before is not None
    assert before.row == first
    changes = difference(before.clauses, known.latest.clauses)
    assert [(one.how, one.clause.code) for one in changes] == [("changed", Code.CONTRACT_MONTHS)]
    with pytest.raises(actions.NotTheNewest):
        say(agreement, chosen.actor("lotte"), version=first)
    _all_approve(chosen, agreement)
    known = told(agreement)
    assert known.in_force is not None
    assert known.in_force.row == second


def test_a_version_is_compared_with_the_last_one_that_a_side_approved(chosen: Running) -> None:
    agreement, roos, bas = agreeing.of(chosen.amal), chosen.actor("roos"), chosen.actor("bas")
    first = sent(agreement, roos)
    say(agreement, bas)
    second = sent(agreement, roos, notice_weeks=2)
    sent(agreement, roos, notice_weeks=2, talk_days=9)
    known = told(agreement)
    assert known.latest is not None
    for name, number in (("bas", first.number), ("karim", second.number)):
        before = known.before(known.latest, known.latest.of(chosen.actor(name)))
        assert before is not None
        assert before.row.number == number


def test_disagreement_stands_beside_what_the_others_say_and_nothing_of_it_is_deleted(chosen: Running) -> None:
    agreement = agreeing.of(chosen.amal)
    version = sent(agreement, chosen.actor("roos"))
    say(agreement, chosen.actor("karim"))
    say(agreement, chosen.actor("bas"), declined("Ik wil een proeftijd van twee maanden."))
    say(agreement, chosen.actor("bas"), declined("Ik wil een proeftijd van twee maanden."))  # a double click
    assert ("talk", "director", "") in of_amal(chosen)
    latest = told(agreement).latest
    assert latest is not None
    assert latest.disputed
    say(agreement, chosen.actor("bas"))
    say(agreement, chosen.actor("bas"), declined("toch niet"))  # who approved has approved
    answers = AgreementAnswer.objects.filter(side__version=version, side__side="employer")
    assert [one.verdict for one in answers] == ["declined", "approved"]
    assert ("talk", "director", "") not in of_amal(chosen)


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


def test_the_organisations_around_a_group_agree_together(running: Running) -> None:
    agreement = agreeing.together(running.cohort)
    assert awaited("trajectories.cohort", running.cohort.pk) == {("draft", "director", "")}
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
    assert awaited("trajectories.cohort", running.cohort.pk) == set()
    clauses = told(agreement).versions[0].clauses
    assert {one.article for one in clauses} & {Article.PAY, Article.CONTRACT} == set()
    assert not any("Amal" in str(one.values) for one in clauses), "no participant is named"


def test_each_party_to_what_organisations_agree_is_asked_for_it_in_its_own_list(running: Running) -> None:
    version = sent(agreeing.together(running.cohort), running.actor("roos"))
    today = timezone.localdate()
    for name in ("bas", "karim", "els", "lotte", "mo", "roos"):
        asked = waiting_for(running.actor(name), today).filter(kind=f"{agreeing.MATTERS}approve")
        assert asked.count() == 1, f"{name} is asked to approve version {version.number}"
        say(agreeing.together(running.cohort), running.actor(name))
        assert not asked.exists()


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


@pytest.mark.django_db(transaction=True)
def test_the_last_two_who_approve_at_the_same_moment_bind_it_once() -> None:
    chosen = build_running(build_cast())
    chosen.until("selected")
    agreeing.describe(chosen.small.workplaces[0])
    agreement = agreeing.of(chosen.amal)
    version = sent(agreement, chosen.actor("roos"))
    for name in SIDES[:3]:
        say(agreement, chosen.actor(name))

    def approve(who: Actor) -> None:
        with behind_the_wall(who):
            say(agreement, who, version=version)

    assert wrong(at_once(*(partial(approve, chosen.actor(name)) for name in (*SIDES[3:], *SIDES[3:])))) == []
    version.refresh_from_db()
    assert version.bound_at is not None
    assert AgreementAnswer.objects.filter(side__version=version).count() == len(SIDES)
    assert of_amal(chosen) == set()
