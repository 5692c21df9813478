"""Several people who do something at the very same moment, each on a connection of their own."""

from collections.abc import Callable, Sequence
from threading import Barrier, Thread

from django.db import connection


def at_once[T](*does: Callable[[], T]) -> list[T | BaseException]:
    """Let everybody begin together; return what came of each, in their order: an answer, or what was raised."""
    begin, found = Barrier(len(does)), dict[int, T | BaseException]()

    def one(number: int, do: Callable[[], T]) -> None:
        try:
            begin.wait(timeout=30)
            found[number] = do()
        except BaseException as error:  # told to the thread that looks
            found[number] = error
        finally:
            connection.close()

    threads = [Thread(target=one, args=pair) for pair in enumerate(does)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=90)
    return [found[number] for number in range(len(does))]


def wrong(found: Sequence[object]) -> list[BaseException]:
    """Return what was raised."""
    return [one for one in found if isinstance(one, BaseException)]
