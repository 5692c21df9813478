"""Every change to blueprints, groups, shared resources and enrolments."""

from leerwerk.trajectories.actions.blueprints import (
    ChangedMeanwhile,
    change_blueprint,
    copy_blueprint,
    retire_blueprint,
)
from leerwerk.trajectories.actions.groups import GroupIsDecided, change_group, decide_group, make_group, save_resource
from leerwerk.trajectories.actions.steps import propose_enrolment

__all__ = [
    "ChangedMeanwhile",
    "GroupIsDecided",
    "change_blueprint",
    "change_group",
    "copy_blueprint",
    "decide_group",
    "make_group",
    "propose_enrolment",
    "retire_blueprint",
    "save_resource",
]
