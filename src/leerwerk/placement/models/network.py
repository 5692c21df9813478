"""What a region knows of its employers: whom one speaks to, visits, promises, and how far an employer is."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from leerwerk.parties.enums import Function
from leerwerk.parties.models import NAME, Organisation, Person
from leerwerk.placement.network_choices import Interest
from leerwerk.privacy.declare import Personal, alike
from leerwerk.privacy.enums import Audience, Category, Purpose, Retention

PARTNERS = frozenset({Audience.DIRECTOR, Audience.INTERMEDIARY, Audience.PARTNERS})
REACHED = Personal(Category.CONTACT, Purpose.COOPERATION, Retention.ACCOUNT, PARTNERS | {Audience.COLLEAGUES})
VISITED = Personal(Category.CONTACT, Purpose.COOPERATION, Retention.ACCOUNT, PARTNERS)


class EmployerContact(models.Model):
    """Somebody whom one speaks to at an employer; they need no account."""

    employer = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, verbose_name=_("employer"), related_name="contacts"
    )
    name = models.CharField(_("name"), max_length=120)
    role = models.CharField(_("what they do there"), max_length=80, blank=True)
    email = models.EmailField(_("e-mail address"), max_length=254, blank=True)
    phone = models.CharField(_("phone"), max_length=30, blank=True)

    personal: ClassVar = alike("name role email phone", REACHED)
    not_personal: ClassVar = frozenset({"id", "employer"})

    class Meta:
        ordering: ClassVar = ["name", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint("employer", Lower("name"), Lower("email"), name="contact_once_per_employer"),
        ]

    def __str__(self) -> str:
        return self.name


class EmployerVisit(models.Model):
    """A visit or call: who went, whom they spoke to, what was said, and what somebody does next until when.

    The employer does not read it. The next step waits for ``next_person``, in the function under which they act.
    """

    ticket = models.UUIDField(_("page that was sent"), unique=True)
    employer = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, verbose_name=_("employer"), related_name="visits"
    )
    day = models.DateField(_("day"))
    visitor = models.ForeignKey(
        Person, on_delete=models.SET_NULL, verbose_name=_("who went"), null=True, related_name="+"
    )
    spoke_with = models.CharField(_("spoke with"), max_length=120, blank=True)
    said = models.TextField(_("what was said"), max_length=2000, blank=True)
    next_step = models.CharField(_("next step"), max_length=200, blank=True)
    next_on = models.DateField(_("next step until"), null=True, blank=True)
    next_person = models.ForeignKey(
        Person, on_delete=models.SET_NULL, verbose_name=_("who does it"), null=True, blank=True, related_name="+"
    )
    next_organisation = models.ForeignKey(
        Organisation, on_delete=models.SET_NULL, verbose_name=_("for"), null=True, blank=True, related_name="+"
    )
    next_function = models.CharField(_("as"), max_length=20, choices=Function.choices, blank=True)
    done_at = models.DateTimeField(_("done at"), null=True, blank=True)

    personal: ClassVar = alike(
        "day visitor spoke_with said next_step next_on next_person next_function done_at", VISITED
    )
    not_personal: ClassVar = frozenset({"id", "ticket", "employer", "next_organisation"})

    class Meta:
        ordering: ClassVar = ["-day", "-id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(next_step="", next_on=None) | (~Q(next_step="") & Q(next_on__isnull=False)),
                name="visit_next_step_has_a_day",
            ),
            models.CheckConstraint(condition=Q(done_at=None) | ~Q(next_step=""), name="visit_only_a_step_is_done"),
        ]
        indexes: ClassVar = [models.Index(fields=["employer", "-day"], name="visit_of_employer")]

    def __str__(self) -> str:
        return f"{self.employer_id} {self.day}"


class EmployerPromise(models.Model):
    """So many places that an employer promised by a day, perhaps in one sector.

    ``had``: places that were offered or still promised when it was made; what comes above it counts for this promise.
    ``came``: how many had come when the day was over; None until then.
    """

    ticket = models.UUIDField(_("page that was sent"), unique=True)
    employer = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, verbose_name=_("employer"), related_name="promises"
    )
    places = models.PositiveSmallIntegerField(_("places"))
    sector = models.CharField(_("sector"), max_length=40, blank=True)
    promised_on = models.DateField(_("promised on"), default=timezone.localdate)
    by_on = models.DateField(_("until"))
    had = models.PositiveSmallIntegerField(_("places before"), default=0)
    came = models.PositiveSmallIntegerField(_("places that came"), null=True, blank=True)
    noted_by = models.ForeignKey(
        Person, on_delete=models.SET_NULL, verbose_name=_("noted by"), null=True, related_name="+"
    )
    withdrawn_at = models.DateTimeField(_("withdrawn at"), null=True, blank=True)

    personal: ClassVar = alike("noted_by", NAME)
    not_personal: ClassVar = frozenset(
        {"id", "ticket", "employer", "places", "sector", "promised_on", "by_on", "had", "came", "withdrawn_at"}
    )

    class Meta:
        ordering: ClassVar = ["by_on", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(places__gt=0), name="promise_of_something"),
            models.CheckConstraint(condition=Q(by_on__gte=F("promised_on")), name="promise_for_later"),
        ]

    def __str__(self) -> str:
        return f"{self.employer_id} {self.places}"


class EmployerInterest(models.Model):
    """How far an employer is, as who knows them says it."""

    employer = models.OneToOneField(
        Organisation, on_delete=models.CASCADE, verbose_name=_("employer"), related_name="interest"
    )
    state = models.CharField(_("interest"), max_length=10, choices=Interest.choices)
    since = models.DateField(_("since"), default=timezone.localdate)
    said_by = models.ForeignKey(
        Person, on_delete=models.SET_NULL, verbose_name=_("said by"), null=True, related_name="+"
    )

    personal: ClassVar = alike("said_by", NAME)
    not_personal: ClassVar = frozenset({"id", "employer", "state", "since"})

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(state__in=Interest.values), name="interest_known"),
        ]

    def __str__(self) -> str:
        return f"{self.employer_id} {self.state}"
