"""What an evidence pack says: gathered from the books and from what was delivered, and added up to the cent."""

import hashlib
import json
import secrets
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection

from leerwerk.engine.money.accounts import Account, Entry, Move, by_account, checked
from leerwerk.engine.money.sampling import Drawn, draw, size_for
from leerwerk.funding.models import Budget, Claim, ClosedYear, EvidencePack, LedgerEntry, PackProof
from leerwerk.funding.queries.books import delivered
from leerwerk.trajectories.models import Cohort

TOLERABLE = 0.05  # a sample without an error shows that less than this share of the money is wrong
PROOFS = 20  # participants whose proof is looked at
FORMAT = "leerwerk-evidence-pack/1"
# What is counted for everybody who started in these groups up to a day; half days within the year.
FACTS = """
SELECT e.id, g.code,
    (SELECT min((p.at AT TIME ZONE 'Europe/Amsterdam')::date) FROM trajectories_pathwayevent p
     WHERE p.enrolment_id = e.id AND (p.step IN ('start_pre_track', 'start_learn_work')
           OR p.came_along IN ('pre_track', 'learn_work'))) AS started,
    (SELECT min((p.at AT TIME ZONE 'Europe/Amsterdam')::date) FROM trajectories_pathwayevent p
     WHERE p.enrolment_id = e.id AND p.stage = 'completed') AS completed,
    (SELECT min((p.at AT TIME ZONE 'Europe/Amsterdam')::date) FROM trajectories_pathwayevent p
     WHERE p.enrolment_id = e.id AND p.stage = 'left') AS stopped,
    (SELECT v.fingerprint FROM trajectories_agreement a JOIN trajectories_agreementversion v ON v.agreement_id = a.id
     WHERE a.enrolment_id = e.id AND (v.bound_at AT TIME ZONE 'Europe/Amsterdam')::date <= %(last)s
     ORDER BY v.number DESC LIMIT 1) AS agreement,
    (SELECT min(w.begins) FROM placement_placement w WHERE w.enrolment_id = e.id AND w.state = 'placed') AS placed,
    coalesce(t.lessons, 0), coalesce(t.lessons_of, 0), coalesce(t.work, 0), coalesce(t.work_of, 0)
FROM trajectories_enrolment e JOIN trajectories_cohort g ON g.id = e.cohort_id
LEFT JOIN (
    SELECT a.enrolment_id,
        count(*) FILTER (WHERE a.activity <> 'work' AND a.presence IN ('present', 'late')) AS lessons,
        count(*) FILTER (WHERE a.activity <> 'work') AS lessons_of,
        count(*) FILTER (WHERE a.activity = 'work' AND a.presence IN ('present', 'late')) AS work,
        count(*) FILTER (WHERE a.activity = 'work') AS work_of
    FROM learning_attendance a JOIN trajectories_enrolment m ON m.id = a.enrolment_id
    WHERE m.cohort_id = ANY (%(groups)s) AND a.day BETWEEN %(first)s AND %(last)s GROUP BY a.enrolment_id
) t ON t.enrolment_id = e.id
WHERE e.cohort_id = ANY (%(groups)s)
ORDER BY e.id
"""
NAMES = ("group", "started", "completed", "stopped", "agreement", "placed", "lessons", "lessons_of", "work", "work_of")


