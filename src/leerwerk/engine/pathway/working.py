"""The part of the table after learn-and-work: looking for work, trying it, having it, and lasting in it.

Sources: direct placement, or matching and a trial placement of some months (Matching en plaatsing), and guidance that
goes on after the placement (Begeleiding) of the whitepaper. What a placement is stands in ``engine.placing``; here
it is only asked whether it was shown.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from leerwerk.engine.pathway.reasons import ENDS_A_TRIAL, ENDS_WORK
from leerwerk.engine.pathway.row import ANY_PARTY, GUIDES, Row, at, to
from leerwerk.engine.pathway.state import Event, State
from leerwerk.engine.pathway.vocabulary import Doer, Lack, Reason, Stage, Step

WORKS_WITH = GUIDES | {Doer.MENTOR, Doer.EMPLOYER}


def _works_no_more(state: State, event: Event) -> State:
    """Look for work again; a pause was from that work."""
    return replace(state, stage=Stage.PLACEMENT_SEARCH, paused=None)


def _studies(state: State, event: Event) -> State:
    return replace(state, stage=Stage.LEFT, came_from=state.stage, left=Reason.EDUCATION, paused=None)


AFTER_LEARNING: Mapping[Step, Row] = {
    Step.SEARCH: Row(by=GUIDES, at=at(Stage.COMPLETED), effect=to(Stage.PLACEMENT_SEARCH)),
    Step.BEGIN_TRIAL: Row(
        by=GUIDES,
        at=at(Stage.COMPLETED, Stage.PLACEMENT_SEARCH),
        effect=to(Stage.TRIAL_PLACEMENT),
        needs=(Lack.PAUSED, Lack.TRIAL_NOT_AGREED),
    ),
    Step.END_TRIAL: Row(
        by=WORKS_WITH | {Doer.CANDIDATE}, at=at(Stage.TRIAL_PLACEMENT), effect=_works_no_more, reasons=ENDS_A_TRIAL
    ),
    Step.PLACE: Row(
        by=GUIDES,
        at=at(Stage.COMPLETED, Stage.PLACEMENT_SEARCH, Stage.TRIAL_PLACEMENT),
        effect=to(Stage.PLACED),
        needs=(Lack.PAUSED, Lack.PLACEMENT_NOT_WHOLE),
    ),
    Step.END_PLACEMENT: Row(
        by=WORKS_WITH | {Doer.CANDIDATE}, at=at(Stage.PLACED), effect=_works_no_more, reasons=ENDS_WORK
    ),
    Step.SUSTAIN: Row(by=ANY_PARTY, at=at(Stage.PLACED), effect=to(Stage.SUSTAINED), needs=(Lack.NOT_LASTED_YET,)),
    Step.STUDY: Row(
        by=GUIDES,
        at=at(Stage.COMPLETED, Stage.PLACEMENT_SEARCH, Stage.TRIAL_PLACEMENT),
        effect=_studies,
        needs=(Lack.STUDY_NOT_KNOWN,),
    ),
}
