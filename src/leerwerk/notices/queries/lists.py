"""Lists of open matters that stay quick with 200,000 of them, and their lines as a page shows them."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.apps import apps
from django.db.models import CharField, F, OuterRef, Q, QuerySet, Subquery, Value
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import Promise

from leerwerk.notices.enums import SOON, Show
from leerwerk.notices.kinds import address, confidential_kinds, name_tables, todo
from leerwerk.notices.models import OWN, Matter
from leerwerk.notices.queries.asked import away_on
from leerwerk.parties.enums import Function
from leerwerk.parties.models import Region
from leerwerk.privacy.actor import Actor

ORDERS = {
    "due": ("due_on", "id"),
    "-due": ("-due_on", "-id"),
    "since": ("opened_at", "id"),
    "-since": ("-opened_at", "-id"),
}
SHOWN: Mapping[str, Callable[[date], Q]] = {
    Show.OVERDUE: lambda today: Q(due_on__lt=today),
    Show.SOON: lambda today: Q(due_on__range=(today, today + SOON)),
    Show.ESCALATED: lambda today: Q(escalated_at__isnull=False),
}


def of_organisation(actor: Actor) -> QuerySet[Matter]:
    """Return the open matters of the actor's organisation, of every function in it."""
    found = Matter.objects.filter(closed_at=None, organisation=actor.organisation_id or 0)
    return found.exclude(~Q(function=actor.function), kind__in=confidential_kinds())


def of_region(actor: Actor) -> QuerySet[Matter]:
    """Return all open matters of the actor's region but the confidential ones."""
    found = Matter.objects.filter(closed_at=None, region=actor.region_id or 0)
    return found.exclude(kind__in=confidential_kinds())


def of_group(code: str) -> QuerySet[Matter]:
    """Return the open matters of a group; who is asking sees those that exist for them."""
    return Matter.objects.filter(closed_at=None, group_code=code).exclude(kind__in=confidential_kinds())


def narrowed(found: QuerySet[Matter], said: Mapping[str, Any]) -> QuerySet[Matter]:
    """Return the matters that fit the filters, in the asked order.

    ``said`` may hold: kind, show (a value of Show), function, organisation, person, group, sort (a key of ORDERS).
    """
    if shown := SHOWN.get(said.get("show") or ""):
        found = found.filter(shown(timezone.localdate()))
    for name in ("kind", "function", "organisation", "person"):
        if value := said.get(name):
            found = found.filter(**{name: value})
    if group := said.get("group"):
        found = found.filter(group_code=group)
    return found.order_by(*ORDERS.get(said.get("sort") or "due", ORDERS["due"]))


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One open matter as it is shown; ``name`` is empty when whoever looks may not meet the person it is about."""

    matter: Any
    what: str | Promise
    name: str
    url: str
    age: int  # days since it was opened
    late: int  # days since it should have been done; 0 when there is time yet
    soon: bool
    asked: str  # who is asked by name; empty when it is the whole function
    away_until: date | None
    stands_in: str
    mine: bool  # of the function of whoever looks: may be taken and given


def _shown(found: QuerySet[Matter], today: date) -> QuerySet[Matter]:
    """Let each matter bring along its group's key, and who takes over when whoever took it is away."""
    groups = Region._meta.get_field("cohorts").related_model._default_manager  # of a room above: by its relation
    away = away_on(today).filter(
        Q(member__organisation=OuterRef("organisation")) | Q(member__function=Function.DIRECTOR),
        member__person=OuterRef("person"),
        member__function=OuterRef("function"),
    )
    return found.select_related("organisation", "person").annotate(
        group_id=Subquery(groups.filter(code=OuterRef("group_code")).values("pk")[:1]),
        away_until=Subquery(away.values("until")[:1]),
        stands_in=Subquery(away.values("stands_in__person__given_name")[:1]),
    )


def _names(matters: Iterable[Matter]) -> dict[tuple[str, int], str]:
    """Return who matters are about, by subject or by candidate, of whom the asker may meet: one query."""
    wanted: dict[str, set[int]] = {}
    for matter in matters:
        if matter.candidate_id is not None:
            named = matter.subject_type if matter.subject_type in name_tables() else "recruitment.candidate"
            key = matter.candidate_id if named == "recruitment.candidate" else matter.subject_id
            wanted.setdefault(named, set()).add(key)
    parts = []
    for label, keys in sorted(wanted.items()):
        rows = apps.get_model(name_tables().get(label, label))._default_manager.filter(pk__in=keys).order_by()
        of = Value(label, output_field=CharField())
        parts.append(rows.annotate(of=of, key=F("pk")).values_list("of", "key", "given_name", "family_name"))
    if not parts:
        return {}
    return {
        (label, key): f"{given} {family}".strip()
        for label, key, given, family in parts[0].union(*parts[1:], all=True).order_by()
    }


ONLY_READ = {Function.FUNDER, Function.CONNECTOR}  # who read what waits for a group, and do none of it


def _same_work(matter: Matter, actor: Actor) -> bool:
    """Whether it is of the actor's function in their organisation."""
    if matter.function != actor.function:
        return False
    if matter.function == Function.DIRECTOR:
        return matter.region_id == actor.region_id
    return matter.organisation_id == actor.organisation_id


def lines_with(keys: Sequence[int], actor: Actor) -> list[Line]:
    """Return the matters with these keys, in that order, as lines: two queries."""
    lines = {line.matter.pk: line for line in lines_of(Matter.objects.filter(pk__in=keys), actor)}
    return [lines[key] for key in keys if key in lines]


def lines_of(found: QuerySet[Matter], actor: Actor) -> list[Line]:
    """Return these matters, not many, as lines: two queries."""
    today = timezone.localdate()
    matters: list[Any] = list(_shown(found, today))
    names = _names(matters)
    lines = []
    for matter in matters:
        name = names.get((matter.subject_type, matter.subject_id), "")
        name = name or names.get(("recruitment.candidate", matter.candidate_id), "")
        mine = _same_work(matter, actor)
        meets = mine or bool(name) or (matter.candidate_id is None and actor.function not in ONLY_READ)
        lines.append(
            Line(
                matter=matter,
                what=todo(matter.kind).what,
                name=name,
                url=address(todo(matter.kind).pages, matter) if meets else "",
                age=(today - timezone.localdate(matter.opened_at)).days,
                late=max(0, (today - matter.due_on).days),
                soon=today <= matter.due_on <= today + SOON,
                asked=str(matter.person or ""),
                away_until=matter.away_until,
                stands_in=matter.stands_in or "",
                mine=mine,
            )
        )
    return lines


def own_matters(candidate_id: int) -> list[tuple[Matter, str, str]]:
    """Return what waits for a candidate themselves: the matter, what to do in words with its day, and where."""
    found = Matter.objects.filter(closed_at=None, candidate=candidate_id, function=OWN).order_by("due_on", "id")
    told = []
    for one in found:
        known = todo(one.kind)
        words = str(known.you or known.what) % {"day": date_format(one.due_on)}
        told.append((one, words, address(known.your_pages, one)))
    return told