class BooksAreWrong(Exception):
    """A checker found mistakes in the books, or totals do not add up: no pack is made of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathered:
    """A pack as it is stored: what machines read, its fingerprint, the proof behind its seals, and the sample."""

    content: dict[str, Any]
    fingerprint: str
    proofs: list[PackProof]
    claims: Drawn[int]
    looked_at: list[int]  # numbers of proofs
    cents: Mapping[int, int]  # paid in the year, by claim


def fingerprint_of(content: Mapping[str, Any]) -> str:
    """Return the SHA-256 of what machines read, written without spaces and with its names in order."""
    text = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def seal_of(nonce: str, facts: Mapping[str, Any]) -> str:
    """Return the seal of what was counted for somebody: who has both can check it, who has the seal learns nothing."""
    return hashlib.sha256((nonce + fingerprint_of(facts)).encode()).hexdigest()


def gathered(pack: EvidencePack) -> Gathered:
    """Return what a pack says of its year. Raises BooksAreWrong."""
    first, last = date(pack.year, 1, 1), date(pack.year, 12, 31)
    budgets = list(Budget.objects.filter(region=pack.region_id, payer=pack.payer_id).order_by("code"))
    every = list(  # all money is read in one question: as the books stand at one moment
        LedgerEntry.objects.filter(budget__in=budgets)
        .select_related("budget", "reservation__cohort", "commitment__party", "claim__bill")
        .order_by("budget__code", "number")
    )
    rows = [row for row in every if row.on <= last]
    told = [_budget(budget, [row for row in every if row.budget_id == budget.pk], pack.year) for budget in budgets]
    groups = sorted({row.reservation.cohort_id for row in rows if row.reservation is not None})
    proofs = _proofs(pack, groups, first, last)
    paid = _paid(rows, pack.year)
    content: dict[str, Any] = {
        "format": FORMAT,
        "region": {"code": pack.region.code, "name": str(pack.region)},
        "payer": {"code": pack.payer.code, "name": pack.payer.name},
        "year": pack.year,
        "budgets": told,
        "groups": _groups(groups, rows, first, last),
        "claims": _claims(paid, first, last),
        "entries": [_entry(row) for row in rows if row.on.year == pack.year],
        "seals": [{"number": one.number, "group": one.facts["group"], "seal": one.seal} for one in proofs],
    }
    content["totals"] = _added_up(content, rows, pack.year)
    fingerprint = fingerprint_of(content)
    seed = int(fingerprint[:12], 16)
    numbers = draw({one.number: 1 for one in proofs}, PROOFS, seed).keys
    return Gathered(
        content=content,
        fingerprint=fingerprint,
        proofs=proofs,
        claims=draw(paid, size_for(TOLERABLE), seed),
        looked_at=list(numbers),
        cents=paid,
    )


def _as_entry(row: LedgerEntry) -> Entry:
    return Entry(
        move=Move(row.move),
        cents=row.cents,
        on=row.on,
        reservation=row.reservation_id,
        commitment=row.commitment_id,
        claim=row.claim_id,
    )


def _budget(budget: Budget, rows: list[LedgerEntry], year: int) -> dict[str, Any]:
    entries = [_as_entry(row) for row in rows]
    closed = dict(ClosedYear.objects.filter(budget=budget).values_list("year", "entries"))
    if checked(entries, closed):
        raise BooksAreWrong(budget.code)
    return {
        "code": budget.code,
        "name": budget.name,
        "ground": budget.source,
        "instrument": budget.instrument,
        "from": _day(budget.valid_from),
        "until": _day(budget.valid_until),
        "closed": any(one >= year for one in closed),
        "opening": _accounts(one for one in entries if one.on.year < year),
        "closing": _accounts(one for one in entries if one.on.year <= year),
    }


def _accounts(entries: Any) -> dict[str, int]:
    return {str(account): cents for account, cents in by_account(entries).items()}


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _proofs(pack: EvidencePack, groups: Collection[int], first: date, last: date) -> list[PackProof]:
    """Return what is counted for everybody who started, in an order that says nothing about who they are."""
    with connection.cursor() as cursor:
        cursor.execute(FACTS, {"groups": list(groups), "first": first, "last": last})
        rows = cursor.fetchall()
    found = []
    for key, *values in rows:
        facts = {name: _plain(value, last) for name, value in zip(NAMES, values, strict=True)}
        if facts["started"] is not None:
            nonce = secrets.token_hex(16)
            proof = PackProof(pack=pack, enrolment_id=key, nonce=nonce, facts=facts, seal=seal_of(nonce, facts))
            found.append(proof)
    found.sort(key=lambda one: (one.facts["group"], one.seal))
    for number, one in enumerate(found, 1):
        one.number = number
    return found


def _plain(value: Any, last: date) -> Any:
    """Return a value as JSON; a day after the year is not known yet."""
    if isinstance(value, date):
        return value.isoformat() if value <= last else None
    return value


def _paid(rows: list[LedgerEntry], year: int) -> dict[int, int]:
    """Return what was paid in the year by claim, less what came back of it, in cents."""
    found: dict[int, int] = {}
    for row in rows:
        if row.claim_id is not None and row.on.year == year and row.move in (Move.PAY_OUT, Move.PAID_BACK):
            sign = 1 if row.move == Move.PAY_OUT else -1
            found[row.claim_id] = found.get(row.claim_id, 0) + sign * row.cents
    return found


def _groups(groups: list[int], rows: list[LedgerEntry], first: date, last: date) -> list[dict[str, Any]]:
    done = delivered(groups, first, last)
    found = []
    for cohort in Cohort.objects.filter(pk__in=groups).select_related("version__blueprint").order_by("code"):
        mine = [row for row in rows if row.reservation is not None and row.reservation.cohort_id == cohort.pk]
        stands = by_account(_as_entry(row) for row in mine)
        one = done[cohort.pk]
        found.append(
            {
                "group": cohort.code,
                "blueprint": cohort.version.blueprint.title,
                "starts": _day(cohort.starts_on),
                "kept": -stands[Account.AVAILABLE],
                "paid": sum(
                    row.cents if row.move == Move.PAY_OUT else -row.cents
                    for row in mine
                    if row.on.year == last.year and row.move in (Move.PAY_OUT, Move.PAID_BACK)
                ),
                "delivered": {name: getattr(one, name) for name in one.__slots__},
            }
        )
    return found


def _claims(paid: Mapping[int, int], first: date, last: date) -> list[dict[str, Any]]:
    rows = Claim.objects.filter(pk__in=paid).select_related(
        "bill", "commitment__party", "commitment__reservation__budget", "commitment__reservation__cohort"
    )
    return [
        {
            "number": one.pk,
            "budget": one.commitment.reservation.budget.code,
            "group": one.commitment.reservation.cohort.code,
            "party": one.commitment.party.name,
            "item": one.commitment.item,
            "agreed": one.commitment.agreed,
            "from": _day(one.first),
            "until": _day(one.last),
            "bill": {"number": one.bill.number, "dated": _day(one.bill.dated), "cents": one.bill.cents},
            "done": one.told,
            "asked": one.cents,
            "paid": paid[one.pk],
            "checked": _day(one.checked_on),
            "paid_on": _day(one.paid_on),
            "two_people": one.checked_by_id != one.paid_by_id,
        }
        for one in rows.order_by("pk")
    ]


def _entry(row: LedgerEntry) -> dict[str, Any]:
    return {
        "budget": row.budget.code,
        "number": row.number,
        "on": _day(row.on),
        "move": row.move,
        "from": row.source,
        "to": row.target,
        "cents": row.cents,
        "group": row.reservation.cohort.code if row.reservation else None,
        "party": row.commitment.party.name if row.commitment else None,
        "bill": row.claim.bill.number if row.claim else None,
    }


def _added_up(content: Mapping[str, Any], rows: list[LedgerEntry], year: int) -> dict[str, int]:
    """Return the totals of a pack; each is reckoned from two sides. Raises BooksAreWrong when they differ."""
    moved = dict.fromkeys(map(str, Move), 0)
    for one in content["entries"]:
        moved[one["move"]] += one["cents"]
    paid = moved[Move.PAY_OUT] - moved[Move.PAID_BACK]
    stood = [sum(one[when]["party"] for one in content["budgets"]) for when in ("opening", "closing")]
    sides = {paid, sum(one["paid"] for one in content["claims"]), sum(one["paid"] for one in content["groups"])}
    if sides | {stood[1] - stood[0]} != {paid}:
        raise BooksAreWrong(f"{sides} {stood}")
    return {
        "promised": -sum(one["closing"]["promised"] for one in content["budgets"]),
        "kept": sum(one["kept"] for one in content["groups"]),
        "paid": paid,
        "received": moved[Move.RECEIVE] - moved[Move.HAND_BACK],
        "started": len(content["seals"]),
        "entries": sum(row.on.year == year for row in rows),
    }
