"""Long lists page by page, as quick on the last page as on the first."""

from collections.abc import Callable, Sequence
from typing import Any

from django.core.paginator import Page, Paginator
from django.utils.functional import cached_property

MOST_COUNTED = 10_000


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
