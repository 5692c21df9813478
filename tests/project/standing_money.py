"""Budgets with their books, what is charged to them, instruments and figures, and workbooks that were handed in."""

from collections.abc import Mapping
from datetime import date

from leerwerk.exchange.actions import hand_in
from leerwerk.funding.actions import books as actions
from leerwerk.funding.actions.books import Told
from leerwerk.funding.actions.instruments import tell_instrument
from leerwerk.funding.actions.packs import ask_for_pack
from leerwerk.funding.jobs import make_packs
from leerwerk.funding.models import Budget, Charge, Claim, Commitment, RegionInstrument, SampleItem
from leerwerk.parties.models import Organisation, Person
from leerwerk.trajectories.models import Cohort
from tests.cast import Cast
from tests.project.standing_placing import Records

TODAY = date(2026, 11, 28)
KEPT = (("regio", "groen", "roos", ("lotte", "bas")), ("regio-a", "ams", "dirk", ("lena",)))


def _at(person: Person) -> Organisation:
    return person.memberships.get().organisation


def _euros(euros: int) -> Told:
    return Told(cents=euros * 100, on=TODAY)


def _instrument() -> RegionInstrument:
    return RegionInstrument(
        code="eigen",
        name="Eigen regeling",
        payer="municipality",
        payee="school",
        covers="coaching",
        per="group",
        valid_from=TODAY,
        confidence="low",
        source="Besluit",
    )


def records_of_money(cast: Cast, people: Mapping[str, Person]) -> Records:
    """Return what pages of money are opened about, by name."""
    records: Records = {f"budget {row.code}": (row.pk,) for row in Budget.objects.all()}
    records["a figure"] = ("effect",)
    records |= {f"instrument of {row.code}": (row.pk, "praktijkleren") for row in Cohort.objects.all()}
    records |= {f"way for {row.code}": (row.pk, "equal") for row in Cohort.objects.all()}
    records |= {f"charge of {row.cohort.code}": (row.pk,) for row in Charge.objects.all()}
    records |= {f"year of budget {row.code}": (row.pk, 2026) for row in Budget.objects.all()}
    records |= {f"aid to {name}": (_at(people[name]).pk,) for name in ("bas", "bert")}
    for code, group, keeper, parties in KEPT:
        by = cast.actor(people[keeper])
        own = tell_instrument(region=Budget.objects.get(code=code).region, told=_instrument(), by=by)
        records[f"instrument of {keeper}"] = (own.pk,)
        kept = actions.reserve(
            budget=Budget.objects.get(code=code), cohort=Cohort.objects.get(code=group), told=_euros(100), by=by
        )
        records[f"kept by {keeper}"] = (kept.pk,)
        for name in parties:
            work = actions.commit(
                commitment=Commitment(
                    reservation=kept,
                    party=_at(people[name]),
                    item="coaching",
                    first=date(2026, 1, 1),
                    last=date(2026, 12, 31),
                    agreed="Opdracht",
                ),
                told=_euros(40),
                by=by,
            )
            claim = Claim(
                commitment=work,
                first=date(2026, 9, 1),
                last=date(2026, 9, 30),
                cents=1000,
                told="Vier gesprekken",
                filed_on=TODAY,
            )
            claim = actions.file_claim(
                claim=claim, number=f"2026-{name}", dated=TODAY, bill_cents=1000, by=cast.actor(people[name])
            )
            records |= {f"agreed with {name}": (work.pk,), f"claim of {name}": (claim.pk,)}
        funder = "fleur" if keeper == "roos" else "fons"
        pack = ask_for_pack(region=kept.budget.region, payer=_at(people[funder]), year=2026, by=by)
        make_packs(0)
        item = SampleItem.objects.create(pack=pack, claim=claim)
        records |= {f"pack for {funder}": (pack.pk,), f"sample of {funder}": (item.pk,)}
    for name in ("roos", "karim", "dirk"):
        handed_in = hand_in(name="regio.xlsx", cells={"candidates": []}, by=cast.actor(people[name]))
        records[f"workbook of {name}"] = (handed_in.pk,)
    return records
