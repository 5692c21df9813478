"""Every change to workplaces, offers and seats."""

from leerwerk.placement.actions.tasks import WorkplaceIsWithdrawn, retell_tasks, split_function
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
    "change_workplace",
    "confirm_workplace",
    "give_seat",
    "give_workplace",
    "offer_workplace",
    "register_workplace",
    "retell_tasks",
    "split_function",
    "withdraw_offer",
    "withdraw_workplace",
]
