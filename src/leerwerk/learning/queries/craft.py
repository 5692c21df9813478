"""Work processes with their words, and how far a participant is with them."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet

from leerwerk.learning.enums import TickRole
from leerwerk.learning.models import Tick, VocabularyItem, WordPicture, WorkProcess
from leerwerk.parties.enums import Function
from leerwerk.privacy.actor import Actor
from leerwerk.trajectories.models import Blueprint, Cohort, Enrolment


def _pictured(words: QuerySet[VocabularyItem]) -> QuerySet[VocabularyItem]:
    """Return words with what a page needs of their pictures, without the pictures themselves."""
    return words.select_related("picture").defer("picture__content")


def processes_listed(blueprint: Blueprint | int, region: int) -> QuerySet[WorkProcess]:
    """Return the work processes of a blueprint in a region, with their words and what is known of their pictures.

    Two queries.
    """
    words = _pictured(VocabularyItem.objects.order_by("kind", "text"))
    rows = WorkProcess.objects.filter(blueprint=blueprint, region=region, retired_at=None)
    return rows.select_related("supplied_by").prefetch_related(Prefetch("words", queryset=words))


def roles_of(actor: Actor, cohort: Cohort) -> frozenset[TickRole]:
    """Return as what the actor sees participants of a group work.

    A group without a language school has its language coach at the school.
    """
    own = actor.organisation_id
    match actor.function:
        case Function.EDUCATOR:
            found = set()
            if cohort.educator_id == own:
                found.add(TickRole.SCHOOL)
            if (cohort.language_school_id or cohort.educator_id) == own:
                found.add(TickRole.LANGUAGE)
            return frozenset(found)
        case Function.EMPLOYER | Function.MENTOR:
            return frozenset({TickRole.MENTOR})
        case _:
            return frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One work process of one participant: by role the tick, or None."""

    process: WorkProcess
    ticks: dict[TickRole, Tick | None]

    @property
    def done(self) -> int:
        """How many of the three saw it."""
        return sum(1 for tick in self.ticks.values() if tick is not None)


def progress_of(enrolment: Enrolment) -> list[Row]:
    """Return a participant's work processes with who saw what: two queries. ``enrolment`` comes with its version."""
    cohort = enrolment.cohort
    ticks = {
        (tick.process_id, tick.role): tick
        for tick in Tick.objects.filter(enrolment=enrolment).select_related("organisation", "process")
    }
    used = WorkProcess.objects.filter(blueprint=cohort.version.blueprint_id, region=cohort.region_id, retired_at=None)
    processes = {process.pk: process for process in used}
    processes |= {tick.process_id: tick.process for tick in ticks.values() if tick.process_id not in processes}
    return [
        Row(process=process, ticks={role: ticks.get((process.pk, role)) for role in TickRole})
        for process in sorted(processes.values(), key=lambda one: (one.position, one.pk))
    ]


def seen_by(rows: Iterable[Row], role: TickRole) -> int:
    """Return how many work processes somebody in a role saw."""
    return sum(1 for row in rows if row.ticks[role] is not None)


def words_for(enrolment: Enrolment) -> list[VocabularyItem]:
    """Return the words of a participant's work, those about safety first: one query."""
    cohort = enrolment.cohort
    rows = VocabularyItem.objects.filter(
        process__blueprint=cohort.version.blueprint_id, process__region=cohort.region_id, process__retired_at=None
    )
    return list(_pictured(rows.select_related("process")).order_by("kind", "process__position", "text"))


def picture_of(word: VocabularyItem) -> WordPicture | None:
    """Return a word's picture without its bytes, or None."""
    return WordPicture.objects.defer("content").filter(word=word).first()
