"""What the books answer to a form: done, done before, or refused with the reason beside the form."""

from collections.abc import Callable

from django import forms

from leerwerk.funding import words_of_books as words
from leerwerk.funding.actions.books import AlreadyDone, Refused


def moved(form: forms.BaseForm, move: Callable[[], object]) -> bool:
    """Do what a form asks; return whether it is done, also when it was done before. A refusal is said in the form."""
    try:
        move()
    except AlreadyDone:
        return True
    except Refused as refused:
        form.add_error(None, str(words.REFUSALS[refused.reason]))
        return False
    return True
