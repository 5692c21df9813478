"""What in a workbook is the actor's to change or to name, and what belongs to somebody else."""

from collections.abc import Iterator, Mapping

from django.db.models import Model, QuerySet

from leerwerk.engine.planning.mistakes import MistakeCode
from leerwerk.engine.planning.parsing import Reading
from leerwerk.exchange.sentences import GUIDED_ELSEWHERE, NOT_YOURS, UNKNOWN_BLUEPRINT, WRONG_KIND
from leerwerk.funding.models import Budget
from leerwerk.parties.enums import FUNCTIONS_IN, Function, OrganisationKind
from leerwerk.parties.models import Municipality, Organisation
from leerwerk.placement.models import Workplace
from leerwerk.privacy.actor import Actor
from leerwerk.recruitment.models import Candidate
from leerwerk.recruitment.rules import candidates_of
from leerwerk.recruitment.search import codes_in_use
from leerwerk.trajectories.models import Blueprint, Cohort, Resource
from leerwerk.trajectories.rules import shelved_blueprints

FOR_CASEWORKERS = frozenset({"candidates", "work_history"})
REGION_OF: Mapping[str, tuple[type[Model], str]] = {  # what can be named, and the way to its region
    "organisations": (Organisation, "region_id"),
    "groups": (Cohort, "region_id"),
    "workplaces": (Workplace, "employer__region_id"),
    "resources": (Resource, "region_id"),
    "budgets": (Budget, "region_id"),
}
ALSO = {"employers.employer": "organisations", "workplaces.employer": "organisations"}
INTERMEDIARIES = frozenset(kind for kind, functions in FUNCTIONS_IN.items() if Function.CASEWORKER in functions)
KINDS: Mapping[tuple[str, str], frozenset[str]] = {
    ("employers", "employer"): frozenset({OrganisationKind.EMPLOYER}),
    ("workplaces", "employer"): frozenset({OrganisationKind.EMPLOYER}),
    ("groups", "educator"): frozenset({OrganisationKind.EDUCATOR}),
    ("groups", "language_school"): frozenset({OrganisationKind.LANGUAGE_SCHOOL}),
    ("candidates", "intermediary"): INTERMEDIARIES,
}


def wrong(reading: Reading, table: str, row: int, column: str, own: str, value: object, **more: object) -> None:
    """Note a mistake that only this room knows."""
    reading.wrong(table, row, column, MistakeCode.UNKNOWN_REFERENCE, value=value, own=own, **more)


def cells(reading: Reading, table: str, *columns: str) -> Iterator[tuple[int, tuple[object, ...]]]:
    """Return the row numbers of a table with the values in some columns."""
    parsed = reading.tables[table]
    yield from zip(parsed.rows, zip(*(parsed.columns[name] for name in columns), strict=True), strict=True)


def forgive_known_references(reading: Reading, actor: Actor) -> None:
    """Let a workbook name what stands in leerwerk and not in its own sheets; whose it is, is asked later.

    Of people only those whose file exists for the actor are known.
    """
    asked: dict[str, set[object]] = {}
    for one in reading.mistakes:
        if one.code is MistakeCode.UNKNOWN_REFERENCE:
            asked.setdefault(str(one.parameters["refers"]), set()).add(one.parameters["value"])
    known = {
        table: set(
            (_reach(actor) if table == "candidates" else REGION_OF[table][0]._default_manager)
            .filter(code__in=values)
            .values_list("code", flat=True)
        )
        for table, values in asked.items()
    }
    reading.mistakes[:] = [
        one
        for one in reading.mistakes
        if one.code is not MistakeCode.UNKNOWN_REFERENCE
        or one.parameters["value"] not in known[str(one.parameters["refers"])]
    ]


def _reach(actor: Actor) -> QuerySet[Candidate]:
    """Return the people whose file the actor may change by a workbook: their own, guided in their own region."""
    return candidates_of(actor).filter(intermediary__region=actor.region_id)


def may_fill(actor: Actor, table: str) -> bool:
    """Whether rows of this table may be taken in for the actor at all."""
    return actor.function != Function.CASEWORKER or table in FOR_CASEWORKERS


def check_belonging(reading: Reading, actor: Actor) -> None:
    """Refuse what the actor does not keep: another intermediary's candidates, and whatever is outside the region."""
    caseworker = actor.function == Function.CASEWORKER
    inside = set(Municipality.objects.filter(region=actor.region_id).values_list("code", flat=True))
    for parsed in reading.tables.values():
        name, first = parsed.table.name, parsed.table.columns[0].name
        if not may_fill(actor, name):
            for row, (value,) in cells(reading, name, first):
                wrong(reading, name, row, first, NOT_YOURS, value)
        elif name != "charges" and "municipality" in parsed.columns:
            for row, (town,) in cells(reading, name, "municipality"):
                if town is not None and town not in inside:
                    wrong(reading, name, row, "municipality", NOT_YOURS, town)
    kinds = _kinds(reading)
    _check_candidates(reading, actor, kinds)
    if not caseworker:
        _check_blueprints(reading, actor)
        _check_named(reading, actor, kinds)


