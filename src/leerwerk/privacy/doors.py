"""The two doors for views: one that shows and cannot write, one that changes and is one transaction.

``@shows(rule)`` and ``@changes(rule)`` find the actor, ask the rule, fetch the row it is about among the rows this
actor may meet (any other row answers as if it did not exist), and log the reading of a person's file. Nothing can be
sent to a view that shows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import Any, Concatenate

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.db import InternalError, connection, transaction
from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import get_object_or_404
from psycopg.errors import ReadOnlySqlTransaction

from leerwerk.privacy.actor import Actor
from leerwerk.privacy.rules import PublicRule, Rule
from leerwerk.privacy.trail import record_reading

type View = Callable[..., HttpResponse]

LOOKING = ("GET", "HEAD")


class ActorRequest(HttpRequest):
    """A request whose actor is known; the middleware of ``parties`` sets it."""

    actor: Actor


class WroteWhileShowing(AssertionError):
    """A view that shows tried to write."""


@contextmanager
def nothing_written() -> Iterator[None]:
    """Let PostgreSQL itself refuse whatever writes, in a transaction of which nothing stays.

    Also inside a longer transaction (a test's): only until the savepoint that this one then is.
    """
    try:
        with transaction.atomic():
            connection.connection.execute("SET TRANSACTION READ ONLY")  # no question of the page: it is not counted
            yield
            transaction.set_rollback(True)
    except InternalError as refused:
        if isinstance(refused.__cause__, ReadOnlySqlTransaction):
            raise WroteWhileShowing(str(refused)) from refused
        raise


def _enter(request: ActorRequest, rule: Rule[Any], pk: Any) -> list[Model] | HttpResponse:
    """Return the row the view is about as a list of one (or none), or the answer that refuses."""
    if request.actor.person_id is None:
        return redirect_to_login(request.get_full_path())
    if rule.among is None:
        if not rule.allows(request.actor):
            raise PermissionDenied
        return []
    if not rule.allows(request.actor):
        raise Http404
    return [get_object_or_404(rule.among(request.actor), pk=pk)]


def _door(rule: Rule[Any] | PublicRule, view: View, *, writes: bool) -> View:
    @wraps(view)
    def wrapped(request: ActorRequest, *args: Any, pk: Any = None, **kwargs: Any) -> HttpResponse:
        subjects: list[Model] = []
        if isinstance(rule, Rule):
            entered = _enter(request, rule, pk)
            if isinstance(entered, HttpResponse):
                return entered
            subjects = entered
        if not writes and request.method not in LOOKING:
            return HttpResponseNotAllowed(LOOKING)
        if isinstance(rule, Rule) and rule.reads and subjects:
            file = rule.about(subjects[0]) if rule.about else subjects[0]
            if file is not None:
                record_reading(file, by=request.actor, purpose=rule.reads(request.actor))
        if request.method not in LOOKING:
            with transaction.atomic():
                return view(request, *subjects, *args, **kwargs)
        with nothing_written():
            return view(request, *subjects, *args, **kwargs)

    wrapped.rule = rule  # type: ignore[attr-defined]  # the promise test reads it
    return wrapped


def shows[**P](
    rule: Rule[Any] | PublicRule,
) -> Callable[[Callable[Concatenate[Any, P], HttpResponse]], View]:
    """A view that shows: the database refuses what it writes. Render eagerly (``render``), or that comes too late."""
    return lambda view: _door(rule, view, writes=False)


def changes[**P](
    rule: Rule[Any] | PublicRule,
) -> Callable[[Callable[Concatenate[Any, P], HttpResponse]], View]:
    """A view that changes: its POST is one transaction; its GET (the form) cannot write."""
    return lambda view: _door(rule, view, writes=True)
