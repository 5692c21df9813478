"""Every change to blueprints, groups, shared resources and enrolments."""

from leerwerk.trajectories.actions.blueprints import (
    ChangedMeanwhile,
    change_blueprint,
    copy_blueprint,
    retire_blueprint,
)
from leerwerk.trajectories.actions.following import await_for_group
from leerwerk.trajectories.actions.groups import GroupIsDecided, change_group, decide_group, make_group, save_resource
from leerwerk.trajectories.actions.parties import (
    NotASide,
    NotThisFarYet,
    decide_group_gate,
    end_mentoring,
    let_mentor,
    sign_profile,
)
from leerwerk.trajectories.actions.steps import (
    NOTHING_SAID,
    HappenedMeanwhile,
    NotAParty,
    Said,
    employ_at,
    propose_enrolment,
    take_step,
    transfer,
)

__all__ = [
    "NOTHING_SAID",
    "ChangedMeanwhile",
    "GroupIsDecided",
    "HappenedMeanwhile",
    "NotAParty",
    "NotASide",
    "NotThisFarYet",
    "Said",
    "await_for_group",
    "change_blueprint",
    "change_group",
    "copy_blueprint",
    "decide_group",
    "decide_group_gate",
    "employ_at",
    "end_mentoring",
    "let_mentor",
    "make_group",
    "propose_enrolment",
    "retire_blueprint",
    "save_resource",
    "sign_profile",
    "take_step",
    "transfer",
]
