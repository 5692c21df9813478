"""What the pages of trial placements cost in questions to the database."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from leerwerk.engine.pathway import Reason
from leerwerk.placement.actions import trial_outcomes as outcomes
from leerwerk.placement.actions import trials as actions
from leerwerk.placement.models import Trial
from tests.costs import DOOR
from tests.placement.placing import arrive
from tests.placement.test_trial_pages import As, at
from tests.placement.trying import approve, begun_trial, react, sent_trial, speak
from tests.trajectories.agreeing import amal_herself
from tests.trajectories.running import Running

pytestmark = pytest.mark.django_db
TRIAL, MY_TRIAL, WORK, MY_WORK, ANSWER = 7, 7, 9, 8, 8


def test_pages_cost_the_same_with_one_and_with_three_trial_placements(running: Running, as_: As) -> None:
    arrive(running)
    karim, amal, bas = as_(running.cast.karim), as_(amal_herself()), as_(running.cast.bas)

    def costs(row: Trial) -> list[int]:
        found = []
        for browser, address in (
            (karim, at("trial", running.amal.pk)),
            (amal, at("my_trial")),
            (karim, at("work", running.amal.pk)),
            (amal, at("my_work")),
            (bas, at("answer_trial", row.pk)),
        ):
            with CaptureQueriesContext(connection) as asked:
                assert browser.get(address).status_code == 200
            found.append(len(asked))
        return found

    row = begun_trial(running)
    speak(running, row, "bas")
    speak(running, row, "mo")
    react(running, row, right=False, words="Nee.")
    few = costs(row)
    for _again in range(2):
        outcomes.end_trial(trial=row, reason=Reason.NO_WORK, by=running.actor("karim"))
        row = actions.begin_trial(trial=_agreed_again(running), by=running.actor("karim"))
    speak(running, row, "bas")
    speak(running, row, "mo")
    react(running, row, right=False, words="Nee.")
    assert costs(row) == few
    assert few == [DOOR + cost for cost in (TRIAL, MY_TRIAL, WORK, MY_WORK, ANSWER)]


def _agreed_again(running: Running) -> Trial:
    """Let everybody approve another one at Bas', who meets Amal again when she says yes."""
    row = sent_trial(running)
    return approve(running, row, "amal", "bas", "mo")
