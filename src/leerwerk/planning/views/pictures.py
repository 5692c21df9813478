"""Pictures of planning, as facts for the drawing tags."""

from collections.abc import Sequence

from django.urls import reverse
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from leerwerk.planning.enums import ValuePart
from leerwerk.planning.models import PlanningRound, ProgressPoint
from leerwerk.planning.queries.board import Town
from leerwerk.planning.queries.person import Option
from leerwerk.web.pictures import Bar, Bars, Line, Lines, Map, Spot


def progress_picture(points: Sequence[ProgressPoint]) -> Lines:
    """The best plan climbing and the bound coming down, in thousands of euros over seconds."""
    best = [(p.seconds, p.best) for p in points if p.best is not None]
    # Before the first plan the bound is far away and would flatten the line.
    since = best[0][0] if best else 0.0
    bound = [(p.seconds, p.bound) for p in points if p.bound is not None and p.seconds >= since]
    sentence = _("No plan has been found yet.")
    if best and bound:
        sentence = _(
            "Best plan so far: €\xa0%(best)s thousand. No plan can be worth more than €\xa0%(bound)s thousand."
        ) % {
            "best": number_format(round(best[-1][1])),
            "bound": number_format(round(bound[-1][1])),
        }
    return Lines(
        title=_("How the plan gets better"),
        sentence=sentence,
        x_label=_("seconds"),
        y_label=_("value, € thousand"),
        lines=[
            Line(label=_("best plan so far"), points=best),
            Line(label=_("no plan can be worth more"), points=bound),
        ],
    )


def people_map(asked: PlanningRound, towns: Sequence[Town]) -> Map:
    """Where people live whom the plan places, and whom not."""
    people = reverse("planning:people", args=[asked.pk])
    return Map(
        title=_("People in the plan, by municipality"),
        sentence=_("The circle shows everyone in the plan; the inner part shows who is placed."),
        value_label=_("candidates"),
        second_label=_("placed"),
        spots=[
            Spot(
                label=town.municipality.name,
                latitude=town.municipality.latitude,
                longitude=town.municipality.longitude,
                value=town.people,
                second=town.placed,
                url=f"{people}?town={town.municipality.pk}",
            )
            for town in towns
        ],
    )


def value_picture(options: Sequence[Option]) -> Bars:
    """The parts of the value of each group that fits; costs are taken off and stand in the table."""
    parts = [part for part in ValuePart if part != ValuePart.COST and any(o.parts.get(part, 0) > 0 for o in options)]
    return Bars(
        title=_("What each fitting group is worth for this person"),
        sentence=_("In thousands of euros, before the cost per participant is taken off."),
        series=[part.label for part in parts],
        bars=[
            Bar(label=option.group.title, parts=[round(max(0.0, option.parts.get(part, 0.0)), 2) for part in parts])
            for option in options[:8]
        ],
    )
