"""Who is asking: a person, on behalf of one organisation, in one function."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """The signed-in person and the membership they act under; ids are database keys, None when absent.

    A candidate with an account has no membership: ``candidate_id`` is then their own file.
    """

    person_id: int | None
    name: str
    membership_id: int | None = None
    organisation_id: int | None = None
    organisation_kind: str = ""
    function: str = ""
    region_id: int | None = None
    candidate_id: int | None = None
    administrator: bool = False


SYSTEM = Actor(person_id=None, name="leerwerk", function="system")
