"""What each column of the workbook says, in one sentence."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from leerwerk.engine.planning.schema import Column, Kind, Table
from leerwerk.exchange.words import KNOWN, can_be_told, labels

BY_KIND: Mapping[Kind, Promise] = {
    Kind.CODE: gettext_lazy("A short name of your own, without the sign |."),
    Kind.CODES: gettext_lazy("Short names, with the sign | between them."),
    Kind.TEXT: gettext_lazy("Free words."),
    Kind.INTEGER: gettext_lazy("A whole number."),
    Kind.DECIMAL: gettext_lazy("A number."),
    Kind.CHOICE: gettext_lazy("A word from the list."),
    Kind.DATE: gettext_lazy("A date."),
    Kind.YES_NO: gettext_lazy("Yes or no."),
    Kind.DAGDELEN: gettext_lazy("Ten times 0 or 1: Monday morning to Friday afternoon."),
    Kind.MUNICIPALITY: gettext_lazy("The name of the municipality, or its CBS code."),
}
BY_COLUMN: Mapping[str, Promise] = {
    "candidates.candidate": gettext_lazy(
        "The number under which you know this person. The same number is the same person."
    ),
    "candidates.max_travel": gettext_lazy("How many minutes somebody can travel at most, one way."),
    "candidates.ready": gettext_lazy("The first day on which somebody can start."),
    "candidates.sectors": gettext_lazy("The sectors somebody wants to work in, the first wish first, with | between."),
    "candidates.limits": gettext_lazy("What somebody cannot do at work, with | between; never why."),
    "candidates.contact_language": gettext_lazy("The language in which you speak with this person."),
    "work_history.work": gettext_lazy(
        "The work in the words of the candidate; never the name of an employer, a place or a country."
    ),
    "work_history.occupation": gettext_lazy(
        "The nearest occupation from the list, or its number in ISCO-08. Leave it empty when nothing fits."
    ),
    "work_history.since": gettext_lazy("The year in which the work began."),
    "work_history.until": gettext_lazy("The last year of the work; leave it empty when it goes on."),
    "groups.excluded_limits": gettext_lazy("What everybody must be able to do, with | between."),
    "workplaces.excluded_limits": gettext_lazy("What everybody must be able to do here, with | between."),
    "candidates.available": gettext_lazy(
        "When somebody has time: ten times 0 or 1, Monday morning to Friday afternoon."
    ),
    "candidates.nationality": gettext_lazy("Never used for planning; only to check afterwards that plans are fair."),
    "candidates.sex": gettext_lazy("Never used for planning; only to check afterwards that plans are fair."),
    "candidates.birth_year": gettext_lazy("Never used for planning; only to check afterwards that plans are fair."),
    "groups.blueprint": gettext_lazy("The code of a blueprint in leerwerk, such as groen-inclusief."),
    "groups.fixed_cost": gettext_lazy("What the group costs once, in thousands of euros."),
    "groups.cost_per_participant": gettext_lazy("What each participant costs, in thousands of euros."),
    "groups.dagdelen": gettext_lazy("The dagdelen that every participant must have free."),
    "workplaces.tasks": gettext_lazy("The work as tasks that a starter can do, with | between."),
    "workplaces.places": gettext_lazy("How many people can work here at the same time."),
    "offers.workplace": gettext_lazy("A workplace that is offered to this group. Groups share the places."),
    "charges.municipality": gettext_lazy("Where the participant lives; * means everywhere."),
    "budgets.amount": gettext_lazy("Thousands of euros."),
}


def explanation(table: Table, column: Column) -> str:
    """Return what a column says, what it points to, its bounds, and whether it must be filled in."""
    parts = [str(BY_COLUMN.get(table.explanation(column)) or BY_KIND[column.kind])]
    if column.refers:
        parts.append(_("Points to the sheet %(sheet)s.") % {"sheet": column.refers})
    if column.kind in (Kind.INTEGER, Kind.DECIMAL) and column.high is not None and column.high < 1e5:
        parts.append(_("From %(low)s to %(high)s.") % {"low": f"{column.low or 0:g}", "high": f"{column.high:g}"})
    if column.name in KNOWN and can_be_told(column.name):
        parts.append(_("We know: %(words)s.") % {"words": ", ".join(labels(column.name))})
    if column.longest is not None and column.kind is Kind.TEXT:
        parts.append(_("At most %(longest)s characters.") % {"longest": column.longest})
    parts.append(_("Must be filled in.") if column.required else _("May be left empty."))
    return " ".join(parts)
