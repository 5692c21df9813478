"""Telling everybody whom it concerns that a lesson changed, or how a whole new week is: one letter each, as a part of
the action that changes it. No name of a person stands in a letter, nor who the teacher is.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from hashlib import sha256
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from leerwerk.engine.model import Activity, Dagdeel
from leerwerk.learning import own_letters
from leerwerk.learning.audience import Reader, readers
from leerwerk.learning.dagdelen import dagdelen_in, moment, monday_of, turn, weekday_of
from leerwerk.learning.enums import SessionState
from leerwerk.learning.models import Session, WeekSlot
from leerwerk.learning.queries.sessions import keeper_of, mentor_of
from leerwerk.learning.wording import Wording, in_their_languages, languages_of
from leerwerk.notices.actions import write_letter
from leerwerk.notices.enums import LetterKind
from leerwerk.parties.models import Organisation, Site
from leerwerk.privacy.actor import Actor
from leerwerk.privacy.trail import part
from leerwerk.privacy.wall import lowered
from leerwerk.trajectories.labels import DAGDELEN
from leerwerk.trajectories.models import Cohort


@dataclass(frozen=True, slots=True, kw_only=True)
class Was:
    """When and where a session was, and whose it was, before it changed."""

    day: date
    dagdeel: str
    begins: time
    ends: time
    place: str
    teacher_id: int | None
    teaching: Organisation | None  # of that teacher


def place_of(session: Session | WeekSlot) -> str:
    """Return where a session is in words; empty when nobody said so."""
    return ", ".join(where.name for where in (session.site, session.room) if where is not None)


def as_it_was(session: Session) -> Was:
    """Return what may be changed of a session, as it is before that."""
    return Was(
        day=session.day,
        dagdeel=session.dagdeel,
        begins=session.begins,
        ends=session.ends,
        place=place_of(session),
        teacher_id=session.teacher_id,
        teaching=session.teacher.organisation if session.teacher else None,
    )


@dataclass(frozen=True, slots=True)
class Change:
    """A session as it is now, and what it was."""

    session: Session
    was: Was

    @property
    def key(self) -> int:
        """The key of the session."""
        return self.session.pk

    @property
    def whose(self) -> None:
        """It is about the whole group."""
        return

    @property
    def group(self) -> int:
        """The key of its group."""
        return self.session.cohort_id

    @property
    def keeper(self) -> Organisation | None:
        """Who holds it."""
        return self.session.keeper

    @property
    def schools(self) -> Sequence[Organisation]:
        """The organisations of its teacher, and of who gave it before."""
        now = self.session.teacher.organisation if self.session.teacher else None
        return [one for one in (now, self.was.teaching) if one is not None]

    @property
    def site(self) -> Site | None:
        """Where it is."""
        return self.session.site

    @property
    def dagdelen(self) -> frozenset[str]:
        """When it is, and was."""
        return frozenset((self.session.dagdeel, self.was.dagdeel))

    @property
    def cancelled(self) -> bool:
        """Whether it does not take place."""
        return self.session.state == SessionState.CANCELLED

    @property
    def moved(self) -> bool:
        """Whether it is at another moment."""
        now = self.session
        return (now.day, now.begins, now.ends) != (self.was.day, self.was.begins, self.was.ends)

    def to_come(self, now: datetime) -> bool:
        """Whether it was, or is, still to end."""
        return max(moment(self.was.day, self.was.ends), moment(self.session.day, self.session.ends)) > now


@part
def tell(changes: Iterable[Change], *, once: str, by: Actor) -> int:
    """Write everybody whom these changes concern one letter about all of them; return how many letters.

    Nothing is told of what has passed. ``once`` says which change it is: who was told of it is not told again.
    """
    told = [change for change in changes if change.to_come(timezone.now())]
    if not told:
        return 0
    region_id = told[0].session.cohort.region_id
    with lowered():  # who changes a lesson does not meet everybody whom it concerns
        written = 0
        for reader in readers(told, region_id=region_id, by=by):
            subject, body = in_their_languages(reader, CHANGED)
            written += _send(reader, once, subject, body, region_id)
        return written


def _send(reader: Reader[Any], once: str, subject: str, body: str, region_id: int) -> bool:
    return write_letter(
        once=f"{once} {reader.whose}",
        kind=LetterKind.LESSON,
        address=reader.address,
        language=languages_of(reader)[0],
        subject=subject,
        body=body,
        person_id=reader.person_id,
        organisation_id=reader.organisation_id,
        region_id=region_id,
    )


def _subject(reader: Reader[Change]) -> str:
    changes = list(reader.told.values())
    if len(changes) > 1:
        return ngettext("%(count)d lesson changes", "%(count)d lessons change", len(changes)) % {"count": len(changes)}
    (change,) = changes
    day = {"day": date_format(change.was.day, "j F")}
    if change.cancelled:
        return _("The lesson of %(day)s is cancelled") % day
    return (
        _("The lesson of %(day)s is moved") if change.moved else _("Something changes in the lesson of %(day)s")
    ) % day


def _words(reader: Reader[Change]) -> dict[str, Any]:
    """Return what stands in a letter: by group, what changes, to how many to pass it on, and where it is seen."""
    groups = defaultdict[int, list[Change]](list)
    for change in sorted(reader.told.values(), key=lambda change: (change.was.day, change.was.begins)):
        groups[change.group].append(change)
    return _to(reader) | {
        "groups": [
            {
                "code": changes[0].session.cohort.code,
                "changes": [
                    {
                        "session": change.session,
                        "was": change.was,
                        "place": place_of(change.session),
                        "moved": change.moved,
                        "cancelled": change.cancelled,
                        "teacher": change.session.teacher_id != change.was.teacher_id,
                    }
                    for change in changes
                ],
                "pass_on": reader.pass_on[key],
                "link": f"{settings.SITE_ADDRESS}{_link(reader, changes)}",
            }
            for key, changes in groups.items()
        ],
    }


def _to(reader: Reader[Any]) -> dict[str, Any]:
    """Return what a letter to somebody depends on: a participant without an account reads nothing here."""
    return {"takes_part": reader.takes_part, "account": reader.person_id is not None}


def _link(reader: Reader[Change], changes: list[Change]) -> str:
    """Return where it is seen: on one's own page, on that of the session, or in that week of the group."""
    first = changes[0].session
    if not reader.takes_part and reader.keeps and len(changes) == 1:
        return reverse("learning:session", args=[first.pk])
    return _week_link(reader, first.cohort_id, first.day)


