"""Rooms above that do something when a step was taken: in its transaction, after everything of this room.

A room lets itself be told when it starts. What it does is a part of the step: where it fails, the step is not taken.
"""

from typing import Protocol

from leerwerk.engine.pathway import Step
from leerwerk.trajectories.models import Enrolment


class Follower(Protocol):
    """What a room does about a step; ``step`` is None when only somebody's employer changed."""

    def __call__(self, enrolment: Enrolment, step: Step | None) -> None:
        """Do it, as the house: whoever took the step may not meet what is written."""
        ...


_followers: dict[str, Follower] = {}


def follow_steps(room: str, follower: Follower) -> None:
    """Let a room be told of every step from now on; told twice, the last counts."""
    _followers[room] = follower


def tell_followers(enrolment: Enrolment, step: Step | None) -> None:
    """Tell every room, in the order of their names."""
    for _room, follower in sorted(_followers.items()):
        follower(enrolment, step)
