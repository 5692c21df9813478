"""Regions and municipalities (facts), organisations with their sites, people and their memberships."""

from datetime import datetime
from hashlib import sha256
from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower, Now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from leerwerk.parties.enums import Function, OrganisationKind, sector_label
from leerwerk.privacy.declare import Personal, alike
from leerwerk.privacy.enums import Audience, Category, Purpose, Retention

ACCOUNT = Personal(Category.ACCOUNT, Purpose.COOPERATION, Retention.ACCOUNT, frozenset({Audience.COLLEAGUES}))
NAME = Personal(
    Category.CONTACT,
    Purpose.COOPERATION,
    Retention.ACCOUNT,
    frozenset({Audience.COLLEAGUES, Audience.DIRECTOR, Audience.PARTNERS}),
)


def hash_of(secret: str) -> str:
    """Return what is kept of a secret in a link."""
    return sha256(secret.encode()).hexdigest()


class Region(models.Model):
    """One of the 35 labour-market regions (arbeidsmarktregio)."""

    code = models.SlugField(_("code"), max_length=40, unique=True)
    name = models.CharField(_("name"), max_length=80)

    personal: ClassVar = alike("", ACCOUNT)
    not_personal: ClassVar = frozenset({"id", "code", "name"})

    class Meta:
        ordering: ClassVar = ["name"]

    def __str__(self) -> str:
        return self.name


class Municipality(models.Model):
    """One of the 342 municipalities, with its CBS code and its centre (WGS84)."""

    code = models.CharField(_("CBS code"), max_length=6, primary_key=True)
    name = models.CharField(_("name"), max_length=80)
    region = models.ForeignKey(
        Region, on_delete=models.PROTECT, verbose_name=_("region"), related_name="municipalities"
    )
    latitude = models.FloatField(_("latitude"))
    longitude = models.FloatField(_("longitude"))
    inhabitants = models.PositiveIntegerField(_("inhabitants"))

    personal: ClassVar = alike("", ACCOUNT)
    not_personal: ClassVar = frozenset({"code", "name", "region", "latitude", "longitude", "inhabitants"})

    class Meta:
        ordering: ClassVar = ["name"]

    def __str__(self) -> str:
        return self.name


class Organisation(models.Model):
    """A municipality, UWV, employer, school, connector, fund …: one kind of row for all of them."""

    code = models.CharField(_("code"), max_length=60, unique=True)
    kind = models.CharField(_("kind"), max_length=20, choices=OrganisationKind.choices)
    name = models.CharField(_("name"), max_length=120)
    region = models.ForeignKey(Region, on_delete=models.PROTECT, verbose_name=_("region"), related_name="organisations")
    municipality = models.ForeignKey(
        Municipality, on_delete=models.PROTECT, verbose_name=_("municipality"), null=True, blank=True
    )
    sector = models.CharField(_("sector"), max_length=40, blank=True)
    synthetic = models.BooleanField(_("invented for practice"), default=False)
    active = models.BooleanField(_("takes part"), default=True)

    personal: ClassVar = alike("", ACCOUNT)
    not_personal: ClassVar = frozenset(
        {"id", "code", "kind", "name", "region", "municipality", "sector", "synthetic", "active"}
    )

    class Meta:
        ordering: ClassVar = ["name", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(kind__in=OrganisationKind.values), name="organisation_kind_known"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def sector_name(self) -> str:
        """The sector on screen; empty without one."""
        return sector_label(self.sector)


class Site(models.Model):
    """A place where an organisation works or teaches."""

    organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, verbose_name=_("organisation"), related_name="sites"
    )
    name = models.CharField(_("name"), max_length=120)
    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, verbose_name=_("municipality"))
    address = models.CharField(_("address"), max_length=160, blank=True)

    personal: ClassVar = alike("", ACCOUNT)
    not_personal: ClassVar = frozenset({"id", "organisation", "name", "municipality", "address"})

    class Meta:
        ordering: ClassVar = ["organisation", "name"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["organisation", "name"], name="site_name_once_per_organisation"),
        ]

    def __str__(self) -> str:
        return self.name