def _week_link(reader: Reader[Any], group: int, day: date) -> str:
    if reader.takes_part:
        return reverse("learning:mine")
    return f"{reverse('learning:group', args=[group])}?week={monday_of(day)}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Weekly:
    """A lesson that a group has every week, from a day on."""

    slot: WeekSlot
    cohort: Cohort
    keeper: Organisation | None
    since: date

    @property
    def key(self) -> int:
        """The key of the row of the week pattern."""
        return self.slot.pk

    @property
    def whose(self) -> None:
        """It is about the whole group."""
        return

    @property
    def group(self) -> int:
        """The key of its group."""
        return self.cohort.pk

    @property
    def schools(self) -> Sequence[Organisation]:
        """The organisation of its teacher."""
        return [self.slot.teacher.organisation] if self.slot.teacher and self.slot.teacher.organisation else []

    @property
    def site(self) -> Site | None:
        """Where it is."""
        return self.slot.site

    @property
    def dagdelen(self) -> frozenset[str]:
        """When it is."""
        return frozenset((self.slot.dagdeel,))


@dataclass(frozen=True, slots=True, kw_only=True)
class Working:
    """When one participant works, from a day on: ``mask`` has the dagdelen (bits)."""

    whose: int
    cohort: Cohort
    mask: int
    since: date
    keeper: None = None
    schools: Sequence[Organisation] = ()
    site: None = None

    @property
    def key(self) -> str:
        """What tells it from lessons and from other people's work."""
        return f"work {self.whose}"

    @property
    def group(self) -> int:
        """The key of the group."""
        return self.cohort.pk

    @property
    def dagdelen(self) -> frozenset[str]:
        """When it is."""
        return frozenset(dagdelen_in(self.mask))


