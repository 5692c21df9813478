"""What a page about a trial placement shows: facts, who answered, what both sides said, and what may be done now."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.utils import timezone

from leerwerk.parties.enums import Function
from leerwerk.placement.actions.trials import MAY_TRY
from leerwerk.placement.queries.trials import (
    answers_now,
    approved_version,
    asks_approval,
    declined,
    facts_of_trial,
    lacks_of_trial,
    needed_sides,
    range_of,
    reaction,
    rounds_of,
    spoken,
)
from leerwerk.placement.rules.placements import FILL_IN, GUIDES, MEET_WORK
from leerwerk.placement.trial_enums import (
    BEFORE_IT_BEGAN,
    NOT_OVER,
    Ground,
    Reached,
    Reviewer,
    Round,
    Side,
    TrialOutcome,
    TrialState,
)
from leerwerk.placement.trial_labels import REACHED_TONES, STATE_TONES, trial_lack_rows
from leerwerk.privacy.actor import Actor
from leerwerk.trajectories.models import Enrolment
from leerwerk.trajectories.path_labels import reason_text
from leerwerk.trajectories.queries.speaking import has_no_account

SIDE_OF = {
    Function.EMPLOYER: Side.EMPLOYER,
    Function.CASEWORKER: Side.INTERMEDIARY,
    Function.MENTOR: Side.MENTOR,
}


def _grounds(codes: Iterable[str]) -> list[str]:
    return [str(Ground(one).label) for one in codes]


def _answers(row: Any, mentored: bool) -> list[dict[str, Any]]:
    """Return of each side whether it approved the version that was sent last."""
    said = answers_now(row)
    return [
        {"side": str(side), "who": side.label, "answer": _dated(said[side]) if side in said else None}
        for side in needed_sides(mentored)
        if row.version
    ]


def _dated(one: Mapping[str, Any]) -> dict[str, Any]:
    return dict(one) | {"at": date.fromisoformat(one["at"]) if one["at"] else None}


def _rounds(row: Any, today: date) -> list[dict[str, Any]]:
    """Return every review that there was, is or will be; of what cannot be read yet only that it is asked."""
    if row.event_number is None:
        return []
    opened = rounds_of(row, today)
    keys = {(Round(one["round"]), date.fromisoformat(one["until"])) for one in row.all_reviews}
    keys |= {(Round.MID, row.looked_at), (Round.END, row.ends)}
    return [
        _round(row, which, until, (which, until) in opened) for which, until in sorted(keys, key=lambda k: (k[1], k))
    ]


def _round(row: Any, which: Round, until: date, opened: bool) -> dict[str, Any]:
    said = {side: _dated(one) for side, one in spoken(row, which, until).items()}
    both = len(said) == len(Reviewer)
    told = reaction(row, which, until)
    sides = [(side, said.get(side)) for side in Reviewer]
    return {
        "code": str(which),
        "name": which.label,
        "until": until,
        "opened": opened,
        "both": both,
        "sides": [{"side": str(side), "who": side.label, "said": one} for side, one in sides],
        "goals": [
            {
                "goal": goal,
                "said": [
                    {
                        "who": side.label,
                        "text": Reached(one["reached"][n]).label,
                        "tone": REACHED_TONES[one["reached"][n]],
                    }
                    for side, one in sides
                    if one
                ],
            }
            for n, goal in enumerate(row.goals)
        ],
        "anybody": bool(said),
        "reaction": _dated(told) if told else None,
        "contradicted": told is not None and not told["right"],
        "seen": date.fromisoformat(told["seen"]) if told and told["seen"] else None,
    }


def shown_trial(row: Any, mentored: bool) -> dict[str, Any]:
    """Return one trial placement, ``with_all_said``, as a page shows it."""
    today, facts = timezone.localdate(), facts_of_trial(row)
    draft = row.state == TrialState.DRAFT
    earlier = [one for one in row.all_answers if not one["yes"] and one["version"] < row.version]
    lawful = range_of(row.begins) if row.begins else None
    return {
        "row": row,
        "facts": facts,
        "state": row.get_state_display(),
        "tone": STATE_TONES[row.state],
        "draft": draft,
        "over": row.state not in NOT_OVER,
        "running": row.state == TrialState.RUNNING,
        "lacks": trial_lack_rows(lacks_of_trial(facts, today)) if draft else [],
        "usual": lawful.usual if lawful else None,
        "longest": lawful.longest if lawful else None,
        "grounds": _grounds(row.grounds),
        "answers": _answers(row, mentored),
        "earlier": [_dated(one) | {"who": Side(one["side"]).label} for one in earlier],
        "declined": declined(row),
        "asks": asks_approval(row),
        "approved": approved_version(row),
        "rounds": _rounds(row, today),
        "outcome": TrialOutcome(row.outcome).label if row.outcome else "",
        "longer": row.outcome == TrialOutcome.LONGER,
        "longer_grounds": _grounds(row.longer_grounds),
        "reason": reason_text(row.end_reason) if row.end_reason else "",
        "late": row.state == TrialState.RUNNING and not row.outcome and row.ends < today,
    }


def has_mentor(enrolment: Any) -> bool:
    """Whether a mentor has to approve, of an enrolment that came with its facts: no query."""
    return any(one["role"] == "mentor" for one in enrolment.roles)


def may_begin_one(actor: Actor, enrolment: Enrolment, rows: Iterable[Any]) -> bool:
    """Whether the actor may fill in a new trial placement."""
    none = all(row.state not in NOT_OVER for row in rows)
    return none and actor.function in FILL_IN and enrolment.stage in MAY_TRY


def ways(actor: Actor, enrolment: Enrolment, one: Mapping[str, Any], mentored: bool) -> dict[str, Any]:
    """Return what the actor may do about a trial placement from here."""
    row, function, today = one["row"], actor.function, timezone.localdate()
    guides, running = function in GUIDES, one["running"]
    before = row.state in BEFORE_IT_BEGAN
    side = SIDE_OF.get(Function(function)) if function else None
    missing = {answer["side"] for answer in one["answers"] if answer["answer"] is None} if one["asks"] else set()
    reviewer = Reviewer.EMPLOYER if side == Side.EMPLOYER else Reviewer.COACH
    is_coach = side == Side.MENTOR or (side == Side.INTERMEDIARY and not mentored)
    unspoken = [told["code"] for told in one["rounds"] if told["opened"] and _silent(told, reviewer)]
    asked_to_react = [told["code"] for told in one["rounds"] if told["both"] and not told["reaction"]]
    helps = side == Side.INTERMEDIARY and bool(asked_to_react or Side.CANDIDATE in missing)
    helps = helps and has_no_account(enrolment)
    return {
        "fills": before and function in FILL_IN and enrolment.stage in MAY_TRY,
        "sends": guides and one["draft"] and not one["lacks"] and enrolment.stage in MAY_TRY,
        "answers": side in missing,
        "helps": helps and Side.CANDIDATE in missing,
        "begins": guides and row.state == TrialState.AGREED and row.begins <= today,
        "withdraws": guides and before,
        "reviews": unspoken if running and (side == Side.EMPLOYER or is_coach) else [],
        "reacts": asked_to_react if helps else [],
        "sees": [told["code"] for told in one["rounds"] if guides and told["contradicted"] and not told["seen"]],
        "concludes": guides and running and not one["longer"],
        "ends": running and function in MEET_WORK,
    }


def _silent(told: Mapping[str, Any], reviewer: Reviewer) -> bool:
    return any(side["side"] == reviewer and side["said"] is None for side in told["sides"])
