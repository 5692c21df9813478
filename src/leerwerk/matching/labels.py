"""What speaks for and against somebody and a workplace, in words, for pages of guides, employers and participants."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from leerwerk.engine.matching.facts import Liking
from leerwerk.engine.matching.fit import Against, Caution, Noted, Reason
from leerwerk.parties.enums import sector_label
from leerwerk.recruitment.enums import LIMITS, SKILLS, Cefr
from leerwerk.web.fields import DAGDELEN

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

LANGUAGE: Mapping[str, _StrPromise] = {
    "listening": gettext_lazy("listening"),
    "reading": gettext_lazy("reading"),
    "speaking": gettext_lazy("speaking"),
    "writing": gettext_lazy("writing"),
}
DAYS = (
    gettext_lazy("Monday"),
    gettext_lazy("Tuesday"),
    gettext_lazy("Wednesday"),
    gettext_lazy("Thursday"),
    gettext_lazy("Friday"),
)
LIKINGS: Mapping[Liking, _StrPromise] = {
    Liking.NO: gettext_lazy("no"),
    Liking.UNSAID: gettext_lazy("not asked yet"),
    Liking.YES: gettext_lazy("yes"),
    Liking.FIRST: gettext_lazy("yes, first choice"),
}


def _named(codes: Iterable[str], known: Mapping[str, Any]) -> str:
    return ", ".join(str(known.get(code, code.replace("_", " "))) for code in codes)


def against(one: Noted[Against]) -> str:
    """Return in words what stands in the way, and how much of it."""
    match one.code:
        case Against.TRAVEL:
            return _("%(n)s minutes further than they want to travel") % {"n": one.amount}
        case Against.LANGUAGE:
            skill, *tasks = one.items
            told = ngettext(
                "%(skill)s: %(n)s level more is asked", "%(skill)s: %(n)s levels more are asked", one.amount
            )
            short = told % {"skill": LANGUAGE[skill], "n": one.amount}
            return f"{short} ({', '.join(tasks)})" if tasks else short
        case Against.SKILLS:
            return _("asked and not there: %(skills)s") % {"skills": _named(one.items, SKILLS)}
        case Against.LICENCE:
            return _("a driving licence is asked")
        case Against.LIMITS:
            return _("does not go with: %(limits)s") % {"limits": _named(one.items, LIMITS)}
        case Against.TIMES:
            return _("no half day of the work is free")
        case Against.NOT_READY:
            told = ngettext("can start in %(n)s day", "can start in %(n)s days", one.amount)
            return told % {"n": one.amount}
        case Against.FULL:
            return _("no place is free")


def caution(one: Noted[Caution]) -> str:
    """Return in words what to look at first."""
    match one.code:
        case Caution.NO_EARLY_BUS:
            return _("work begins before the first bus or train is there")
        case Caution.NO_LATE_BUS:
            return _("work ends when the last bus or train has gone")
        case Caution.WAY_UNKNOWN:
            return _("the way there is not known")
        case Caution.SOME_TIMES:
            told = ngettext(
                "%(n)s half day of the work is not free", "%(n)s half days of the work are not free", one.amount
            )
            return told % {"n": one.amount}
        case Caution.NOT_WISHED:
            return _("another sector than they wished")
        case Caution.NOT_CONFIRMED:
            return _("the employer did not confirm the workplace lately")
        case Caution.NO_TASKS:
            return _("nobody said which tasks there are")


def reason(one: Noted[Reason]) -> str:
    """Return in words what speaks for it."""
    items = ", ".join(one.items)
    match one.code:
        case Reason.WISHED:
            return _("first wish") if one.amount == 1 else _("wish %(n)s") % {"n": one.amount}
        case Reason.NEAR:
            return _("%(n)s minutes away") % {"n": one.amount}
        case Reason.BY_BICYCLE:
            return _("%(n)s minutes by bicycle") % {"n": one.amount}
        case Reason.GROWS:
            return _("can learn there: %(tasks)s") % {"tasks": items}
        case Reason.SAME_WORK:
            return _("the work that was learned")
        case Reason.DOES_AT_ONCE:
            return _("does at once: %(tasks)s") % {"tasks": items}
        case Reason.SPEAKS_ENOUGH:
            return _("speaks enough Dutch for the first day")
        case Reason.ALL_TIMES:
            return _("is free at all times of the work")
        case Reason.PAPER:
            return _("has a paper of this work")
        case Reason.SKILLED:
            return _("brings what is asked: %(skills)s") % {"skills": _named(one.items, SKILLS)}


def shown_fit(found: Any) -> dict[str, Any]:
    """Return what speaks for and against, in words; ``found`` is an ``Option``."""
    return {
        "against": [against(one) for one in found.fit.against],
        "cautions": [caution(one) for one in found.fit.cautions],
        "person": [reason(one) for one in found.fit.for_person],
        "employer": [reason(one) for one in found.fit.for_employer],
        "possible": found.fit.possible and not found.said_no,
        "said_no": found.said_no,
        "person_says": LIKINGS[found.said.person],
        "employer_says": LIKINGS[found.said.employer],
        "worth": found.worth,
    }


def _days(available: int) -> list[str]:
    """Return half days in words, both of one day as the day."""
    found = []
    for number, day in enumerate(DAYS):
        halves = available >> 2 * number & 0b11
        found += [str(day)] if halves == 0b11 else [str(DAGDELEN[2 * number + n]) for n in (0, 1) if halves >> n & 1]
    return found


def seen(row: Any, words: str) -> list[tuple[str, Sequence[str]]]:
    """Return what an employer sees of somebody, as they chose: a name for each part, and what it says."""
    levels = [(LANGUAGE[skill], getattr(row, skill)) for skill in LANGUAGE]
    days = _days(row.available or 0)
    skills = [str(SKILLS.get(code, code.replace("_", " "))) for code in row.skills or ()]
    parts = (
        (_("Name"), [row.given_name] if row.given_name else []),
        (_("Lives in"), [row.town] if row.town else []),
        (_("Dutch"), [f"{skill}: {Cefr(level).label}" for skill, level in levels if level is not None]),
        (_("Can do"), [*skills, *([_("driving licence")] if row.licence else [])]),
        (_("Papers"), list(row.papers or ())),
        (_("Can work on"), days),
        (_("Wants to say"), [words] if words else []),
    )
    return [(name, said) for name, said in parts if said]


def sectors(codes: Iterable[str]) -> str:
    """Return sectors in words, in their order."""
    return ", ".join(sector_label(code) for code in codes)
