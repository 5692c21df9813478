"""What is settled, and what a workbook leaves alone: decided groups, withdrawn workplaces, places and money that are
taken."""

from collections.abc import Mapping
from decimal import Decimal

from django.db.models import Count

from leerwerk.engine.planning.parsing import Reading
from leerwerk.exchange.queries.belonging import cells, wrong
from leerwerk.exchange.queries.rows import group_row
from leerwerk.exchange.sentences import FULL, KEPT, NO_OPTION, OF_BLUEPRINT, WITHDRAWN
from leerwerk.exchange.upsert import alike
from leerwerk.funding.queries.books import kept_of_budgets
from leerwerk.placement.models import Offer, Seat, Workplace
from leerwerk.privacy.actor import Actor
from leerwerk.trajectories.enums import ENDED, CohortState
from leerwerk.trajectories.models import BlueprintVersion, Cohort, ResourceUse

OF_ITS_BLUEPRINT = ("sector", "level")  # a group has no other ones


def check_standing(reading: Reading, actor: Actor) -> None:
    """Note every row that would change what is settled; rows that say what is there already may stay."""
    _check_facts_of_blueprints(reading, actor)
    settled = _settled_groups(reading, actor)
    _check_groups(reading, settled)
    _check_uses(reading, settled)
    _check_workplaces(reading, actor)
    _check_offers(reading, actor, settled)
    _check_budgets(reading, actor)


def _check_facts_of_blueprints(reading: Reading, actor: Actor) -> None:
    """Note a sector or level that is not the blueprint's: it would be passed over."""
    rows = list(cells(reading, "groups", "group", "blueprint", *OF_ITS_BLUEPRINT))
    asked = BlueprintVersion.objects.filter(
        blueprint__code__in={blueprint for _, (_, blueprint, *_) in rows if blueprint}
    )
    latest = {
        blueprint: facts
        for blueprint, *facts in asked.order_by("number").values_list("blueprint__code", *OF_ITS_BLUEPRINT)
    }
    known = Cohort.objects.filter(code__in={group for _, (group, *_) in rows if group}, region=actor.region_id)
    names = ("code", "version__blueprint__code", "version__sector", "version__level")
    kept = {(group, blueprint): facts for group, blueprint, *facts in known.values_list(*names)}
    for row, (group, blueprint, *typed) in rows:
        facts = kept.get((str(group), str(blueprint)), latest.get(str(blueprint), typed))
        for name, value, other in zip(OF_ITS_BLUEPRINT, typed, facts, strict=True):
            if value not in (None, other):
                wrong(reading, "groups", row, name, OF_BLUEPRINT, value, other=other)


def _settled_groups(reading: Reading, actor: Actor) -> Mapping[object, Cohort]:
    named = {code for table in ("groups", "uses", "offers") for _, (code,) in cells(reading, table, "group") if code}
    groups = Cohort.objects.filter(code__in=named, region=actor.region_id).exclude(state=CohortState.OPTION)
    return {one.code: one for one in groups.select_related("version__blueprint", "educator", "language_school")}


def _alike(old: object, new: object) -> bool:
    return list(old) == list(new) if isinstance(old, list) and isinstance(new, list | tuple) else alike(old, new)


def _check_groups(reading: Reading, settled: Mapping[object, Cohort]) -> None:
    parsed = reading.tables["groups"]
    for place, code in enumerate(parsed.columns["group"]):
        if code not in settled:
            continue
        kept = group_row(settled[code])
        for name, old in kept.items():
            new = parsed.columns[name][place] if name in parsed.given else old
            if name not in OF_ITS_BLUEPRINT and new is not None and not _alike(old, new):
                wrong(reading, "groups", parsed.rows[place], name, NO_OPTION, code)
                break


def _check_uses(reading: Reading, settled: Mapping[object, Cohort]) -> None:
    if not settled:
        return
    uses = ResourceUse.objects.filter(cohort__in=settled.values())
    names = ("cohort__code", "resource__code", "per_group", "per_participant")
    kept = {(group, resource): amounts for group, resource, *amounts in uses.values_list(*names)}
    for row, (group, resource, *amounts) in cells(reading, "uses", "group", "resource", *names[2:]):
        old = kept.get((str(group), str(resource)))
        if group in settled and (old is None or not all(map(alike, old, amounts))):
            wrong(reading, "uses", row, "group", NO_OPTION, group)


def _check_workplaces(reading: Reading, actor: Actor) -> None:
    rows = list(cells(reading, "workplaces", "workplace", "places"))
    named = Workplace.objects.filter(code__in={code for _, (code, _) in rows if code}, employer__region=actor.region_id)
    withdrawn = set(named.exclude(withdrawn_at=None).values_list("code", flat=True))
    seats = Seat.objects.filter(workplace__in=named).exclude(enrolment__stage__in=ENDED)
    taken = dict(seats.order_by().values_list("workplace__code").annotate(people=Count("pk")))
    for row, (code, places) in rows:
        if code in withdrawn:
            wrong(reading, "workplaces", row, "workplace", WITHDRAWN, code)
        elif isinstance(places, int) and places < taken.get(str(code), 0):
            wrong(reading, "workplaces", row, "places", FULL, places, low=taken[str(code)])


def _check_budgets(reading: Reading, actor: Actor) -> None:
    """Note an amount that is less than what budgets keep for groups already."""
    rows = list(cells(reading, "budgets", "budget", "amount"))
    kept = kept_of_budgets({str(code) for _, (code, _) in rows if code}, actor.region_id or 0)
    for row, (code, amount) in rows:
        least = Decimal(kept.get(str(code), 0)) / 100_000
        if isinstance(amount, int | float | Decimal) and amount < least:
            wrong(reading, "budgets", row, "amount", KEPT, amount, low=least.normalize())


def _check_offers(reading: Reading, actor: Actor, settled: Mapping[object, Cohort]) -> None:
    """A new offer needs a group that is still an option and a workplace that is still there."""
    rows = list(cells(reading, "offers", "group", "workplace"))
    named = Workplace.objects.filter(code__in={code for _, (_, code) in rows if code}, employer__region=actor.region_id)
    withdrawn = set(named.exclude(withdrawn_at=None).values_list("code", flat=True))
    doubtful = {row: pair for row, pair in rows if pair[0] in settled or pair[1] in withdrawn}
    offers = Offer.objects.filter(cohort__code__in={group for group, _ in doubtful.values()})
    known = set(offers.values_list("cohort__code", "workplace__code")) if doubtful else set()
    for row, (group, workplace) in doubtful.items():
        if (group, workplace) in known:
            continue
        if group in settled:
            wrong(reading, "offers", row, "group", NO_OPTION, group)
        else:
            wrong(reading, "offers", row, "workplace", WITHDRAWN, workplace)
