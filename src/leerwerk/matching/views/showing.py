"""What a page about an introduction shows: how far it is, what both said, and what may be done now."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils import timezone

from leerwerk.matching.enums import OPEN, TONES, Closed, IntroState, Moment, Side, Why
from leerwerk.matching.queries.introductions import answer_of, met_by
from leerwerk.parties.enums import Function
from leerwerk.placement.rules.placements import GUIDES
from leerwerk.privacy.actor import Actor


def _said(row: Any) -> list[dict[str, Any]]:
    """Return what both said, as far as who asks may read it, in order."""
    return [
        {
            "who": Side(one["side"]).label,
            "when": Moment(one["moment"]).label,
            "yes": one["yes"],
            "first": one["first"],
            "why": Why(one["reason"]).label if one["reason"] else "",
            "words": one["words"],
            "helped": one["with_help"],
            "day": date.fromisoformat(one["at"]),
        }
        for one in row.all_answers
    ]


def shown_introduction(row: Any, actor: Actor) -> dict[str, Any]:
    """Return one introduction, ``with_answers``, as a page shows it."""
    return {
        "row": row,
        "workplace": row.workplace,
        "at": str(row.workplace_id),
        "tasks": row.task_names,
        "state": row.get_state_display(),
        "tone": TONES[row.state],
        "open": row.state in OPEN,
        "because": Closed(row.because).label if row.because else "",
        "said": _said(row),
        "met": met_by(row, timezone.localdate()),
        "may": ways(row, actor),
    }


def ways(row: Any, actor: Actor) -> Mapping[str, bool]:
    """Return what the actor may do about an introduction from here."""
    mine, guides = actor.candidate_id is not None, actor.function in GUIDES
    employs = actor.function == Function.EMPLOYER and not mine
    is_open = row.state in OPEN
    asked = row.state == IntroState.ASKED
    met = row.state == IntroState.MUTUAL and met_by(row, timezone.localdate())
    unsaid = {side: answer_of(row, Moment.AFTER, side) is None for side in Side}
    return {
        "answers": mine and asked,
        "chooses": (mine or guides) and is_open and not asked,
        "puts_first": (mine or guides) and is_open and row.rank is not None and row.rank > 1,
        "answers_for_employer": employs and row.state == IntroState.WANTED,
        "plans": guides and row.state == IntroState.MUTUAL and all(unsaid.values()),
        "after": (mine and met and unsaid[Side.PERSON]) or (employs and met and unsaid[Side.EMPLOYER]),
        "arranges": guides and row.state == IntroState.GOES_ON,
        "closes": is_open and (mine or guides or employs),
        "helps": guides and is_open and (asked or (met and unsaid[Side.PERSON])),
    }
