"""Every change to a candidate's file."""

from leerwerk.recruitment.actions.files import (
    change_candidate,
    keep_background,
    register_candidate,
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
from leerwerk.recruitment.actions.intakes import (
    ChangedMeanwhile,
    IntakeIsClosed,
    NotAskedYet,
    NotCalledEnough,
    begin_intake,
    finish_in_absence,
    finish_intake,
    note_call,
    save_step,
    throw_intake_away,
)
from leerwerk.recruitment.actions.invitations import (
    HasAnotherFile,
    LinkIsClosed,
    accept_file,
    invite_candidate,
    link_account,
    withdraw_file_invitation,
)
from leerwerk.recruitment.actions.obligations import FreeThen, ObligationsChanged, keep_obligations
from leerwerk.recruitment.actions.obstacles import (
    ObstacleChanged,
    add_obstacle,
    change_obstacle,
    solve_obstacle,
)
from leerwerk.recruitment.actions.reach import note_outreach, say_how_heard
from leerwerk.recruitment.actions.statements import AnsweredOtherwise, answer_statement, make_statement
from leerwerk.recruitment.actions.taking_in import Arrival, NotYours, Taken, take_in_candidates
from leerwerk.recruitment.actions.work import StandsThere, add_work, change_work, remove_work

__all__ = [
    "AlreadyOffered",
    "AnsweredOtherwise",
    "Arrival",
    "ChangedMeanwhile",
    "FreeThen",
    "HandoverIsClosed",
    "HasAnotherFile",
    "IntakeIsClosed",
    "LinkIsClosed",
    "NotAskedYet",
    "NotCalledEnough",
    "NotYours",
    "ObligationsChanged",
    "ObstacleChanged",
    "StandsThere",
    "Taken",
    "accept_file",
    "accept_handover",
    "add_obstacle",
    "add_work",
    "answer_statement",
    "begin_intake",
    "change_candidate",
    "change_obstacle",
    "change_work",
    "finish_in_absence",
    "finish_intake",
    "invite_candidate",
    "keep_background",
    "keep_obligations",
    "link_account",
    "make_statement",
    "note_call",
    "note_outreach",
    "offer_handover",
    "refuse_handover",
    "register_candidate",
    "remove_work",
    "save_step",
    "say_how_heard",
    "solve_obstacle",
    "state_profile",
    "take_in_candidates",
    "throw_intake_away",
    "withdraw_file_invitation",
    "withdraw_handover",
]
