"""Reading blueprints, groups and what groups share."""

from leerwerk.trajectories.queries.designs import (
    Shelved,
    blueprints_listed,
    design_of,
    differences,
    group_with_everything,
    groups_listed,
    offered_to,
    resources_listed,
    sectors_of,
    shelved,
    terms_of,
    without_workplace,
)

__all__ = [
    "Shelved",
    "blueprints_listed",
    "design_of",
    "differences",
    "group_with_everything",
    "groups_listed",
    "offered_to",
    "resources_listed",
    "sectors_of",
    "shelved",
    "terms_of",
    "without_workplace",
]
