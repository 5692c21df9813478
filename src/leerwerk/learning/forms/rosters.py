"""Forms of rosters, and of when teachers and rooms can be used."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from leerwerk.learning.dagdelen import WHOLE_WEEK, monday_of
from leerwerk.learning.enums import IN_A_ROSTER
from leerwerk.learning.models import ResourceWeek, RosterLesson
from leerwerk.learning.queries.feeds import TEACHING
from leerwerk.parties.models import Membership, Municipality
from leerwerk.parties.queries import members_of_kind
from leerwerk.trajectories.enums import ResourceKind
from leerwerk.trajectories.forms.groups import limit_owners, refuse_owner
from leerwerk.trajectories.models import Resource
from leerwerk.web.fields import DagdelenField, DayInput, limit, offer, sensible_days

YEAR = timedelta(days=366)


def next_monday() -> date:
    """Return the first Monday after today."""
    return monday_of(timezone.localdate()) + timedelta(days=7)


class AskForm(forms.Form):
    """For which week a roster is made; it holds from the Monday of that week."""

    monday = forms.DateField(
        label=_("From the week of"), widget=DayInput(), help_text=_("It holds from the Monday of that week.")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["monday"].initial = next_monday()
        sensible_days(self)

    def clean_monday(self) -> date:
        """Return the Monday; refuse a week that has begun, and one that is far away."""
        monday = monday_of(self.cleaned_data["monday"])
        if monday <= timezone.localdate():
            raise forms.ValidationError(_("Choose a week that has not begun yet."))
        if monday > timezone.localdate() + YEAR:
            raise forms.ValidationError(_("Choose a week within a year from now."))
        return monday


class PutForm(forms.Form):
    """Where a lesson of a roster goes."""

    dagdeel = forms.ChoiceField(label=_("Moment"))
    teacher = forms.TypedChoiceField(label=_("Teacher"), coerce=int, empty_value=None, required=False)
    room = forms.TypedChoiceField(label=_("Room"), coerce=int, empty_value=None, required=False)

    def __init__(
        self,
        *args: Any,
        lesson: RosterLesson,
        dagdelen: Iterable[tuple[str, Any]],
        weeks: Iterable[ResourceWeek],
        kind: str,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "dagdeel", dagdelen)
        self.fields["dagdeel"].initial = lesson.dagdeel
        for name, wanted, empty in (
            ("teacher", kind, _("whoever is free then")),
            ("room", ResourceKind.CLASSROOM, _("a room that is free then")),
        ):
            there = [(week.pk, week.resource.name) for week in weeks if week.resource.kind == wanted]
            offer(self, name, [("", empty), *there])


class MoveWorkForm(forms.Form):
    """From which dagdeel to which somebody's work goes."""

    gone = forms.ChoiceField(widget=forms.HiddenInput())
    dagdeel = forms.ChoiceField(label=_("Moment"))

    def __init__(
        self, *args: Any, works: Iterable[str], gone: str, dagdelen: Iterable[tuple[str, Any]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "gone", [(code, code) for code in works])
        offer(self, "dagdeel", dagdelen)
        self.fields["gone"].initial = self.fields["dagdeel"].initial = gone


class ResourceForm(forms.ModelForm[Resource]):
    """What a teacher or room is called, and of whom: a school, or who mentors."""

    class Meta:
        model = Resource
        fields = ("name", "kind", "organisation")

    def __init__(self, *args: Any, own: int | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "kind", [(value, label) for value, label in ResourceKind.choices if value in IN_A_ROSTER])
        if own is None:
            limit_owners(self, self.instance.region_id)
        else:
            del self.fields["organisation"]
            self.instance.organisation_id = own

    def clean(self) -> dict[str, Any]:
        """Refuse what is of an organisation that does not give it."""
        given: dict[str, Any] = super().clean() or {}
        refuse_owner(self, given)
        return given


class MemberField(forms.ModelChoiceField[Membership]):
    """Chooses a member by name."""

    def label_from_instance(self, obj: Membership) -> str:
        """Return who it is."""
        return str(obj.person)


class MemberForm(forms.ModelForm[Resource]):
    """Which member of the organisation a teacher or mentor is."""

    member = MemberField(
        Membership.objects.none(),
        label=_("Which member this is"),
        required=False,
        help_text=_("Only for a teacher. Their own calendar can then show their own lessons."),
        empty_label=_("nobody with an account"),
    )

    class Meta:
        model = Resource
        fields = ("member",)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        limit(self, "member", members_of_kind(self.instance.organisation_id, TEACHING))

    def clean(self) -> dict[str, Any]:
        """A room is nobody."""
        given: dict[str, Any] = super().clean() or {}
        kind = self.data.get("kind") or self.instance.kind
        if given.get("member") is not None and kind == ResourceKind.CLASSROOM:
            self.add_error("member", _("Only a teacher can be a member."))
        return given


class WeekForm(forms.ModelForm[ResourceWeek]):
    """When a teacher or room can be used. Which questions count follows from the kind: rooms have seats and a place."""

    dagdelen = DagdelenField(label=_("Can be used on"))
    liked = DagdelenField(
        label=_("Would rather have"), help_text=_("Only for a teacher. A lesson at another moment costs points.")
    )

    class Meta:
        model = ResourceWeek
        fields = ("dagdelen", "liked", "most", "seats", "municipality")

    def __init__(self, *args: Any, kind: str | None, region: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind = kind
        limit(self, "municipality", Municipality.objects.filter(region=region))
        self.fields["most"].required = False
        self.fields["most"].help_text = _("Only for a teacher.")
        for name in ("seats", "municipality"):
            self.fields[name].help_text = _("Only for a room.")
        if kind is not None:
            for name in ("most", "liked") if self._is_room(kind) else ("seats", "municipality"):
                del self.fields[name]
            for left in self.fields.values():
                left.help_text = ""

    @staticmethod
    def _is_room(kind: str | None) -> bool:
        return kind == ResourceKind.CLASSROOM

    def _set(self, given: dict[str, Any], **values: Any) -> None:
        for name, value in values.items():
            if name in self.fields:
                given[name] = value
            else:
                setattr(self.instance, name, value)

    def clean(self) -> dict[str, Any]:
        """A room has seats and a place, a teacher has neither; nobody who can never be used."""
        given: dict[str, Any] = super().clean() or {}
        kind = self.kind or self.data.get("kind")
        if self._is_room(kind):
            for name in ("seats", "municipality"):
                if given.get(name) is None and name not in self.errors:
                    self.add_error(name, _("A room needs this."))
            self._set(given, most=10, liked=WHOLE_WEEK)
        else:
            liked = given.get("liked") or given.get("dagdelen") or WHOLE_WEEK
            self._set(given, seats=None, municipality=None, most=given.get("most") or 10, liked=liked)
        if not given.get("dagdelen"):
            self.add_error("dagdelen", _("Tick at least one dagdeel."))
        return given
