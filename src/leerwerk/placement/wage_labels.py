"""What people read for wage value: plain questions and answers, why nobody can tell, and how sure norms are."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from leerwerk.engine.placing import CannotTell, Confidence, NormCode

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

QUESTIONS: Mapping[str, tuple[_StrPromise, _StrPromise]] = {
    "pace": (_("How much gets done?"), _("In the same time, beside a colleague who knows the work.")),
    "quality": (_("How much of it is good at once?"), _("What nobody has to do once more or repair.")),
    "availability": (
        _("How much of the time is it real work?"),
        _("Time for extra breaks, and time in which somebody explains or helps, does not count."),
    ),
}
HOW_MUCH: tuple[tuple[str, _StrPromise], ...] = (
    ("25", _("about a quarter")),
    ("50", _("about half")),
    ("75", _("about three quarters")),
    ("90", _("nearly as a colleague")),
    ("100", _("as a colleague")),
    ("110", _("more than a colleague")),
)
PARTS: Mapping[str, _StrPromise] = {
    "pace": _("pace"),
    "quality": _("quality"),
    "availability": _("availability"),
}
CANNOT_TELL: Mapping[CannotTell, _StrPromise] = {
    CannotTell.TOO_FEW: _("Growth can be told when two looks have a value that counts."),
    CannotTell.TOO_CLOSE: _("The values are less than four weeks apart: that says nothing of growth."),
    CannotTell.NOT_GROWING: _("The value does not grow along these looks. Talk about what would help."),
    CannotTell.TOO_FAR: _("Along this line it takes more than five years. A line says nothing of that."),
}
NORMS: Mapping[NormCode, _StrPromise] = {
    NormCode.HOLIDAY_PAY: _("holiday pay on top of the minimum wage"),
    NormCode.SUBSIDY_MOST: _("the most that is paid of the minimum wage"),
    NormCode.SUBSIDY_CHARGES: _("on top for the employer's charges"),
}
CONFIDENCE: Mapping[Confidence, _StrPromise] = {
    Confidence.HIGH: _("read in the text of the law"),
    Confidence.LOW: _("not sure: not read in the law itself, or perhaps changed since"),
    Confidence.CHOICE: _("our own choice"),
}
