"""Signals and support for the browser: Mo accompanies Sara, who is not well; she and Bas ask for help."""

from datetime import date, timedelta

from django.urls import reverse
from django.utils import timezone

from leerwerk.coaching import actions
from leerwerk.coaching.enums import Side
from leerwerk.coaching.models import Clock
from leerwerk.coaching.signal_enums import Done
from leerwerk.coaching.support_enums import Topic
from leerwerk.engine.coaching.signal_facts import SignalCode
from leerwerk.parties.models import Membership, Region
from leerwerk.privacy.actor import Actor
from leerwerk.trajectories.models import Enrolment, Preparation
from tests.project.standing_signals import signalled

SINCE = date(2026, 11, 1)


def signal_pages(somebody: dict[str, Actor], enrolment: Enrolment) -> dict[str, list[str]]:
    """Write it; return addresses by the slug of who opens them. The participant has an account."""
    mo, bas, roos = somebody["mo"], somebody["bas"], somebody["roos"]
    for side in Side.values:
        Clock.objects.create(
            enrolment=enrolment,
            side=side,
            region=enrolment.cohort.region,
            coach=Membership.objects.get(pk=mo.membership_id or 0),
            organisation_id=mo.organisation,
            phase="pre_track",
            phase_since=SINCE,
            due_on=timezone.localdate(),
        )
    mood, own = signalled(enrolment), signalled(enrolment, "obstacle_overdue", "overdue", "")
    actions.answer_signal(signal=mood, done=Done.WITH_PARTICIPANT, words="Samen gewandeld.", by=mo)
    tomorrow = timezone.localdate() + timedelta(days=1)
    region = Region.objects.get(pk=enrolment.cohort.region_id)
    actions.set_thresholds(
        region=region, code=SignalCode.SILENCE, on=False, thresholds={"missed": 3}, since=tomorrow, by=roos
    )
    candidate = Actor(person_id=None, name="Sara", candidate_id=enrolment.candidate_id)
    asked = actions.ask_help(
        enrolment=enrolment, side=Side.CANDIDATE, topic=Topic.HOURS, words="Te vroeg.", by=candidate
    )
    about = actions.ask_help(enrolment=enrolment, side=Side.EMPLOYER, topic=Topic.TALK, words="", by=bas)
    actions.answer_help(request=about, agreed="Mo komt dinsdag langs.", by=mo)
    team = Preparation.objects.get(cohort=enrolment.cohort_id, kind="intercultural_team")

    def at(name: str, *keys: object) -> str:
        return reverse(f"coaching:{name}", args=keys)

    return {
        "roos": [at("signals"), at("signals_fared"), at("thresholds"), at("threshold", "absence")],
        "mo": [at("signal", mood.pk), at("signals"), at("help", asked.pk)],
        "karim": [at("signal", own.pk)]
        if somebody["karim"].organisation == enrolment.candidate.intermediary_id
        else [],
        "bas": [
            *(at("support"), at("set_contact"), at("plan_team", team.pk), at("ask_help_about", enrolment.pk)),
            at("said", enrolment.pk),
            *(at("materials"), at("material", "buddy"), at("help", about.pk)),
        ],
        "candidate": [at("ask_help"), at("help", asked.pk)],
    }
