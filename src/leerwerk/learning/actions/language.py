"""Writing measured language levels, and taking back what was a mistake."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from leerwerk.learning.enums import PRACTICE_SKILLS, MeasureSource
from leerwerk.learning.models import LanguageLevel
from leerwerk.learning.rules import sees_practice
from leerwerk.privacy.actor import Actor
from leerwerk.privacy.trail import action, record
from leerwerk.recruitment.models import Candidate
from leerwerk.trajectories.models import Enrolment


class InTheFuture(Exception):
    """A level cannot be measured on a day that is still to come."""


class NotSeenAtWork(Exception):
    """Employers and mentors write what practice shows of speaking and listening, and nothing else."""


@action
def write_levels(
    *, enrolment: Enrolment, day: date, source: MeasureSource, levels: dict[str, int], by: Actor
) -> list[LanguageLevel]:
    """Write the levels of some skills, by code of the skill, from one source on one day.

    The same organisation's level of that day and source takes the place of what it wrote before. Raises InTheFuture
    and NotSeenAtWork.
    """
    if sees_practice(by) and (source != MeasureSource.PRACTICE or set(levels) - set(PRACTICE_SKILLS)):
        raise NotSeenAtWork
    if day > timezone.localdate():
        raise InTheFuture
    about, written = Candidate(pk=enrolment.candidate_id), []
    with transaction.atomic():
        for skill, level in sorted(levels.items()):
            row, made = LanguageLevel.objects.get_or_create(
                enrolment=enrolment,
                day=day,
                skill=skill,
                source=source,
                organisation_id=by.organisation,
                defaults={"level": level, "person_id": by.person_id},
            )
            if not made and row.level != level:
                row.level, row.person_id = level, by.person_id
                row.save(update_fields=["level", "person"])
                written.append(row)
            elif made:
                written.append(row)
    kind = "learning.measured" if written else "learning.measured_again"
    record(kind, about, by=by, enrolment=enrolment.pk, skills=sorted(levels), day=str(day))
    return written


@action
def take_level_back(*, level: LanguageLevel, by: Actor) -> None:
    """Take back a level that was written by mistake."""
    about = Candidate(pk=level.enrolment.candidate_id)
    key = level.pk
    level.delete()
    record("learning.unmeasured", about, by=by, level=key)
