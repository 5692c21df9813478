"""The reach funnel: how many come how far, by how they heard of it, and why others did not go on.

The database counts, behind a function that gives numbers only. Who may not open the files of the region reads no
number of fewer than five people (trust: five inside a region), and none from which such a number can be worked out.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet, Sum

from leerwerk.parties.enums import Function
from leerwerk.parties.models import Organisation
from leerwerk.privacy.actor import Actor
from leerwerk.recruitment.models import Outreach
from leerwerk.trajectories.queries.counting import rows_of

FEWEST = 5
STEPS = ("known", "intake", "invited", "accepted", "started", "stayed")
COLUMNS = ("channel", "organisation", "low_skilled", *STEPS)
NOBODY = dict.fromkeys(STEPS, 0)
type Row = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """One way in which people are reached: a channel, or who told it; empty when that was not noted.

    ``told``: people at outreach; numbers by step, None where they may not be told.
    """

    name: str
    told: int
    counts: Mapping[str, int | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Carried:
    """How many people heard it from somebody in one language; ``ambassador``: whom the organisation sent, by name."""

    channel: str
    teller: str
    ambassador: str
    language: str
    people: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Funnel:
    """All channels, and all who told it; their sum, the same of low-skilled people only; reasons by the step that ended
    it; who carried the message in which language.
    """

    ways: list[Way]
    tellers: list[Way]
    everybody: Way
    low_skilled: Way
    drops: list[tuple[str, str, int | None]]
    carried: list[Carried]


def hidden(numbers: Sequence[int]) -> set[int]:
    """Return which of these numbers, whose sum is told, must not be: the small ones, and others that give them away.

    Those that are not told are nobody at all, or at least two numbers with five people together; all, when there are no
    more.
    """
    small_first = sorted(range(len(numbers)), key=lambda at: numbers[at])
    found = [at for at in small_first if numbers[at] < FEWEST]
    for at in small_first[len(found) :]:
        people = sum(numbers[one] for one in found)
        if people == 0 or (len(found) > 1 and people >= FEWEST):
            break
        found.append(at)
    return set(found)


def funnel(actor: Actor, level: str = "") -> Funnel:
    """Return how far the people of the actor's region come; with a level, those who are in groups of it.

    Four queries. A connector counts what the own organisation told; others the whole region.
    """
    whole, connector = actor.function == Function.DIRECTOR, actor.function == Function.CONNECTOR
    found = rows_of("SELECT * FROM trajectories_funnel(%s, %s)", actor.region, level)
    rows = [dict(zip(COLUMNS, row, strict=True)) for row in found]
    if connector:
        rows = [row for row in rows if row["organisation"] == actor.organisation_id]
    carried = [] if level else _carried(actor)  # who hears of it is in no group yet
    names = dict(Organisation.objects.filter(pk__in={row["organisation"] for row in rows}).values_list("pk", "name"))
    drops = [] if connector else rows_of("SELECT * FROM trajectories_drops(%s, %s)", actor.region, level)
    drops.sort(key=lambda row: (-row[2], row[0], row[1]))
    by_skill = _ways(((str(row["low_skilled"]), row) for row in rows), {}, whole)
    everybody = _ways((("", row) for row in rows), {"": sum(one.people for one in carried)}, whole)
    return Funnel(
        ways=_ways(((row["channel"] or "", row) for row in rows), _summed(carried, "channel"), whole),
        tellers=_ways(((names.get(row["organisation"], ""), row) for row in rows), _summed(carried, "teller"), whole),
        everybody=everybody[0],
        low_skilled=next((way for way in by_skill if way.name == str(True)), Way(name="", told=0, counts=NOBODY)),
        drops=[(step, reason, people if whole or people >= FEWEST else None) for step, reason, people in drops],
        carried=carried,
    )


def _ways(rows: Iterable[tuple[str, Row]], told: Mapping[str, int], whole: bool) -> list[Way]:
    """Return the ways by name, of rows with the name of their way; ``whole``: every number may be told."""
    counted = {name: Counter[str]() for name in told}
    for name, row in rows:
        counted.setdefault(name, Counter()).update({step: row[step] for step in STEPS})
    names = sorted(counted)
    withheld = {
        (names[at], step) for step in STEPS if not whole for at in hidden([counted[name][step] for name in names])
    }
    return [
        Way(
            name=name,
            told=told.get(name, 0),
            counts={step: None if (name, step) in withheld else counted[name][step] for step in STEPS},
        )
        for name in names
    ]


def _carried(actor: Actor) -> list[Carried]:
    told = outreach_of(actor).order_by().values_list("channel", "organisation__name", "carried_by", "language")
    return [
        Carried(channel=channel, teller=teller, ambassador=ambassador, language=language, people=people)
        for channel, teller, ambassador, language, people in told.annotate(people=Sum("reached")).order_by(
            "organisation__name", "carried_by", "-people"
        )
    ]


def _summed(carried: Iterable[Carried], what: str) -> dict[str, int]:
    found = Counter[str]()
    for one in carried:
        found[getattr(one, what)] += one.people
    return found


def outreach_of(actor: Actor) -> QuerySet[Outreach]:
    """Return the outreach in the actor's region; a connector's own."""
    rows = Outreach.objects.filter(region=actor.region_id)
    return rows.filter(organisation=actor.organisation_id) if actor.function == Function.CONNECTOR else rows


def latest_outreach(actor: Actor, since: date) -> list[Outreach]:
    """Return what was told lately, newest first; at most fifty."""
    return list(outreach_of(actor).filter(held_on__gte=since).select_related("organisation")[:50])
