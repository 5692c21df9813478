"""How long a workbook of 5,000 candidates takes, in the browser: ``python -m benchmarks.exchange``.

In a database of its own beside the one in DATABASE_URL: a workbook with forty different mistakes is handed in,
corrected on its page and taken in; then the corrected workbook is handed in and taken in once more, and at last one in
which every candidate changes. One table, with the bars beside it. Then the database is thrown away.
"""

import argparse
import re
import sys
import time
from collections.abc import Callable
from html import escape, unescape
from typing import Any

from benchmarks.own_database import own_database

MOST_SECONDS = 10.0


def _counts() -> list[int]:
    from leerwerk.funding.models import Budget, Charge
    from leerwerk.parties.models import Organisation
    from leerwerk.placement.models import Offer, Workplace
    from leerwerk.recruitment.models import Background, Candidate, Profile
    from leerwerk.trajectories.models import Cohort, Resource, ResourceUse

    people = (Candidate, Profile, Background)
    rest = (Organisation, Cohort, Workplace, Offer, Resource, ResourceUse, Budget, Charge)
    return [model.objects.count() for model in (*people, *rest)]


class _Bench:
    """A browser in which a director has signed in, and a table that grows line by line."""

    def __init__(self) -> None:
        from django.test import Client

        from tests.cast import build_cast

        cast = build_cast()
        self.browser = Client()
        self.browser.force_login(cast.roos)
        self.fine = True
        print(f"\n{'step':52} {'seconds':>8}  {'bar':>5}  result")

    def step(self, name: str, do: Callable[[], Any], result: Callable[[], tuple[bool, str]], bar: float = 0) -> float:
        """Do something, and print how long it took and what came of it."""
        began = time.perf_counter()
        do()
        took = time.perf_counter() - began
        right, told = result()
        right &= not bar or took <= bar
        self.fine &= right
        limit = f"≤{bar:4.0f}" if bar else ""
        print(f"{name:52} {took:8.2f}  {limit:>5}  {told}{'' if right else '  MISSED'}", flush=True)
        return took

    def hand_in(self, content: bytes) -> None:
        """Hand a workbook in."""
        from django.core.files.uploadedfile import SimpleUploadedFile

        self.browser.post("/exchange/", {"file": SimpleUploadedFile("region.xlsx", content)})

    def page(self) -> str:
        """Return the address of the page of the workbook that was handed in last."""
        from leerwerk.exchange.models import Delivery

        return f"/exchange/{Delivery.objects.latest('pk').pk}/"

    def take_in(self) -> None:
        """Press the button."""
        self.browser.post(f"{self.page()}take-in/")


def _measure(candidates: int) -> bool:
    from leerwerk.exchange.models import Delivery
    from tests.exchange.workbooks import MISTAKES, damaged, invented_region, workbook

    bench = _Bench()
    right = invented_region(candidates)
    wrong = workbook(damaged(invented_region(candidates)))
    whole = workbook(right)
    before = _counts()

    def noted() -> tuple[bool, str]:
        found = Delivery.objects.latest("pk").mistakes
        page = bench.browser.get(bench.page()).content.decode()
        named = len(re.findall(r'<tr><th scope="row">[^<]+, \S+ \d+, [^<]+</th>', page))
        nothing = "nothing" if _counts() == before else "SOMETHING"
        right = found == named == len(MISTAKES) and nothing == "nothing"
        return right, f"{found} messages, {named} with sheet, row and column; {nothing} taken in"

    def corrected() -> None:
        page = bench.browser.get(bench.page()).content.decode()
        fields = [unescape(name) for name in re.findall(r'name="(cell:[^"]+)"', page)]
        said = {}
        for name in fields:
            _, row, sheet, heading = name.split(":", 3)
            said[name] = str(right[sheet][int(row) - 2][heading])
        bench.browser.post(bench.page(), said)

    def left() -> tuple[bool, str]:
        found = Delivery.objects.latest("pk").mistakes
        return found == 0, f"{found} mistakes left"

    def there() -> tuple[bool, str]:
        people = _counts()[0] - before[0]
        return people == candidates, f"{people:,} candidates are new"

    bench.step(f"hand in {candidates:,} candidates with 40 mistakes", lambda: bench.hand_in(wrong), noted, MOST_SECONDS)
    bench.step("correct them on the page", corrected, left, MOST_SECONDS)
    bench.step("take it in", bench.take_in, there, MOST_SECONDS)
    after = _counts()

    def unchanged() -> tuple[bool, str]:
        new, changed, same = (
            sum(count[key] for count in Delivery.objects.latest("pk").counts.values())
            for key in ("new", "changed", "same")
        )
        return new == changed == 0 and _counts() == after, f"{new} new, {changed} changed, {same:,} the same"

    bench.step("hand the same workbook in again", lambda: bench.hand_in(whole), unchanged, MOST_SECONDS)
    bench.step("take it in again", bench.take_in, unchanged, MOST_SECONDS)
    _measure_changes(bench, right)
    return bench.fine


def _measure_changes(bench: _Bench, cells: dict[str, list[dict[str, object]]]) -> None:
    """Hand in a workbook in which every candidate changes: what is told of it is read twice, before and after."""
    from leerwerk.exchange.models import Delivery
    from tests.exchange.workbooks import workbook

    for row in cells["candidates"]:
        row["max_travel"] = int(str(row["max_travel"])) - 1
    content = workbook(cells)

    def told() -> tuple[bool, str]:
        found = Delivery.objects.latest("pk").changes["candidates"]
        changed = len(found["changed"]) + found["more_changed"]
        page = bench.browser.get(bench.page()).content.decode()
        named = sum(escape(row["name"]) in page for row in found["changed"])
        right = changed == len(cells["candidates"]) and named == len(found["changed"])
        return right, f"{changed:,} candidates change, {named} of them told"

    bench.step("hand it in with every candidate changed", lambda: bench.hand_in(content), told, MOST_SECONDS)


def main(arguments: list[str] | None = None) -> int:
    """Measure and print; 1 when something is not as promised."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--candidates", type=int, default=5_000)
    options = parser.parse_args(arguments)
    with own_database():
        fine = _measure(options.candidates)
    print("as promised" if fine else "NOT as promised")
    return 0 if fine else 1


if __name__ == "__main__":
    sys.exit(main())
