"""Every change to a candidate's file."""

from leerwerk.recruitment.actions.files import (
    add_obstacle,
    change_candidate,
    keep_background,
    register_candidate,
    solve_obstacle,
    state_profile,
)
from leerwerk.recruitment.actions.handovers import (
    AlreadyOffered,
    HandoverIsClosed,
    accept_handover,
    offer_handover,
    refuse_handover,
    withdraw_handover,
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
from leerwerk.recruitment.actions.work import StandsThere, add_work, change_work, remove_work

__all__ = [
    "AlreadyOffered",
    "Arrival",
    "HandoverIsClosed",
    "HasAnotherFile",
    "LinkIsClosed",
    "NotYours",
    "StandsThere",
    "Taken",
    "accept_file",
    "accept_handover",
    "add_obstacle",
    "add_work",
    "change_candidate",
    "change_work",
    "invite_candidate",
    "keep_background",
    "link_account",
    "offer_handover",
    "refuse_handover",
    "register_candidate",
    "remove_work",
    "solve_obstacle",
    "state_profile",
    "take_in_candidates",
    "withdraw_file_invitation",
    "withdraw_handover",
]
