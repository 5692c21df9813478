"""What the worker does for money: making the evidence packs that were asked for."""

import logging

from django.db import transaction
from django.utils import timezone
from procrastinate.contrib.django import app

from leerwerk.funding.actions.packs import MAKE, QUEUE, Files, fail_pack, store_pack
from leerwerk.funding.enums import PackState
from leerwerk.funding.models import EvidencePack
from leerwerk.funding.pack_files import pack_document, pack_workbook
from leerwerk.funding.queries.packs import gathered
from leerwerk.privacy.actor import SYSTEM

log = logging.getLogger(__name__)


@app.periodic(cron="* * * * *")
@app.task(name=MAKE, queue=QUEUE)
def make_packs(timestamp: int) -> None:
    """Make the packs that wait, one by one. Asked every minute, so that one whose worker died is made all the same."""
    while make_one():
        pass


def make_one() -> bool:
    """Make the pack that waits longest; return whether there was one.

    Its row is held meanwhile: two workers do not make it both, and of one that dies nothing stays.
    """
    with transaction.atomic():
        waiting = EvidencePack.objects.select_for_update(skip_locked=True, of=("self",)).filter(state=PackState.WAITING)
        pack = waiting.select_related("region", "payer").order_by("asked_at", "pk").first()
        if pack is None:
            return False
        try:
            with transaction.atomic():
                found = gathered(pack)
                now = timezone.now()
                files = Files(
                    document=pack_document(found.content, found.fingerprint, now),
                    workbook=pack_workbook(found.content, found.fingerprint),
                )
                store_pack(pack=pack, found=found, files=files, by=SYSTEM)
        except Exception:
            # Whatever is wrong with one pack, it says so, and the others are made.
            log.exception("evidence pack %s could not be made", pack.pk)
            pack.refresh_from_db()
            fail_pack(pack=pack, by=SYSTEM)
    return True
