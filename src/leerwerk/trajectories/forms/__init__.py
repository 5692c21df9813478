"""Parsing and validating what people type about blueprints, groups and shared resources."""

from leerwerk.trajectories.forms.blueprint import BlueprintForm, ComponentForm, component_forms
from leerwerk.trajectories.forms.groups import CopyForm, GroupFilter, GroupForm, ResourceForm, UseForm, use_forms

__all__ = [
    "BlueprintForm",
    "ComponentForm",
    "CopyForm",
    "GroupFilter",
    "GroupForm",
    "ResourceForm",
    "UseForm",
    "component_forms",
    "use_forms",
]
