"""Forms about wage value: the frame, an answer to it, how a side sees each task, the talk, and own words."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.forms.formsets import BaseFormSet
from django.utils.translation import gettext_lazy as _

from leerwerk.engine.placing import Score
from leerwerk.placement.actions import Assessed, Frame, Talked
from leerwerk.placement.wage_enums import HIGHEST
from leerwerk.placement.wage_labels import HOW_MUCH, QUESTIONS
from leerwerk.web.fields import DayInput, sensible_days

MOST_TASKS, BLANK = 20, 2
EXACT = "_exact"


class FrameForm(forms.Form):
    """The day that is looked at; ``seen``: how often the frame had been written."""

    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    day = forms.DateField(
        label=_("Which day is looked at?"),
        widget=DayInput(),
        help_text=_("From that day on both sides can say how they see the work."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        sensible_days(self)


class TaskForm(forms.Form):
    """One task and its share; a row that is left empty is none."""

    name = forms.CharField(label=_("Task"), max_length=140, required=False)
    share = forms.IntegerField(label=_("Share of the week, in per cent"), min_value=1, max_value=100, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.about = str(self["name"].value() or "")

    def clean(self) -> dict[str, Any]:
        """A task has a share, and a share a task."""
        given: dict[str, Any] = super().clean() or {}
        if given.get("name") and given.get("share") is None and "share" not in self.errors:
            self.add_error("share", _("Say how much of the week this task is."))
        if given.get("share") is not None and not given.get("name"):
            self.add_error("name", _("Say which task this is."))
        return given


class TaskForms(BaseFormSet[TaskForm]):
    """The tasks of a frame; their shares are one week together."""

    form = TaskForm
    extra = BLANK
    min_num = 0
    max_num = MOST_TASKS
    absolute_max = MOST_TASKS
    can_delete = False
    can_delete_extra = False
    can_order = False
    validate_min = False
    validate_max = True
    edit_only = False
    renderer = forms.renderers.get_default_renderer()

    def clean(self) -> None:
        """The shares are 100 together, and no task stands there twice."""
        if any(self.errors):
            return
        rows = self.tasks()
        whole = sum(share for _name, share in rows)
        if whole != 100:
            raise forms.ValidationError(
                _("The shares are %(whole)s per cent together. Make it 100: that is the whole week."),
                params={"whole": whole},
            )
        if len({name.casefold() for name, _share in rows}) != len(rows):
            raise forms.ValidationError(_("The same task stands here twice. Put its shares together."))

    def tasks(self) -> tuple[tuple[str, int], ...]:
        """Return each task with its share."""
        given = (form.cleaned_data for form in self.forms)
        return tuple((one["name"].strip(), one["share"]) for one in given if one.get("name") and one.get("share"))

    def frame(self, day: Any) -> Frame:
        """Return the frame; needs valid forms."""
        return Frame(day=day, tasks=self.tasks())


class AnswerForm(forms.Form):
    """Whether the tasks are right, or what should be otherwise."""

    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    right = forms.ChoiceField(
        label=_("Are these the tasks, and are the shares right?"),
        choices=[("yes", _("yes, look at these")), ("no", _("no, something should be otherwise"))],
        widget=forms.RadioSelect,
    )
    wanted = forms.CharField(
        label=_("What should be otherwise?"),
        max_length=400,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def clean(self) -> dict[str, Any]:
        """Who wants something otherwise says what."""
        given: dict[str, Any] = super().clean() or {}
        if given.get("right") == "no" and not given.get("wanted"):
            self.add_error("wanted", _("Write in a few words what should be otherwise."))
        return given

    def words(self) -> str:
        """Return what should be otherwise; empty for who agrees."""
        return str(self.cleaned_data["wanted"]) if self.cleaned_data["right"] == "no" else ""


class AssessForm(forms.Form):
    """How one side sees one task: three questions in plain words, or in exact numbers, and what shows it."""

    use_required_attribute = False

    def __init__(self, *args: Any, about: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.about = about
        for part, (question, told) in QUESTIONS.items():
            self.fields[part] = forms.ChoiceField(
                label=question, help_text=told, choices=HOW_MUCH, widget=forms.RadioSelect
            )
            self.fields[part + EXACT] = forms.IntegerField(
                label=_("Or an exact number, in per cent of what is normal"),
                min_value=0,
                max_value=HIGHEST,
                required=False,
            )
        self.fields["shows"] = forms.CharField(
            label=_("What shows it?"),
            max_length=300,
            widget=forms.Textarea(attrs={"rows": 2}),
            help_text=_("One sentence: what did you see, for example how many pots in an hour?"),
        )

    def clean(self) -> dict[str, Any]:
        """Every question is answered, in words or with a number; the number counts before the words."""
        given: dict[str, Any] = super().clean() or {}
        for part in QUESTIONS:
            if part in self.errors and not self.data.get(self.add_prefix(part)):
                del self.errors[part]  # nothing was chosen: a number is an answer too
                if given.get(part + EXACT) is None and part + EXACT not in self.errors:
                    self.add_error(part, _("Choose what comes closest, or type a number."))
        return given

    def assessed(self) -> Assessed:
        """Return the answers; needs a valid form."""
        given = self.cleaned_data
        numbers = {part: int(given[part]) if given[part + EXACT] is None else given[part + EXACT] for part in QUESTIONS}
        return Assessed(score=Score(**numbers), shows=given["shows"])


class TalkForm(forms.Form):
    """What a side says of one task after the talk; a row that is left empty says nothing."""

    number = forms.IntegerField(
        label=_("The value of this task that we agree on, in per cent"),
        min_value=0,
        max_value=HIGHEST,
        required=False,
        help_text=_("It is agreed when both sides fill in the same number."),
    )
    disagree = forms.BooleanField(label=_("We do not agree about this task"), required=False)
    words = forms.CharField(label=_("What was said about it"), max_length=300, required=False)

    def __init__(self, *args: Any, about: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.about = about

    def clean(self) -> dict[str, Any]:
        """A number or no agreement, not both."""
        given: dict[str, Any] = super().clean() or {}
        number = given.get("number") is not None
        if number and given.get("disagree"):
            self.add_error("number", _("Fill in a number, or say that you do not agree; not both."))
        if given.get("words") and not number and not given.get("disagree") and "number" not in self.errors:
            self.add_error("number", _("Say the number, or that you do not agree."))
        return given

    def talked(self) -> Talked | None:
        """Return what is said; None for nothing. Needs a valid form."""
        given = self.cleaned_data
        if given["number"] is None and not given["disagree"]:
            return None
        return Talked(number=given["number"], words=given["words"])


class OwnWordsForm(forms.Form):
    """The participant's own words."""

    words = forms.CharField(max_length=1000, widget=forms.Textarea(attrs={"rows": 5}))

    def __init__(self, *args: Any, own: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        words = self.fields["words"]
        words.label = _("What do you think of it?") if own else _("What does the participant say about it?")
        words.help_text = (
            _("You may say that it is not right. Your employer, your coach, your helper and the director read it.")
            if own
            else _("Write it down as it was said. It stays there, with: written down by the intermediary.")
        )


def assess_forms(tasks: Iterable[Mapping[str, Any]], data: Any) -> dict[int, AssessForm]:
    """Return a form for each task, by its key."""
    return {one["key"]: AssessForm(data, prefix=f"task-{one['key']}", about=one["name"]) for one in tasks}


def talk_forms(
    tasks: Iterable[Mapping[str, Any]], said: Mapping[int, Mapping[str, Any]], data: Any
) -> dict[int, TalkForm]:
    """Return a form for each task, by its key; it begins with what this side ``said`` last."""
    return {
        one["key"]: TalkForm(data, prefix=f"task-{one['key']}", about=one["name"], initial=said.get(one["key"], {}))
        for one in tasks
    }


def all_right(every: Iterable[forms.Form]) -> bool:
    """Whether all of these forms are filled in well; each is looked at, so that each says what is wrong."""
    return [form.is_valid() for form in every].count(False) == 0
