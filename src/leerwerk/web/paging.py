"""Long lists page by page, as quick on the last page as on the first."""

from collections.abc import Callable, Sequence
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Count, QuerySet, Window
from django.utils.functional import cached_property

MOST_COUNTED = 10_000
FARTHEST = 100_000  # pages: farther than anybody turns, near enough for the database to count rows


class CountedUpTo(Paginator[Any]):
    """A paginator that counts and pages no further than 10,000: whoever has more narrows the list.

    ``keys`` of what the list holds are fetched in order, once; ``rows`` of one page by its keys, in that order.
    """

    def __init__(self, keys: Any, per_page: int, rows: Callable[[list[int]], Sequence[Any]] = list) -> None:
        super().__init__(keys, per_page)
        self._rows = rows

    @cached_property
    def keys(self) -> list[int]:
        """What the list holds, in order; at most one more than can be paged."""
        return list(self.object_list[: MOST_COUNTED + 1])

    @cached_property
    def count(self) -> int:
        """How many can be paged."""
        return min(len(self.keys), MOST_COUNTED)

    @property
    def more(self) -> bool:
        """Whether there are more than can be paged."""
        return len(self.keys) > MOST_COUNTED

    def page(self, number: int | str) -> Page[Any]:
        """Return the rows of one page."""
        number = self.validate_number(number)
        first = (number - 1) * self.per_page
        keys = self.keys[first : min(first + self.per_page, self.count)]
        return Page(self._rows(keys), number, self)


class CountedAlong(Paginator[Any]):
    """A paginator that counts all rows along with those of the page: for lists in which finding a row is costly."""

    def __init__(self, rows: QuerySet[Any], per_page: int) -> None:
        super().__init__(rows, per_page)
        self._rows = rows.annotate(counted_along=Window(Count("pk")))

    def get_page(self, number: Any) -> Page[Any]:
        """Return a page; the last one when there are not so many, the first one when it is no number."""
        try:
            wanted = min(max(1, int(number)), FARTHEST)
        except (TypeError, ValueError):
            wanted = 1
        found = list(self._rows[(wanted - 1) * self.per_page : wanted * self.per_page])
        if not found and wanted > 1:
            return super().get_page(wanted)
        self.count = found[0].counted_along if found else 0
        return Page(found, wanted, self)
