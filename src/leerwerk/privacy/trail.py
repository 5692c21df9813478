"""Leaving a trace: one event for every action, one reading for every opened file."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextvars import ContextVar
from functools import wraps
from typing import Any

from django.db import transaction
from django.db.models import Model

from leerwerk.privacy.actor import Actor
from leerwerk.privacy.enums import Purpose
from leerwerk.privacy.models import Event, Reading

TAKEN_OUT_OF = "parties.region"  # what events about taking files out are about: few rows, found by their index


class Running:
    """An action that is under way, and how many events of its own it has left so far."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.events = 0


_under_way: ContextVar[tuple[Running, ...]] = ContextVar("under_way", default=())


def running() -> Running | None:
    """Return the action that is under way, of nested ones the innermost."""
    return _under_way.get()[-1] if _under_way.get() else None


class OutsideAnAction(AssertionError):
    """A part of an action was called while no action was under way."""


class NotOneEvent(AssertionError):
    """An action left no event, or more than one."""


def record(kind: str, subject: Model, *, by: Actor, **facts: Any) -> Event:
    """Leave the one event of the running action: what was done to which row, by whom; facts are JSON values.

    Never put a person's details into ``facts``: the trail is kept longer than the file.
    """
    if now := running():
        now.events += 1
    return Event.objects.create(
        kind=kind,
        subject_type=subject._meta.label_lower,
        subject_id=subject.pk,
        person_id=by.person_id,
        organisation_id=by.organisation_id,
        facts=facts,
    )


def record_reading(subject: Model, *, by: Actor, purpose: Purpose) -> Reading:
    """Log that a person's file was opened, on behalf of which organisation, and why."""
    return Reading.objects.create(
        subject_type=subject._meta.label_lower,
        subject_id=subject.pk,
        person_id=by.person_id,
        organisation_id=by.organisation_id,
        purpose=purpose,
    )


def record_readings(subjects: Iterable[Model], *, by: Actor, purpose: Purpose) -> list[Reading]:
    """Log that a page shows something of the files of several people, in one statement; not for thousands of them."""
    return Reading.objects.bulk_create(
        Reading(
            subject_type=subject._meta.label_lower,
            subject_id=subject.pk,
            person_id=by.person_id,
            organisation_id=by.organisation_id,
            purpose=purpose,
        )
        for subject in sorted(subjects, key=lambda one: one.pk)  # two who do so at once wait in one order
    )


def record_taking_out(
    kind: str, region: Model, people: Iterable[Model], *, by: Actor, purpose: Purpose, **facts: Any
) -> Event:
    """Leave the one event of an action that takes files out; it also stands in the log of each of these people.

    One row for all of them, with the spans of their keys: a sealed reading each would be a lock for each, and for
    100,000 people more locks than a database has. ``privacy.queries.taken_out`` finds it by person.
    """
    assert region._meta.label_lower == TAKEN_OUT_OF, "a person's log looks for it there"
    named = list(people)
    who = spans(one.pk for one in named)
    of = named[0]._meta.label_lower if named else ""
    return record(kind, region, by=by, people=len(named), of=of, who=who, purpose=purpose, **facts)


def spans(keys: Iterable[int]) -> list[list[int]]:
    """Return keys as the first and last of each unbroken row of them."""
    found: list[list[int]] = []
    for key in sorted(keys):
        if found and key <= found[-1][1] + 1:
            found[-1][1] = key
        else:
            found.append([key, key])
    return found


def action[**P, R](change: Callable[P, R]) -> Callable[P, R]:
    """Make a function an action: one transaction, exactly one event of its own, called with keywords and ``by=``.

    An action that calls another action leaves its own event, and so does the other.
    """

    @wraps(change)
    def wrapped(*args: P.args, **kwargs: P.kwargs) -> R:
        now = Running(f"{change.__module__}.{change.__qualname__}")
        token = _under_way.set((*_under_way.get(), now))
        try:
            with transaction.atomic():
                result = change(*args, **kwargs)
                if now.events != 1:
                    raise NotOneEvent(f"{now.name} left {now.events} events")
            return result
        finally:
            _under_way.reset(token)

    wrapped.is_action = True  # type: ignore[attr-defined]  # the promise test reads it
    return wrapped


def part[**P, R](change: Callable[P, R]) -> Callable[P, R]:
    """Make a function a part of actions: it writes in the transaction of the one that is under way, which says why."""

    @wraps(change)
    def wrapped(*args: P.args, **kwargs: P.kwargs) -> R:
        if running() is None:
            raise OutsideAnAction(f"{change.__module__}.{change.__qualname__}")
        return change(*args, **kwargs)

    wrapped.is_part = True  # type: ignore[attr-defined]  # the promise test reads it
    return wrapped
