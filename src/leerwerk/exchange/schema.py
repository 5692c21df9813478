"""The workbook of a region: the tables of the planning contract, with the columns and sheets that people need besides.

``leerwerk plan`` reads the same workbook and leaves the extra columns alone. Columns are bounded by what is kept.
"""

from dataclasses import replace

from leerwerk.engine.planning import contract
from leerwerk.engine.planning.schema import Choice, Column, Kind, Schema, Table
from leerwerk.exchange.bounds import bounded
from leerwerk.facts import occupations
from leerwerk.recruitment.models import EARLIEST_WORK

ORGANISATION_KINDS = tuple(
    Choice(code=code, label=label)
    for code, label in (
        ("municipality", "gemeente"),
        ("uwv", "UWV"),
        ("werkcentrum", "Werkcentrum"),
        ("employer", "werkgever"),
        ("educator", "opleider"),
        ("language_school", "taalschool"),
        ("expertise_partner", "expertisepartner"),
        ("connector", "verbinder"),
        ("fund", "fonds"),
        ("ministry", "ministerie"),
    )
)
ROUTES = tuple(
    Choice(code=code, label=label)
    for code, label in (("b1", "B1-route"), ("education", "onderwijsroute"), ("z", "Z-route"), ("unknown", "onbekend"))
)
LANGUAGES = tuple(  # for the list to choose from; ``words`` understands these, and the English names
    Choice(code=code, label=label)
    for code, label in (
        ("nl", "Nederlands"),
        ("en", "Engels"),
        ("ar", "Arabisch"),
        ("ti", "Tigrinya"),
        ("fa", "Perzisch"),
        ("tr", "Turks"),
        ("uk", "Oekraïens"),
        ("so", "Somalisch"),
        ("am", "Amhaars"),
        ("ku", "Koerdisch"),
        ("ps", "Pasjtoe"),
        ("fr", "Frans"),
        ("es", "Spaans"),
        ("ru", "Russisch"),
    )
)
OCCUPATIONS = tuple(Choice(code=term.code, label=term.nl) for term in occupations())
SEXES = tuple(Choice(code=c, label=label) for c, label in (("f", "vrouw"), ("m", "man"), ("x", "onbekend")))
RESOURCE_KINDS = tuple(
    Choice(code=code, label=label)
    for code, label in (
        ("language_teacher", "taaldocent"),
        ("teacher", "docent"),
        ("classroom", "lokaal"),
        ("mentor", "mentor"),
        ("other", "anders"),
    )
)


def _text(name: str, label: str, example: str, *, required: bool = False) -> Column:
    return Column(name=name, label=label, kind=Kind.TEXT, example=example, required=required, default="")


def _code(name: str, label: str, example: str, refers: str | None = None, *, required: bool = False) -> Column:
    return Column(name=name, label=label, kind=Kind.CODE, example=example, required=required, default="", refers=refers)


def _day(name: str, label: str, example: str) -> Column:
    return Column(name=name, label=label, kind=Kind.DATE, example=example, required=False)


def _year(name: str, label: str, example: str) -> Column:
    column = Column(name=name, label=label, kind=Kind.INTEGER, example=example, required=False)
    return replace(column, low=EARLIEST_WORK, high=2200)


def _choice(name: str, label: str, example: str, choices: tuple[Choice, ...], default: str) -> Column:
    return Column(
        name=name, label=label, kind=Kind.CHOICE, example=example, required=False, default=default, choices=choices
    )


def _more(table: Table, *columns: Column, **examples: str) -> Table:
    own = (replace(one, example=examples.get(one.name, one.example)) for one in table.columns)
    return replace(table, required=False, columns=(*own, *columns))


