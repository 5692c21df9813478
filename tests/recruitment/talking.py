"""Holding an intake in the tests: what is answered in each step, sent as a page sends it or by the actions."""

from collections.abc import Mapping
from datetime import date, timedelta

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from leerwerk.parties.models import Person
from leerwerk.recruitment.actions import begin_intake, finish_intake, note_call, save_step
from leerwerk.recruitment.conversation import stamp_of, values_of
from leerwerk.recruitment.models import Candidate, Intake, IntakeCall
from leerwerk.recruitment.stamps import stamp
from leerwerk.recruitment.steps import BY_SLUG, STEPS
from tests.cast import Cast

DAY = date(2026, 11, 20)
TOLD: Mapping[str, Mapping[str, object]] = {
    "talk": {
        "how": "place",
        "language": "ti",
        "interpreter": "phone",
        "purpose_told": True,
        "understood": True,
        "told_alone": True,
        "alone": True,
    },
    "work": {
        "education": 1,
        "school_years": 6,
        "learnability": 4,
        "learnability_source": "test",
        "skills": ["cooking"],
    },
    "languages": {"listening": 3, "reading": 2, "speaking": 3, "writing": 2},
    "wishes": {"sectors": ["horeca", "groen"]},
    "time": {"available": 15, "max_travel": 45, "licence": False, "ready_on": date(2027, 1, 4)},
    "home": {"home": "twee kinderen", "load": 3, "limits": ["no_lifting"]},
    "motivation": {"own_words": "ክሰርሕ እደሊ", "own_words_nl": "Ik wil werken.", "motivation": 5},
}


def begun(cast: Cast, candidate: Candidate | None = None, by: Person | None = None, held_on: date = DAY) -> Intake:
    """Return an intake that was begun: of Amal by Karim, unless said otherwise."""
    return begin_intake(candidate=candidate or cast.amal, held_on=held_on, by=cast.actor(by or cast.karim))


def answer(cast: Cast, intake: Intake, slug: str, **more: object) -> Intake:
    """Answer one step as ``TOLD`` says, and ``more``."""
    step = BY_SLUG[slug]
    before = values_of(intake, step)
    said = {**before, **TOLD[slug], **more}
    return save_step(intake=intake, step=step, values=said, seen=stamp(before), by=cast.actor(cast.karim))


def answered(cast: Cast, intake: Intake, **more: object) -> Intake:
    """Answer all steps as ``TOLD`` says, and ``more`` where it is asked."""
    for step in STEPS:
        intake = answer(cast, intake, step.slug, **{name: more[name] for name in step.fields if name in more})
    return intake


def finished(cast: Cast, *, held_on: date = DAY, **more: object) -> Intake:
    """Return a finished intake of Amal by Karim."""
    intake = answered(cast, begun(cast, held_on=held_on), **more)
    return finish_intake(intake=intake, seen=stamp_of(intake), by=cast.actor(cast.karim))


def address(intake: Intake, name: str, *more: object) -> str:
    """Return the address of a page about an intake."""
    return reverse(f"recruitment:{name}", args=[intake.candidate_id, intake.pk, *more])


def sent(browser: Client, intake: Intake, slug: str) -> dict[str, object]:
    """Return what the page of a step sends when ``TOLD`` is typed in it, with the mark that the page carries."""
    form = browser.get(address(intake, "intake_step", slug)).context["form"]
    said = {name: value for name, value in TOLD[slug].items() if value is not None}
    if "available" in said:
        said["available"] = [day for day in range(10) if int(str(said["available"])) >> day & 1]
    if slug == "talk":
        said["held_on"] = DAY
    return said | {"seen": form["seen"].value()}


def called(cast: Cast, intake: Intake, days_ago: int, days_later: int = 3) -> IntakeCall:
    """Note that somebody was asked to come, so many days ago, for so many days later."""
    called = timezone.localdate() - timedelta(days=days_ago)
    call = IntakeCall(intake=intake, called_on=called, how="letter", asked_for=called + timedelta(days=days_later))
    return note_call(call=call, by=cast.actor(cast.karim))
