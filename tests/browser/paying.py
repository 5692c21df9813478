"""Evidence packs and aid for the browser: Roos asks for packs, one is made, and Fleur looks at its sample."""

from django.urls import reverse
from django.utils import timezone

from leerwerk.funding.actions.packs import ask_for_pack
from leerwerk.funding.jobs import make_packs
from leerwerk.funding.models import Commitment, SampleItem
from leerwerk.parties.models import Organisation, Region
from leerwerk.privacy.actor import Actor


def money_pages(somebody: dict[str, Actor]) -> dict[str, list[str]]:
    """Write it; return addresses by the slug of who opens them."""
    roos, fleur, bas = somebody["roos"], somebody["fleur"], somebody["bas"]
    region = Region.objects.get(pk=roos.region_id or 0)
    payer = Organisation.objects.get(pk=fleur.organisation_id or 0)
    year = timezone.localdate().year
    made = ask_for_pack(region=region, payer=payer, year=year, by=roos)
    make_packs(0)
    waits = ask_for_pack(region=region, payer=payer, year=year - 1, by=roos)
    packs = [reverse("funding:pack", args=[pack.pk]) for pack in (made, waits)]
    sample = SampleItem.objects.filter(pack=made, claim__isnull=False).order_by("pk")[0]
    aided = Commitment.objects.filter(party=bas.organisation_id or 0, aid=True).order_by("pk")[0]
    aid = reverse("funding:aid", args=[aided.party_id])
    return {
        "roos": [*packs, reverse("funding:agreed_one", args=[aided.pk]), aid],
        "fleur": [*packs, reverse("funding:sample", args=[sample.pk])],
        "bas": [aid],
    }
