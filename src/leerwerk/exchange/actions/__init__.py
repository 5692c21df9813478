"""Handing in, correcting and taking in workbooks, and taking out what is in leerwerk."""

from leerwerk.exchange.actions.deliveries import AlreadyTaken, StillWrong, correct, hand_in, take_in
from leerwerk.exchange.actions.region import take_in_region
from leerwerk.exchange.actions.taking_out import take_plan_out, take_region_out

__all__ = [
    "AlreadyTaken",
    "StillWrong",
    "correct",
    "hand_in",
    "take_in",
    "take_in_region",
    "take_plan_out",
    "take_region_out",
]
