"""Signals in words: every reason as one sentence, and the facts behind it with their days."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.formats import date_format, number_format
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from leerwerk.coaching.enums import QUESTIONS, Goes, Mood, Side, Standing
from leerwerk.coaching.models import Signal
from leerwerk.coaching.signal_enums import Code
from leerwerk.engine.coaching.signal_facts import Why
from leerwerk.engine.model import LanguageSkill
from leerwerk.trajectories.labels import label
from leerwerk.web.fields import DAGDELEN

GLYPHS = {
    Code.ABSENCE: "calendar",
    Code.SILENCE: "phone",
    Code.MOOD: "face_sad",
    Code.LANGUAGE_BEHIND: "language",
    Code.OBSTACLE_OVERDUE: "obstacle",
    Code.COACH_CHANGED: "coaching",
    Code.SHIFTS_CHANGED: "clock",
    Code.EMPLOYER_ANSWER: "workplace",
}
THRESHOLDS = {
    "absent": gettext_lazy("Absent without an excuse: so many times in a row"),
    "away": gettext_lazy("Not there, with or without an excuse: so many times in a row"),
    "percent": gettext_lazy("Attended less than so many per cent"),
    "weeks": gettext_lazy("of the last so many weeks"),
    "least": gettext_lazy("when at least so many lessons or dagdelen of work were expected"),
    "missed": gettext_lazy("Contacts that were missed in a row"),
    "silent_days": gettext_lazy("Days in which nobody was reached, while a contact was due"),
    "low": gettext_lazy("How they are, at most (1: bad, 5: very well)"),
    "fall": gettext_lazy("So many steps lower than the time before"),
    "mood_days": gettext_lazy("Days that what was told counts"),
    "language_percent": gettext_lazy("Hundredths of a language level behind the plan"),
    "language_days": gettext_lazy("Days that a measurement counts"),
    "obstacle_days": gettext_lazy("Days after the one by which it would be solved"),
    "coach_days": gettext_lazy("Days that another coach is told"),
    "shifts_days": gettext_lazy("Days that other times of work are told"),
    "so_so": gettext_lazy("So-so or worse on the same question: so many times in a row"),
    "answer_days": gettext_lazy("Days that an answer counts"),
}
HUNDRED = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One reason: a sentence, the facts behind it as lines, and from when it is raised."""

    sentence: str
    facts: Sequence[str]
    threshold: str


def _day(text: str) -> str:
    return date_format(date.fromisoformat(text), "j F Y")


def _in_a_row(one: Mapping[str, Any]) -> str:
    n = one["number"]
    return ngettext("Absent %(n)s time in a row.", "Absent %(n)s times in a row.", n) % {"n": n}


def _away(one: Mapping[str, Any]) -> str:
    n = one["number"]
    told = ngettext(
        "Not there %(n)s time in a row, also with an excuse.", "Not there %(n)s times in a row, also with an excuse.", n
    )
    return told % {"n": n}


def _share(one: Mapping[str, Any]) -> str:
    return _("Was there %(n)s of %(of)s times in the last weeks.") % {"n": one["number"], "of": one["of"]}


def _missed(one: Mapping[str, Any]) -> str:
    n = one["number"]
    return ngettext("%(n)s contact was missed in a row.", "%(n)s contacts were missed in a row.", n) % {"n": n}


def _not_reached(one: Mapping[str, Any]) -> str:
    n = one["number"]
    told = ngettext("Nobody was reached for %(n)s day.", "Nobody was reached for %(n)s days.", n)
    return told % {"n": n}


def _low(one: Mapping[str, Any]) -> str:
    return _("On %(day)s they were: %(mood)s.") % {
        "day": _day(one["until"]),
        "mood": Mood(one["facts"][-1]["says"]).label,
    }


def _fell(one: Mapping[str, Any]) -> str:
    before, after = (Mood(fact["says"]).label for fact in one["facts"])
    return _("They went from «%(before)s» to «%(after)s».") % {"before": before, "after": after}


def _behind(one: Mapping[str, Any]) -> str:
    level, goal = one["facts"]
    return _("%(skill)s is %(level)s; by %(day)s the plan asks %(goal)s. Now that is %(n)s level behind.") % {
        "skill": str(label(LanguageSkill(level["key"]))).capitalize(),
        "level": level["says"],
        "goal": goal["says"],
        "day": _day(goal["day"]),
        "n": number_format(one["number"] / HUNDRED, decimal_pos=1),
    }


def _overdue(one: Mapping[str, Any]) -> str:
    return _("What stands in the way would be solved on %(day)s.") % {"day": _day(one["since"])}


