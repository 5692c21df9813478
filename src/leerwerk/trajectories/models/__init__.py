"""Blueprints with their versions, groups made from them, the resources groups share, and enrolments."""

from leerwerk.trajectories.models.blueprints import Blueprint, BlueprintVersion
from leerwerk.trajectories.models.enrolments import Enrolment
from leerwerk.trajectories.models.groups import Cohort, Resource, ResourceUse

__all__ = ["Blueprint", "BlueprintVersion", "Cohort", "Enrolment", "Resource", "ResourceUse"]
