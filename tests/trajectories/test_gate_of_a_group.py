"""Whether a group as a whole starts: later, or not at all; and what becomes of who takes part."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from leerwerk.engine.pathway import Alternative, Lack, NotAllowed, Reason, Step
from leerwerk.notices.models import Matter
from leerwerk.parties.models import Person
from leerwerk.trajectories import actions
from leerwerk.trajectories.enums import CohortState, GateVerdict, Stage
from leerwerk.trajectories.models import Cohort, Enrolment, GroupGate
from leerwerk.trajectories.queries.awaiting import differences_in
from tests.trajectories.running import Running

pytestmark = pytest.mark.django_db
type As = Callable[[Person], Client]


def _decide(running: Running, verdict: GateVerdict, **more: Any) -> GroupGate:
    said: dict[str, Any] = {"reason": "te weinig mensen", "money_missing": Decimal(0)}
    return actions.decide_group_gate(cohort=running.cohort, verdict=verdict, by=running.actor("roos"), **said | more)


def _open(about: str, key: int) -> dict[str, date]:
    found = Matter.objects.filter(
        kind__startswith="trajectories.", subject_type=f"trajectories.{about}", subject_id=key, closed_at=None
    )
    return {one.kind.split(".", 1)[1]: one.due_on for one in found}


def test_not_yet_names_the_day_on_which_it_is_asked_again(running: Running, as_: As) -> None:
    running.until("selected")
    day = timezone.localdate() + timedelta(days=40)
    assert _open("cohort", running.cohort.pk)["group.gate"] != day
    address = reverse("trajectories:gate", args=[running.cohort.pk])
    roos, said = as_(running.cast.roos), {"verdict": "not_yet", "reason": "later", "money_missing": "0"}
    assert "again_on" in roos.post(address, said).context["gate_form"].errors
    for again in (None, timezone.localdate()):
        with pytest.raises(actions.NoDayToAskAgain):
            _decide(running, GateVerdict.NOT_YET, again_on=again)
    assert roos.post(address, said | {"again_on": day.isoformat()}).status_code == 302
    assert _open("cohort", running.cohort.pk)["group.gate"] == day
    page = roos.get(reverse("trajectories:participants", args=[running.cohort.pk]))
    assert page.context["whole"].gate["again_on"] == day
    assert not differences_in(running.cohort)


def test_no_go_ends_the_group_and_everybody_hears_what_is_possible_instead(running: Running, as_: As) -> None:
    running.until("pre_track")
    running.act("els", Step.INVITE, running.samuel)
    address = reverse("trajectories:gate", args=[running.cohort.pk])
    said = {"verdict": "no_go", "reason": "te weinig mensen", "money_missing": "0"}
    assert as_(running.cast.roos).post(address, said).status_code == 302
    cohort = Cohort.objects.get(pk=running.cohort.pk)
    assert cohort.state == CohortState.REFUSED
    assert _open("cohort", cohort.pk) == {}
    assert set(_open("enrolment", running.amal.pk)) == {"step.leave"}
    assert set(_open("enrolment", running.samuel.pk)) == {"step.decline"}
    assert not Matter.objects.filter(kind__startswith="trajectories.preparation.", closed_at=None).exists()
    assert not differences_in(cohort)
    own = as_(Person.objects.get(email="amal@example.org")).get(reverse("trajectories:my_path")).content.decode()
    assert "begint niet" in own
    roos = as_(running.cast.roos)
    assert roos.get(reverse("trajectories:participants", args=[cohort.pk])).status_code == 200
    for name, row, step in (("karim", running.amal, "leave"), ("els", running.samuel, "decline")):
        browser, form = as_(getattr(running.cast, name)), reverse("trajectories:step", args=[row.pk, step])
        seen = browser.get(form).context["form"]["seen"].value()
        ends = {"seen": seen, "reason": "group_stops"}
        assert browser.post(form, ends).status_code == 422, "nothing is offered instead"
        assert browser.post(form, ends | {"alternatives": ["next_group", "talk"]}).status_code == 302
        row.refresh_from_db()
        assert row.stage == Stage.LEFT
        assert row.events.latest("number").alternatives == ["next_group", "talk"]
        assert _open("enrolment", row.pk) == {}
    assert not differences_in(cohort)


def test_who_speaks_for_themselves_offers_themselves_nothing(running: Running) -> None:
    running.until("selected")
    _decide(running, GateVerdict.NO_GO)
    with pytest.raises(NotAllowed) as refused:
        running.act("karim", Step.LEAVE, reason=Reason.GROUP_STOPS)
    assert refused.value.lacks == (Lack.ALTERNATIVE,)
    assert running.act("amal", Step.LEAVE, reason=Reason.GROUP_STOPS).stage == Stage.LEFT
    offered = frozenset({Alternative.TALK})
    assert (
        running.act("els", Step.LEAVE, running.samuel, reason=Reason.GROUP_STOPS, alternatives=offered).stage
        == Stage.LEFT
    )


def test_a_group_in_which_people_learn_and_work_does_not_end_at_once(running: Running, as_: As) -> None:
    running.until("learn_work")
    with pytest.raises(actions.LearnsAlready):
        _decide(running, GateVerdict.NO_GO)
    address = reverse("trajectories:gate", args=[running.cohort.pk])
    said = {"verdict": "no_go", "reason": "te weinig", "money_missing": "0"}
    assert as_(running.cast.roos).post(address, said).status_code == 422
    assert Enrolment.objects.get(pk=running.amal.pk).stage == Stage.LEARN_WORK


def test_a_group_that_ended_is_not_decided_about_once_more(running: Running, as_: As) -> None:
    _decide(running, GateVerdict.NO_GO)
    with pytest.raises(actions.NotThisFarYet):
        _decide(running, GateVerdict.GO)
    address = reverse("trajectories:gate", args=[running.cohort.pk])
    late = as_(running.cast.roos).post(address, {"verdict": "go", "reason": "toch", "money_missing": "0"})
    assert late.status_code == 422
    assert GroupGate.objects.filter(cohort=running.cohort).count() == 1
