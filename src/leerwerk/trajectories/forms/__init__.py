"""Parsing and validating what people type about blueprints, groups and shared resources."""

from leerwerk.trajectories.forms.blueprint import DesignForms
from leerwerk.trajectories.forms.groups import (
    BlueprintFilter,
    CopyForm,
    GroupFilter,
    GroupForm,
    ResourceFilter,
    ResourceForm,
    UseForm,
    use_forms,
)

__all__ = [
    "BlueprintFilter",
    "CopyForm",
    "DesignForms",
    "GroupFilter",
    "GroupForm",
    "ResourceFilter",
    "ResourceForm",
    "UseForm",
    "use_forms",
]