@part
def tell_week(cohorts: Iterable[Cohort], monday: date, *, works: Iterable[Working] = (), by: Actor) -> int:
    """Write everybody whom the lessons of these groups, or ``works``, concern how the week is from a Monday on; return
    how many letters. It tells what the week pattern says, so it is called after that was written.

    Somebody whom several groups concern gets one letter; whom the same was told of the same Monday before, none.
    A group whose week begins later is told from that day. When somebody works is told to them, to who they work for,
    and to who guides them when they cannot be written to. The groups are of one region.
    """
    with lowered():
        told: list[Weekly | Working] = [one for cohort in cohorts for one in _week_of(cohort, monday)]
        told += works
        if not told:
            return 0
        region_id, written = told[0].cohort.region_id, 0
        for reader in readers(told, region_id=region_id, by=by):
            subject, body = in_their_languages(reader, NEW_WEEK)
            said = sha256(body.encode()).hexdigest()[:16]  # another week for the same Monday is told again
            written += _send(reader, f"week {monday} {said}", subject, body, region_id)
        return written


def _week_of(cohort: Cohort, monday: date) -> list[Weekly]:
    """Return the lessons of a group in the week of a Monday, or else in the first week after it that has any."""
    rows = WeekSlot.objects.filter(cohort=cohort, until__gte=monday).exclude(activity=Activity.WORK)
    slots = list(rows.select_related("teacher__organisation", "room", "site__organisation"))
    if not slots:
        return []
    since = max(monday, min(slot.since for slot in slots))
    last = monday_of(since) + timedelta(days=6)
    mentor = mentor_of(cohort)
    keepers = {slot.pk: keeper_of(cohort, slot.activity, mentor) for slot in slots}
    known = Organisation.objects.in_bulk({key for key in keepers.values() if key is not None})
    return [
        Weekly(slot=slot, cohort=cohort, keeper=known.get(keepers[slot.pk] or 0), since=since)
        for slot in sorted(slots, key=lambda slot: (weekday_of(slot.dagdeel), turn(slot.dagdeel)))
        if slot.since <= last and slot.until >= since
    ]


def _about_week(reader: Reader[Weekly | Working]) -> str:
    day = {"day": date_format(min(one.since for one in reader.told.values()), "j F")}
    if any(isinstance(one, Weekly) for one in reader.told.values()):
        return _("The lessons from %(day)s on") % day
    return _("The work from %(day)s on") % day


def _words_of_week(reader: Reader[Weekly | Working]) -> dict[str, Any]:
    """Return what stands in a letter about a week: by group, from when, its lessons, when those whom the reader knows
    work, and where it is seen.
    """
    groups = defaultdict[int, list[Weekly | Working]](list)
    for one in reader.told.values():
        groups[one.group].append(one)
    return _to(reader) | {
        "groups": [
            {
                "code": told[0].cohort.code,
                "since": told[0].since,
                "lessons": [{"slot": one.slot, "place": place_of(one.slot)} for one in told if isinstance(one, Weekly)],
                "works": any(isinstance(one, Working) for one in told),
                "work": _work_in(one for one in told if isinstance(one, Working)),
                "pass_on": reader.pass_on[key],
                "link": f"{settings.SITE_ADDRESS}{_week_link(reader, key, told[0].since)}",
            }
            for key, told in groups.items()
        ],
    }


def _work_in(works: Iterable[Working]) -> list[tuple[str, str, int]]:
    """Return the dagdelen in which somebody works, each in words and with how many people do."""
    counted = Counter(dagdeel for one in works for dagdeel in dagdelen_in(one.mask))
    order = sorted(counted, key=lambda dagdeel: (weekday_of(dagdeel), turn(dagdeel)))
    return [(dagdeel, str(DAGDELEN[Dagdeel(dagdeel)]), counted[dagdeel]) for dagdeel in order]


def _own_about_changes(language: str, reader: Reader[Change]) -> str:
    return own_letters.about_changes(language, list(reader.told.values()))


def _own_about_week(language: str, reader: Reader[Weekly | Working]) -> str:
    told = reader.told.values()
    lessons = any(isinstance(one, Weekly) for one in told)
    return own_letters.about_week(language, min(one.since for one in told), lessons=lessons)


CHANGED = Wording(
    template="learning/changed.txt",
    about=_subject,
    words=_words,
    own=own_letters.changed,
    own_about=_own_about_changes,
)
NEW_WEEK = Wording(
    template="learning/new_week.txt",
    about=_about_week,
    words=_words_of_week,
    own=own_letters.new_week,
    own_about=_own_about_week,
)
