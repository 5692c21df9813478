"""The form of how often a coach speaks with one side, turned into the engine's value and back."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from leerwerk.engine import model as generic

EVERY = ("pre_track", "learn_work", "search", "trial")


class MomentsField(forms.CharField):
    """Numbers in order with a comma between them: ``1, 2, 4``; empty is none."""

    def __init__(self, *, most: int, **options: Any) -> None:
        super().__init__(required=False, max_length=80, **options)
        self.most = most

    def prepare_value(self, value: Any) -> Any:
        """Return the numbers on one line."""
        return ", ".join(map(str, value)) if isinstance(value, list | tuple) else value

    def clean(self, value: Any) -> tuple[int, ...]:
        """Return the numbers in order, each once."""
        words = [word.strip() for word in (super().clean(value) or "").split(",") if word.strip()]
        if not all(word.isdecimal() and 1 <= int(word) <= self.most for word in words):
            told = _("Numbers from 1 to %(most)s, with a comma between them.")
            raise forms.ValidationError(told % {"most": self.most})
        return tuple(sorted({int(word) for word in words}))


def _every(label: Any) -> forms.IntegerField:
    return forms.IntegerField(label=label, min_value=1, max_value=366, required=False)


class RhythmForm(forms.Form):
    """How often one side is spoken to; an empty number of days is never."""

    pre_track = _every(_("Every so many days before the start"))
    learn_work = _every(_("Every so many days while learning and working"))
    search = _every(_("Every so many days while work is looked for"))
    trial = _every(_("Every so many days in a trial placement"))
    weeks = MomentsField(label=_("Weeks after the placement"), most=104)
    months = MomentsField(label=_("Months after the placement"), most=60)

    def clean(self) -> dict[str, Any]:
        """The months come after the weeks."""
        cleaned = super().clean() or {}
        weeks, months = cleaned.get("weeks") or (), cleaned.get("months") or ()
        if weeks and months and months[0] * 30 <= weeks[-1] * 7:
            self.add_error("months", _("The first month comes after the last week."))
        return cleaned

    @staticmethod
    def values_of(rhythm: generic.Rhythm) -> dict[str, Any]:
        """Return the fields as they stand in a design."""
        return {name: getattr(rhythm, name) for name in (*EVERY, "weeks", "months")}

    def rhythm(self) -> generic.Rhythm:
        """Return what the form says; needs a valid form."""
        return generic.Rhythm(**{name: self.cleaned_data[name] for name in (*EVERY, "weeks", "months")})
