"""What the style guide shows: invented people and groups, for looking at the components and for testing them."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from leerwerk.web.fields import DagdelenField
from leerwerk.web.icons import ICONS
from leerwerk.web.pictures import Axis, Bar, Bars, Line, Lines, Map, Spot, Stage, Stretch

HERE = "#pictures"
PEOPLE = [
    ("Amal H.", "Amersfoort", "A2", 24),
    ("Tesfay G.", "Soest", "A1", 32),
    ("Olena K.", "Leusden", "B1", 36),
    ("Farid N.", "Nijkerk", "A2", 28),
    ("Selam W.", "Baarn", "A1", 24),
]
TOWNS = [
    ("Amersfoort", 52.156, 5.388, 96, 41),
    ("Soest", 52.173, 5.293, 28, 9),
    ("Nijkerk", 52.221, 5.486, 22, 12),
    ("Barneveld", 52.140, 5.585, 31, 8),
    ("Leusden", 52.132, 5.432, 17, 6),
    ("Baarn", 52.211, 5.288, 14, 3),
    ("Bunschoten", 52.243, 5.379, 8, 2),
    ("Eemnes", 52.254, 5.257, 3, 0),
    ("Woudenberg", 52.081, 5.416, 6, 2),
]


class GuideForm(forms.Form):
    """One field of every kind."""

    name = forms.CharField(label=gettext_lazy("Name of the group"), help_text=gettext_lazy("As people call it."))
    places = forms.IntegerField(label=gettext_lazy("Places"), min_value=4, max_value=20)
    start = forms.DateField(
        label=gettext_lazy("First day"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    level = forms.ChoiceField(
        label=gettext_lazy("Level"), choices=[("entree", "Entree (mbo 1)"), ("mbo2", "Mbo 2"), ("mbo3", "Mbo 3")]
    )
    language = forms.ChoiceField(
        label=gettext_lazy("Dutch at the start"),
        choices=[("A1", "A1"), ("A2", "A2"), ("B1", "B1")],
        widget=forms.RadioSelect,
    )
    dagdelen = DagdelenField(label=gettext_lazy("When the group meets"))
    note = forms.CharField(label=gettext_lazy("What else matters"), required=False, widget=forms.Textarea)
    workbook = forms.FileField(
        label=gettext_lazy("Workbook"), required=False, help_text=gettext_lazy("An .xlsx file of at most 25 MB.")
    )
    agreed = forms.BooleanField(label=gettext_lazy("All parties were asked"))


def path() -> list[Stage]:
    """Return six components with people in them."""
    return [
        Stage(label=_("Recruitment and selection"), value=128, icon="recruitment", url=HERE, note=_("3 weeks waiting")),
        Stage(label=_("Pre-track"), value=64, icon="pre_track", url=HERE, note=_("12 places free"), extra=True),
        Stage(label=_("Learning and working"), value=83, icon="learn_work", url=HERE, note=_("5 signals")),
        Stage(label=_("Language"), value=147, icon="language", url=HERE, note=_("2 groups full"), extra=True),
        Stage(label=_("Coaching"), value=171, icon="coaching", url=HERE, note=_("9 contacts due"), extra=True),
        Stage(label=_("Matching and placement"), value=37, icon="placement", url=HERE, note=_("4 trial placements")),
    ]


def design() -> Axis:
    """Return a trajectory of which one component is shorter than usual."""
    return Axis(
        title=_("Electrician, two years"),
        sentence=_("Preparation of 3 months, then 24 months of work and school; coaching goes on for a year after."),
        stretches=[
            Stretch(label=_("Recruitment and selection"), start=-6, end=-3, low=1, high=6, icon="recruitment"),
            Stretch(label=_("Pre-track"), start=-3, end=0, low=1, high=12, icon="pre_track", extra=True),
            Stretch(label=_("Learning and working"), start=0, end=24, low=2, high=36, icon="learn_work"),
            Stretch(label=_("Language"), start=-3, end=18, low=3, high=24, icon="language", extra=True),
            Stretch(label=_("Coaching"), start=-3, end=36, low=3, high=24, icon="coaching", extra=True, fits=False),
            Stretch(label=_("Matching and placement"), start=None, end=None, low=1, high=6, icon="placement"),
        ],
        gates=[(_("selection"), -3), (_("go/no-go"), 0)],
    )


def solving() -> Lines:
    """Return a plan that gets better while its limit comes down."""
    best = [(0.4, 610.0), (1.1, 742.0), (2.5, 801.0), (5.0, 833.0), (9.0, 841.0), (14.0, 846.0)]
    bound = [(0.4, 980.0), (1.1, 912.0), (2.5, 884.0), (5.0, 869.0), (9.0, 858.0), (14.0, 851.0)]
    return Lines(
        title=_("How the plan gets better"),
        sentence=_("After 14 seconds at most 0.6 % can still be won."),
        x_label=_("seconds"),
        y_label=_("value, € thousand"),
        lines=[
            Line(label=_("best plan so far"), points=best),
            Line(label=_("no plan can be worth more"), points=bound),
        ],
    )


def lasting() -> Lines:
    """Return a share with an interval around it."""
    shares = [(0.0, 1.0), (3.0, 0.91), (6.0, 0.84), (12.0, 0.76), (18.0, 0.71), (24.0, 0.68)]
    band = [(x, max(0.0, y - 0.004 * x), min(1.0, y + 0.003 * x)) for x, y in shares]
    return Lines(
        title=_("Still in work"),
        sentence=_("Of 100 people who were placed, between 58 and 75 still work after two years."),
        x_label=_("months after placement"),
        y_label=_("share of people"),
        lines=[Line(label=_("still in work"), points=shares, band=band)],
    )


def bars() -> tuple[Bars, Bars]:
    """Return bars of one series, and stacked bars."""
    sectors = [(_("Care and welfare"), 42, 18), (_("Building and energy"), 36, 22), (_("Logistics"), 21, 4)]
    return (
        Bars(
            title=_("Why people have no place yet"),
            sentence=_("Most are held back by the level of Dutch that groups ask for."),
            series=[_("people")],
            bars=[
                Bar(label=_("Level of Dutch too low"), parts=[61], url=HERE),
                Bar(label=_("No group within an hour of travel"), parts=[34], url=HERE),
                Bar(label=_("No childcare"), parts=[19], url=HERE),
                Bar(label=_("Groups are full"), parts=[7], url=HERE),
            ],
        ),
        Bars(
            title=_("Places by sector"),
            sentence=_("Two in three places are taken."),
            series=[_("taken"), _("free")],
            bars=[Bar(label=label, parts=[taken, free]) for label, taken, free in sectors],
            tones=("brand", "gap"),
        ),
    )


def towns() -> Map:
    """Return the municipalities of one region."""
    return Map(
        title=_("People in the plan, by municipality"),
        sentence=_("The circle shows everyone in the plan; the inner part shows who is placed."),
        value_label=_("candidates"),
        second_label=_("placed"),
        spots=[Spot(label=n, latitude=a, longitude=o, value=v, second=s, url=HERE) for n, a, o, v, s in TOWNS],
    )


def everything(asked: Mapping[str, Any]) -> dict[str, Any]:
    """Return what the guide's template needs."""
    one, stacked = bars()
    wrong = GuideForm({"name": "", "places": "40", "level": "mbo2", "dagdelen": ["0", "1", "6"]})
    rows = [{"name": n, "town": t, "level": level, "hours": hours} for n, t, level, hours in PEOPLE]
    return {
        "stages": path(),
        "design": design(),
        "solving": solving(),
        "lasting": lasting(),
        "one": one,
        "stacked": stacked,
        "map": towns(),
        "form": GuideForm(prefix="new"),
        "wrong": wrong,
        "page": Paginator(rows * 3, 5).get_page(asked.get("page")),
        "icons": sorted(ICONS),
        "tabs": [
            {"label": _("Overview"), "url": "#tabs", "current": True},
            {"label": _("People"), "url": "#tabs", "current": False},
            {"label": _("Money"), "url": "#tabs", "current": False},
        ],
    }
