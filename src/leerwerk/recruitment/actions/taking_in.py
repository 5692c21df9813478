"""Writing many candidates at once, recognising the ones who are known."""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.utils import timezone

from leerwerk.privacy.actor import Actor
from leerwerk.privacy.trail import action, record
from leerwerk.recruitment.models import Background, Candidate, Profile
from leerwerk.recruitment.rules import candidates_of
from leerwerk.recruitment.search import PROVISIONAL, codes_in_use, findable, searchable


class NotYours(Exception):
    """Some numbers belong to candidates whom the actor does not keep; ``codes`` names them."""

    def __init__(self, codes: list[str]) -> None:
        super().__init__(", ".join(codes[:10]))
        self.codes = codes


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """How many candidates were new, changed, and as they were already."""

    new: int
    changed: int
    same: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """A candidate to take in: rows that are not saved, of which the candidate may replace a known one by ``code``.

    ``keeps``: fields about which nothing was said, so that somebody who is known keeps theirs.
    """

    candidate: Candidate
    profile: Profile | None
    background: Background | None
    keeps: Collection[str] = frozenset()


OWN = ("given_name", "family_name", "native_name", "municipality_id", "email", "phone", "contact_language", "route")
STATED = tuple(
    field.attname for field in Profile._meta.fields if field.name not in {"id", "candidate", "stated_on", "stated_by"}
)
BATCH = 2000  # rows per statement
PAST = ("birth_year", "sex", "nationality", "permit_on")

type Same = tuple[int | None, str, str]


def _values(row: Any, names: Sequence[str]) -> tuple[Any, ...]:
    return tuple(getattr(row, name) for name in names)


def _same(candidate: Candidate) -> Same:
    """Return what two files of one person have in common: intermediary, municipality and name."""
    name = searchable(candidate.given_name, candidate.family_name)
    return candidate.intermediary_id, candidate.municipality_id, name


def _known(arrivals: Sequence[Arrival], by: Actor) -> dict[str, Candidate]:
    """Return the candidates who are there already, by the code of the arrival. Raises NotYours.

    Who has the same code is the same person. Somebody who was registered by hand has a provisional code: they are
    recognised by name and municipality, unless two people could be meant or the year of birth says otherwise.
    """
    files = Candidate.objects.select_related("profile", "background")
    codes = [arrival.candidate.code for arrival in arrivals]
    known = {c.code: c for c in files.filter(code__in=codes)}
    if by.function != "system":
        reach = set(candidates_of(by).filter(pk__in=[c.pk for c in known.values()]).values_list("pk", flat=True))
        if foreign := codes_in_use(codes) - {code for code, c in known.items() if c.pk in reach}:
            raise NotYours(sorted(foreign))
    unknown = {_same(a.candidate): a for a in arrivals if a.candidate.code not in known}
    often = Counter(_same(a.candidate) for a in arrivals)
    by_hand = files.filter(
        code__startswith=PROVISIONAL, intermediary__in={a.candidate.intermediary_id for a in unknown.values()}
    )
    seen = Counter(_same(candidate) for candidate in by_hand)
    for candidate in by_hand:
        same = _same(candidate)
        arrival = unknown.get(same)
        if arrival and often[same] == seen[same] == 1 and not _born_apart(candidate, arrival.background):
            known[arrival.candidate.code] = candidate
    return known


def _born_apart(candidate: Candidate, background: Background | None) -> bool:
    known: Background | None = getattr(candidate, "background", None)
    years = {row.birth_year for row in (known, background) if row is not None and row.birth_year}
    return len(years) > 1


def _keep(arrival: Arrival, old: Candidate | None) -> None:
    """Give an arrival what is known already of what it says nothing about."""
    background = getattr(old, "background", None)
    pairs = (
        (arrival.candidate, old, OWN),
        (arrival.profile, old and old.profile, STATED),
        (arrival.background, background, PAST),
    )
    for new, known, names in pairs:
        if new is not None and known is not None:
            for name in names:
                if name in arrival.keeps:
                    setattr(new, name, getattr(known, name))


