"""Every field of every model says whether it is about a person."""

import pytest
from django.apps import apps
from django.db.models import Model

OURS = [model for model in apps.get_models() if model.__module__.startswith("leerwerk.")]


@pytest.mark.parametrize("model", OURS, ids=lambda model: model._meta.label)
def test_every_field_is_declared_personal_or_not(model: type[Model]) -> None:
    meta = model._meta
    fields = {field.name for field in (*meta.fields, *meta.many_to_many, *meta.private_fields)}
    personal, other = set(model.personal), set(model.not_personal)  # type: ignore[attr-defined]
    assert not personal & other
    assert personal | other == fields


def test_the_planner_never_reads_a_background() -> None:
    from leerwerk.engine.planning import question

    forbidden = {"nationality", "sex", "birth_year", "birth_date", "religion", "origin", "age", "permit_on"}
    names = {
        name
        for kind in vars(question).values()
        if hasattr(kind, "__dataclass_fields__")
        for name in kind.__dataclass_fields__
    }
    assert not names & forbidden
