"""What candidates say against what was written, and the answer to it. Neither is ever changed afterwards."""

from django.utils import timezone

from leerwerk.privacy.actor import Actor
from leerwerk.privacy.trail import action, record
from leerwerk.recruitment.models import Candidate, CounterStatement
from leerwerk.recruitment.waiting import await_answer


class AnsweredOtherwise(Exception):
    """Somebody else gave another answer a moment ago; ``statement`` holds it."""

    def __init__(self, statement: CounterStatement) -> None:
        super().__init__()
        self.statement = statement


@action
def make_statement(*, statement: CounterStatement, by: Actor) -> CounterStatement:
    """Put a counter-statement beside an intake or a profile; the same words about the same thing stand there once."""
    candidate = Candidate.objects.select_for_update(of=("self",)).get(pk=statement.candidate_id)
    same = candidate.counter_statements.filter(
        intake=statement.intake, profile=statement.profile, text=statement.text
    ).first()
    if same is not None:
        record("statement_made_again", candidate, by=by, statement=same.pk)
        return same
    statement.written_by_id = by.person_id
    statement.save(force_insert=True)
    await_answer(statement)
    record("statement_made", candidate, by=by, statement=statement.pk, by_candidate=statement.by_candidate)
    return statement


@action
def answer_statement(*, statement: CounterStatement, answer: str, by: Actor) -> CounterStatement:
    """Put an answer beside it, once. Raises AnsweredOtherwise."""
    now = CounterStatement.objects.select_for_update(of=("self",)).select_related("candidate").get(pk=statement.pk)
    if now.answered_at is not None:
        if now.answer != answer:
            raise AnsweredOtherwise(now)
        record("statement_answered_again", now.candidate, by=by, statement=now.pk)
        return now
    now.answer, now.answered_by_id, now.answered_at = answer, by.person_id, timezone.now()
    now.save(update_fields=["answer", "answered_by", "answered_at"])
    await_answer(now)
    record("statement_answered", now.candidate, by=by, statement=now.pk)
    return now
