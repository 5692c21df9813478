"""Who is asking: a person, on behalf of one organisation, in one function."""

from dataclasses import dataclass


class ActsForNobody(LookupError):
    """Something that only a member of an organisation does was asked of somebody who is none."""


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

    @property
    def region(self) -> int:
        """The region in which they act. Raises ActsForNobody without a membership."""
        if self.region_id is None:
            raise ActsForNobody
        return self.region_id

    @property
    def organisation(self) -> int:
        """The organisation they act for. Raises ActsForNobody without a membership."""
        if self.organisation_id is None:
            raise ActsForNobody
        return self.organisation_id


SYSTEM = Actor(person_id=None, name="leerwerk", function="system")
