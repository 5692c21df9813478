"""Putting the shipped facts — regions and municipalities — into the database, and keeping them right."""

from typing import Any

from leerwerk import facts


def write_facts(region_model: Any, municipality_model: Any, *, using: str = "default") -> None:
    """Write the 35 regions and 342 municipalities; existing rows get the facts as they are now.

    Takes the models, so that a migration can hand in the historical ones.
    """
    region_model.objects.using(using).bulk_create(
        [region_model(code=region.code, name=region.name) for region in facts.regions()],
        update_conflicts=True,
        unique_fields=["code"],
        update_fields=["name"],
    )
    key = dict(region_model.objects.using(using).values_list("code", "pk"))
    municipality_model.objects.using(using).bulk_create(
        [
            municipality_model(
                code=town.code,
                name=town.name,
                region_id=key[town.region],
                latitude=town.latitude,
                longitude=town.longitude,
                inhabitants=town.inhabitants,
            )
            for town in facts.municipalities()
        ],
        update_conflicts=True,
        unique_fields=["code"],
        update_fields=["name", "region", "latitude", "longitude", "inhabitants"],
    )
