"""Every change to a candidate's file."""

from leerwerk.recruitment.actions.files import (
    add_obstacle,
    change_candidate,
    keep_background,
    register_candidate,
    solve_obstacle,
    state_profile,
)
from leerwerk.recruitment.actions.invitations import (
    HasAnotherFile,
    LinkIsClosed,
    accept_file,
    invite_candidate,
    link_account,
    withdraw_file_invitation,
)
from leerwerk.recruitment.actions.taking_in import Arrival, NotYours, Taken, take_in_candidates

__all__ = [
    "Arrival",
    "HasAnotherFile",
    "LinkIsClosed",
    "NotYours",
    "Taken",
    "accept_file",
    "add_obstacle",
    "change_candidate",
    "invite_candidate",
    "keep_background",
    "link_account",
    "register_candidate",
    "solve_obstacle",
    "state_profile",
    "take_in_candidates",
    "withdraw_file_invitation",
]
