"""What pages about a wage value show: each task as both sides see it, the line over time, what follows for subsidy."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from fractions import Fraction
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from leerwerk.engine.agreement.wages import MinimumWage
from leerwerk.engine.placing import Growth, Norm, Subsidy, Unit
from leerwerk.placement.queries.wage_values import PARTS, Looked, growth_of, rounded, wage_subsidy
from leerwerk.placement.wage_enums import SEEN_BY_BOTH, RoundState, WageSide
from leerwerk.placement.wage_labels import CANNOT_TELL, CONFIDENCE, NORMS
from leerwerk.placement.wage_labels import PARTS as PART_NAMES
from leerwerk.trajectories.agreement_labels import WAGE_SCALES
from leerwerk.web.pictures import Line, Lines

MONTH = 30.44
TONES = {
    RoundState.FRAME: "neutral",
    RoundState.SCORING: "info",
    RoundState.COMPARED: "warn",
    RoundState.AGREED: "good",
}


def _shown(value: Fraction | None) -> Any:
    return None if value is None else rounded(value)


def _three(score: Any) -> list[dict[str, Any]]:
    """Return pace, quality and availability of a task, in words and per cent."""
    return [{"name": PART_NAMES[part], "number": getattr(score, part)} for part in PARTS]


def _differ(found: Looked, task: str) -> list[dict[str, Any]]:
    """Return which of the three differ by more than the tolerance; where none does so by itself, the largest."""
    theirs, ours = found.scores[WageSide.EMPLOYER][task], found.scores[WageSide.COACH][task]
    points = {part: abs(getattr(theirs, part) - getattr(ours, part)) for part in PARTS}
    most = max(points.values())
    return [
        {
            "code": part,
            "name": PART_NAMES[part],
            "employer": getattr(theirs, part),
            "coach": getattr(ours, part),
        }
        for part in PARTS
        if points[part] > found.tolerance or points[part] == most
    ]


def tasks_shown(found: Looked) -> list[dict[str, Any]]:
    """Return the tasks of a round as the page shows them; of each side what the asker may read."""
    shows = {(str(one["task"]), WageSide(one["side"])): one["shows"] for one in found.row.all_scores}
    rows = []
    for one in found.row.all_tasks:
        task = str(one["key"])
        sides = [
            {
                "side": side,
                "label": side.label,
                "value": _shown(scores[task].value),
                "three": _three(scores[task]),
                "shows": shows[task, side],
            }
            for side, scores in sorted(found.scores.items(), reverse=True)
        ]
        large = task in found.large
        rows.append(
            {
                "key": one["key"],
                "name": one["name"],
                "share": one["share"],
                "sides": sides,
                "large": large,
                "differ": _differ(found, task) if large else [],
                "agreed": found.agreed.get(task),
                "disagree": task in found.disagree,
                "talk": [
                    {"side": side.label, "number": said["number"], "words": said["words"], "at": _moment(said["at"])}
                    for side, said in sorted(found.talked.get(task, {}).items(), reverse=True)
                ],
            }
        )
    return rows


def _moment(text: Any) -> datetime:
    return datetime.fromisoformat(text) if isinstance(text, str) else text


def words_shown(found: Looked) -> list[dict[str, Any]]:
    """Return the participant's own words about a round."""
    return [{**one, "at": _moment(one["at"])} for one in found.row.all_words]


def round_shown(found: Looked) -> dict[str, Any]:
    """Return a round as a row of the table over time, and the head of its page."""
    state = found.row.state
    return {
        "row": found.row,
        "state": state.label,
        "code": state.value,
        "tone": TONES[state],
        "both": state in SEEN_BY_BOTH,
        "employer": _shown(found.compared.employer if found.compared else None),
        "coach": _shown(found.compared.coach if found.compared else None),
        "value": _shown(found.value),
        "close": found.value is not None and state is not RoundState.AGREED,
        "tolerance": found.tolerance,
        "disagree": bool(found.disagree),
        "differs": bool(found.large),
    }


def growth_shown(rounds: Iterable[Looked]) -> dict[str, Any]:
    """Return in words how the value grows, and when it reaches what is normal."""
    found = growth_of(rounds)
    return {
        "a_month": None if found.a_day is None else rounded(found.a_day * Fraction(3044, 100)),
        "reaches": found.reaches,
        "cannot_tell": CANNOT_TELL[found.cannot_tell] if found.cannot_tell else "",
        "code": str(found.cannot_tell or ""),
    }


def growth_picture(rounds: list[Looked]) -> Lines | None:
    """Return both sides and what counts over time, with the line to what is normal; None before there are two looks."""
    both = [one for one in rounds if one.compared is not None]
    if len(both) < 2:
        return None
    zero = both[0].row.day

    def at(day: date) -> float:
        return float(round((day - zero).days / MONTH, 2))

    seen = [(one.row.day, one.compared, one.value) for one in both if one.compared is not None]
    lines = [
        Line(label=WageSide.EMPLOYER.label, points=[(at(day), float(both.employer)) for day, both, _value in seen]),
        Line(label=WageSide.COACH.label, points=[(at(day), float(both.coach)) for day, both, _value in seen]),
    ]
    counts = [(at(day), float(value)) for day, _both, value in seen if value is not None]
    if counts:
        lines.append(Line(label=_("what counts"), points=counts))
    found: Growth = growth_of(rounds)
    if counts and found.reaches is not None and at(found.reaches) > counts[-1][0]:
        lines.append(
            Line(label=_("as a straight line goes on"), points=[counts[-1], (at(found.reaches), 100.0)], plain=True)
        )
    return Lines(
        title=_("The wage value over time"),
        sentence=_("Months since %(day)s; 100 is as a colleague.") % {"day": date_format(zero, "j F Y")},
        x_label=_("months"),
        y_label=_("per cent of what is normal"),
        lines=lines,
        dots=True,
    )


UNITS = {Unit.PERCENT: "%", Unit.PERMILLE: "‰"}


def _norm(norm: Norm) -> dict[str, Any]:
    return {
        "code": str(norm.code),
        "name": NORMS[norm.code],
        "value": f"{norm.value} {UNITS.get(norm.unit, norm.unit)}",
        "since": norm.valid_from,
        "article": norm.article,
        "sure": CONFIDENCE[norm.confidence],
        "source": norm.source,
    }


def _amounts(whose: Any, value: Fraction, placement: Any, day: date) -> Mapping[str, Any] | None:
    reckoned = wage_subsidy(placement, value, day)
    if reckoned is None:
        return None
    found: Subsidy = reckoned[0]
    least: MinimumWage = reckoned[1]
    return {
        "whose": whose,
        "value": rounded(value),
        "short": max(Fraction(0), 100 - value) and rounded(100 - value),
        "found": found,
        "least": least,
        "scale": WAGE_SCALES[least.scale],
        "late": day > least.until,
        "norms": [_norm(one) for one in found.rules],
    }


def subsidy_shown(found: Looked, placement: Any) -> list[Mapping[str, Any]]:
    """Return what wage-cost subsidy would come to: by the value that counts, else by what each side sees."""
    if found.compared is None:
        return []
    if found.value is not None:
        values: list[tuple[Any, Fraction]] = [("", found.value)]
    else:
        values = [(side.label, getattr(found.compared, side.value)) for side in WageSide]
    rows = (_amounts(whose, value, placement, found.row.day) for whose, value in values)
    return [row for row in rows if row is not None]
