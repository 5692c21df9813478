"""What became of a promise of places, reckoned from the places that an employer offers."""

from collections.abc import Iterable
from datetime import date

from leerwerk.placement.models import EmployerPromise
from leerwerk.placement.network_choices import Outcome

type Places = list[tuple[str, int]]  # sector and places of every workplace that is offered now


def offered_in(sector: str, offered: Places) -> int:
    """Return how many places are offered in a sector; without a sector, in all of them."""
    return sum(places for of, places in offered if not sector or of == sector)


def came(promise: EmployerPromise, offered: Places) -> int:
    """Return how many of the promised places came: as stored when its day was over, until then as it is now."""
    if promise.came is not None:
        return promise.came
    return min(promise.places, max(0, offered_in(promise.sector, offered) - promise.had))


def outcome(promise: EmployerPromise, offered: Places, today: date) -> Outcome:
    """Return what became of it by today."""
    if promise.withdrawn_at is not None:
        return Outcome.WITHDRAWN
    so_far = came(promise, offered)
    if so_far >= promise.places:
        return Outcome.KEPT
    if today <= promise.by_on:
        return Outcome.OPEN
    return Outcome.PARTLY if so_far else Outcome.BROKEN


def had_before(sector: str, offered: Places, earlier: Iterable[EmployerPromise]) -> int:
    """Return above how many places a new promise counts: what is offered, and what others still have to bring."""
    alike = [one for one in earlier if not sector or not one.sector or one.sector == sector]
    return offered_in(sector, offered) + sum(one.places - came(one, offered) for one in alike)
