"""What is done before the start in words: what a piece is called, how it stands, and what both sides are asked."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from leerwerk.engine import model as generic
from leerwerk.engine.pathway import Doer
from leerwerk.engine.pathway.preparing import Side, Standing, standing
from leerwerk.trajectories.enums import PreparationKind, PreparationState, Result, TeamCheck
from leerwerk.trajectories.labels import label
from leerwerk.trajectories.models import Preparation
from leerwerk.trajectories.path_labels import DOERS

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

MEANS: Mapping[str, _StrPromise] = {
    PreparationKind.VOCATIONAL_LANGUAGE: gettext_lazy(
        "The words and sentences of this work: tools, materials, instructions and safety."
    ),
    PreparationKind.ARITHMETIC: gettext_lazy(
        "The arithmetic that the work and the lessons ask: measuring, amounts, time."
    ),
    PreparationKind.CERTIFICATE: gettext_lazy(
        "See which subject or paper is missing for the lessons or the work, and get it before the start."
    ),
    PreparationKind.TASTER: gettext_lazy(
        "Some days at the work itself. Afterwards the employer and the candidate each tell how it went."
    ),
    PreparationKind.INTERCULTURAL_CANDIDATE: gettext_lazy(
        "Talk about working in the Netherlands: how people ask, say no, are on time, and solve a conflict."
    ),
    PreparationKind.INTERCULTURAL_TEAM: gettext_lazy(
        "The colleagues know who comes and why, speak simply, and know what helps and whom to ask."
    ),
    PreparationKind.OTHER: gettext_lazy("Something that has to be done before the start."),
}
# What is known by the design alone, said more closely.
MEANS_OF_CONTENT: Mapping[str, _StrPromise] = {
    generic.Content.GENERAL_LANGUAGE: gettext_lazy("Lessons in Dutch: speaking, listening, reading and writing."),
    generic.Content.ORIENTATION: gettext_lazy("See what the work is, and what one needs for it."),
    generic.Content.COMPANY_VISITS: gettext_lazy("Look around at companies, and talk with people who work there."),
    generic.Content.MEETING_COLLEAGUES: gettext_lazy("Get to know the colleagues and the customers."),
    generic.Content.EMPLOYEE_SKILLS: gettext_lazy(
        "Practise what every employer asks: being on time, asking, working together, reporting sick."
    ),
}

# The three questions, as each side is asked them.
QUESTIONS: Mapping[Side, Mapping[str, _StrPromise]] = {
    Side.EMPLOYER: {
        "liked": gettext_lazy("Was the candidate interested in the work?"),
        "able": gettext_lazy("Could the candidate do the work?"),
        "go_on": gettext_lazy("Do you want to go on with this candidate?"),
    },
    Side.CANDIDATE: {
        "liked": gettext_lazy("Did you like the work?"),
        "able": gettext_lazy("Could you do the work?"),
        "go_on": gettext_lazy("Do you want to work here?"),
    },
}
SIDES: Mapping[Side, _StrPromise] = {
    Side.EMPLOYER: gettext_lazy("The employer says"),
    Side.CANDIDATE: gettext_lazy("The candidate says"),
}
# A face for each answer, for who looks rather than reads.
FACES: Mapping[str, str] = {
    **dict.fromkeys(("yes",), "face_glad"),
    **dict.fromkeys(("partly", "helped", "unsure"), "face_plain"),
    **dict.fromkeys(("no",), "face_sad"),
}
TONES: Mapping[Standing, str] = {
    Standing.DONE: "good",
    Standing.NOT_NEEDED: "neutral",
    Standing.OPEN: "info",
    Standing.OVERDUE: "warn",
}


TONES_OF_RESULTS: Mapping[str, str] = {Result.REACHED: "good", Result.PARTLY: "warn", Result.NOT_REACHED: "bad"}


def means_of(row: Preparation) -> str:
    """Return what a piece is about, in a sentence."""
    return str(MEANS_OF_CONTENT.get(row.content) or MEANS[row.kind])


def title_of(row: Preparation) -> str:
    """Return what a piece is called."""
    if row.what:
        return row.what
    return str(label(generic.Content(row.content)) if row.content else row.get_kind_display())


def standing_of(row: Preparation, today: date) -> Standing:
    """Return how a piece stands on a day."""
    return standing(
        done=row.state == PreparationState.DONE,
        needed=row.state != PreparationState.NOT_NEEDED,
        due=row.due_on,
        today=today,
    )


def state_text(row: Preparation, today: date) -> str:
    """Return how a piece stands, short."""
    stands = standing_of(row, today)
    day = date_format(row.due_on, "j b" if row.due_on.year == today.year else "SHORT_DATE_FORMAT")
    if stands is Standing.OVERDUE:
        return _("too late: %(day)s") % {"day": day}
    if stands is Standing.OPEN:
        return _("before %(day)s") % {"day": day}
    return str(row.get_result_display() if row.result else row.get_state_display())


def tone_of(row: Preparation, today: date) -> str:
    """Return the tone in which that is said."""
    return TONES_OF_RESULTS[row.result] if row.result else TONES[standing_of(row, today)]


def owner_text(row: Preparation) -> str:
    """Return whose a piece is: an organisation, or the directors where there is none."""
    return str(row.organisation or DOERS[Doer.DIRECTOR])


def outcome_texts(row: Preparation) -> list[str]:
    """Return what came of a piece so far, in short sentences; who told what of a taster placement stands beside it."""
    told = []
    if row.state == PreparationState.NOT_NEEDED:
        told.append(_("not needed: %(why)s") % {"why": row.get_reason_display()})
    if row.shows:
        told.append(row.shows)
    if row.certificate:
        told.append(row.certificate)
    if row.days is not None:
        days = ngettext("%(n)d day at %(employer)s", "%(n)d days at %(employer)s", row.days)
        told.append(days % {"n": row.days, "employer": row.employer or "–"} + (f": {row.place}" if row.place else ""))
    if row.kind == PreparationKind.INTERCULTURAL_TEAM and row.state != PreparationState.NOT_NEEDED:
        told.append(_("%(n)d of %(all)d points are there") % {"n": len(row.checked), "all": len(TeamCheck)})
    if row.state == PreparationState.DONE and row.closed_on is not None:
        told.append(_("done on %(day)s") % {"day": date_format(row.closed_on, "SHORT_DATE_FORMAT")})
    return told
