"""The tables of a planning question and its answer, described once.

The reader, the writer, the workbook template and its correction in the browser all follow these descriptions.
``PLANNING`` is the question and ``ANSWER`` is what comes back; another workbook (more columns, more tables) is
described with the same ``Schema``, ``Table`` and ``Column``.

Names are the contract's; labels are Dutch, for workbooks, and are understood wherever names are.
"""

from __future__ import annotations

from dataclasses import replace

from leerwerk.engine.planning.schema import Choice, Column, Kind, Schema, Table

BETWEEN = "|"  # stands between the items of a list
DAGDELEN = 10  # Monday morning … Friday afternoon
ANYWHERE = "*"  # any municipality, in a charge
CEFR = ("alfa", "pre-A1", "A1", "A2", "B1", "B2", "C1", "C2")
EDUCATION = ("none", "primary", "lower_secondary", "upper_secondary", "higher")
LEVELS = ("entree", "mbo2", "mbo3", "mbo4", "hbo", "certificate", "praktijkverklaring", "in_company")
LANGUAGE_SKILLS = ("listening", "reading", "speaking", "writing")
SCALES = ("learnability", "load", "motivation")
LOCKS = ("assign", "forbid", "open", "closed", "together", "apart")


def _choices(codes: tuple[str, ...], labels: tuple[str, ...]) -> tuple[Choice, ...]:
    return tuple(Choice(code=code, label=label) for code, label in zip(codes, labels, strict=True))


CEFR_CHOICES = _choices(CEFR, CEFR)
EDUCATION_CHOICES = _choices(
    EDUCATION, ("geen", "basisschool", "vmbo of mbo 1", "mbo 2 of hoger, havo, vwo", "hbo of wo")
)
LEVEL_CHOICES = _choices(
    LEVELS, ("entree", "mbo 2", "mbo 3", "mbo 4", "hbo", "certificaat", "praktijkverklaring", "in het bedrijf")
)
LOCK_CHOICES = _choices(
    LOCKS, ("in deze groep", "niet in deze groep", "groep gaat door", "groep gaat niet door", "samen", "apart")
)


def _code(name: str, label: str, example: str, refers: str | None = None) -> Column:
    return Column(name=name, label=label, kind=Kind.CODE, example=example, refers=refers)


def _codes(name: str, label: str, example: str) -> Column:
    return Column(name=name, label=label, kind=Kind.CODES, example=example, required=False, default=())


def _whole(name: str, label: str, example: str, low: int, high: int) -> Column:
    return Column(name=name, label=label, kind=Kind.INTEGER, example=example, low=low, high=high)


def _decimal(name: str, label: str, example: str, low: float | None = 0.0) -> Column:
    return Column(name=name, label=label, kind=Kind.DECIMAL, example=example, low=low, high=1e9)


def _use(name: str, label: str, example: str) -> Column:
    return replace(_decimal(name, label, example), required=False, default=0.0)


def _level(name: str, label: str, example: str) -> Column:
    return Column(name=name, label=label, kind=Kind.CHOICE, example=example, choices=CEFR_CHOICES)


def _dagdelen(name: str, label: str) -> Column:
    return Column(name=name, label=label, kind=Kind.DAGDELEN, example="1111011100")


def _licence(label: str) -> Column:
    return Column(name="licence", label=label, kind=Kind.YES_NO, example="nee", required=False, default=False)


MUNICIPALITY = Column(name="municipality", label="Gemeente", kind=Kind.MUNICIPALITY, example="GM0344")
LANGUAGE = (
    _level("listening", "Luisteren", "A2"),
    _level("reading", "Lezen", "A1"),
    _level("speaking", "Spreken", "A2"),
    _level("writing", "Schrijven", "A1"),
)
SCALE = (
    _whole("learnability", "Leerbaarheid", "3", 1, 5),
    _whole("load", "Belastbaarheid", "4", 1, 5),
    _whole("motivation", "Motivatie", "4", 1, 5),
)
LANGUAGE_MINIMA = tuple(
    replace(column, label=f"{column.label} minimaal", required=False, default=CEFR[0]) for column in LANGUAGE
)
SCALE_MINIMA = tuple(replace(column, label=f"{column.label} minimaal", required=False, default=1) for column in SCALE)

