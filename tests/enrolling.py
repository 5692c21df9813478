"""Putting somebody at a stage of a group without the way there, where a test is not about the way."""

from datetime import datetime

from leerwerk.recruitment.models import Candidate
from leerwerk.trajectories.enums import Stage
from leerwerk.trajectories.models import Cohort, Enrolment, PathwayEvent


def _event(enrolment: Enrolment, number: int, at: datetime | None) -> None:
    PathwayEvent.objects.create(
        **({} if at is None else {"at": at}),
        enrolment=enrolment,
        number=number,
        step="arrive",
        came_along=enrolment.stage,
        stage=enrolment.stage,
        by_as="director",
    )


def enrol(candidate: Candidate, cohort: Cohort, stage: str = Stage.PROPOSED, at: datetime | None = None) -> Enrolment:
    """Return an enrolment at a stage, with the one event that says so; ``at``: when, else now."""
    enrolment = Enrolment.objects.create(candidate=candidate, cohort=cohort, stage=stage, events_count=1)
    _event(enrolment, 1, at)
    return enrolment


def move(enrolment: Enrolment, stage: str, at: datetime | None = None) -> None:
    """Let somebody be at another stage, with an event that says so; ``at``: when, else now."""
    enrolment.refresh_from_db()
    enrolment.stage, enrolment.events_count = stage, enrolment.events_count + 1
    enrolment.save(update_fields=["stage", "events_count"])
    _event(enrolment, enrolment.events_count, at)
