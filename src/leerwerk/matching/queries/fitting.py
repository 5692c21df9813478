"""Who looks for work and where places are free, as the engine reads them; and the shortlist of either, with reasons."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, Exists, F, Func, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce, JSONObject

from leerwerk.engine.matching.facts import NOTHING_SAID, Liking, Said, Seeker, TaskAsked, Way, Work
from leerwerk.engine.matching.fit import Fit, fit, worth
from leerwerk.engine.pathway.requirements import LANGUAGE, Requirement
from leerwerk.engine.planning.travel import WITHOUT_CAR, Mode, approximate_minutes
from leerwerk.facts import municipalities
from leerwerk.learning.enums import CredentialState
from leerwerk.learning.models import Credential, LanguageLevel
from leerwerk.matching.enums import OPEN, Closed, Moment, Side
from leerwerk.matching.models import Introduction
from leerwerk.matching.queries.introductions import answer_of, answered
from leerwerk.placement.getting_there import begins_too_early, ends_too_late
from leerwerk.placement.models import Seat, Task, Workplace
from leerwerk.placement.queries.freshness import FRESH_FOR
from leerwerk.placement.task_enums import FOR_STARTERS
from leerwerk.placement.task_enums import Fit as WhenDone
from leerwerk.trajectories.enums import ENDED, Stage
from leerwerk.trajectories.models import Enrolment
from leerwerk.trajectories.queries.paths import brings

LOOKS = (Stage.COMPLETED, Stage.PLACEMENT_SEARCH)
PAPERS = (CredentialState.ISSUED, CredentialState.SEEN)
NOS = (Closed.PERSON_NO, Closed.EMPLOYER_NO)
A_NO_STANDS = timedelta(days=182)  # so long a no is not asked again by a proposal; chosen by us


READ = (
    *("stage", "since", "candidate__municipality_id", "cohort__region_id", "cohort__version__sector"),
    *("seat__workplace_id", "participant__given_name", "participant__family_name"),
    *(
        f"candidate__profile__{name}"
        for name in ("listening", "reading", "speaking", "writing", "learnability", "load")
    ),
    *(f"candidate__profile__{name}" for name in ("motivation", "available", "skills", "licence", "limits", "sectors")),
    *(f"candidate__profile__{name}" for name in ("max_travel", "ready_on", "stated_on")),
)


def looking(rows: QuerySet[Enrolment]) -> QuerySet[Enrolment]:
    """Return which of these people look for work, with what the engine reads of them.

    ``measured``: the last measured level of each skill; ``paper``: whether they got one. Whose file does not exist for
    who asks is not among them: the wall hides it.
    """
    of_them = {"enrolment__candidate": OuterRef("candidate")}
    levels = LanguageLevel.objects.filter(**of_them).order_by("skill", "-day", "-id").distinct("skill")
    return (
        rows.filter(stage__in=LOOKS, paused="", candidate__profile__isnull=False)
        .select_related(None)
        .select_related("candidate__profile", "cohort__version", "seat", "participant")
        .only(*READ)
        .annotate(
            measured=ArraySubquery(levels.values(one=JSONObject(skill="skill", level="level"))),
            paper=Exists(Credential.objects.filter(**of_them, state__in=PAPERS)),
        )
    )


def seeker_of(one: Any) -> Seeker:
    """Return somebody who is ``looking`` as the engine reads them.

    From when they could begin, as they told it before they completed learning, is over.
    """
    profile = one.candidate.profile
    told, measured = brings(profile), {row["skill"]: row["level"] for row in one.measured}
    first, second, third, fourth = (measured.get(str(s), old) for s, old in zip(LANGUAGE, told.language, strict=True))
    return Seeker(
        key=str(one.pk),
        brings=replace(told, language=(first, second, third, fourth)),
        most_minutes=profile.max_travel,
        ready=profile.ready_on if profile.stated_on > one.since.date() else date.min,
        wishes=tuple(profile.sectors),
        learned_in=one.cohort.version.sector,
        paper=one.paper,
    )


class Came(Func):
    """How many people work, or try work, at a workplace (by key) to which an introduction led, also of other guides."""

    function = "matching_came"
    arity = 1
    output_field = IntegerField()


def with_free_places(rows: QuerySet[Workplace], at_least: int = 0) -> QuerySet[Workplace]:
    """Return workplaces with ``free``: places that no participant has, and nobody came to by an introduction.

    ``at_least``: only those with so many of them. ``starts``: the tasks of a starter, in order.
    """
    tasks = Task.objects.filter(workplace=OuterRef("pk"), fits__in=FOR_STARTERS).order_by("position")
    starts = ArraySubquery(tasks.values(one=JSONObject(name="name", fits="fits", skill="skill", language="language")))
    seats = Seat.objects.filter(workplace=OuterRef("pk")).exclude(enrolment__stage__in=ENDED)
    taken = seats.order_by().values("workplace").annotate(n=Count("pk")).values("n")
    counted: Any = rows.annotate(free=F("places") - Coalesce(Subquery(taken), 0) - Came("pk"), starts=starts)
    found: QuerySet[Workplace] = counted.filter(free__gte=at_least) if at_least else counted
    return found


def open_workplaces(region: int, words: str = "") -> QuerySet[Workplace]:
    """Return the workplaces of employers of a region with a free place, with what the engine reads of them."""
    found = with_free_places(Workplace.objects.filter(withdrawn_at=None, employer__region=region), at_least=1)
    if words:
        found = found.filter(Q(title__icontains=words) | Q(employer__name__icontains=words))
    return found.select_related("employer", "municipality").order_by("title", "id")


def work_of(row: Any, today: date) -> Work:
    """Return a workplace ``with_free_places`` as the engine reads it."""
    return Work(
        key=str(row.pk),
        sector=row.sector or row.employer.sector,
        free=row.free,
        shifts=row.shifts,
        tasks=tuple(
            TaskAsked(
                name=task["name"],
                now=task["fits"] == WhenDone.NOW,
                skill=Requirement(task["skill"]) if task["skill"] else None,
                level=task["language"] or 0,
            )
            for task in row.starts
        ),
        skills=frozenset(row.skills),
        licence=row.licence,
        excluded=frozenset(row.excluded_limits),
        before_the_bus=begins_too_early(row),
        after_the_bus=ends_too_late(row),
        confirmed=row.confirmed_on >= today - FRESH_FOR,
    )


class Ways:
    """Minutes one way between these municipalities, by the quickest without a car and by bicycle."""

    def __init__(self, towns: Iterable[str | None]) -> None:
        wanted = set(towns)
        known = [one for one in municipalities() if one.code in wanted]
        self._row = {one.code: n for n, one in enumerate(known)}
        places = [one.latitude for one in known], [one.longitude for one in known]
        self._quickest = approximate_minutes(*places, modes=WITHOUT_CAR)
        self._bicycle = approximate_minutes(*places, modes=(Mode.BICYCLE,))

    def between(self, home: str | None, there: str | None) -> Way:
        """Return the way from home to a workplace; without minutes where a place is not known."""
        here, to = self._row.get(home or ""), self._row.get(there or "")
        if here is None or to is None:
            return Way()
        return Way(minutes=int(self._quickest[here, to]), bicycle=int(self._bicycle[here, to]))


def said_between(rows: Iterable[Any], today: date) -> dict[tuple[int, int], Said]:
    """Return by enrolment and workplace what both sides said of each other, of introductions that are ``answered``.

    A no stands for half a year; after that it may be asked again.
    """
    found: dict[tuple[int, int], Said] = {}
    for row in sorted(rows, key=lambda row: row.pk):
        no = row.because in NOS and row.closed_on > today - A_NO_STANDS
        if row.state in OPEN or no:
            found[row.enrolment_id, row.workplace_id] = Said(
                person=Liking.NO if row.because == Closed.PERSON_NO else _liking(row, Side.PERSON),
                employer=Liking.NO if row.because == Closed.EMPLOYER_NO else _liking(row, Side.EMPLOYER),
                rank=row.rank or 0,
            )
    return found


def _liking(row: Any, side: str) -> Liking:
    told = answer_of(row, Moment.BEFORE, side)
    if told is None:
        return Liking.UNSAID
    return (Liking.FIRST if told["first"] else Liking.YES) if told["yes"] else Liking.NO


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """Somebody and a workplace on a shortlist; ``worth`` in points."""

    enrolment: Any
    workplace: Any
    way: Way
    fit: Fit
    said: Said

    @property
    def said_no(self) -> bool:
        """Whether one of both said no lately."""
        return Liking.NO in (self.said.person, self.said.employer)

    @property
    def worth(self) -> int:
        """How much it counts, with what both said."""
        return worth(self.fit, self.said)


def _in_order(options: Iterable[Option]) -> list[Option]:
    """Return what fits and nobody said no to first, what counts most at the top."""
    return sorted(
        options,
        key=lambda one: (
            not one.fit.possible or one.said_no,
            len(one.fit.against),
            -one.worth,
            one.workplace.title,
            one.workplace.pk,
            one.enrolment.pk,
        ),
    )


def shortlist_of_person(enrolment: Any, introduced: Iterable[Any], today: date, words: str = "") -> list[Option]:
    """Return the workplaces beside somebody who is ``looking``: not where they learned, what fits first.

    ``introduced``: their introductions, ``answered``. One query.
    """
    seeker = seeker_of(enrolment)
    seat = getattr(enrolment, "seat", None)
    learned_at = seat.workplace_id if seat is not None else None
    rows = [row for row in open_workplaces(enrolment.cohort.region_id, words) if row.pk != learned_at]
    ways = Ways([enrolment.candidate.municipality_id, *(row.municipality_id for row in rows)])
    said = said_between(introduced, today)
    options = (_option(enrolment, row, seeker, work_of(row, today), ways, said, today) for row in rows)
    return _in_order(options)


def shortlist_of_workplace(row: Any, people: Iterable[Any], today: date) -> list[Option]:
    """Return the people who are ``looking`` beside a workplace ``with_free_places``: what fits first. One query."""
    found = [one for one in people if getattr(getattr(one, "seat", None), "workplace_id", None) != row.pk]
    ways = Ways([row.municipality_id, *(one.candidate.municipality_id for one in found)])
    said = said_between(answered(Introduction.objects.filter(workplace=row)), today)
    work = work_of(row, today)
    return _in_order(_option(one, row, seeker_of(one), work, ways, said, today) for one in found)


def _option(
    one: Any, row: Any, seeker: Seeker, work: Work, ways: Ways, said: Mapping[tuple[int, int], Said], today: date
) -> Option:
    way = ways.between(one.candidate.municipality_id, row.municipality_id)
    return Option(
        enrolment=one,
        workplace=row,
        way=way,
        fit=fit(work, seeker, way, today=today),
        said=said.get((one.pk, row.pk), NOTHING_SAID),
    )
