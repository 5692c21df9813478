"""Rows of a design that one adds and takes away: papers to earn, and phases within a component."""

from collections.abc import Iterable
from functools import partial
from itertools import chain, count
from typing import Any

from django import forms
from django.forms.formsets import BaseFormSet
from django.utils.text import slugify
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from leerwerk.engine import model as generic
from leerwerk.trajectories.forms.codes import choices, pick

SPARE = 2  # empty rows below those that are there; after saving there are as many again
MOST = 30


class RowForm(forms.Form):
    """One row with a title; ``code`` is the row's own name, which stays when the title changes."""

    about = ""
    code = forms.SlugField(max_length=60, required=False, widget=forms.HiddenInput)
    title_nl = forms.CharField(label=_("Name in Dutch"), max_length=140)
    title_en = forms.CharField(label=_("Name in English"), max_length=140, required=False)

    @property
    def title(self) -> generic.Text:
        """The title; without an English one the Dutch one stands for both."""
        dutch: str = self.cleaned_data["title_nl"]
        return generic.Text(dutch, self.cleaned_data["title_en"] or dutch)


class CredentialForm(RowForm):
    """A paper to earn."""

    kind = forms.ChoiceField(
        label=_("Kind"), choices=partial(choices, generic.CredentialKind, empty=_("choose what it is"))
    )
    level = pick(_("Level"), generic.Level, empty=_("none"))
    after_placement = forms.BooleanField(label=_("Earned while employed"), required=False)

    field_order = ("kind", "title_nl", "title_en", "level", "after_placement", "code")


class PhaseForm(RowForm):
    """A named stretch within a component."""

    start = forms.FloatField(
        label=_("Starts after, in months from the start of the component"), min_value=0, max_value=72
    )
    months = forms.FloatField(label=_("Months"), min_value=0.01, max_value=72)

    field_order = ("title_nl", "title_en", "start", "months", "code")


class Rows[Row: RowForm](BaseFormSet[Row]):
    """Rows of one kind with some empty ones below; a row that was there can be ticked away."""

    extra = SPARE
    min_num = 0
    max_num = MOST
    absolute_max = 2 * MOST
    can_delete = True
    can_delete_extra = False
    can_order = False
    validate_min = False
    validate_max = True
    edit_only = False
    renderer = forms.renderers.get_default_renderer()
    spoken: Any

    def add_fields(self, form: Row, index: int | None) -> None:
        """Say in a row which one it is."""
        super().add_fields(form, index)
        form.about = f"{self.spoken} {(index or 0) + 1}"
        if "DELETE" in form.fields:
            form.fields["DELETE"].label = gettext("Take this away")

    def kept(self) -> list[tuple[str, Row]]:
        """Return each row that was filled in and not ticked away, with a code that no other row has."""
        filled = [row for row in self.forms if row.cleaned_data.get("title_nl") and row not in self.deleted_forms]
        taken = {row.cleaned_data["code"] for row in filled}
        return [(row.cleaned_data["code"] or _free_code(row.title.nl, taken), row) for row in filled]


def _free_code(title: str, taken: set[str]) -> str:
    """Return a code after the title, and count it as taken."""
    stem = slugify(title)[:50] or "x"
    code = next(code for code in chain([stem], (f"{stem}-{n}" for n in count(2))) if code not in taken)
    taken.add(code)
    return code


class CredentialRows(Rows[CredentialForm]):
    """The papers of a design."""

    form = CredentialForm
    spoken: Any = _("Paper")

    @staticmethod
    def values_of(credentials: Iterable[generic.Credential]) -> list[dict[str, Any]]:
        """Return the rows as they stand in a design."""
        return [
            {
                "code": paper.code,
                "kind": paper.kind,
                "title_nl": paper.title.nl,
                "title_en": paper.title.en,
                "level": paper.level,
                "after_placement": paper.after_placement,
            }
            for paper in credentials
        ]

    def credentials(self) -> tuple[generic.Credential, ...]:
        """Return what the rows say; needs valid rows."""
        return tuple(
            generic.Credential(
                code=code,
                kind=generic.CredentialKind(row.cleaned_data["kind"]),
                title=row.title,
                level=row.cleaned_data["level"],
                after_placement=row.cleaned_data["after_placement"],
            )
            for code, row in self.kept()
        )


class PhaseRows(Rows[PhaseForm]):
    """The phases of a component."""

    form = PhaseForm
    spoken: Any = _("Phase")

    @staticmethod
    def values_of(component: generic.Component | None) -> list[dict[str, Any]]:
        """Return the rows as they stand in a component; months to two decimals, as people write them."""
        return [
            {
                "code": phase.code,
                "title_nl": phase.title.nl,
                "title_en": phase.title.en,
                "start": as_typed(phase.start),
                "months": as_typed(phase.months),
            }
            for phase in (component.phases if component is not None else ())
        ]

    def phases(self, before: Iterable[generic.Phase]) -> tuple[generic.Phase, ...]:
        """Return what the rows say; needs valid rows. A number that was left as it was keeps its decimals."""
        old = {phase.code: phase for phase in before}
        found = []
        for code, row in self.kept():
            start, months, known = row.cleaned_data["start"], row.cleaned_data["months"], old.get(code)
            found.append(
                generic.Phase(
                    code=code,
                    title=row.title,
                    start=kept_exact(known.start, start) if known else start,
                    months=kept_exact(known.months, months) if known else months,
                )
            )
        return tuple(found)


def as_typed(number: float) -> float:
    """A number as people write it: at most two decimals, none when it is whole."""
    return int(number) if number == int(number) else round(number, 2)


def kept_exact(before: float, said: float) -> float:
    """The exact number when the rounded one on the screen was left as it was: 13 weeks stay 13 weeks."""
    return before if round(before, 2) == said else said
