"""The agreement about a trial placement as a document: the version that everybody approved, to print and to keep."""

from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, time
from typing import Any

from django.template.defaultfilters import floatformat
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override

from leerwerk.parties.models import Organisation
from leerwerk.placement.queries.trials import answers_to, approved_version
from leerwerk.placement.trial_enums import Ground, Side, TrialState
from leerwerk.trajectories.models import Enrolment
from leerwerk.trajectories.queries.mentors import mentors_of
from leerwerk.trajectories.setting import TEMPLATE
from leerwerk.web.documents import as_pdf

DUTCH = "nl"


class NotApproved(Exception):
    """There is no version of this trial placement that everybody approved."""


def _long(day: date | None) -> str:
    return date_format(day, "DATE_FORMAT") if day else "–"


def _clause(label: str, typed: str) -> dict[str, Any]:
    """Return one line: what we say, and what people filled in."""
    said = [{"text": f"{label}: ", "typed": False}] if label else []
    return {"here": [*said, {"text": typed, "typed": True}], "there": []}


def _article(heading: str, *clauses: dict[str, Any]) -> dict[str, Any]:
    return {"heading": heading, "beside": "", "clauses": list(clauses)}


def _articles(row: Any) -> Iterator[dict[str, Any]]:
    yield _article(
        _("The work"),
        _clause(_("Employer"), row.employer.name),
        _clause(_("Where"), row.workplace),
        _clause(_("Tasks"), ", ".join(row.tasks)),
        _clause(_("Hours a week"), floatformat(row.hours, "-2")),
        _clause(_("Coach at work"), row.coach),
    )
    grounds = ", ".join(str(Ground(one).label) for one in row.grounds)
    yield _article(
        _("The days"),
        _clause(_("First day"), _long(row.begins)),
        _clause(_("Last day"), _long(row.ends)),
        *([_clause(_("Why longer"), grounds)] if grounds else []),
        _clause(_("You look together on"), _long(row.looked_at)),
    )
    yield _article(_("Learning goals"), *(_clause("", f"– {goal}") for goal in row.goals))
    yield _article(
        _("What follows from it"),
        _clause("", _("The employer intends to give a contract when it goes well.")),
        _clause("", _("The benefit goes on during the trial placement; the municipality decides about that.")),
    )


def _names(row: Any, enrolment: Enrolment) -> Mapping[str, str]:
    """Return who stands for each side: two questions."""
    participant = enrolment.participant
    keys = {Side.INTERMEDIARY: participant.intermediary_id, Side.MENTOR: mentors_of([enrolment]).get(enrolment.pk)}
    found = Organisation.objects.in_bulk([key for key in keys.values() if key is not None])
    names: dict[str, str] = {side: found[key].name for side, key in keys.items() if key in found}
    return names | {Side.CANDIDATE: str(participant), Side.EMPLOYER: row.employer.name}


def _approvals(row: Any, version: int, enrolment: Enrolment) -> list[list[str]]:
    said, names = answers_to(row, version), _names(row, enrolment)
    found = []
    for side in Side:
        if side in said and said[side]["yes"]:
            who = f"{names[side]} ({side.label})" if side in names else str(side.label).capitalize()
            how = _("approved; the intermediary wrote it down") if said[side]["with_help"] else _("approved")
            found.append([who, how, _long(date.fromisoformat(said[side]["at"]))])
    return found


def trial_document(row: Any, enrolment: Enrolment) -> bytes:
    """Return the version that everybody approved as tagged PDF in Dutch, of a trial placement ``with_all_said``.

    Raises NotApproved.
    """
    version = approved_version(row)
    if version is None:
        raise NotApproved
    with override(DUTCH):
        title = _("Agreement about the trial placement")
        state = _("Everybody approved this version.")
        if row.state == TrialState.ENDED:
            state += " " + _("The trial placement ended on %(day)s.") % {"day": _long(row.ended_on)}
        rows = _approvals(row, version, enrolment)
        data = {
            "title": title,
            "author": row.employer.name,
            "about": [
                f"{enrolment.participant} · {enrolment.cohort.code}",
                _("Version %(number)s") % {"number": version},
            ],
            "state": state,
            "articles": list(_articles(row)),
            "approvals": {
                "heading": _("Who approved it"),
                "beside": "",
                "columns": [_("Party"), _("Answer"), _("On")],
                "rows": rows,
            },
            "last": _("A later last day needs the approval of everybody anew. What was approved is kept in leerwerk."),
            "footer": f"{title} · {enrolment.participant} · {_('Version %(number)s') % {'number': version}}",
        }
    days = [date.fromisoformat(one["at"]) for one in answers_to(row, version).values()]
    return as_pdf(TEMPLATE, data, made_at=datetime.combine(max(days), time.min, tzinfo=UTC))
