"""What leerwerk keeps about people, told by the declarations of its own models."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.apps import apps
from django.db.models import Model
from django.http import HttpResponse
from django.shortcuts import render

from leerwerk.privacy.declare import Personal
from leerwerk.privacy.doors import ActorRequest, shows
from leerwerk.privacy.enums import Audience
from leerwerk.privacy.rules import PublicRule
from leerwerk.privacy.sentences import model_title

EVERYONE_SEES_WHAT_IS_KEPT = PublicRule(
    name="everyone sees what is kept about people", reason="it names kinds of facts, and holds no fact of anybody"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """Fields that were declared alike."""

    fields: list[str]
    category: str
    purpose: str
    keep: str
    seen_by: list[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """One kind of row with what it says about people."""

    title: str
    rows: list[Row]


def _rows(model: type[Model]) -> Iterator[Row]:
    alike: dict[Personal, list[str]] = {}
    for name, declared in getattr(model, "personal", {}).items():
        alike.setdefault(declared, []).append(str(getattr(model._meta.get_field(name), "verbose_name", name)))
    for declared, fields in alike.items():
        yield Row(
            fields=fields,
            category=str(declared.category.label),
            purpose=str(declared.purpose.label),
            keep=str(declared.keep.label),
            seen_by=[str(audience.label) for audience in Audience if audience in declared.seen_by],
        )


@shows(EVERYONE_SEES_WHAT_IS_KEPT)
def declared(request: ActorRequest) -> HttpResponse:
    """Every kind of row that says something about a person."""
    found = [Kept(title=model_title(model._meta.label_lower), rows=list(_rows(model))) for model in apps.get_models()]
    return render(request, "privacy/declared.html", {"declared": [kept for kept in found if kept.rows]})
