"""The named people of the demo: one for each role, invented, in the demo region."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from leerwerk.parties.enums import Function, OrganisationKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """Someone to step in as; ``kind`` says in which sort of organisation of the region they work."""

    slug: str
    given_name: str
    family_name: str
    function: Function | None
    kind: OrganisationKind | None
    does: str | Promise
    also: tuple[Function, OrganisationKind] | None = None  # a second membership, so that switching can be tried
    invited: bool = False  # a candidate who is asked for the group that is under way
    tries: bool = False  # a participant who completed the group before it, and tries out work

    @property
    def email(self) -> str:
        """Their address; the domain is reserved and never receives mail."""
        return f"{self.slug}@demo.example"


CAST = (
    Named(
        slug="roos",
        given_name="Roos",
        family_name="de Wit",
        function=Function.DIRECTOR,
        kind=OrganisationKind.WERKCENTRUM,
        does=_("directs the leerwerktrajecten of the region: plans the season, decides, sees what is stuck"),
    ),
    Named(
        slug="karim",
        given_name="Karim",
        family_name="Haddad",
        function=Function.CASEWORKER,
        kind=OrganisationKind.MUNICIPALITY,
        does=_("guides candidates for the municipality: their profile, their wishes, their proposals"),
    ),
    Named(
        slug="bas",
        given_name="Bas",
        family_name="Verhoeven",
        function=Function.EMPLOYER,
        kind=OrganisationKind.EMPLOYER,
        does=_("offers workplaces: describes tasks, sees which groups ask for them"),
    ),
    Named(
        slug="lotte",
        given_name="Lotte",
        family_name="Smit",
        function=Function.EDUCATOR,
        kind=OrganisationKind.EDUCATOR,
        does=_("teaches: sees the groups of the school and what they ask of teachers and rooms"),
    ),
    Named(
        slug="mo",
        given_name="Mo",
        family_name="Bouzid",
        function=Function.MENTOR,
        kind=OrganisationKind.EXPERTISE_PARTNER,
        does=_("mentors candidates and employers, and teaches at a language school: can switch between the two"),
        also=(Function.EDUCATOR, OrganisationKind.LANGUAGE_SCHOOL),
    ),
    Named(
        slug="amal",
        given_name="Amal",
        family_name="",
        function=None,
        kind=None,
        does=_("is a candidate: sees her own path, her file and who looked at it"),
    ),
    Named(
        slug="yonas",
        given_name="Yonas",
        family_name="",
        function=None,
        kind=None,
        does=_("is a candidate who is invited for a group: reads the leaflet, and says yes, no, or asks something"),
        invited=True,
    ),
    Named(
        slug="samira",
        given_name="Samira",
        family_name="",
        function=None,
        kind=None,
        does=_("completed learning and working and tries out work: reads what is agreed, and how others see the work"),
        tries=True,
    ),
    Named(
        slug="fleur",
        given_name="Fleur",
        family_name="Jansen",
        function=Function.FUNDER,
        kind=OrganisationKind.FUND,
        does=_("funds groups: sees what the money is asked for"),
    ),
)
