"""What every page's frame needs to know about who is looking: no query of its own."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from leerwerk.parties.enums import Function
from leerwerk.privacy.actor import Actor
from leerwerk.trajectories.rules import AGREE

MEET_PARTICIPANTS = {Function.DIRECTOR, Function.CASEWORKER, Function.EDUCATOR, Function.EMPLOYER, Function.MENTOR}
HOME, CANDIDATES, WORKPLACES = "home:home", "recruitment:candidates", "placement:workplaces"
AGREEMENTS = "trajectories:agreements"


def _coaching(actor: Actor) -> Iterator[tuple[str, str, str]]:
    if actor.function == Function.DIRECTOR:
        yield "coaching:open", _("Contacts"), "coaching"
    elif actor.function in {Function.CASEWORKER, Function.MENTOR}:
        yield "coaching:caseload", _("Whom I accompany"), "coaching"
    if actor.function in {Function.DIRECTOR, Function.CASEWORKER, Function.MENTOR}:
        yield "coaching:signals", _("Signals"), "bell"
    elif actor.function == Function.EMPLOYER:
        yield "coaching:support", _("Support"), "coaching"


def _entries(actor: Actor) -> Iterator[tuple[str, str, str]]:
    yield "home:home", _("Home"), "home"
    if actor.candidate_id is not None:
        yield "trajectories:my_path", _("My path"), "path"
        yield "planning:mine", _("My proposal"), "plan"
        yield AGREEMENTS, _("My agreement"), "sign"
        yield "learning:mine", _("My lessons"), "calendar"
        yield "coaching:mine", _("My coach"), "coaching"
        return
    if actor.membership_id is None:
        return
    yield "notices:mine", _("What waits"), "bell"
    if actor.function in {Function.DIRECTOR, Function.CASEWORKER}:
        yield CANDIDATES, _("Candidates"), "people"
    yield WORKPLACES, _("Workplaces"), "workplace"
    yield "trajectories:blueprints", _("Blueprints"), "blueprint"
    yield "trajectories:groups", _("Groups"), "group"
    if actor.function in {Function.DIRECTOR, Function.CASEWORKER, Function.CONNECTOR, Function.MENTOR}:
        yield "trajectories:reach", _("Reach"), "recruitment"
    if actor.function in AGREE:
        yield AGREEMENTS, _("Agreements"), "sign"
    if actor.function == Function.DIRECTOR:
        yield "planning:rounds", _("Planning"), "plan"
        yield "trajectories:resources", _("Teachers and rooms"), "calendar"
        yield "funding:budgets", _("Budgets"), "money"
    elif actor.function == Function.CASEWORKER:
        yield "planning:own", _("Proposals"), "plan"
    else:
        yield "planning:decided", _("Decided groups"), "check"
    yield from _coaching(actor)
    if actor.function in MEET_PARTICIPANTS:
        yield "learning:today", _("Lessons"), "school"
    yield "parties:organisations", _("Organisations"), "organisation"
    if actor.function in {Function.DIRECTOR, Function.CASEWORKER}:
        yield "exchange:exchange", _("Workbooks"), "import"


def navigation(request: HttpRequest) -> dict[str, Any]:
    """Return the navigation of the actor's function, their organisations, and who they are."""
    actor: Actor | None = getattr(request, "actor", None)
    if actor is None or actor.person_id is None:
        return {}
    here = request.path
    items = [{"url": reverse(name), "label": text, "icon": glyph} for name, text, glyph in _entries(actor)]
    best = max((str(i["url"]) for i in items if here.startswith(str(i["url"]))), key=len, default="")
    memberships = getattr(request, "memberships", [])
    return {
        "navigation": [item | {"current": item["url"] == best} for item in items],
        "memberships": [
            {
                "pk": m.pk,
                "name": m.organisation.name,
                "function": m.get_function_display(),
                "current": m.pk == actor.membership_id,
            }
            for m in memberships
        ],
        "who": actor.name,
        "where": next((m.organisation.name for m in memberships if m.pk == actor.membership_id), ""),
    }
