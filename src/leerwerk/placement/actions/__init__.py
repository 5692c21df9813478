"""Every change to workplaces, offers and seats."""

from leerwerk.placement.actions.changing import Change, change_placement
from leerwerk.placement.actions.followups import confirm_work, settle_follow_ups
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
from leerwerk.placement.actions.workplaces import (
    NotOffered,
    ParticipationEnded,
    SeatedMeanwhile,
    WorkplaceIsFull,
    WorkplaceIsWithdrawn,
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
    "change_workplace",
    "confirm_workplace",
    "give_seat",
    "give_workplace",
    "offer_workplace",
    "register_workplace",
    "withdraw_offer",
    "withdraw_workplace",
]
__all__ += ["Change", "Ending", "NotLookingForWork", "NotOnThatDay", "NotPlaced", "NotWhole", "Study"]
__all__ += ["change_placement", "confirm_work", "end_placement", "fill_placement", "note_study", "place"]
__all__ += ["settle_follow_ups"]
