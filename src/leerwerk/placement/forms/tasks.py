"""Parsing what employers answer on the way from a function to tasks."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.forms.formsets import BaseFormSet
from django.utils.translation import gettext_lazy as _

from leerwerk.placement.models import Task
from leerwerk.placement.splitting import Duty
from leerwerk.placement.task_enums import Often, Risk, TaskSkill, WithoutPaper
from leerwerk.recruitment.enums import Cefr

MOST_DUTIES, LONGEST = 30, 140


def lines_of(text: str) -> list[str]:
    """Return what stands on each line, once, without empty lines. Raises ValidationError for too many or too long."""
    lines = list(dict.fromkeys(line.strip() for line in text.splitlines() if line.strip()))
    if len(lines) > MOST_DUTIES:
        raise forms.ValidationError(_("At most 30 tasks."))
    if any(len(line) > LONGEST for line in lines):
        raise forms.ValidationError(_("A task has at most 140 letters. Put each task on a line of its own."))
    return lines


class DutiesForm(forms.Form):
    """The duties of a function, one on a line; ``seen``: how often the workplace had been changed."""

    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    duties = forms.CharField(
        label=_("What somebody in this function does: one duty on a line"),
        help_text=_(
            "Write down everything, also what only an experienced colleague does. You sort it in the next step."
        ),
        widget=forms.Textarea(attrs={"rows": 10}),
    )

    def clean_duties(self) -> list[str]:
        """Return the duties."""
        return lines_of(self.cleaned_data["duties"])


class DutyForm(forms.Form):
    """Four quick questions about one duty: how often, without the paper, in which language, what can go wrong."""

    name = forms.CharField(max_length=LONGEST, widget=forms.HiddenInput)
    often = forms.ChoiceField(label=_("How often?"), choices=Often.choices, widget=forms.RadioSelect)
    without_paper = forms.ChoiceField(
        label=_("Can somebody without the paper do it?"),
        choices=WithoutPaper.choices,
        widget=forms.RadioSelect,
        help_text=_("The paper: the diploma or certificate of the trade."),
    )
    language = forms.TypedChoiceField(
        label=_("Which level of Dutch does it need?"),
        choices=[("", _("no Dutch")), *Cefr.choices],
        coerce=int,
        empty_value=None,
        required=False,
    )
    skill = forms.ChoiceField(
        label=_("For what?"), choices=[("", _("choose what for")), *TaskSkill.choices], required=False
    )
    risk = forms.ChoiceField(label=_("What can go wrong?"), choices=Risk.choices, widget=forms.RadioSelect)
    risk_words = forms.CharField(
        label=_("Which risk, in a few words"),
        max_length=80,
        required=False,
        help_text=_("For example: machines, heights, traffic."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.about = str(self["name"].value() or "")

    def clean(self) -> dict[str, Any]:
        """A level is asked for something; a risk is named."""
        said: dict[str, Any] = super().clean() or {}
        if said.get("language") is not None and not said.get("skill"):
            self.add_error("skill", _("Choose for what this level is needed: for example speaking."))
        if said.get("language") is None:
            said["skill"] = ""
        if said.get("risk") == Risk.HIGH and not said.get("risk_words"):
            self.add_error("risk_words", _("Write in a few words what the risk is."))
        if said.get("risk") == Risk.NONE:
            said["risk_words"] = ""
        return said

    def duty(self) -> Duty:
        """Return what was answered; needs a valid form."""
        return Duty(**self.cleaned_data)


class DutyForms(BaseFormSet[DutyForm]):
    """The questions about every duty of a function."""

    form = DutyForm
    extra = 0
    min_num = 1
    max_num = MOST_DUTIES
    absolute_max = MOST_DUTIES
    can_delete = False
    can_delete_extra = False
    can_order = False
    validate_min = True
    validate_max = True
    edit_only = False
    renderer = forms.renderers.get_default_renderer()

    def clean(self) -> None:
        """A duty stands here once."""
        names = [form.cleaned_data.get("name") for form in self.forms if hasattr(form, "cleaned_data")]
        if len(set(names)) != len(names):
            raise forms.ValidationError(_("The same duty stands here twice. Begin again, and write it down once."))

    def duties(self) -> list[Duty]:
        """Return what was answered; needs valid forms."""
        return [form.duty() for form in self.forms]


def answers_known(names: Iterable[str], known: Mapping[str, Task]) -> list[dict[str, Any]]:
    """Return the answers about each duty as far as a task with its name has them; the rest is not chosen yet."""
    return [{"name": name} | (_of(known[name]) if name in known else {}) for name in names]


def _of(task: Task) -> dict[str, Any]:
    fields = ("often", "without_paper", "language", "skill", "risk", "risk_words")
    return {name: getattr(task, name) for name in fields}
