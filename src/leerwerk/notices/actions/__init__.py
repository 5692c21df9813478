"""Opening and closing matters, taking and giving them, being away, escalation, and letters."""

from leerwerk.notices.actions.days import escalate_overdue, remind_day
from leerwerk.notices.actions.letters import send_again
from leerwerk.notices.actions.people import (
    AlreadyAway,
    NotAPeer,
    choose_reminders,
    end_absence,
    say_away,
    set_escalation_term,
)
from leerwerk.notices.actions.taking import MatterIsClosed, give_back, give_matter, take_matter
from leerwerk.notices.awaited import Awaited
from leerwerk.notices.digests import reach
from leerwerk.notices.links import take_back, write_link
from leerwerk.notices.settling import hand_on, pass_on, settle, settle_many
from leerwerk.notices.writing import write_letter

__all__ = [
    "AlreadyAway",
    "Awaited",
    "MatterIsClosed",
    "NotAPeer",
    "choose_reminders",
    "end_absence",
    "escalate_overdue",
    "give_back",
    "give_matter",
    "hand_on",
    "pass_on",
    "reach",
    "remind_day",
    "say_away",
    "send_again",
    "set_escalation_term",
    "settle",
    "settle_many",
    "take_back",
    "take_matter",
    "write_letter",
    "write_link",
]