class People(BaseUserManager["Person"]):
    """People by their e-mail address, whatever its capitals."""

    def get_by_natural_key(self, username: str | None) -> "Person":
        """Return the person who signs in with this address."""
        return self.get(email__iexact=username)


class Person(AbstractBaseUser):
    """Someone with an account. What they may do follows from their memberships, never from a kind of user."""

    email = models.EmailField(_("e-mail address"), max_length=254)
    given_name = models.CharField(_("given name"), max_length=80)
    family_name = models.CharField(_("family name"), max_length=80, blank=True)
    preferred_language = models.CharField(_("language"), max_length=8, default="nl")
    is_active = models.BooleanField(_("may sign in"), default=True)
    joined_at = models.DateTimeField(_("since"), db_default=Now())

    objects = People()
    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar = ["given_name"]

    personal: ClassVar = {
        **alike("given_name family_name", NAME),
        **alike("email password last_login preferred_language is_active joined_at", ACCOUNT),
    }
    not_personal: ClassVar = frozenset({"id"})

    class Meta:
        ordering: ClassVar = ["family_name", "given_name", "id"]
        constraints: ClassVar = [models.UniqueConstraint(Lower("email"), name="person_email_once")]

    def __str__(self) -> str:
        return f"{self.given_name} {self.family_name}".strip()


class Membership(models.Model):
    """A person's function in one organisation, from a day until a day."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, verbose_name=_("person"), related_name="memberships")
    organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, verbose_name=_("organisation"), related_name="memberships"
    )
    function = models.CharField(_("function"), max_length=20, choices=Function.choices)
    administrator = models.BooleanField(_("manages members"), default=False)
    since = models.DateField(_("since"))
    until = models.DateField(pgettext_lazy("membership", "until"), null=True, blank=True)

    personal: ClassVar = alike("person function administrator since until", NAME)
    not_personal: ClassVar = frozenset({"id", "organisation"})

    class Meta:
        ordering: ClassVar = ["organisation__name", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["person", "organisation", "function"], condition=Q(until=None), name="membership_once_at_a_time"
            ),
            models.CheckConstraint(condition=Q(until=None) | Q(until__gte=models.F("since")), name="membership_period"),
            models.CheckConstraint(condition=Q(function__in=Function.values), name="membership_function_known"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.function} {self.organisation_id}"


class Invitation(models.Model):
    """An invitation to become a member; the link holds a secret of which only the hash is kept."""

    email = models.EmailField(_("e-mail address"), max_length=254)
    organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, verbose_name=_("organisation"), related_name="invitations"
    )
    function = models.CharField(_("function"), max_length=20, choices=Function.choices)
    administrator = models.BooleanField(_("manages members"), default=False)
    given_name = models.CharField(_("given name"), max_length=80, blank=True)  # as far as it was told already
    family_name = models.CharField(_("family name"), max_length=80, blank=True)
    token_hash = models.CharField(_("hash of the secret"), max_length=64, unique=True)
    invited_by = models.ForeignKey(
        Person, on_delete=models.SET_NULL, verbose_name=_("invited by"), null=True, related_name="+"
    )
    invited_at = models.DateTimeField(_("invited at"), db_default=Now())
    expires_at = models.DateTimeField(_("expires at"))
    accepted_at = models.DateTimeField(_("accepted at"), null=True, blank=True)
    withdrawn_at = models.DateTimeField(_("withdrawn at"), null=True, blank=True)

    personal: ClassVar = alike("email invited_by function administrator given_name family_name", ACCOUNT)
    not_personal: ClassVar = frozenset(
        {"id", "organisation", "token_hash", "invited_at", "expires_at", "accepted_at", "withdrawn_at"}
    )

    class Meta:
        ordering: ClassVar = ["-invited_at"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                Lower("email"),
                "organisation",
                "function",
                condition=Q(accepted_at=None, withdrawn_at=None),
                name="invitation_once_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.function} {self.organisation_id}"

    def is_open(self, at: datetime) -> bool:
        """Whether the link still works at this moment."""
        return self.accepted_at is None and self.withdrawn_at is None and at < self.expires_at
