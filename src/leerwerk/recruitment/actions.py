"""Every change to a candidate's file."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from leerwerk.parties.models import Person
from leerwerk.privacy.actor import Actor
from leerwerk.privacy.trail import action, record
from leerwerk.recruitment.models import Background, Candidate, Obstacle, Profile
from leerwerk.recruitment.search import searchable


def _findable(candidate: Candidate) -> Candidate:
    candidate.search_text = searchable(
        candidate.given_name, candidate.family_name, candidate.native_name, candidate.code
    )[:400]
    return candidate


@action
def register_candidate(*, candidate: Candidate, by: Actor) -> Candidate:
    """Begin a file; ``candidate`` is not saved yet."""
    _findable(candidate).save(force_insert=True)
    record("candidate_registered", candidate, by=by)
    return candidate


@action
def change_candidate(*, candidate: Candidate, by: Actor) -> Candidate:
    """Write changed contact facts."""
    candidate.changed_at = timezone.now()
    _findable(candidate).save()
    record("candidate_changed", candidate, by=by)
    return candidate


@action
def state_profile(*, profile: Profile, by: Actor) -> Profile:
    """Add a dated profile and make it the current one; the earlier ones stay as history."""
    profile.stated_by_id = by.person_id
    profile.save(force_insert=True)
    Candidate.objects.filter(pk=profile.candidate_id).update(profile=profile, changed_at=timezone.now())
    record("profile_stated", profile.candidate, by=by, profile=profile.pk)
    return profile


@action
def add_obstacle(*, obstacle: Obstacle, by: Actor) -> Obstacle:
    """Note something that stands in the way."""
    obstacle.save(force_insert=True)
    record("obstacle_noted", obstacle.candidate, by=by, obstacle=obstacle.pk)
    return obstacle


@action
def solve_obstacle(*, obstacle: Obstacle, by: Actor) -> Obstacle:
    """Close an obstacle; closing it twice keeps the first day."""
    obstacle = Obstacle.objects.select_for_update().get(pk=obstacle.pk)
    obstacle.solved_on = obstacle.solved_on or timezone.localdate()
    obstacle.save(update_fields=["solved_on"])
    record("obstacle_solved", obstacle.candidate, by=by, obstacle=obstacle.pk)
    return obstacle


@action
def link_account(*, candidate: Candidate, person: Person, by: Actor) -> None:
    """Tie an account to a candidate's own file."""
    candidate.person = person
    candidate.save(update_fields=["person"])
    record("account_linked", candidate, by=by, person=person.pk)


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """How many candidates were new, changed, and as they were already."""

    new: int
    changed: int
    same: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """A candidate to take in: rows that are not saved, of which the candidate may replace a known one by ``code``."""

    candidate: Candidate
    profile: Profile | None
    background: Background | None


OWN = ("given_name", "family_name", "native_name", "municipality_id", "email", "phone", "contact_language", "route")
STATED = tuple(
    field.attname for field in Profile._meta.fields if field.name not in {"id", "candidate", "stated_on", "stated_by"}
)
PAST = ("birth_year", "sex", "nationality", "permit_on")


def _values(row: Any, names: Sequence[str]) -> tuple[Any, ...]:
    return tuple(getattr(row, name) for name in names)


@action
def take_in_candidates(*, arrivals: Sequence[Arrival], by: Actor) -> Taken:
    """Write many candidates at once, known ones by their code; what is the same already is left alone.

    A profile that differs from the current one is added as a new dated profile. About ten statements for any number.
    """
    codes = [arrival.candidate.code for arrival in arrivals]
    known = {c.code: c for c in Candidate.objects.filter(code__in=codes).select_related("profile", "background")}
    fresh, changed, touched = [], [], set[str]()
    for arrival in arrivals:
        new, old = arrival.candidate, known.get(arrival.candidate.code)
        if old is None:
            fresh.append(_findable(new))
        elif _values(old, OWN) != _values(new, OWN):
            for name in OWN:
                setattr(old, name, getattr(new, name))
            changed.append(_findable(old))
            touched.add(old.code)
    Candidate.objects.bulk_create(fresh, batch_size=2000)
    Candidate.objects.bulk_update(changed, [*(n.removesuffix("_id") for n in OWN), "search_text"], batch_size=1000)
    rows = known | {candidate.code: candidate for candidate in fresh}
    touched |= _take_in_profiles(arrivals, rows, by)
    touched |= _take_in_backgrounds(arrivals, rows)
    touched -= {candidate.code for candidate in fresh}
    taken = Taken(new=len(fresh), changed=len(touched), same=len(codes) - len(fresh) - len(touched))
    if rows:
        subject = next(iter(rows.values()))
        record("candidates_taken_in", subject, by=by, new=taken.new, changed=taken.changed, same=taken.same)
    else:
        raise ValueError("there is nobody to take in")
    return taken


def _take_in_profiles(arrivals: Sequence[Arrival], rows: dict[str, Candidate], by: Actor) -> set[str]:
    stated = []
    for arrival in arrivals:
        row = rows[arrival.candidate.code]
        new, old = arrival.profile, row.profile
        if new is None or (old is not None and _values(old, STATED) == _values(new, STATED)):
            continue
        new.candidate = row
        new.stated_by_id = by.person_id
        stated.append(new)
    Profile.objects.bulk_create(stated, batch_size=2000)
    for profile in stated:
        profile.candidate.profile = profile
    Candidate.objects.bulk_update([profile.candidate for profile in stated], ["profile"], batch_size=1000)
    return {profile.candidate.code for profile in stated}


def _take_in_backgrounds(arrivals: Sequence[Arrival], rows: dict[str, Candidate]) -> set[str]:
    fresh = {}
    for arrival in arrivals:
        row = rows[arrival.candidate.code]
        new, old = arrival.background, getattr(row, "background", None)
        if new is not None and (old is None or _values(old, PAST) != _values(new, PAST)):
            new.candidate = row
            fresh[row.code] = new
    Background.objects.bulk_create(
        fresh.values(), update_conflicts=True, unique_fields=["candidate"], update_fields=PAST, batch_size=2000
    )
    return set(fresh)