def _coach(one: Mapping[str, Any]) -> str:
    return _("Another coach since %(day)s.") % {"day": _day(one["since"])}


def _shifts(one: Mapping[str, Any]) -> str:
    return _("Other times of work from %(day)s.") % {"day": _day(one["since"])}


def _answered(one: Mapping[str, Any]) -> str:
    question, _answer = one["facts"][-1]["says"].split(":")
    return _("The employer answered «badly» to: %(question)s") % {"question": QUESTIONS[question]}


def _so_so(one: Mapping[str, Any]) -> str:
    question, _answer = one["facts"][-1]["says"].split(":")
    told = ngettext(
        "The employer answered so-so or worse %(n)s time to: %(question)s",
        "The employer answered so-so or worse %(n)s times in a row to: %(question)s",
        one["number"],
    )
    return told % {"n": one["number"], "question": QUESTIONS[question]}


SENTENCES: Mapping[str, Callable[[Mapping[str, Any]], str]] = {
    Why.ABSENT_IN_A_ROW: _in_a_row,
    Why.AWAY_IN_A_ROW: _away,
    Why.LOW_SHARE: _share,
    Why.MISSED_IN_A_ROW: _missed,
    Why.NOT_REACHED: _not_reached,
    Why.LOW_MOOD: _low,
    Why.MOOD_FELL: _fell,
    Why.BEHIND_THE_PLAN: _behind,
    Why.OVERDUE: _overdue,
    Why.ANOTHER_COACH: _coach,
    Why.OTHER_SHIFTS: _shifts,
    Why.ANSWERED_BADLY: _answered,
    Why.SO_SO_AGAIN: _so_so,
}
OF_WHY = {
    Why.ABSENT_IN_A_ROW: "absent",
    Why.AWAY_IN_A_ROW: "away",
    Why.LOW_SHARE: "percent",
    Why.MISSED_IN_A_ROW: "missed",
    Why.NOT_REACHED: "silent_days",
    Why.LOW_MOOD: "low",
    Why.MOOD_FELL: "fall",
    Why.BEHIND_THE_PLAN: "language_percent",
    Why.OVERDUE: "obstacle_days",
    Why.ANOTHER_COACH: "coach_days",
    Why.OTHER_SHIFTS: "shifts_days",
    Why.SO_SO_AGAIN: "so_so",
}


def _dagdelen(mask: int) -> str:
    return get_text_list([str(words) for n, words in enumerate(DAGDELEN) if mask >> n & 1], _("and")) or _("none")


def _fact(why: str, fact: Mapping[str, Any]) -> str:
    """Return one fact as a line: what it says, and its day."""
    says, told = fact["says"], ""
    match why:
        case Why.ABSENT_IN_A_ROW | Why.AWAY_IN_A_ROW | Why.LOW_SHARE:
            told = _("not there")
        case Why.MISSED_IN_A_ROW | Why.NOT_REACHED:
            told = _("a contact was due: %(standing)s") % {"standing": Standing(says).label}
        case Why.LOW_MOOD | Why.MOOD_FELL:
            told = str(Mood(says).label)
        case Why.BEHIND_THE_PLAN if fact["key"] == "goal":
            told = _("the goal of the plan: %(level)s") % {"level": says}
        case Why.BEHIND_THE_PLAN:
            told = _("measured: %(level)s") % {"level": says}
        case Why.OTHER_SHIFTS:
            before, after = (_dagdelen(int(mask)) for mask in says.split(">"))
            told = _("was %(before)s; is %(after)s") % {"before": before, "after": after}
        case Why.ANSWERED_BADLY | Why.SO_SO_AGAIN:
            question, answer = says.split(":")
            told = f"{QUESTIONS[question]} {Goes(answer).label}"
        case Why.OVERDUE:
            told = _("the day by which it would be solved")
        case Why.ANOTHER_COACH:
            told = _("another coach began")
    return f"{_day(fact['day'])}: {told}"


def reasons_of(signal: Signal) -> list[Told]:
    """Return why a signal is raised, in the reader's language."""
    found = []
    for one in signal.evidence:
        name = OF_WHY.get(one["why"])
        told = f"{THRESHOLDS[name]}: {one['threshold']}" if name else _("One of the three questions: badly")
        found.append(
            Told(
                sentence=SENTENCES[one["why"]](one),
                facts=[_fact(one["why"], fact) for fact in one["facts"]],
                threshold=told,
            )
        )
    return found


def about_side(signal: Signal) -> str:
    """Return about which side a signal is."""
    return str(Side(signal.side).label)


def codes(of: Iterable[str]) -> list[tuple[str, str]]:
    """Return codes with their words, as choices of a filter."""
    return [(code, str(Code(code).label)) for code in of]
