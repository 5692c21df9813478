"""How far an application or a claim is, for what parties are paid, and what can happen here as sentences."""

from enum import StrEnum

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from leerwerk.engine.money import Party
from leerwerk.funding.words import PARTIES, PER
from leerwerk.notices.enums import About, Page, Todo
from leerwerk.parties.enums import Function, OrganisationKind


class ApplicationState(TextChoices):
    """From a possibility to money that was received."""

    POSSIBLE = "possible", _("possible")
    PROBABLE = "probable", _("probable")
    APPLIED = "applied", _("applied for")
    GRANTED = "granted", _("granted")
    RECEIVED = "received", _("received")
    REFUSED = "refused", _("refused")


SURE = (ApplicationState.GRANTED, ApplicationState.RECEIVED)  # the chance is told, not estimated
ASKED = (ApplicationState.APPLIED, *SURE)  # needs an instrument that can be used


class Covers(TextChoices):
    """Which cost an instrument covers; no cost of a group is covered twice."""

    GUIDANCE = "guidance", _("guidance at the workplace")
    INBURGERING = "inburgering", _("integration")
    PROGRAMME = "programme", _("the whole programme")
    TRAINING = "training", _("training")
    WAGE = "wage", _("wages")
    ILLNESS = "illness", _("illness")
    COACHING = "coaching", _("coaching")


PARTY_CHOICES = [(str(party), text) for party, text in PARTIES.items() if party is not Party.WORLD]
PER_CHOICES = [(str(per), text) for per, text in PER.items()]


class CostItem(TextChoices):
    """For what a party is paid."""

    PRE_TRACK = "pre_track", _("pre-track")
    LESSONS = "lessons", _("lessons of a profession")
    LANGUAGE = "language", _("language lessons")
    COACHING = "coaching", _("coaching")
    GUIDANCE = "guidance", _("guidance at the workplace")
    INTERPRETING = "interpreting", _("interpreting")
    EQUIPMENT = "equipment", _("equipment and certificates")
    CARE = "care", _("travel and childcare")
    WAGE = "wage", _("wages")
    COORDINATION = "coordination", _("coordination")


class ClaimState(TextChoices):
    """How far a claim is."""

    FILED = "filed", _("filed")
    CHECKED = "checked", _("checked, to be paid")
    PAID = "paid", _("paid")
    REFUSED = "refused", _("refused")


# As whom members of a party file its claims; for any other party the director does.
CLAIMS_AS: dict[str, Function] = {
    OrganisationKind.EMPLOYER: Function.EMPLOYER,
    OrganisationKind.EDUCATOR: Function.EDUCATOR,
    OrganisationKind.LANGUAGE_SCHOOL: Function.EDUCATOR,
    OrganisationKind.EXPERTISE_PARTNER: Function.CONNECTOR,
    OrganisationKind.CONNECTOR: Function.CONNECTOR,
}
_CLAIM = (Page("funding:claim", About.SUBJECT),)
MATTERS = {
    "funding.check": Todo(what=_("Check a claim"), pages=_CLAIM),
    "funding.pay": Todo(what=_("Pay a claim that somebody else checked"), pages=_CLAIM),
    "funding.give_back": Todo(what=_("Pay back what was asked back"), pages=_CLAIM),
}
WITHIN = {"funding.check": 14, "funding.pay": 7, "funding.give_back": 30}  # days; chosen by us


class PackState(TextChoices):
    """How far an evidence pack is."""

    WAITING = "waiting", _("is being made")
    MADE = "made", _("made")
    FAILED = "failed", _("could not be made")


class LookedAt(TextChoices):
    """What was found of something in the sample of a pack."""

    RIGHT = "right", _("right")
    WRONG = "wrong", _("wrong, or a part of it")
    NOT_SHOWN = "not_shown", _("the proof was not shown")


class Refusal(StrEnum):
    """Why the books do not take an entry; the database names the first ones as it refuses them."""

    OVERDRAWS = "entry_overdraws"
    MORE_THAN_COST = "group_paid_beyond_cost"
    YEAR_CLOSED = "entry_in_closed_year"
    OUTSIDE_PERIOD = "entry_outside_period"
    BILL_EXCEEDED = "bill_paid_beyond_amount"
    TOO_MUCH_AID = "employer_aid_in_three_years"
    DAY_TWICE = "claim_no_day_twice"
    ONE_PERSON = "claim_paid_by_two_people"
    OTHER_BILL = "other_bill"  # the number was used for another day or amount
    NOT_ALLOWED = "not_allowed"  # what the budget's instrument does not pay
    NOT_NOW = "not_now"  # the claim is not in the state that this needs
    NOT_OVER = "not_over"  # the year is not over


EVENT_SENTENCES = {
    "funding.reserved": _("reserved money for a group"),
    "funding.freed": _("freed what was reserved for a group"),
    "funding.committed": _("noted what was agreed with a party"),
    "funding.lifted": _("took back a part of what was agreed with a party"),
    "funding.claimed": _("filed a claim"),
    "funding.claim_refused": _("refused a claim"),
    "funding.claim_checked": _("checked a claim, to be paid"),
    "funding.claim_sent_back": _("sent a checked claim back"),
    "funding.claim_paid": _("paid a claim, as the second person"),
    "funding.reclaimed": _("asked money back from a party"),
    "funding.waived": _("let a party keep what was asked back"),
    "funding.given_back": _("noted that a party paid back"),
    "funding.aid_told": _("noted aid that an employer had from somebody else"),
    "funding.received": _("noted that a payer sent money"),
    "funding.handed_back": _("noted that money went back to its payer"),
    "funding.instrument": _("added an instrument of the region, or told it anew from a day"),
    "funding.instruments_taken_in": _("took in instruments from a table"),
    "funding.year_closed": _("closed a year of a budget"),
    "funding.pack_asked": _("asked for an evidence pack"),
    "funding.pack_made": _("made an evidence pack"),
    "funding.pack_failed": _("could not make an evidence pack"),
    "funding.sample_looked_at": _("looked at something in the sample of an evidence pack"),
    "funding.application": _("noted how far an application to an instrument is"),
    "funding.facts": _("told what instruments ask about a group"),
    "funding.figure": _("set a figure of the region"),
    "funding.figure_dropped": _("let a figure of the region be as it is stated"),
}


class Sure(TextChoices):
    """How well a figure is known; as ``engine.money.Confidence``."""

    HIGH = "high", _("well known")
    MEDIUM = "medium", _("fairly known")
    LOW = "low", _("hardly known")
