"""The reach funnel: how many come how far, by how they heard of it, and why others did not go on.

The database counts, behind a function that gives numbers only. Who may not open the files of the region reads no
number of fewer than five people (trust: five inside a region).
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import connection
from django.db.models import QuerySet, Sum

from leerwerk.parties.enums import Function
from leerwerk.privacy.actor import Actor
from leerwerk.recruitment.models import Outreach

FEWEST = 5
STEPS = ("known", "intake", "invited", "accepted", "started", "stayed")
COLUMNS = ("channel", "organisation", "low_skilled", *STEPS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """One way in which people are reached. ``told``: people at outreach; numbers by step, None where too few."""

    channel: str
    told: int
    counts: dict[str, int | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Funnel:
    """All ways, their sum, the same of low-skilled people only, and reasons by the step that ended it."""

    ways: list[Way]
    everybody: Way
    low_skilled: Way
    drops: list[tuple[str, str, int | None]]
    languages: list[tuple[str, int]] = field(default_factory=list)


def _rows(statement: str, *asked: str | int) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, asked)
        return list(cursor.fetchall())


def funnel(actor: Actor, level: str = "") -> Funnel:
    """Return how far the people of the actor's region come; of one level of blueprint when it is given.

    Four queries. A connector counts what the own organisation told; others the whole region.
    """
    whole = actor.function in (Function.DIRECTOR, Function.CASEWORKER)
    rows = [
        dict(zip(COLUMNS, row, strict=True))
        for row in _rows("SELECT * FROM trajectories_funnel(%s, %s)", actor.region, level)
    ]
    if actor.function == Function.CONNECTOR:
        rows = [row for row in rows if row["organisation"] == actor.organisation_id]
    told = outreach_of(actor).order_by().values_list("channel", "language").annotate(people=Sum("reached"))
    by_channel, by_language = Counter[str](), Counter[str]()
    for channel, language, people in told:
        by_channel[channel] += people
        by_language[language] += people
    drops = (
        []
        if actor.function == Function.CONNECTOR
        else _rows("SELECT * FROM trajectories_drops(%s, %s) ORDER BY people DESC, step, reason", actor.region, level)
    )
    channels = sorted({row["channel"] or "" for row in rows} | set(by_channel))
    return Funnel(
        ways=[_way(one, by_channel[one], (r for r in rows if (r["channel"] or "") == one), whole) for one in channels],
        everybody=_way("", sum(by_channel.values()), rows, whole),
        low_skilled=_way("", 0, (row for row in rows if row["low_skilled"]), whole),
        drops=[(step, reason, people if whole or people >= FEWEST else None) for step, reason, people in drops],
        languages=by_language.most_common(),
    )


def _way(channel: str, told: int, rows: Iterable[dict[str, Any]], whole: bool) -> Way:
    counted = Counter[str]()
    for row in rows:
        counted.update({step: row[step] for step in STEPS})
    return Way(
        channel=channel,
        told=told,
        counts={step: counted[step] if whole or counted[step] >= FEWEST else None for step in STEPS},
    )


def outreach_of(actor: Actor) -> QuerySet[Outreach]:
    """Return the outreach in the actor's region; a connector's own."""
    rows = Outreach.objects.filter(region=actor.region_id)
    return rows.filter(organisation=actor.organisation_id) if actor.function == Function.CONNECTOR else rows


def latest_outreach(actor: Actor, since: date) -> list[Outreach]:
    """Return what was told lately, newest first; at most fifty."""
    return list(outreach_of(actor).filter(held_on__gte=since).select_related("organisation")[:50])