CANDIDATES = Table(
    name="candidates",
    label="Kandidaten",
    required=True,
    key=("candidate",),
    columns=(
        _code("candidate", "Kandidaat", "K-0001"),
        MUNICIPALITY,
        *LANGUAGE,
        *SCALE,
        _dagdelen("available", "Beschikbaar"),
        _whole("max_travel", "Reistijd hoogstens", "45", 0, 999),
        Column(name="ready", label="Klaar vanaf", kind=Kind.DATE, example="2027-02-01"),
        _codes("sectors", "Sectoren", "zorg|groen"),
        _codes("skills", "Vaardigheden", "vca"),
        _licence("Rijbewijs"),
        Column(name="education", label="Opleiding", kind=Kind.CHOICE, example="primary", choices=EDUCATION_CHOICES),
        _codes("limits", "Kan niet", "no_lifting"),
    ),
)
GROUPS = Table(
    name="groups",
    label="Groepen",
    required=True,
    key=("group",),
    columns=(
        _code("group", "Groep", "G-01"),
        _code("blueprint", "Trajectontwerp", "zorg-mbo2"),
        _code("sector", "Sector", "zorg"),
        Column(name="level", label="Niveau", kind=Kind.CHOICE, example="mbo2", choices=LEVEL_CHOICES),
        MUNICIPALITY,
        Column(name="start", label="Start", kind=Kind.DATE, example="2027-03-01"),
        _whole("min_size", "Grootte minimaal", "8", 1, 10_000),
        _whole("max_size", "Grootte hoogstens", "12", 1, 10_000),
        _decimal("fixed_cost", "Vaste kosten", "18.5"),
        _decimal("cost_per_participant", "Kosten per deelnemer", "6.2"),
        _dagdelen("dagdelen", "Dagdelen"),
        *LANGUAGE_MINIMA,
        *SCALE_MINIMA,
        _codes("skills", "Vaardigheden nodig", "vca"),
        _licence("Rijbewijs nodig"),
        _codes("excluded_limits", "Moet wel kunnen", "no_lifting"),
    ),
)
WORKPLACES = Table(
    name="workplaces",
    label="Werkplekken",
    required=True,
    key=("workplace",),
    columns=(
        _code("workplace", "Werkplek", "W-01"),
        _code("employer", "Werkgever", "de-linde"),
        MUNICIPALITY,
        _whole("places", "Plaatsen", "3", 0, 10_000),
        _codes("skills", "Vaardigheden nodig", "vca"),
        _licence("Rijbewijs nodig"),
        _codes("excluded_limits", "Moet wel kunnen", "no_lifting"),
    ),
)
_GROUP = _code("group", "Groep", "G-01", "groups")
_CANDIDATE = _code("candidate", "Kandidaat", "K-0001", "candidates")
_WORKPLACE = _code("workplace", "Werkplek", "W-01", "workplaces")
OFFERS = Table(
    name="offers",
    label="Aanbod",
    required=True,
    key=("group", "workplace"),
    columns=(_GROUP, _WORKPLACE),
)
RESOURCES = Table(
    name="resources",
    label="Middelen",
    key=("resource",),
    columns=(_code("resource", "Middel", "taaldocent"), _decimal("capacity", "Capaciteit", "24")),
)
USES = Table(
    name="uses",
    label="Gebruik",
    key=("group", "resource"),
    columns=(
        _GROUP,
        _code("resource", "Middel", "taaldocent", "resources"),
        _use("per_group", "Per groep", "4"),
        _use("per_participant", "Per deelnemer", "0.5"),
    ),
)
BUDGETS = Table(
    name="budgets",
    label="Budgetten",
    key=("budget",),
    columns=(_code("budget", "Budget", "regio"), _decimal("amount", "Bedrag", "450")),
)
CHARGES = Table(
    name="charges",
    label="Lasten",
    key=("budget", "group", "municipality"),
    columns=(
        _code("budget", "Budget", "regio", "budgets"),
        _GROUP,
        replace(MUNICIPALITY, example=ANYWHERE, required=False, default=ANYWHERE, anywhere=True),
        _use("per_participant", "Per deelnemer", "2.5"),
        _use("per_group", "Per groep", "0"),
    ),
)
VALUES = Table(
    name="values",
    label="Waarden",
    key=("candidate", "group"),
    columns=(_CANDIDATE, _GROUP, _decimal("value", "Waarde", "12.5", low=-1e9)),
)
TRAVEL = Table(
    name="travel",
    label="Reistijden",
    key=("from", "to"),
    columns=(
        replace(MUNICIPALITY, name="from", label="Van"),
        replace(MUNICIPALITY, name="to", label="Naar", example="GM0355"),
        _whole("minutes", "Minuten", "35", 0, 999),
    ),
)
LOCKS_TABLE = Table(
    name="locks",
    label="Vastgezet",
    key=("kind", "a", "b"),
    columns=(
        Column(name="kind", label="Soort", kind=Kind.CHOICE, example="forbid", choices=LOCK_CHOICES),
        _code("a", "A", "K-0001"),
        replace(_code("b", "B", "G-01"), required=False, default=""),
    ),
)
PREVIOUS = Table(
    name="previous",
    label="Vorig plan",
    key=("candidate",),
    columns=tuple(replace(column, refers=None) for column in (_CANDIDATE, _GROUP, _WORKPLACE)),
)