ORGANISATIONS = Table(
    name="organisations",
    label="Organisaties",
    key=("organisation",),
    columns=(
        _code("organisation", "Organisatie", "gemeente-utrecht", required=True),
        replace(_choice("kind", "Soort", "municipality", ORGANISATION_KINDS, ""), required=True),
        _text("name", "Naam", "Gemeente Utrecht", required=True),
        contract.MUNICIPALITY,
    ),
)
EMPLOYERS = Table(
    name="employers",
    label="Werkgevers",
    key=("employer",),
    columns=(
        _code("employer", "Werkgever", "de-linde", required=True),
        _text("name", "Naam", "Hoveniersbedrijf De Linde", required=True),
        contract.MUNICIPALITY,
        _code("sector", "Sector", "groen"),
    ),
)
CANDIDATES = _more(
    contract.CANDIDATES,
    _text("given_name", "Voornaam", "Rasha"),
    _text("family_name", "Achternaam", "Kamir"),
    _text("native_name", "Naam in eigen schrift", "رشا كامر"),
    _code("intermediary", "Begeleid door", "gemeente-utrecht", "organisations"),
    _text("email", "E-mailadres", "rasha@example.org"),
    _text("phone", "Telefoon", "06 00000000"),
    replace(_code("contact_language", "Taal van contact", "ar"), choices=LANGUAGES),
    _choice("route", "Leerroute", "b1", ROUTES, "unknown"),
    replace(
        Column(name="birth_year", label="Geboortejaar", kind=Kind.INTEGER, example="1993", required=False),
        low=1920,
        high=2015,
    ),
    _choice("sex", "Geslacht", "f", SEXES, "x"),
    _code("nationality", "Nationaliteit", "SY"),
    _day("permit_date", "Vergunning sinds", "2024-08-03"),
)
WORK_HISTORY = Table(
    name="work_history",
    label="Werkervaring",
    key=("candidate", "work", "since"),
    columns=(
        _code("candidate", "Kandidaat", "K-0001", "candidates", required=True),
        _text("work", "Werk", "kok in een hotel", required=True),
        replace(_code("occupation", "Beroep", "5120"), choices=OCCUPATIONS),
        replace(_year("since", "Vanaf jaar", "2012"), required=True),
        _year("until", "Tot en met jaar", "2018"),
    ),
)
GROUPS = _more(
    contract.GROUPS,
    _code("educator", "Opleider", "vakschool", "organisations"),
    _code("language_school", "Taalschool", "taalschool", "organisations"),
    blueprint="groen-inclusief",
    sector="groen",
    level="certificate",
)
WORKPLACES = _more(
    contract.WORKPLACES,
    _text("title", "Titel", "Medewerker groen"),
    _code("sector", "Sector", "groen"),
    Column(
        name="tasks",
        label="Taken",
        kind=Kind.CODES,
        example="Gras maaien|Planten water geven",
        required=False,
        default=(),
    ),
    Column(
        name="shifts",
        label="Dagdelen met werk",
        kind=Kind.DAGDELEN,
        example="1111111111",
        required=False,
        default=1023,
    ),
    _text("demands", "Wat het werk vraagt", "buiten werken"),
    _text("mentor_name", "Mentor op de werkvloer", "Sanjay Bruggelaar"),
    Column(name="recognised", label="Erkend door SBB", kind=Kind.YES_NO, example="ja", required=False, default=False),
)
RESOURCES = _more(
    contract.RESOURCES,
    _choice("kind", "Soort", "language_teacher", RESOURCE_KINDS, "other"),
    _text("name", "Naam", "NT2-docenten Utrecht"),
    _code("organisation", "Organisatie", "taalschool", "organisations"),
)
BUDGETS = _more(
    contract.BUDGETS,
    _text("name", "Naam", "Inburgering, gemeenten"),
    _code("payer", "Betaler", "gemeente-utrecht", "organisations"),
    _text("source", "Grondslag", "Specifieke uitkering inburgering"),
    _day("valid_from", "Vanaf", "2027-01-01"),
    _day("valid_until", "Tot en met", "2027-12-31"),
)

REGION = Schema(
    name="region",
    tables=tuple(
        bounded(table)
        for table in (
            ORGANISATIONS,
            EMPLOYERS,
            CANDIDATES,
            WORK_HISTORY,
            GROUPS,
            WORKPLACES,
            replace(contract.OFFERS, required=False),
            RESOURCES,
            contract.USES,
            BUDGETS,
            contract.CHARGES,
        )
    ),
)
