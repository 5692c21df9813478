"""The six examples of the whitepaper, on the shelf of every installation."""

from typing import Any

from leerwerk.engine.blueprints import EXAMPLES
from leerwerk.engine.model import to_dict


def write_examples(blueprint_model: Any, version_model: Any) -> None:
    """Write the examples as version 1 where they are not there yet.

    Takes the models, so that a migration can hand in the historical ones.
    """
    for design in EXAMPLES:
        blueprint, made = blueprint_model.objects.get_or_create(
            code=design.code, defaults={"title": design.title.nl, "owner": None}
        )
        if made:
            version_model.objects.create(
                blueprint=blueprint,
                number=1,
                design=to_dict(design),
                sector=design.sector,
                level=design.level.value,
            )
