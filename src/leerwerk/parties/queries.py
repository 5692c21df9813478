"""Reading organisations, people, memberships, invitations, and the trail with the names in it."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Exists, F, Model, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.fields.json import KT
from django.db.models.functions import Concat, Trim
from django.utils import timezone

from leerwerk.parties.enums import OrganisationKind
from leerwerk.parties.models import Invitation, Membership, Municipality, Organisation, Person, hash_of
from leerwerk.parties.rules import organisations_of
from leerwerk.privacy.actor import Actor
from leerwerk.privacy.along import row_of
from leerwerk.privacy.enums import Purpose
from leerwerk.privacy.models import Event, Reading, SealedRow
from leerwerk.privacy.queries import broken_seals, events_about, readings_of, taken_out
from leerwerk.privacy.sentences import sentence
from leerwerk.privacy.wall import lowered


def memberships_today(person: Person) -> QuerySet[Membership]:
    """Return the person's memberships that hold today, with their organisation."""
    today = timezone.localdate()
    return (
        Membership.objects.filter(Q(until=None) | Q(until__gt=today), person=person, since__lte=today)
        .filter(organisation__active=True)
        .select_related("organisation")
        .order_by("id")
    )


WHO_ASKS = """
SELECT person.*, file.id AS candidate_key, (
    SELECT jsonb_agg(to_jsonb(held) || jsonb_build_object('organisation', to_jsonb(organisation)) ORDER BY held.id)
    FROM parties_membership held
    JOIN parties_organisation organisation ON organisation.id = held.organisation_id AND organisation.active
    WHERE held.person_id = person.id
        AND held.since <= %(today)s AND (held.until IS NULL OR held.until > %(today)s)
) AS held_today
FROM parties_person person
LEFT JOIN recruitment_candidate file ON file.person_id = person.id
WHERE person.id = %(key)s
"""  # asked by every page: to put it together from models took longer than to answer it; of a file only the key is read


def who_asks(key: int) -> Person | None:
    """Return a person with what ``memberships_of`` reads, and with the key of their file as ``candidate_key``."""
    return next(iter(Person.objects.raw(WHO_ASKS, {"key": key, "today": timezone.localdate()})), None)


def memberships_of(person: Person) -> list[Membership]:
    """Return the memberships of somebody whom ``who_asks`` returned, as ``memberships_today`` would."""
    found = []
    for told in json.loads(person.held_today or "[]"):  # type: ignore[attr-defined]  # came along
        membership = row_of(Membership, told)
        membership.person, membership.organisation = person, row_of(Organisation, told["organisation"])
        found.append(membership)
    return found


def actor_of(person: Person) -> Actor:
    """Return who is asking when this person acts under their first membership of today."""
    return actor_under(person, list(memberships_today(person)), None)


def actor_under(person: Person, memberships: Sequence[Membership], chosen_id: int | None) -> Actor:
    """Return who is asking: under the chosen membership if it is among theirs, else under the first.

    Someone without a membership may be a candidate.
    """
    chosen = next((m for m in memberships if m.pk == chosen_id), memberships[0] if memberships else None)
    if chosen is None:
        if hasattr(person, "candidate_key"):
            candidate_id = person.candidate_key
        else:
            candidate_id = getattr(getattr(person, "candidate_file", None), "pk", None)
        return Actor(person_id=person.pk, name=str(person), candidate_id=candidate_id)
    return Actor(
        person_id=person.pk,
        name=str(person),
        membership_id=chosen.pk,
        organisation_id=chosen.organisation_id,
        organisation_kind=chosen.organisation.kind,
        function=chosen.function,
        region_id=chosen.organisation.region_id,
        administrator=chosen.administrator,
    )


def may_sign_in_by_code(person: Person) -> bool:
    """Whether a code by e-mail lets this person in: a participant, or who works for employers and for nobody else."""
    with lowered():
        asked = who_asks(person.pk)
    if asked is None or not asked.is_active:
        return False
    works = memberships_of(asked)
    is_participant = asked.candidate_key is not None  # type: ignore[attr-defined]  # came along
    return bool(works or is_participant) and all(held.organisation.kind == OrganisationKind.EMPLOYER for held in works)


def languages_of(person: Person) -> tuple[str, str]:
    """Return the language of somebody's account, and the one in which a participant is spoken with, or nothing."""
    files = Person._meta.get_field("candidate_file").related_model  # rows of recruitment, a room above
    with lowered():
        contact = files._default_manager.filter(person=person).values_list("contact_language", flat=True).first()
    return person.preferred_language, contact or ""


ORGANISATION_ORDERS = {
    "name": ("name", "id"),
    "-name": ("-name", "-id"),
    "town": (F("municipality__name").asc(nulls_last=True), "name", "id"),
    "-town": (F("municipality__name").desc(nulls_last=True), "-name", "-id"),
    "members": ("member_count", "name", "id"),
    "-members": ("-member_count", "name", "id"),
}


def organisations_listed(actor: Actor, said: Mapping[str, Any]) -> QuerySet[Organisation]:
    """Return the region's organisations that fit the filters, with how many members each has.

    ``said`` may hold: q, kind, sector, municipality, work (offers a workplace), sort.
    """
    found = organisations_of(actor).select_related("municipality")
    if q := said.get("q"):
        found = found.filter(name__icontains=q)
    for name in ("kind", "sector", "municipality"):
        if value := said.get(name):
            found = found.filter(**{name: value})
    if said.get("work"):  # workplaces are rows of placement, a room above; they are reached by their relation
        workplaces = Organisation._meta.get_field("workplaces").related_model
        found = found.filter(Exists(workplaces._default_manager.filter(employer=OuterRef("pk"), withdrawn_at=None)))
    today = timezone.localdate()
    current = Q(memberships__since__lte=today) & (Q(memberships__until=None) | Q(memberships__until__gt=today))
    return found.annotate(member_count=Count("memberships", filter=current)).order_by(
        *ORGANISATION_ORDERS.get(said.get("sort") or "name", ORGANISATION_ORDERS["name"])
    )


