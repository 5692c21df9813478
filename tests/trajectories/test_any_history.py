"""Whoever tries what, in whatever order: what is stored is what the events say, and what is open is what should be."""

from collections.abc import Iterator
from contextlib import suppress
from decimal import Decimal

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from leerwerk.engine import pathway
from leerwerk.engine.pathway import TABLE, Advice, Alternative, NotAllowed, Outcome, Reason, Step
from leerwerk.trajectories.actions import SAYS_OF_EACH, NotAParty, Said, decide_group_gate, sign_profile, take_step
from leerwerk.trajectories.enums import GateVerdict
from leerwerk.trajectories.models import Enrolment
from leerwerk.trajectories.queries.awaiting import differences_in
from leerwerk.trajectories.queries.paths import as_event, path_of
from tests.trajectories.running import WEIGHED, Running

pytestmark = pytest.mark.django_db
NAMES = ("roos", "karim", "els", "bas", "lotte", "mo", "fleur", "dirk", "amal")
ELSEWHERE = {Step.PROPOSE, Step.ARRIVE, Step.TRANSFER, Step.CHANGE_EMPLOYER}  # other actions take these
# A number that chooses among what is possible now, or a step that somebody tries all the same.
TRIES = st.lists(
    st.integers(0, 200) | st.tuples(st.sampled_from(NAMES), st.sampled_from(sorted(set(Step) - ELSEWHERE))), max_size=14
)


def _possible(running: Running, enrolment: Enrolment) -> Iterator[tuple[str, Step]]:
    path = path_of(enrolment)
    for name in NAMES:
        mine = path.around.doers(running.actor(name))
        for step in sorted(set(Step) - ELSEWHERE):
            if path.state.stage in TABLE[step].at and mine & TABLE[step].by:
                yield name, step


def _said(step: Step, number: int) -> Said:
    reasons = sorted(TABLE[step].reasons)
    return Said(
        reason=Reason(reasons[number % len(reasons)]) if reasons else None,
        words="omdat het zo is",
        advice=list(Advice)[number % len(Advice)] if step is Step.ADVISE else None,
        alternatives=frozenset({list(Alternative)[number % len(Alternative)]})
        if TABLE[step].alternative
        else frozenset(),
        criteria=WEIGHED if step in SAYS_OF_EACH else {},
        outcome=list(Outcome)[number % len(Outcome)] if step in (Step.COMPLETE, Step.LEAVE) else None,
    )


def _is_explained(row: Enrolment) -> None:
    state = pathway.replay(map(as_event, row.events.order_by("number")))
    stored = (row.stage, row.events_count, row.shown, row.waiting, bool(row.paused))
    assert stored == (state.stage, state.events, state.shown, state.waiting, state.paused is not None)
    connection.check_constraints()
    assert differences_in(row.cohort) == {}


def _begun(running: Running, stage: str) -> Enrolment:
    if stage:
        return running.until(stage)
    for name in ("karim", "bas"):
        sign_profile(cohort=running.cohort, by=running.actor(name))
    decide_group_gate(
        cohort=running.cohort,
        verdict=GateVerdict.GO,
        reason="ja",
        below="wij beginnen met weinig mensen",
        money_missing=Decimal(0),
        by=running.actor("roos"),
    )
    return Enrolment.objects.get(pk=running.amal.pk)


@pytest.mark.long
@pytest.mark.parametrize("stage", ["", "accepted", "pre_track", "learn_work"])
def test_whatever_anybody_tries_the_log_explains_the_stage_and_what_is_open(running: Running, stage: str) -> None:
    row = _begun(running, stage)

    # The same every time: a run of all checks does not find by chance what the run before did not.
    @settings(max_examples=12, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
    @given(tries=TRIES)
    def tried(tries: list[int | tuple[str, Step]]) -> None:
        with transaction.atomic():
            for number, one in enumerate(tries):
                row.refresh_from_db()
                possible = list(_possible(running, row))
                if isinstance(one, int) and not possible:
                    continue
                name, step = possible[one % len(possible)] if isinstance(one, int) else one
                with suppress(NotAllowed, NotAParty), transaction.atomic():
                    take_step(enrolment=row, step=step, said=_said(step, number), by=running.actor(name))
                row.refresh_from_db()
                _is_explained(row)
            transaction.set_rollback(True)

    tried()