def _named(reading: Reading) -> Iterator[tuple[str, str, str]]:
    """Return every column that names something with a region: table, column, and what it names."""
    for parsed in reading.tables.values():
        table = parsed.table
        for column in table.columns:
            own = table.name if column is table.columns[0] and column.refers is None else ""
            kind = column.refers or ALSO.get(f"{table.name}.{column.name}") or own
            if kind in REGION_OF and (table.name, column.name) != ("candidates", "intermediary"):
                yield table.name, column.name, kind


def _check_named(reading: Reading, actor: Actor, kinds: Mapping[str, str]) -> None:
    """Refuse codes of other regions, whether a row would change them or only names them, and the wrong organisation."""
    named = list(_named(reading))
    for kind, (model, region) in REGION_OF.items():
        places = [(table, column) for table, column, named_kind in named if named_kind == kind]
        codes = {code for place in places for _, (code,) in cells(reading, *place) if code}
        there = model._default_manager.filter(code__in=codes).exclude(**{region: actor.region_id})
        foreign = set(there.values_list("code", flat=True))
        for table, column in places:
            meant = KINDS.get((table, column))
            for row, (code,) in cells(reading, table, column):
                if code in foreign:
                    wrong(reading, table, row, column, NOT_YOURS, code)
                elif meant is not None and kinds.get(str(code), next(iter(meant))) not in meant:
                    wrong(reading, table, row, column, WRONG_KIND, code)


def _kinds(reading: Reading) -> dict[str, str]:
    """Return the kind of every organisation that the workbook names, as the workbook would leave it."""
    named = {code for table, column in KINDS for _, (code,) in cells(reading, table, column) if code}
    kinds = dict(Organisation.objects.filter(code__in=named).values_list("code", "kind"))
    for _, (code, kind) in cells(reading, "organisations", "organisation", "kind"):
        if code and kind:
            kinds[str(code)] = str(kind)
    for _, (code,) in cells(reading, "employers", "employer"):
        if code:
            kinds.setdefault(str(code), OrganisationKind.EMPLOYER)
    return kinds


def _check_blueprints(reading: Reading, actor: Actor) -> None:
    """A new group is made from a blueprint that the actor can use; a known one may keep its own."""
    rows = list(cells(reading, "groups", "group", "blueprint"))
    asked = {value for _, (_, value) in rows if value}
    usable = set(shelved_blueprints(actor).filter(code__in=asked).values_list("code", flat=True))
    there = set(Blueprint.objects.filter(code__in=asked, retired_at=None).values_list("code", flat=True))
    known = Cohort.objects.filter(code__in={group for _, (group, _) in rows if group}, region=actor.region_id)
    kept = dict(known.values_list("code", "version__blueprint__code"))
    for row, (group, value) in rows:
        if value and value not in usable and kept.get(str(group)) != value:
            wrong(reading, "groups", row, "blueprint", NOT_YOURS if value in there else UNKNOWN_BLUEPRINT, value)


def _check_candidates(reading: Reading, actor: Actor, kinds: Mapping[str, str]) -> None:
    """Known people are the actor's own and stay with who guides them; new ones get a guide of the own region."""
    caseworker = actor.function == Function.CASEWORKER
    rows = list(cells(reading, "candidates", "candidate", "intermediary"))
    codes = [str(code) for _, (code, _) in rows if code]
    guides = dict(_reach(actor).filter(code__in=codes).values_list("code", "intermediary__code"))
    foreign = codes_in_use(codes) - guides.keys()
    named = {guide for _, (_, guide) in rows if guide}
    regions = dict(Organisation.objects.filter(code__in=named).values_list("code", "region_id"))
    own = Organisation.objects.values_list("code", flat=True).filter(pk=actor.organisation).first()
    for row, (code, guide) in rows:
        if code in foreign:
            wrong(reading, "candidates", row, "candidate", NOT_YOURS, code)
        elif not guide:
            continue
        elif caseworker and guide != own:
            wrong(reading, "candidates", row, "intermediary", NOT_YOURS, guide)
        elif str(code) in guides:
            if guides[str(code)] != guide:
                other = guides[str(code)]
                wrong(reading, "candidates", row, "intermediary", GUIDED_ELSEWHERE, guide, other=other)
        elif regions.get(str(guide), actor.region_id) != actor.region_id:
            wrong(reading, "candidates", row, "intermediary", NOT_YOURS, guide)
        elif kinds.get(str(guide), OrganisationKind.MUNICIPALITY) not in INTERMEDIARIES:
            wrong(reading, "candidates", row, "intermediary", WRONG_KIND, guide)
