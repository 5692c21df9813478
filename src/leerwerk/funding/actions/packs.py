"""Evidence packs: asking for one, storing what the worker made, and noting what was found in its sample."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone
from procrastinate.contrib.django import app

from leerwerk.funding.enums import LookedAt, PackState
from leerwerk.funding.models import EvidencePack, PackProof, SampleItem
from leerwerk.funding.queries.packs import Gathered
from leerwerk.parties.models import Organisation, Region
from leerwerk.privacy.actor import Actor
from leerwerk.privacy.trail import action, record

QUEUE, MAKE = "funding", "funding.make_packs"


def _begin() -> None:
    """Ask a worker to make what waits; one that is busy finds it by itself (``jobs.make_packs``)."""
    app.configure_task(name=MAKE, queue=QUEUE).defer(timestamp=0)


@action
def ask_for_pack(*, region: Region, payer: Organisation, year: int, by: Actor) -> EvidencePack:
    """Ask for the evidence of a year of everything that a payer pays in a region."""
    pack = EvidencePack.objects.create(region=region, payer=payer, year=year, asked_by_id=by.person_id)
    record("funding.pack_asked", pack, by=by, payer=payer.pk, year=year)
    transaction.on_commit(_begin)
    return pack


@dataclass(frozen=True, slots=True, kw_only=True)
class Files:
    """A pack as people read it: tagged PDF and workbook."""

    document: bytes
    workbook: bytes


@action
def store_pack(*, pack: EvidencePack, found: Gathered, files: Files, by: Actor) -> None:
    """Store a pack that was made, the proof behind its seals, and what is looked at of it."""
    PackProof.objects.bulk_create(found.proofs, batch_size=500)
    SampleItem.objects.bulk_create(
        [SampleItem(pack=pack, claim_id=key, cents=max(0, found.cents[key])) for key in found.claims.keys]
        + [SampleItem(pack=pack, proof=number) for number in found.looked_at]
    )
    pack.content, pack.fingerprint, pack.interval = found.content, found.fingerprint, found.claims.interval
    pack.document, pack.workbook = files.document, files.workbook
    pack.state, pack.made_at = PackState.MADE, timezone.now()
    pack.save()
    record("funding.pack_made", pack, by=by, fingerprint=pack.fingerprint)


@action
def fail_pack(*, pack: EvidencePack, by: Actor) -> None:
    """Say that a pack could not be made."""
    pack.state = PackState.FAILED
    pack.save(update_fields=["state"])
    record("funding.pack_failed", pack, by=by)


@action
def look_at(*, item: SampleItem, found: LookedAt, wrong: int, note: str, today: date, by: Actor) -> None:
    """Note what was found of something in the sample; ``wrong``: how many cents, none when it is right."""
    item.looked_at, item.note, item.on, item.person_id = found, note, today, by.person_id
    item.wrong = 0 if found == LookedAt.RIGHT else item.cents if found == LookedAt.NOT_SHOWN else wrong
    item.save(update_fields=["looked_at", "note", "on", "person", "wrong"])
    record("funding.sample_looked_at", item, by=by, pack=item.pack_id, found=found)
