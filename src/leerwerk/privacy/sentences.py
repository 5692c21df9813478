"""What happened, and what is kept, in words: every app names its events in ``EVENT_SENTENCES`` of its ``enums``.

A sentence continues after a name: «Karim — stated a profile».
"""

from collections.abc import Mapping
from functools import cache
from importlib import import_module
from importlib.util import find_spec

from django.apps import apps
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

# Kinds of rows that say something about a person, for the page that tells what is kept.
MODEL_TITLES = {
    "privacy.event": _("Trail of actions"),
    "privacy.reading": _("Who read whose file"),
    "parties.person": _("Account"),
    "parties.membership": _("Membership of an organisation"),
    "parties.invitation": _("Invitation of a member"),
    "recruitment.candidate": _("File of a candidate"),
    "recruitment.profile": _("Profile of a candidate"),
    "recruitment.background": _("Background of a candidate"),
    "recruitment.obstacle": _("What stands in a candidate's way"),
    "recruitment.fileinvitation": _("Invitation of a candidate"),
    "trajectories.enrolment": _("Taking part in a group"),
    "trajectories.blueprintversion": _("Version of a blueprint"),
    "placement.workplace": _("Workplace"),
    "placement.seat": _("Workplace of a participant"),
    "planning.planninground": _("Planning round"),
    "planning.frozenquestion": _("What a planning round was asked"),
    "planning.personproposal": _("Proposal for a candidate"),
    "planning.lock": _("Lock before planning"),
    "planning.decision": _("Decision about a group"),
    "planning.objection": _("Objection to a proposal"),
    "exchange.delivery": _("Workbook that was handed in"),
}


@cache
def event_sentences() -> Mapping[str, str | Promise]:
    """Return the sentence of every kind of event in every app. Raises ValueError when two apps name the same kind."""
    found: dict[str, str | Promise] = {}
    for config in apps.get_app_configs():
        name = f"{config.name}.enums"
        if not config.name.startswith("leerwerk.") or find_spec(name) is None:
            continue
        for kind, text in getattr(import_module(name), "EVENT_SENTENCES", {}).items():
            if kind in found:
                raise ValueError(f"two apps name the event {kind}")
            found[kind] = text
    return found


def sentence(kind: str) -> str:
    """Return what happened in the reader's language; an event from before a sentence was given keeps its code."""
    return str(event_sentences().get(kind, kind))


def model_title(label: str) -> str:
    """Return what a kind of row is called on screen; ``label`` is such as ``recruitment.profile``."""
    return str(MODEL_TITLES.get(label, label))
