"""Forms of signals: which to show, what was done, whether it helped, and from when a region raises one."""

from datetime import timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from leerwerk.coaching.signal_enums import KEPT_FROM_OTHERS, Code, Done, Helped
from leerwerk.coaching.signal_words import THRESHOLDS
from leerwerk.engine.coaching.signal_facts import BOUNDS, DEFAULT, OF_CODE, SignalCode
from leerwerk.web.fields import DayInput, offer

LONGEST = timedelta(days=366)


class SignalFilter(forms.Form):
    """Which signals."""

    code = forms.ChoiceField(label=_("Signal"), required=False)

    def __init__(self, *args: Any, own: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        shown = [(code, words) for code, words in Code.choices if own or code not in KEPT_FROM_OTHERS]
        offer(self, "code", [("", _("all signals")), *shown])


class AnswerForm(forms.Form):
    """What was done about a signal."""

    done = forms.ChoiceField(label=_("What did you do?"), choices=Done.choices, widget=forms.RadioSelect)
    words = forms.CharField(
        label=_("In your own words"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Write nothing about health. Whoever accompanies this person after you reads it too."),
    )


class HelpedForm(forms.Form):
    """Whether what was done helped."""

    response = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    helped = forms.ChoiceField(label=_("Did it help?"), choices=Helped.choices, widget=forms.RadioSelect)


class ThresholdForm(forms.Form):
    """From when a signal of one code is raised."""

    on = forms.BooleanField(label=_("This signal is raised"), required=False)
    since = forms.DateField(label=_("Holds from"), widget=DayInput())

    def __init__(self, *args: Any, code: SignalCode, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.code = code
        for name in OF_CODE[code]:
            least, most = BOUNDS[name]
            self.fields[name] = forms.IntegerField(
                label=THRESHOLDS[name],
                min_value=least,
                max_value=most,
                help_text=_("Usually: %(usual)s. From %(least)s to %(most)s.")
                % {"usual": getattr(DEFAULT, name), "least": least, "most": most},
            )
        self.order_fields(["on", *OF_CODE[code], "since"])

    def clean_since(self) -> Any:
        """Refuse a day that has been, and one that is a typing mistake."""
        day = self.cleaned_data["since"]
        if day < timezone.localdate():
            raise forms.ValidationError(_("Choose today or a later day: what was raised stays as it was."))
        if day > timezone.localdate() + LONGEST:
            raise forms.ValidationError(_("This day is more than a year away."))
        return day

    def thresholds(self) -> dict[str, int]:
        """Return the thresholds as the action takes them."""
        return {name: self.cleaned_data[name] for name in OF_CODE[self.code]}
