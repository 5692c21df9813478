"""How long an evidence pack takes in the worker, and whether its totals are those of the books: ``python -m
benchmarks.packs``.

Makes a database of its own beside the one in DATABASE_URL: 300 participants who learn and work in groups of twelve for
two years, and a fund that keeps money for each group, agrees with two parties, and pays their claims of every month,
each looked at by two people. Then a worker is killed (SIGKILL) while it makes the pack of this year, and another one
makes it. Prints how long that took, and compares the document, the workbook and what machines read with the ledger, to
the cent.
"""

import argparse
import io
import os
import subprocess
import sys
import time
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlsplit

from benchmarks.lessons import teach
from benchmarks.own_database import own_database
from benchmarks.pages import actor_called, fill

BAR = 30.0  # seconds
KEPT, AGREED, CLAIMED = 20_000_00, 9_000_00, 700_05  # cents: for a group, with each of two parties, a month of it


def keep_books(year: int) -> int:
    """Let a fund pay for every group by the ordinary actions; return how many claims were paid."""
    from leerwerk.engine.money.accounts import Move
    from leerwerk.funding.actions import books, save_budget
    from leerwerk.funding.models import Budget, Claim, Commitment
    from leerwerk.parties.models import Organisation
    from leerwerk.trajectories.models import Cohort

    roos, fleur, lotte = actor_called("roos"), actor_called("fleur"), actor_called("lotte")
    assert roos.region_id is not None
    groups = list(Cohort.objects.filter(code__startswith="many-").order_by("pk"))
    parties = Organisation.objects.filter(kind="educator").order_by("pk")[:2]
    budget = save_budget(
        budget=Budget(
            code="benchmark",
            name="Fonds",
            region_id=roos.region_id,
            payer_id=fleur.organisation_id,
            amount=len(groups) * KEPT // 100_000 + 1,
        ),
        by=roos,
    )
    day, paid = date(year, 12, 31), 0

    def told(cents: int) -> books.Told:
        return books.Told(cents=cents, on=day)

    books.with_payer(budget=budget, move=Move.RECEIVE, told=told(KEPT), by=roos)
    for cohort in groups:
        kept = books.reserve(budget=budget, cohort=cohort, told=told(KEPT), by=roos)
        for party in parties:
            work = Commitment(
                reservation=kept,
                party=party,
                item="lessons",
                first=date(year, 1, 1),
                last=date(year, 12, 31),
                agreed="Opdracht",
            )
            books.commit(commitment=work, told=told(AGREED), by=roos)
            for month in range(1, 13):
                first = date(year, month, 1)
                last = (first + timedelta(days=32)).replace(day=1) - timedelta(days=1)
                claim = Claim(commitment=work, first=first, last=last, cents=CLAIMED, told="Lessen", filed_on=day)
                bill: dict[str, Any] = {"number": f"{cohort.code}-{month}", "dated": last, "bill_cents": CLAIMED}
                books.file_claim(claim=claim, **bill, by=lotte)
                books.check_claim(claim=claim, cents=CLAIMED, why="", today=day, by=roos)
                books.pay(claim=claim, on=day, by=fleur)
                paid += 1
    return paid


def _worker(url: str) -> "subprocess.Popen[bytes]":
    """Start a worker that does what waits and ends."""
    words = [sys.executable, "-m", "django", "procrastinate", "worker", "--one-shot", "--queues", "funding"]
    return subprocess.Popen(words, env=os.environ | {"DATABASE_URL": url}, stderr=subprocess.DEVNULL)


def _said_by(workbook: bytes) -> int:
    """Return what the workbook says was paid, in cents, from its sheet of entries."""
    import openpyxl

    for sheet in openpyxl.load_workbook(io.BytesIO(workbook)).worksheets:
        rows = list(sheet.iter_rows(values_only=True))
        if "move" in rows[0]:
            place, move = rows[0].index("euros"), rows[0].index("move")
            return sum(round(float(str(row[place])) * 100) for row in rows[1:] if row[move] == "pay_out")
    return 0


def _is_held(key: int) -> bool:
    """Whether somebody holds the row of a pack: it is being made."""
    from django.db import transaction

    from leerwerk.funding.models import EvidencePack

    with transaction.atomic():
        return not EvidencePack.objects.select_for_update(skip_locked=True).filter(pk=key).exists()


def _killed_half_way(url: str, key: int) -> None:
    """Let a worker begin with a pack, and kill it a quarter of a second later."""
    worker = _worker(url)
    while worker.poll() is None and not _is_held(key):
        time.sleep(0.02)
    time.sleep(0.25)
    worker.kill()
    if worker.wait() == 0:
        raise RuntimeError("the worker was done before it was killed")


def measured(year: int) -> bool:
    """Make the pack of a year after a worker died with it; print what came of it; return whether all is well."""
    import pypdf
    from django.db import connection
    from django.db.models import Sum
    from procrastinate.contrib.django import app

    from leerwerk.funding.actions.packs import MAKE, QUEUE, ask_for_pack
    from leerwerk.funding.models import EvidencePack, LedgerEntry
    from leerwerk.parties.models import Organisation, Region
    from leerwerk.web.amounts import euros

    roos, fleur = actor_called("roos"), actor_called("fleur")
    region = Region.objects.get(pk=roos.region_id or 0)
    payer = Organisation.objects.get(pk=fleur.organisation_id or 0)
    pack = ask_for_pack(region=region, payer=payer, year=year, by=roos)
    url = urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{connection.settings_dict['NAME']}").geturl()
    _killed_half_way(url, pack.pk)
    left = EvidencePack.objects.get(pk=pack.pk).state
    app.configure_task(name=MAKE, queue=QUEUE).defer(timestamp=0)  # as the next minute does
    began = time.perf_counter()
    _worker(url).wait()
    took = time.perf_counter() - began
    made = EvidencePack.objects.get(pk=pack.pk)
    rows = LedgerEntry.objects.filter(budget__payer=payer, on__year=year, move="pay_out")
    paid = int(rows.aggregate(cents=Sum("cents"))["cents"] or 0)
    pages = pypdf.PdfReader(io.BytesIO(bytes(made.document))).pages
    text = "".join(page.extract_text() for page in pages[:1]).replace("\N{NO-BREAK SPACE}", " ")
    same = {
        "machines": made.content["totals"]["paid"] == paid,
        "workbook": _said_by(bytes(made.workbook)) == paid,
        "document": euros(paid).replace("\N{NO-BREAK SPACE}", " ").split()[1] in text,
    }
    print(
        f"killed while it was {left}; then {made.state} in {took:.1f} s (bar {BAR:.0f} s), with the start of a worker"
    )
    print(f"{len(made.content['seals'])} participants, {len(made.content['claims'])} payments, {len(pages)} pages")
    print(f"paid by the ledger {paid / 100:,.2f}; the same to the cent in: {same}")
    return took < BAR and all(same.values())


def main(arguments: list[str] | None = None) -> int:
    """Fill, make a pack, compare; 1 when a bar is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--participants", type=int, default=300)
    options = parser.parse_args(arguments)
    with own_database():
        from django.utils import timezone

        year = timezone.localdate().year
        fill(max(1_000, 2 * options.participants))
        teach(options.participants)
        began = time.perf_counter()
        paid = keep_books(year)
        print(f"{paid} claims filed, checked and paid in {time.perf_counter() - began:.0f} s", flush=True)
        return 0 if measured(year) else 1


if __name__ == "__main__":
    sys.exit(main())
