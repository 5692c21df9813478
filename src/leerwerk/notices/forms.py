"""Parsing what people ask of lists of matters, and what they say about being away and being reminded."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from leerwerk.notices.enums import LetterKind, Rhythm, Show
from leerwerk.notices.kinds import kinds
from leerwerk.notices.models import OWN
from leerwerk.notices.models.running import LONGEST_TERM
from leerwerk.parties.enums import Function
from leerwerk.parties.models import Membership, Organisation
from leerwerk.web.fields import DayInput, limit, offer, sensible_days


class ColleagueField(forms.ModelChoiceField[Membership]):
    """Choosing a member by name."""

    def label_from_instance(self, obj: Any) -> str:
        """Return the name."""
        return str(obj.person)


class MatterFilter(forms.Form):
    """Narrowing a list of matters: always by kind, urgency and group."""

    show = forms.ChoiceField(label=_("Show"), required=False, choices=[("", _("everything")), *Show.choices])
    kind = forms.ChoiceField(label=_("What"), required=False)
    group = forms.CharField(label=_("Group"), required=False, max_length=40)
    sort = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "kind", [("", _("every kind")), *((kind, todo.what) for kind, todo in kinds().items())])


class InGroupFilter(MatterFilter):
    """The same, in one group."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["group"]


class HouseFilter(MatterFilter):
    """The same, in an organisation: also by function and by who took it."""

    function = forms.ChoiceField(label=_("Function"), required=False)
    person = forms.ChoiceField(label=_("Who does it"), required=False)
    field_order = ("show", "kind", "function", "person", "group")

    def __init__(self, *args: Any, people: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "function", [("", _("every function")), *Function.choices])
        offer(self, "person", [("", _("everybody")), *((str(key), name) for key, name in people)])


class RegionFilter(MatterFilter):
    """The same, in a region: also by organisation and function."""

    organisation = forms.ModelChoiceField(
        label=_("Organisation"),
        queryset=Organisation.objects.none(),
        required=False,
        empty_label=_("every organisation"),
    )
    function = forms.ChoiceField(label=_("Function"), required=False)
    field_order = ("show", "kind", "organisation", "function", "group")

    def __init__(self, *args: Any, organisations: QuerySet[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        limit(self, "organisation", organisations)
        offer(self, "function", [("", _("every function")), *Function.choices, (OWN, _("the candidate"))])


class GiveForm(forms.Form):
    """Whom to give a matter to; nobody by name is the whole function."""

    to = ColleagueField(
        label=_("Who does it"), queryset=Membership.objects.none(), required=False, empty_label=_("anybody of us")
    )

    def __init__(self, *args: Any, colleagues: QuerySet[Membership], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        limit(self, "to", colleagues)


class AwayForm(forms.Form):
    """From when until when somebody is away, and who takes over."""

    since = forms.DateField(label=_("First day away"), widget=DayInput())
    until = forms.DateField(label=_("Last day away"), widget=DayInput())
    stands_in = ColleagueField(
        label=_("Who takes over"),
        queryset=Membership.objects.none(),
        required=False,
        empty_label=_("nobody by name: everybody with my function"),
        help_text=_("What you took yourself goes to this colleague as long as you are away, and then comes back."),
    )

    def __init__(self, *args: Any, colleagues: QuerySet[Membership], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        limit(self, "stands_in", colleagues)
        sensible_days(self)

    def clean(self) -> dict[str, Any]:
        """Refuse days that are past, and a last day before the first one."""
        said = super().clean() or {}
        since, until = said.get("since"), said.get("until")
        if until and until < timezone.localdate():
            self.add_error("until", _("This day is past. Choose a later day."))
        elif since and until and until < since:
            self.add_error("until", _("The last day comes before the first one."))
        return said


class RemindersForm(forms.Form):
    """How often somebody gets a letter."""

    rhythm = forms.ChoiceField(
        label=_("A letter about what waits for me"),
        choices=Rhythm.choices,
        widget=forms.RadioSelect,
        help_text=_("Whatever you choose, we write to you when something becomes overdue."),
    )


class TermForm(forms.Form):
    """After how many days the director is asked as well."""

    days = forms.IntegerField(
        label=_("Days overdue"),
        min_value=1,
        max_value=LONGEST_TERM,
        help_text=_("It holds from today on. What was brought to you before stays with you."),
    )


class LetterFilter(forms.Form):
    """Narrowing the log of letters."""

    state = forms.ChoiceField(
        label=_("State"),
        required=False,
        choices=[
            ("", _("all letters")),
            ("waiting", _("waiting to be sent")),
            ("sent", _("sent")),
            ("failed", _("given up")),
        ],
    )
    kind = forms.ChoiceField(label=_("About"), required=False, choices=[("", _("everything")), *LetterKind.choices])
