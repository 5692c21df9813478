"""Every view names its rule, and every action leaves one event.

That each action is also met by a test, and writes one row of the trail there, is seen to by ``tests/witness.py``.
"""

import inspect
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

from tests.witness import actions


def _patterns(resolver: URLResolver) -> Iterator[URLPattern]:
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            yield from _patterns(entry)
        else:
            yield entry


# Sign-in and the choice of language are guarded by their own code; the style guide shows no data of anybody.
OTHERS = ("allauth.", "leerwerk.parties.elsewhere.", "django.views.i18n", "leerwerk.web.views.guide")
VIEWS = [p for p in _patterns(get_resolver()) if not p.lookup_str.startswith(OTHERS)]


@pytest.mark.parametrize("pattern", VIEWS, ids=lambda p: p.lookup_str)
def test_every_view_names_the_rule_that_guards_it(pattern: URLPattern) -> None:
    assert hasattr(pattern.callback, "rule"), f"{pattern.lookup_str} stands behind no door"
    assert pattern.callback.rule.name


@pytest.mark.parametrize(("name", "change"), list(actions()), ids=lambda value: value if isinstance(value, str) else "")
def test_every_action_is_keyword_only_names_its_actor_and_leaves_one_event(
    name: str, change: Callable[..., Any]
) -> None:
    assert getattr(change, "is_action", False), f"{name} is not decorated with @action"
    parameters = inspect.signature(change).parameters
    assert "by" in parameters
    assert all(p.kind is inspect.Parameter.KEYWORD_ONLY for p in parameters.values())