def _setting(name: str, label: str, kind: Kind, example: str, low: float | None, high: float | None) -> Column:
    return Column(name=name, label=label, kind=kind, example=example, required=False, low=low, high=high)


SETTINGS = (
    _setting("benefit", "Opbrengst", Kind.DECIMAL, "28", 0, 1e6),
    _setting("wish_weights", "Gewicht van wensen", Kind.DECIMALS, "1.5|0.75|0.25", -1e6, 1e6),
    _setting("reach_weights", "Gewicht van bereik", Kind.WEIGHTS, "none=2|primary=1", -1e6, 1e6),
    _setting("low_skilled_floor", "Aandeel laagopgeleid minimaal", Kind.DECIMAL, "0.4", 0, 1),
    _setting("time_limit", "Rekentijd", Kind.DECIMAL, "60", 0.01, 86_400),
    _setting("gap", "Nauwkeurigheid", Kind.DECIMAL, "0.001", 0, 1),
    _setting("seed", "Toevalsgetal", Kind.INTEGER, "1", 0, 2**31 - 1),
    _setting("previous", "Vorig plan", Kind.TEXT, "plan-2027-02", None, None),
    _setting("change_penalty", "Gewicht van een wijziging", Kind.DECIMAL, "2", 0, 1e6),
)

PLANNING = Schema(
    name="planning",
    tables=(
        CANDIDATES,
        GROUPS,
        WORKPLACES,
        OFFERS,
        RESOURCES,
        USES,
        BUDGETS,
        CHARGES,
        VALUES,
        TRAVEL,
        LOCKS_TABLE,
        PREVIOUS,
    ),
    settings=SETTINGS,
)

ASSIGNMENTS = Table(
    name="assignments",
    label="Indeling",
    required=True,
    key=("candidate",),
    columns=(_CANDIDATE, _GROUP, _WORKPLACE),
)
PLANNED_GROUPS = Table(
    name="groups",
    label="Groepen",
    required=True,
    key=("group",),
    columns=(
        _GROUP,
        Column(name="open", label="Gaat door", kind=Kind.YES_NO, example="ja"),
        _whole("size", "Grootte", "9", 0, 10_000),
        _decimal("value", "Waarde", "112.5", low=-1e12),
        _decimal("cost", "Kosten", "74.3", low=-1e12),
    ),
)
UNPLACED = Table(
    name="unplaced",
    label="Niet geplaatst",
    key=("candidate",),
    columns=(
        _CANDIDATE,
        _code("reason", "Reden", "no_place"),
        replace(_GROUP, required=False, default=""),
        Column(name="needs", label="Nodig", kind=Kind.TEXT, example="speaking:1", required=False, default=""),
    ),
)
PRICES = Table(
    name="prices",
    label="Prijzen",
    key=("kind", "id"),
    columns=(
        _code("kind", "Soort", "workplace"),
        replace(_code("id", "Wat", "W-01"), required=False, default=""),
        _decimal("marginal_value", "Waarde van een meer", "3.2", low=-1e12),
    ),
)
SUMMARY = (
    _setting("objective", "Waarde van het plan", Kind.DECIMAL, "1312.4", None, None),
    _setting("bound", "Hoogst mogelijke waarde", Kind.DECIMAL, "1313.1", None, None),
    _setting("gap", "Verschil", Kind.DECIMAL, "0.0005", 0, None),
    _setting("status", "Uitkomst", Kind.TEXT, "optimal", None, None),
    _setting("seconds", "Seconden", Kind.DECIMAL, "4.2", 0, None),
    _setting("placed", "Geplaatst", Kind.INTEGER, "412", 0, None),
    _setting("open_groups", "Groepen die doorgaan", Kind.INTEGER, "44", 0, None),
    _setting("seed", "Toevalsgetal", Kind.INTEGER, "1", 0, None),
    _setting("version", "Versie", Kind.TEXT, "0.1.0", None, None),
)
ANSWER = Schema(
    name="answer",
    tables=(ASSIGNMENTS, PLANNED_GROUPS, UNPLACED, PRICES),
    settings=SUMMARY,
    settings_name="summary",
    settings_label="Samenvatting",
)