@action
def take_in_candidates(*, arrivals: Sequence[Arrival], by: Actor) -> Taken:
    """Write many candidates at once; what is the same already is left alone. Raises NotYours.

    A profile that differs from the current one is added as a new dated profile. About ten statements for any number.
    """
    if not arrivals:
        raise ValueError("there is nobody to take in")
    known = _known(arrivals, by)
    before = {code: getattr(old, "background", None) for code, old in known.items()}
    rows: dict[str, Candidate] = {}
    fresh: list[Candidate] = []
    changed: dict[str, Candidate] = {}
    for arrival in arrivals:
        new, old = arrival.candidate, known.get(arrival.candidate.code)
        rows[new.code] = old or new
        _keep(arrival, old)
        if old is None:
            fresh.append(findable(new))
        elif _values(old, ("code", *OWN)) != _values(new, ("code", *OWN)):
            for name in ("code", *OWN):
                setattr(old, name, getattr(new, name))
            changed[new.code] = findable(old)
    stated = _new_profiles(arrivals, rows, by)
    changed |= {code: rows[code] for code in stated if code in known}
    Candidate.objects.bulk_create(fresh, batch_size=BATCH)
    _rewrite(changed.values())
    Profile.objects.bulk_create(stated.values(), batch_size=BATCH)
    touched = changed.keys() | _take_in_backgrounds(arrivals, rows, before)
    touched -= {candidate.code for candidate in fresh}
    taken = Taken(new=len(fresh), changed=len(touched), same=len(arrivals) - len(fresh) - len(touched))
    subject = rows[arrivals[0].candidate.code].intermediary
    record("candidates_taken_in", subject, by=by, new=taken.new, changed=taken.changed, same=taken.same)
    return taken


def _rewrite(changed: Iterable[Candidate]) -> None:
    """Write changed candidates: an insert that meets its own key, many times quicker than an update per column."""
    now = timezone.now()
    rows = list(changed)
    for row in rows:
        row.changed_at = now
    fields = [name.removesuffix("_id") for name in OWN]
    Candidate.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["id"],
        update_fields=["code", *fields, "profile", "low_skilled", "ready_on", "search_text", "changed_at"],
        batch_size=BATCH,
    )


def _new_profiles(arrivals: Sequence[Arrival], rows: dict[str, Candidate], by: Actor) -> dict[str, Profile]:
    """Make the new profile current of everybody whose profile differs; return these, not written yet.

    Their keys are taken beforehand, so that a candidate is written once, with the current profile in it.
    """
    stated: dict[str, Profile] = {}
    for arrival in arrivals:
        row = rows[arrival.candidate.code]
        new, old = arrival.profile, row.profile
        if new is not None and (old is None or _values(old, STATED) != _values(new, STATED)):
            new.candidate, new.stated_by_id = row, by.person_id
            stated[arrival.candidate.code] = new
    for key, profile in zip(_keys(len(stated)), stated.values(), strict=True):
        profile.pk = key
        profile.candidate.hold(profile)
    return stated


def _keys(count: int) -> list[int]:
    """Return so many keys for profiles that nobody else will get."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)",
            [Profile._meta.db_table, count],
        )
        return [key for (key,) in cursor.fetchall()]


def _take_in_backgrounds(
    arrivals: Sequence[Arrival], rows: dict[str, Candidate], before: dict[str, Background | None]
) -> set[str]:
    fresh = {}
    for arrival in arrivals:
        row = rows[arrival.candidate.code]
        new, old = arrival.background, before.get(row.code)
        if new is not None and (old is None or _values(old, PAST) != _values(new, PAST)):
            new.candidate = row
            fresh[row.code] = new
    Background.objects.bulk_create(
        fresh.values(), update_conflicts=True, unique_fields=["candidate"], update_fields=PAST, batch_size=BATCH
    )
    return set(fresh)
