"""The worker that sends letters, as far as a test needs it."""

from leerwerk.notices import jobs


def letters_go() -> None:
    """Let everything that is due be sent."""
    jobs.send_letters(timestamp=0)
