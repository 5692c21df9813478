"""Who says what a participant has to say: they themselves, or, when they have no account, who guides them."""

from leerwerk.notices.models import OWN
from leerwerk.parties.enums import Function
from leerwerk.recruitment.models import Candidate
from leerwerk.trajectories.models import Enrolment


def speaks_for(candidate: int) -> tuple[int | None, str]:
    """Return the organisation and the function whose turn it is; no organisation and ``OWN``: the participant's own.

    Asked by the house: not everybody who acts on a path meets the file.
    """
    row = Candidate.objects.only("person", "intermediary").get(pk=candidate)
    return (None, OWN) if row.person_id is not None else (row.intermediary_id, Function.CASEWORKER)


def has_no_account(enrolment: Enrolment) -> bool:
    """Whether what the participant says has to be written down by who guides them: one query."""
    return Candidate.objects.filter(pk=enrolment.candidate_id, person=None).exists()