def municipalities_of(region_id: int | None) -> QuerySet[Municipality]:
    """Return the municipalities of a region; none without a region."""
    return Municipality.objects.none() if region_id is None else Municipality.objects.filter(region_id=region_id)


def sectors_of(actor: Actor) -> list[str]:
    """Return the sectors of the region's organisations."""
    return list(
        organisations_of(actor).exclude(sector="").order_by("sector").values_list("sector", flat=True).distinct()
    )


def members_of_kind(organisation_id: int | None, functions: Iterable[str]) -> QuerySet[Membership]:
    """Return who works in an organisation today in one of these functions."""
    today = timezone.localdate()
    there = Membership.objects.filter(organisation=organisation_id or 0, function__in=list(functions))
    now = there.filter(Q(until=None) | Q(until__gt=today), since__lte=today)
    return now.select_related("person").order_by("person__given_name", "id")


def members_of(organisation: Organisation) -> QuerySet[Membership]:
    """Return who works here today."""
    today = timezone.localdate()
    return (
        organisation.memberships.filter(Q(until=None) | Q(until__gt=today), since__lte=today)
        .select_related("person")
        .order_by("person__given_name", "id")
    )


def open_invitations(organisation: Organisation) -> QuerySet[Invitation]:
    """Return invitations that were not answered or withdrawn yet, also those that have expired."""
    return organisation.invitations.filter(accepted_at=None, withdrawn_at=None)


def invitation_of(secret: str) -> Invitation | None:
    """Return the open invitation that a link belongs to, or None: wrong, expired, used and withdrawn look alike."""
    invitation = (
        Invitation.objects.select_related("organisation", "invited_by").filter(token_hash=hash_of(secret)).first()
    )
    return invitation if invitation and invitation.is_open(timezone.now()) else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of a trail: when, who, on behalf of whom, and what was done or why it was read."""

    at: datetime
    person: str
    organisation: str
    what: str


def with_names[R: SealedRow](rows: QuerySet[R]) -> QuerySet[R]:
    """Return rows of the trail with the names of their people and organisations, in the same one query."""
    people = Person.objects.filter(pk=OuterRef("person_id"))
    return rows.annotate(  # type: ignore[return-value]  # the plugin names the annotated rows differently
        who=Subquery(people.values(name=Trim(Concat("given_name", Value(" "), "family_name")))[:1]),
        behalf=Subquery(Organisation.objects.filter(pk=OuterRef("organisation_id")).values("name")[:1]),
    )


def lines(rows: Iterable[SealedRow]) -> list[Line]:
    """Return rows that came from ``with_names`` as lines to show; whoever is gone is a dash."""
    return [
        Line(
            at=row.at,
            person=getattr(row, "who", None) or "–",
            organisation=getattr(row, "behalf", None) or "–",
            what=_what(row),
        )
        for row in rows
    ]


def latest_lines(subject: Model, most: int) -> tuple[list[Line], list[Line]]:
    """Return the newest lines of what was done to a row, and of who opened it and why: one query."""
    did = with_names(events_about(subject))[:most].values_list("at", "id", "who", "behalf", "kind", Value(""))
    done: list[Line] = []
    opened: list[Line] = []
    for row in did.union(*_openings(subject, most), all=True).order_by("-at", "-id"):
        (opened if row[-1] else done).append(_line(*row))
    return done, opened[:most]


def _openings(subject: Model, most: int | None = None) -> list[QuerySet[Any, Any]]:
    """Return what opened a person's file, one by one or together with others, as parts of a union."""
    return [
        with_names(rows)[:most].values_list("at", "id", "who", "behalf", kind, purpose)
        for rows, kind, purpose in (
            (readings_of(subject), Value(""), F("purpose")),
            (taken_out(subject), F("kind"), KT("facts__purpose")),
        )
    ]


def openings(subject: Model) -> QuerySet[Any, Any]:
    """Return who opened a person's file or took it out with others, newest first; ``opening_lines`` shows them."""
    one_by_one, together = _openings(subject)
    return one_by_one.union(together, all=True).order_by("-at", "-id")


def opening_lines(rows: Iterable[Sequence[Any]]) -> list[Line]:
    """Return rows that came from ``openings`` as lines to show."""
    return [_line(*row) for row in rows]


def _line(at: datetime, _id: int, person: str | None, organisation: str | None, kind: str, purpose: str) -> Line:
    """One line; what took many files out says so, and why."""
    said = [sentence(kind)] if kind else []
    said += [str(Purpose(purpose).label)] if purpose else []
    return Line(at=at, person=person or "–", organisation=organisation or "–", what=": ".join(said))


def openings_are_whole(subject: Model, region: Model) -> bool:
    """Whether nobody changed or removed a row that says who opened this file, or took it out of its region."""
    return not broken_seals((Reading, subject), (Event, region))


def _what(row: SealedRow) -> str:
    if isinstance(row, Reading):
        return str(row.get_purpose_display())
    assert isinstance(row, Event)
    return sentence(row.kind)
