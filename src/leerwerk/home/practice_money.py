"""Money in the practice region: what was asked for the group that runs, what is possible, and what was refused."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

from django.utils import timezone

from leerwerk.funding.actions import note_application
from leerwerk.funding.enums import ApplicationState
from leerwerk.funding.queries.cases import facts_of
from leerwerk.privacy.actor import Actor
from leerwerk.trajectories.models import Cohort

NOTED: dict[str, dict[str, Any]] = {
    "esf_plus": {
        "state": ApplicationState.APPLIED,
        "chance": 50,
        "euros": Decimal(12_000),
        "evidence": "Aanvraag van de centrumgemeente, met de begroting van de groep",
    },
    "jobcoach": {
        "state": ApplicationState.GRANTED,
        "chance": 100,
        "euros": Decimal(4_500),
        "evidence": "Beschikking van de gemeente, drie deelnemers",
    },
    "slim": {
        "state": ApplicationState.REFUSED,
        "chance": 0,
        "euros": None,
        "evidence": "Brief: leerplekken vallen er niet meer onder",
    },
}


def ask_for_money(cohort: Cohort, by: Actor) -> None:
    """Let the director note how far applications for a group are; what cannot be used now is left out."""
    today = timezone.localdate()
    group = Cohort.objects.select_related("version__blueprint").get(pk=cohort.pk)
    for one in facts_of(group, today).could:
        if (told := NOTED.get(one.code)) is not None and all(check.holds is not False for check in one.found.checks):
            on = today - timedelta(days=30)
            note_application(cohort=group, found=one.found, told=told | {"on": on}, seen=0, by=by)
