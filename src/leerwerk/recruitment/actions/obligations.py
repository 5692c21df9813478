"""Why somebody is not free, and until when."""

from collections.abc import Iterable

from leerwerk.privacy.actor import Actor
from leerwerk.privacy.trail import action, record
from leerwerk.recruitment.models import Candidate, Obligation, Profile
from leerwerk.recruitment.stamps import obligations_stamp


class ObligationsChanged(Exception):
    """Somebody else wrote why the candidate is not free since the page was opened."""


class FreeThen(Exception):
    """The profile says that the candidate is free in one of these dagdelen."""


@action
def keep_obligations(*, candidate: Candidate, obligations: Iterable[Obligation], seen: str, by: Actor) -> None:
    """Write why somebody is not free and until when, in the place of what was known.

    ``seen``: how it stood when the page was opened. The same once more has no second effect. Raises ObligationsChanged
    when it is another by now, FreeThen.
    """
    held = Candidate.objects.select_for_update(of=("self",)).get(pk=candidate.pk)
    wanted, known = list(obligations), list(held.obligations.all())
    if obligations_stamp(wanted) == obligations_stamp(known):
        record("obligations_kept_again", held, by=by)
        return
    if obligations_stamp(known) != seen:
        raise ObligationsChanged
    free = Profile.objects.filter(pk=held.profile_id or 0).values_list("available", flat=True).first() or 0
    if any(free >> one.dagdeel & 1 for one in wanted):
        raise FreeThen
    same = {(one.dagdeel, one.kind, one.until): one for one in known}
    held.obligations.exclude(pk__in=[one.pk for key, one in same.items() if key in _keys(wanted)]).delete()
    for one in wanted:
        if (one.dagdeel, one.kind, one.until) not in same:
            one.candidate, one.noted_by_id = held, by.person_id
            one.save(force_insert=True)
    record("obligations_kept", held, by=by)


def _keys(obligations: Iterable[Obligation]) -> set[tuple[object, ...]]:
    return {(one.dagdeel, one.kind, one.until) for one in obligations}
