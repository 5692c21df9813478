"""Handing in, correcting and taking in workbooks."""

from leerwerk.exchange.actions.deliveries import AlreadyTaken, StillWrong, correct, hand_in, take_in
from leerwerk.exchange.actions.region import take_in_region

__all__ = ["AlreadyTaken", "StillWrong", "correct", "hand_in", "take_in", "take_in_region"]
