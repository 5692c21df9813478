"""Why a group is open, also when it brings less than it costs itself."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from django.template.loader import render_to_string
from django.utils import translation

from leerwerk.engine.planning.answer import Answer, Status
from leerwerk.engine.planning.eligibility import pairs_of
from leerwerk.engine.planning.explain import Explainer, Shortage
from leerwerk.engine.planning.question import Question
from leerwerk.planning import actions
from leerwerk.planning.enums import LockKind
from leerwerk.planning.models import PlanningRound
from leerwerk.planning.queries.person import explainer_of
from leerwerk.planning.queries.reasons import reason_of
from leerwerk.privacy.actor import Actor
from tests.planning.season import SmallSeason, planned_again

NAMES: dict[Shortage, dict[int, str]] = {Shortage.RESOURCE: {}, Shortage.BUDGET: {}}


def _explained(plan: PlanningRound, group: int, **changes: Any) -> dict[str, Any]:
    """Explain this group of the plan as if the question had been another one."""
    known = explainer_of(plan.pk, plan.question.fingerprint)
    question: Question = replace(known.question, **changes)
    answer = Answer(
        status=Status.FEASIBLE, plan=known.plan, objective=0.0, bound=0.0, prices=known.prices, seconds=0.0, seed=1
    )
    return reason_of(Explainer(question, pairs_of(question), answer), group, NAMES)


@pytest.fixture
def groen(plan: PlanningRound, small: SmallSeason) -> int:
    """Which row of the question groen is."""
    return explainer_of(plan.pk, plan.question.fingerprint).question.groups.ids.index(str(small.groen.pk))


def test_a_group_that_brings_more_than_it_costs_says_so(plan: PlanningRound, small: SmallSeason, groen: int) -> None:
    told = _explained(plan, groen)
    assert (told["code"], told["less"]) == ("pays", 0)
    assert plan.group_proposals.get(cohort=small.groen).reasons == told


def test_a_group_that_brings_less_than_it_costs_says_why_it_is_open(plan: PlanningRound, groen: int) -> None:
    known = explainer_of(plan.pk, plan.question.fingerprint)
    question = known.question
    dear = replace(question.groups, fixed_cost=question.groups.fixed_cost + 1000.0)
    people = np.flatnonzero(known.plan.group == groen).astype(np.int32)
    both = replace(question.locks, together=people[:2].reshape(1, 2))
    floor = replace(question.settings, low_skilled_floor=0.01)
    told = {
        "falls_short": _explained(plan, groen, groups=dear),
        "together": _explained(plan, groen, groups=dear, locks=both),
        "floor": _explained(plan, groen, groups=dear, settings=floor),
    }
    words = {
        "falls_short": "zelf minder oplevert dan ze kost",
        "together": "samen zijn vastgezet",
        "floor": "minimale aandeel laagopgeleide",
    }
    for code, reason in told.items():
        assert reason["code"] == code
        assert reason["less"] > 0
        with translation.override("nl"):
            text = render_to_string("planning/_reason.html", {"reason": reason})
        assert words[code] in text
        assert "duizend minder op dan ze kost" in text


def test_a_group_that_is_open_for_the_sake_of_staying_says_so(
    plan: PlanningRound, small: SmallSeason, roos: Actor
) -> None:
    draft = actions.change_something(previous=plan, by=roos)
    stayed = planned_again(draft, roos, benefit=0.0, wish_weights=[0.0], change_penalty=100.0)
    told = stayed.group_proposals.get(cohort=small.groen).reasons
    assert told["code"] == "kept"
    assert told["less"] > 0


def test_a_group_that_was_locked_open_says_so(plan: PlanningRound, small: SmallSeason, roos: Actor) -> None:
    held = actions.lock(previous=plan, kind=LockKind.OPEN, cohort=small.groen, reason="beloofd", by=roos)
    assert planned_again(held.round, roos).group_proposals.get(cohort=small.groen).reasons["code"] == "locked_open"
