"""The examples of the whitepaper, on the shelf of every installation."""

from typing import Any

from leerwerk.engine.blueprints import EXAMPLES
from leerwerk.engine.model import to_dict


def write_examples(blueprint_model: Any, version_model: Any, *, using: str = "default") -> None:
    """Write the examples where they are not there yet; an example that changed gets a new version, none is replaced.

    Takes the models, so that a migration can hand in the historical ones. A code that an organisation uses is left
    alone.
    """
    for design in EXAMPLES:
        blueprint, _made = blueprint_model.objects.using(using).get_or_create(
            code=design.code, defaults={"title": design.title.nl, "owner": None}
        )
        versions = version_model.objects.using(using).filter(blueprint=blueprint)
        latest = versions.order_by("-number").first()
        stored = to_dict(design)
        if blueprint.owner_id is not None or (latest is not None and latest.design == stored):
            continue
        versions.create(
            blueprint=blueprint,
            number=latest.number + 1 if latest else 1,
            design=stored,
            sector=design.sector,
            level=design.level.value,
        )
