"""What every page's frame needs to know about who is looking: no query of its own."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from leerwerk.funding.enums import CLAIMS_AS
from leerwerk.parties.enums import Function
from leerwerk.privacy.actor import Actor
from leerwerk.trajectories.rules import AGREE

MEET_PARTICIPANTS = {Function.DIRECTOR, Function.CASEWORKER, Function.EDUCATOR, Function.EMPLOYER, Function.MENTOR}
AGREEMENTS = "trajectories:agreements"
DIRECTS, GUIDES = {Function.DIRECTOR}, {Function.DIRECTOR, Function.CASEWORKER}
EVERYBODY = frozenset(Function)
CLAIM = {*CLAIMS_AS.values(), Function.FUNDER}
# What candidates find, and what members do, each for the functions that it is for: in the order of the menu.
OWN = (
    ("trajectories:my_path", _("My path"), "path"),
    ("planning:mine", _("My proposal"), "plan"),
    (AGREEMENTS, _("My agreement"), "sign"),
    ("learning:mine", _("My lessons"), "calendar"),
    ("coaching:mine", _("My coach"), "coaching"),
)
MEMBERS = (
    (EVERYBODY, "notices:mine", _("What waits"), "bell"),
    (GUIDES, "recruitment:candidates", _("Candidates"), "people"),
    (EVERYBODY, "placement:workplaces", _("Workplaces"), "workplace"),
    (GUIDES | {Function.CONNECTOR}, "placement:employers", _("Employers"), "phone"),
    (GUIDES, "matching:people", _("Who looks for work"), "search"),
    ({Function.EMPLOYER}, "matching:asked", _("Who wants to meet you"), "people"),
    (EVERYBODY, "trajectories:blueprints", _("Blueprints"), "blueprint"),
    (EVERYBODY, "trajectories:groups", _("Groups"), "group"),
    (GUIDES | {Function.CONNECTOR, Function.MENTOR}, "trajectories:reach", _("Reach"), "recruitment"),
    (AGREE, AGREEMENTS, _("Agreements"), "sign"),
    (DIRECTS, "planning:rounds", _("Planning"), "plan"),
    (DIRECTS, "trajectories:resources", _("Teachers and rooms"), "calendar"),
    (DIRECTS, "funding:budgets", _("Budgets"), "money"),
    (CLAIM, "funding:agreed", _("Claims"), "money"),
    ({Function.CASEWORKER}, "planning:own", _("Proposals"), "plan"),
    (EVERYBODY - GUIDES, "planning:decided", _("Decided groups"), "check"),
    (DIRECTS, "coaching:open", _("Contacts"), "coaching"),
    ({Function.CASEWORKER, Function.MENTOR}, "coaching:caseload", _("Whom I accompany"), "coaching"),
    ({Function.CASEWORKER, Function.MENTOR}, "coaching:signals", _("Signals"), "bell"),
    ({Function.EMPLOYER}, "coaching:support", _("Support"), "coaching"),
    (MEET_PARTICIPANTS, "learning:today", _("Lessons"), "school"),
    (EVERYBODY, "parties:organisations", _("Organisations"), "organisation"),
    (GUIDES, "exchange:exchange", _("Workbooks"), "import"),
)


def _entries(actor: Actor) -> Iterator[tuple[str, str, str]]:
    yield "home:home", str(_("Home")), "home"
    if actor.candidate_id is not None:
        yield from ((route, str(label), glyph) for route, label, glyph in OWN)
    elif actor.membership_id is not None:
        yield from ((route, str(label), glyph) for who, route, label, glyph in MEMBERS if actor.function in who)


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
