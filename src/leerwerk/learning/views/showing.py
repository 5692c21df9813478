"""Attendance and language in words and pictures."""

from collections.abc import Iterable
from fractions import Fraction
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from leerwerk.engine.attendance import Share, SignalCode
from leerwerk.engine.language import Measurement, Source, State
from leerwerk.engine.model import Activity, Cefr, LanguageSkill
from leerwerk.learning.enums import SIGNALS
from leerwerk.learning.models import LanguageLevel
from leerwerk.learning.queries.attendance import Own
from leerwerk.learning.queries.language import Skill
from leerwerk.trajectories.labels import MEASURED_BY, label
from leerwerk.web.pictures import Line, Lines

STATES = {
    State.ON_PLAN: ("good", gettext_lazy("as expected")),
    State.BEHIND: ("warn", gettext_lazy("behind what is expected")),
    State.AHEAD: ("good", gettext_lazy("ahead of what is expected")),
    State.NOT_MEASURED_LATELY: ("neutral", gettext_lazy("not measured lately")),
    State.NOTHING_EXPECTED: ("neutral", gettext_lazy("the design has no goal for it")),
}
MONTH = Fraction(365, 12)  # days


def signal_texts(codes: Iterable[str]) -> list[str]:
    """Return signals in words."""
    return [str(SIGNALS[SignalCode(code)]) for code in codes]


def signals_in_words(own: Own, *, to_themselves: bool) -> list[dict[str, Any]]:
    """Return somebody's signals with the numbers that they come from; who recorded nothing is not told to them."""
    return [
        {
            "text": SIGNALS[signal.code],
            "count": len(signal.sessions),
            "since": signal.since,
            "share": signal.share,
        }
        for signal in own.found.signals
        if not (to_themselves and signal.code is SignalCode.NOT_RECORDED)
    ]


def percent(share: Share) -> int | None:
    """Return a share in whole per cent rounded down; None when nothing was expected."""
    return 100 * share.attended // share.expected if share.expected else None


def shares(own: Own) -> list[dict[str, Any]]:
    """Return attended of expected: in all, lately, and for each kind that there was."""
    rows = [(_("Since the start"), own.found.total), (_("The last eight weeks"), own.found.lately)]
    rows += [(label(kind), own.found.by_kind[kind]) for kind in Activity if own.found.by_kind[kind].expected]
    return [{"label": name, "share": share, "percent": percent(share)} for name, share in rows]


def history(own: Own, most: int) -> list[dict[str, Any]]:
    """Return what was recorded, newest first."""
    tones = {"present": "good", "late": "warn", "absent": "bad", "excused": "neutral"}
    return [{"row": row, "tone": tones[row.presence]} for row in own.rows[:most]]


def skill_cards(skills: Iterable[Skill]) -> list[dict[str, Any]]:
    """Return each skill in words: the level that holds, where it comes from, and how it stands."""
    cards = []
    for one in skills:
        tone, text = STATES[one.growth.state]
        holds = one.growth.current
        cards.append(
            {
                "skill": label(one.skill),
                "tone": tone,
                "state": text,
                "told": one.growth.state is not State.NOTHING_EXPECTED,
                "level": label(holds.level) if holds else "",
                "source": MEASURED_BY[holds.found.source] if holds else "",
                "day": holds.found.day if holds else None,
                "seen_since": label(holds.seen_since.level) if holds and holds.seen_since else "",
                "grown": one.growth.grown,
                "expected": _expected(one),
            }
        )
    return cards


def measured_rows(rows: Iterable[LanguageLevel], told: Iterable[Measurement]) -> list[dict[str, Any]]:
    """Return what was measured and what was told at the intake, newest first; ``key`` of what can be taken back."""
    found = [
        {
            "day": row.day,
            "skill": row.get_skill_display(),
            "level": row.get_level_display(),
            "source": f"{MEASURED_BY[Source(row.source)]}, {row.organisation}",
            "organisation": row.organisation_id,
            "key": row.pk,
        }
        for row in rows
    ]
    found += [
        {
            "day": one.day,
            "skill": label(one.skill),
            "level": label(one.level),
            "source": str(MEASURED_BY[one.source]),
            "organisation": None,
            "key": None,
        }
        for one in told
    ]
    return sorted(found, key=lambda one: one["day"], reverse=True)


def _expected(one: Skill) -> str:
    """Return what is expected of a skill in the end, and when."""
    if one.expected is None:
        return ""
    goal = one.expected.goal
    day = date_format(goal.day, "F Y")
    return _("%(level)s by %(day)s") % {"level": label(goal.level), "day": day}


def growth_picture(skills: Iterable[Skill]) -> Lines | None:
    """Return measured levels over time beside what is expected; None when nothing was ever measured."""
    known = [one for one in skills if one.measured]
    if not known:
        return None
    first = min(one.measured[0].day for one in known)
    starts = [one.expected.steps[0].day for one in known if one.expected is not None]
    zero = min([first, *starts])

    def at(day: Any) -> float:
        return round(float((day - zero).days / MONTH), 2)

    lines = []
    for one in known:
        lines.append(Line(label=label(one.skill), points=[(at(m.day), m.level.rank) for m in one.measured]))
        if one.expected is not None:
            text = _("%(skill)s, as the design expects") % {"skill": label(one.skill)}
            lines.append(Line(label=text, points=[(at(s.day), s.level.rank) for s in one.expected.steps], plain=True))
    return Lines(
        title=_("How the language grows"),
        sentence=_("Months since %(day)s; each step up is one level.") % {"day": date_format(zero, "j F Y")},
        x_label=_("months"),
        y_label=_("level"),
        lines=lines,
        y_names={level.rank: level.value for level in Cefr},
        dots=True,
    )


def skills_in_order() -> tuple[LanguageSkill, ...]:
    """Return the skills in the order of the cards: speaking first, as most designs have a goal for it."""
    return (LanguageSkill.SPEAKING, LanguageSkill.LISTENING, LanguageSkill.READING, LanguageSkill.WRITING)
