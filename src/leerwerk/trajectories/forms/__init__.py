"""Parsing and validating what people type about blueprints, groups and shared resources."""

from leerwerk.trajectories.forms.blueprint import BlueprintForm, ComponentForm, component_forms
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
    "BlueprintForm",
    "ComponentForm",
    "CopyForm",
    "GroupFilter",
    "GroupForm",
    "ResourceFilter",
    "ResourceForm",
    "UseForm",
    "component_forms",
    "use_forms",
]
