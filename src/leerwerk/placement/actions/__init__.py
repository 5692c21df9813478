"""Every change to workplaces, offers and seats."""

from leerwerk.placement.actions.changing import Change, change_placement
from leerwerk.placement.actions.followups import confirm_work, settle_follow_ups
from leerwerk.placement.actions.freshness import ask_to_confirm, ask_whether_right, right_today
from leerwerk.placement.actions.placements import (
    Ending,
    NotLookingForWork,
    NotOnThatDay,
    NotPlaced,
    NotWhole,
    Study,
    end_placement,
    fill_placement,
    note_study,
    place,
)
from leerwerk.placement.actions.recognitions import (
    check_recognition,
    note_recognition,
    remove_recognition,
    see_what_ended,
    tell_workplaces,
)
from leerwerk.placement.actions.tasks import WorkplaceIsWithdrawn, retell_tasks, split_function
from leerwerk.placement.actions.wage_values import (
    AgreedAlready,
    Assessed,
    Frame,
    FrameIsAgreed,
    FrameIsNotAgreed,
    NotAtWork,
    NotBothHandedIn,
    RoundIsOpen,
    Talked,
    TooEarly,
    answer_frame,
    change_frame,
    frame_round,
    hand_in,
    say_in_talk,
    say_own_words,
)
from leerwerk.placement.actions.workplaces import (
    NotOffered,
    ParticipationEnded,
    SeatedMeanwhile,
    WorkplaceIsFull,
    change_workplace,
    confirm_workplace,
    give_seat,
    give_workplace,
    offer_workplace,
    register_workplace,
    withdraw_offer,
    withdraw_workplace,
)

__all__ = [
    "NotOffered",
    "ParticipationEnded",
    "SeatedMeanwhile",
    "WorkplaceIsFull",
    "WorkplaceIsWithdrawn",
    "ask_to_confirm",
    "ask_whether_right",
    "change_workplace",
    "check_recognition",
    "confirm_workplace",
    "give_seat",
    "give_workplace",
    "note_recognition",
    "offer_workplace",
    "register_workplace",
    "remove_recognition",
    "retell_tasks",
    "right_today",
    "see_what_ended",
    "split_function",
    "tell_workplaces",
    "withdraw_offer",
    "withdraw_workplace",
]
__all__ += ["Change", "Ending", "NotLookingForWork", "NotOnThatDay", "NotPlaced", "NotWhole", "Study"]
__all__ += ["change_placement", "confirm_work", "end_placement", "fill_placement", "note_study", "place"]
__all__ += ["settle_follow_ups"]
__all__ += ["AgreedAlready", "Assessed", "Frame", "FrameIsAgreed", "FrameIsNotAgreed", "NotAtWork", "NotBothHandedIn"]
__all__ += ["RoundIsOpen", "Talked", "TooEarly", "answer_frame", "change_frame", "frame_round", "hand_in"]
__all__ += ["say_in_talk", "say_own_words"]
