"""Wage value for the browser: one look that both sides handed in, one to score, and one to agree on."""

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from leerwerk.parties.models import Organisation
from leerwerk.placement.models import WageValueRound, WageValueTask
from leerwerk.privacy.actor import Actor
from leerwerk.trajectories.models import Enrolment
from tests.project.standing_wage import look_at


def _framed(enrolment: Enrolment, employer: Organisation, coach: Organisation) -> WageValueRound:
    row = WageValueRound.objects.create(
        enrolment=enrolment, employer=employer, coach_party=coach, day=timezone.localdate()
    )
    WageValueTask.objects.create(round=row, position=1, name="Planten", share=60)
    WageValueTask.objects.create(round=row, position=2, name="Schoonmaken", share=40)
    return row


def wage_pages(somebody: dict[str, Actor], enrolment: Enrolment) -> dict[str, list[str]]:
    """Write it; return addresses by the slug of who opens them. *Karim* is the side of the coach."""
    bas, coach = (Organisation.objects.get(pk=somebody[name].organisation) for name in ("bas", "karim"))
    elsewhere = Organisation.objects.exclude(pk__in=[bas.pk, coach.pk]).order_by("pk")[0]
    with transaction.atomic():  # what is handed in is whole at its end
        looked = look_at(enrolment, bas, coach)
    scored, framed = _framed(enrolment, bas, coach), _framed(enrolment, elsewhere, coach)
    scored.employer_agreed_at = scored.coach_agreed_at = timezone.now()
    scored.save()

    def at(name: str, about: object) -> str:
        return reverse(f"placement:{name}", args=[about])

    return {
        "karim": [
            *(at("wage", enrolment.pk), at("wage_new", enrolment.pk), at("wage_frame", framed.pk)),
            *(at("wage_agree", framed.pk), at("wage_round", looked.pk), at("wage_talk", looked.pk)),
            *(at("wage_words", looked.pk), at("wage_round", scored.pk)),
        ],
        "bas": [at("wage_assess", scored.pk), at("wage_round", looked.pk)],
        "candidate": [reverse("placement:my_wage"), at("wage_words", looked.pk)],
    }
