"""Leaving a trace: one event for every action, one reading for every opened file."""

from __future__ import annotations

from collections.abc import Callable
from contextvars import ContextVar
from functools import wraps
from typing import Any

from django.db import transaction
from django.db.models import Model

from leerwerk.privacy.actor import Actor
from leerwerk.privacy.enums import Purpose
from leerwerk.privacy.models import Event, Reading


class Running:
    """An action that is under way, and how many events of its own it has left so far."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.events = 0


_under_way: ContextVar[tuple[Running, ...]] = ContextVar("under_way", default=())


def running() -> Running | None:
    """Return the action that is under way, of nested ones the innermost."""
    return _under_way.get()[-1] if _under_way.get() else None


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
