"""Every view names its rule, and every action leaves one event."""

import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

import leerwerk


def _patterns(resolver: URLResolver) -> Iterator[URLPattern]:
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            yield from _patterns(entry)
        else:
            yield entry


# Sign-in and the choice of language are guarded by their own code; the style guide shows no data of anybody.
OTHERS = ("allauth.", "django.views.i18n", "leerwerk.web.views.guide")
VIEWS = [p for p in _patterns(get_resolver()) if not p.lookup_str.startswith(OTHERS)]


@pytest.mark.parametrize("pattern", VIEWS, ids=lambda p: p.lookup_str)
def test_every_view_names_the_rule_that_guards_it(pattern: URLPattern) -> None:
    assert hasattr(pattern.callback, "rule"), f"{pattern.lookup_str} stands behind no door"
    assert pattern.callback.rule.name


def _actions() -> Iterator[tuple[str, Callable[..., Any]]]:
    for module in pkgutil.walk_packages(leerwerk.__path__, "leerwerk."):
        if module.name.split(".")[-1] == "actions" or ".actions." in module.name:
            loaded = importlib.import_module(module.name)
            for name, member in inspect.getmembers(loaded, inspect.isfunction):
                if member.__module__ == module.name and not name.startswith("_"):
                    yield f"{module.name}.{name}", member


@pytest.mark.parametrize(
    ("name", "change"), list(_actions()), ids=lambda value: value if isinstance(value, str) else ""
)
def test_every_action_is_keyword_only_names_its_actor_and_leaves_one_event(
    name: str, change: Callable[..., Any]
) -> None:
    assert getattr(change, "is_action", False), f"{name} is not decorated with @action"
    parameters = inspect.signature(change).parameters
    assert "by" in parameters
    assert all(p.kind is inspect.Parameter.KEYWORD_ONLY for p in parameters.values())
