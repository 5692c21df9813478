"""Coaching for the browser: Mo spoke with Sara and with her employer, wrote about it, and agreed on something."""

from datetime import timedelta
from uuid import uuid4

from django.urls import reverse
from django.utils import timezone

from leerwerk.coaching import actions
from leerwerk.coaching.actions import Told
from leerwerk.coaching.enums import ReadBy, Side, StepOwner
from leerwerk.coaching.models import Clock, DueContact
from leerwerk.privacy.actor import Actor
from leerwerk.trajectories.models import Enrolment


def coaching_pages(somebody: dict[str, Actor], enrolment: Enrolment) -> dict[str, list[str]]:
    """Write it; return addresses by the slug of who opens them. Both clocks are there, and an account."""
    mo, today = somebody["mo"], timezone.localdate()
    talks = {}
    for clock in Clock.objects.filter(enrolment=enrolment).select_related("enrolment__cohort"):
        told = (
            Told(day=today, channel="call", mood="4")
            if clock.side == Side.CANDIDATE
            else Told(day=today, channel="visit", work="good", together="so_so", go_on="good")
        )
        talk = actions.log_talk(clock=clock, ticket=uuid4(), told=told, by=mo)
        actions.write_note(talk=talk, text="Het gaat goed.", read_by=ReadBy.BOTH_SIDES, seen=talk.edits, by=mo)
        talks[clock.side] = talk
    talk, other = talks[Side.CANDIDATE], talks[Side.EMPLOYER]
    step = actions.agree_step(
        talk=talk, what="Bellen met de bank", owner=StepOwner.CANDIDATE, due_on=today + timedelta(days=5), by=mo
    )
    due = DueContact.objects.filter(clock=talk.clock, standing__in=["open", "ahead"]).order_by("day").first()

    def at(name: str, *keys: object) -> str:
        return reverse(f"coaching:{name}", args=keys)

    moves = [at("move", due.pk)] if due is not None else []
    return {
        "roos": [
            *(at("open"), at("balance"), at("room", mo.membership_id), at("hand_over", mo.membership_id)),
            *(at("person", enrolment.pk), at("coach", talk.clock_id)),
        ],
        "mo": [
            *(at("caseload"), at("person", enrolment.pk), at("talk", talk.pk), at("talk", other.pk), *moves),
            *(at("talk_candidate", enrolment.pk), at("talk_employer", enrolment.pk), at("change_talk", other.pk)),
            *(at("note", talk.pk), at("agree_step", talk.pk), at("take_back", talk.pk)),
        ],
        "bas": [at("answer", other.pk)],
        "candidate": [at("mine"), at("answer", talk.pk), at("step", step.pk)],
    }
