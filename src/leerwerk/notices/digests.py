"""The letters of a day: who gets one, and what stands in it. Never a name or anything else of a candidate's file.

A member's letter counts what waits by kind and group. Somebody who is away gets none; whoever takes over, or the whole
function, is told instead, because ``queries.asked`` asks them.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.db.models import Count, Exists, OuterRef, Q
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from leerwerk.notices.enums import SOON, LetterKind, Rhythm
from leerwerk.notices.kinds import spoken_kinds, todo
from leerwerk.notices.models import OWN, Matter
from leerwerk.notices.own_language import LANGUAGES, languages_for, one_below_the_other, say, spoken
from leerwerk.notices.queries.asked import away_on, members_on, waiting_for
from leerwerk.parties.enums import Function
from leerwerk.parties.models import Membership
from leerwerk.privacy.actor import Actor

MOST_LINES = 12
MONDAY = 0  # as date.weekday counts


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """One letter that is not kept yet."""

    once: str
    kind: LetterKind
    address: str
    language: str
    subject: str
    body: str
    person_id: int | None
    organisation_id: int | None
    region_id: int | None

    def as_kept(self) -> dict[str, Any]:
        """Return it as ``write_letter`` takes it."""
        return {name: getattr(self, name) for name in self.__slots__}


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """How many matters of one kind in one group wait for somebody, and what is to be said of them."""

    kind: str
    group: str
    open: int
    late: int
    soon: int
    fresh: int  # opened since the last letters
    turned: int  # became overdue since the last letters
    brought: int  # brought to the director since the last letters

    @property
    def what(self) -> str:
        """The task in words."""
        return str(todo(self.kind).what)


def _counted(found: Any, day: date, last: date) -> list[Counted]:
    """Return what waits, by kind and group, the most urgent first: one query."""
    late = Q(due_on__lt=day)
    rows = (
        found.order_by()
        .values("kind", "group_code")
        .annotate(
            open=Count("pk"),
            late=Count("pk", filter=late),
            soon=Count("pk", filter=Q(due_on__range=(day, day + SOON))),
            fresh=Count("pk", filter=Q(opened_at__date__gte=last)),
            turned=Count("pk", filter=late & Q(due_on__gte=last)),
            brought=Count("pk", filter=Q(escalated_at__date__gte=last)),
        )
    )
    counted = [Counted(group=row.pop("group_code"), **row) for row in rows]
    return sorted(counted, key=lambda one: (-one.late, -one.soon, -one.open, one.kind, one.group))


def wants(rhythm: str, day: date, counted: list[Counted]) -> bool:
    """Whether somebody with this rhythm gets a letter today about what waits.

    What is overdue is told to everyone: when it becomes so, and every Monday; who chose daily reads it every day.
    """
    late, turned = sum(one.late for one in counted), sum(one.turned for one in counted)
    near = late + sum(one.soon + one.fresh + one.brought for one in counted)
    match rhythm:
        case Rhythm.WEEKLY:
            return turned > 0 or (day.weekday() == MONDAY and bool(counted))
        case Rhythm.NONE:
            return turned > 0 or (day.weekday() == MONDAY and late > 0)
        case _:
            return near > 0


def _acts_as(member: Membership) -> Actor:
    return Actor(
        person_id=member.person_id,
        name="",
        membership_id=member.pk,
        organisation_id=member.organisation_id,
        function=member.function,
        region_id=member.organisation.region_id,
    )


def _busy_members(day: date) -> Iterator[Membership]:
    """Yield who works, is not away, and for whose function something is open, person by person."""
    waits = Matter.objects.filter(closed_at=None)
    of_function = waits.filter(organisation=OuterRef("organisation"), function=OuterRef("function"))
    of_region = waits.filter(region=OuterRef("organisation__region")).filter(
        Q(organisation=None, function=Function.DIRECTOR) | Q(escalated_at__isnull=False)
    )
    found = members_on(day).filter(person__is_active=True).exclude(Exists(away_on(day).filter(member=OuterRef("pk"))))
    busy = found.filter(Exists(of_function) | (Q(function=Function.DIRECTOR) & Exists(of_region)))
    yield from busy.select_related("person__reminders", "organisation").order_by("person_id", "id").iterator()


def letters_to_members(day: date, last: date) -> Iterator[Letter]:
    """Yield the letter of everybody who gets one today, about all their organisations together.

    ``last``: the day of the letters before. A query for each membership for which something is open.
    """
    person, houses = None, list[tuple[Membership, list[Counted]]]()
    for member in _busy_members(day):
        if person is not None and member.person_id != person.pk:
            yield from _to_member(person, houses, day)
            houses = []
        person = member.person
        houses.append((member, _counted(waiting_for(_acts_as(member), day), day, last)))
    if person is not None:
        yield from _to_member(person, houses, day)


def _to_member(person: Any, houses: list[tuple[Membership, list[Counted]]], day: date) -> Iterator[Letter]:
    everything = [one for _member, counted in houses for one in counted]
    rhythm = person.reminders.rhythm if hasattr(person, "reminders") else Rhythm.DAILY
    if not wants(rhythm, day, everything):
        return
    language = person.preferred_language if person.preferred_language in LANGUAGES else LANGUAGES[0]
    count, late = sum(one.open for one in everything), sum(one.late for one in everything)
    with override(language):
        subject = ngettext("%(count)d thing waits for you", "%(count)d things wait for you", count) % {"count": count}
        if late:
            subject += ", " + ngettext("%(late)d too late", "%(late)d too late", late) % {"late": late}
        body = render_to_string("notices/reminder.txt", _told(houses, count, late, everything))
    yield Letter(
        once=f"person {person.pk} {day.isoformat()}",
        kind=LetterKind.REMINDER,
        address=person.email,
        language=language,
        subject=subject,
        body=body.strip() + "\n",
        person_id=person.pk,
        organisation_id=houses[0][0].organisation_id,
        region_id=None,
    )


def _told(
    houses: list[tuple[Membership, list[Counted]]], count: int, late: int, everything: list[Counted]
) -> dict[str, Any]:
    return {
        "houses": [
            {
                "name": member.organisation.name,
                "function": member.get_function_display(),
                "lines": counted[:MOST_LINES],
                "more": sum(one.open for one in counted[MOST_LINES:]),
            }
            for member, counted in houses
            if counted
        ],
        "count": count,
        "late": late,
        "soon": sum(one.soon for one in everything),
        "fresh": sum(one.fresh for one in everything),
        "brought": sum(one.brought for one in everything),
        "queue": f"{settings.SITE_ADDRESS}{reverse('notices:mine')}",
        "choose": f"{settings.SITE_ADDRESS}{reverse('notices:reminders')}",
    }


def letters_to_candidates(day: date, last: date) -> Iterator[Letter]:
    """Yield the letter of every candidate with an address for whom something is new, soon due or just overdue."""
    news = (
        Q(opened_at__date__gte=last)
        | Q(due_on__gt=last + SOON, due_on__lte=day + SOON)
        | Q(due_on__lt=day, due_on__gte=last)
    )
    theirs = Q(function=OWN) | Q(kind__in=spoken_kinds(), candidate__isnull=False)
    found = Matter.objects.filter(news, theirs, closed_at=None).select_related(
        "candidate__person", "candidate__municipality"
    )
    told = set[int | None]()
    for matter in found.order_by("candidate_id", "due_on", "id").iterator():
        if matter.candidate_id not in told and (letter := _to_candidate(matter, day)):
            told.add(matter.candidate_id)
            yield letter


def reach(candidate: Any) -> tuple[str, list[str], int | None]:
    """Return a candidate's address (empty without one), the languages to write in, and the key of their account.

    Their own language first, also one in which no page is; then ``own_language`` has the words.
    """
    account = candidate.person
    languages = languages_for(candidate.contact_language, account.preferred_language if account else "")
    return (account.email if account else candidate.email), languages, (account.pk if account else None)


def _subject_in(language: str) -> str:
    if language in spoken():
        return say("notices", language, "subject")
    with override(language):
        return _("You can do something in leerwerk")


def _told_in(language: str, told: Mapping[str, Any]) -> str:
    """Return what a letter to a candidate tells, in one language."""
    if language not in spoken():
        return render_to_string("notices/candidate.txt", told)
    lines = [say("notices", language, "hello"), ""]
    lines += [say("notices", language, "todo_late" if told["late"] else "todo", day=told["day"]), ""]
    if told["account"]:
        lines += [say("notices", language, "sign_in"), told["link"], ""]
    return "\n".join([*lines, say("notices", language, "help")])


def _to_candidate(matter: Any, day: date) -> Letter | None:
    candidate = matter.candidate
    address, languages, person_id = reach(candidate)
    if not address:
        return None
    told = {"day": matter.due_on, "late": matter.due_on < day, "account": person_id is not None}
    told["link"] = f"{settings.SITE_ADDRESS}{reverse('home:home')}"
    return Letter(
        once=f"candidate {candidate.pk} {day.isoformat()}",
        kind=LetterKind.CANDIDATE,
        address=address,
        language=languages[0],
        subject=_subject_in(languages[0]),
        body=one_below_the_other(languages, lambda language: _told_in(language, told)),
        person_id=person_id,
        organisation_id=candidate.intermediary_id,
        region_id=candidate.municipality.region_id,
    )
