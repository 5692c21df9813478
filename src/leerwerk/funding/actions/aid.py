"""Noting aid that an employer had from somebody else."""

from leerwerk.funding.models import AidElsewhere
from leerwerk.privacy.actor import Actor
from leerwerk.privacy.trail import action, record


@action
def tell_aid(*, told: AidElsewhere, by: Actor) -> AidElsewhere:
    """Note aid of an employer. Raises IntegrityError when the same was noted before."""
    told.save(force_insert=True)
    record("funding.aid_told", told, by=by, employer=told.employer_id, cents=told.cents)
    return told
