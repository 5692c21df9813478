"""Reading the links with which employers describe a workplace, and what they typed."""

from collections.abc import Mapping
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from leerwerk.parties.enums import Function
from leerwerk.parties.models import Membership, Organisation, Person, hash_of
from leerwerk.placement.models import EmployerLink, WorkplaceDraft
from leerwerk.placement.network_choices import EMPLOYERS
from leerwerk.privacy.wall import show_link


def link_of(secret: str) -> EmployerLink | None:
    """Return the link with this secret, open or sent; None where it is wrong, withdrawn or too old.

    From here on the database shows whoever asks what belongs to it.
    """
    token_hash = hash_of(secret)
    show_link(token_hash)
    link = (
        EmployerLink.objects.select_related("employer__municipality", "invited_by", "organisation", "draft")
        .filter(token_hash=token_hash, withdrawn_at=None)
        .first()
    )
    return link if link is not None and timezone.now() < link.expires_at else None


def typed_so_far(link: EmployerLink) -> WorkplaceDraft:
    """Return what was typed behind a link; an empty draft where nothing was."""
    return getattr(link, "draft", None) or WorkplaceDraft(link=link)


def known_of(link: EmployerLink) -> Mapping[str, Any]:
    """Return what is known of the employer already, so that it is not asked again."""
    employer = link.employer
    if employer is None:
        return {"company": link.company}
    return {"municipality": employer.municipality_id or ""}


def has_account(link: EmployerLink) -> bool:
    """Whether who was written to works for this employer here already."""
    today = timezone.localdate()
    there = Membership.objects.filter(organisation=link.employer_id or 0, function=Function.EMPLOYER, since__lte=today)
    return there.filter(person__email__iexact=link.email, until=None).exists()


def is_known(link: EmployerLink) -> bool:
    """Whether who was written to has an account, for whomever they work."""
    return Person.objects.filter(email__iexact=link.email).exists()


def links_listed(region_id: int) -> QuerySet[EmployerLink]:
    """Return the links of a region that were not withdrawn: what waits for a look first, then the newest."""
    rows = EmployerLink.objects.filter(region=region_id, withdrawn_at=None)
    return rows.select_related("employer", "invited_by", "workplace").order_by("settled_at", "-invited_at", "-id")


def alike_in(region_id: int, name: str) -> list[Organisation]:
    """Return employers of the region with such a name: perhaps the same."""
    words = [word for word in name.split() if len(word) > 3] or [name]
    rows = Organisation.objects.filter(region=region_id, kind=EMPLOYERS)
    return list(rows.filter(name__icontains=words[0]).order_by("name")[:10])
