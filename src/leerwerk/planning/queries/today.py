"""Whether the people whom a plan proposes for a group still fit it: the world goes on while a question is frozen.

The engine answers, with its own rules, on a small question of exactly this group and these people as they are now.
"""

from collections.abc import Collection
from dataclasses import dataclass

from leerwerk.engine.planning.eligibility import Barrier, BarrierCode, barriers, workplace_barriers
from leerwerk.engine.planning.question import Question
from leerwerk.engine.planning.tables import read_question
from leerwerk.planning.models import PersonProposal
from leerwerk.planning.queries.answering import Unreadable
from leerwerk.planning.queries.mistakes import mistake_facts
from leerwerk.planning.queries.question import tables_of_group
from leerwerk.trajectories.models import Cohort


@dataclass(frozen=True, slots=True, kw_only=True)
class NoLongerFits:
    """Somebody who was proposed for a group and does not fit it now: what the group and the workplace ask."""

    person: PersonProposal
    group: tuple[Barrier, ...]
    workplace: tuple[Barrier, ...]
    without_profile: bool = False


def no_longer_fitting(cohort: Cohort, participants: Collection[PersonProposal]) -> list[NoLongerFits]:
    """Return who of these people could not join this group at their workplace today, and why not.

    Two queries, whatever the number of people. Raises ``Unreadable`` when what is known now is no question.
    """
    if not participants:
        return []
    workplaces = {row.workplace_id for row in participants if row.workplace_id is not None}
    tables = tables_of_group(cohort, [row.candidate_id for row in participants], workplaces)
    question = read_question(tables)
    if not isinstance(question, Question):
        raise Unreadable(mistake_facts(question, tables))
    people = {key: place for place, key in enumerate(question.candidates.ids)}
    places = {key: place for place, key in enumerate(question.workplaces.ids)}
    found = (
        _met(row, question, people.get(str(row.candidate_id)), places[str(row.workplace_id)]) for row in participants
    )
    return [one for one in found if one is not None]


def _met(row: PersonProposal, question: Question, person: int | None, place: int) -> NoLongerFits | None:
    """Ask the engine about the group, and about the one workplace that is proposed instead of any of the group's."""
    if person is None:
        return NoLongerFits(person=row, group=(), workplace=(), without_profile=True)
    group = tuple(one for one in barriers(question, person, 0) if one.code is not BarrierCode.WORKPLACE)
    workplace = workplace_barriers(question, person, place)
    return NoLongerFits(person=row, group=group, workplace=workplace) if group or workplace else None
