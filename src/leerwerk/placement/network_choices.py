"""How far an employer is, and what became of a promise."""

from django.db.models import TextChoices
from django.utils.translation import pgettext_lazy

from leerwerk.parties.enums import Function, OrganisationKind


class Interest(TextChoices):
    """How far an employer is."""

    NONE = "none", pgettext_lazy("interest", "no interest yet")
    CURIOUS = "curious", pgettext_lazy("interest", "curious")
    PROMISED = "promised", pgettext_lazy("interest", "promised places")
    ACTIVE = "active", pgettext_lazy("interest", "takes part")
    PAUSING = "pausing", pgettext_lazy("interest", "pausing")


class Outcome(TextChoices):
    """What became of a promise."""

    OPEN = "open", pgettext_lazy("promise", "open")
    KEPT = "kept", pgettext_lazy("promise", "kept")
    PARTLY = "partly", pgettext_lazy("promise", "partly kept")
    BROKEN = "broken", pgettext_lazy("promise", "not kept")
    WITHDRAWN = "withdrawn", pgettext_lazy("promise", "withdrawn")


TONES = {Outcome.OPEN: "info", Outcome.KEPT: "good", Outcome.PARTLY: "warn", Outcome.BROKEN: "bad"}
NETWORKERS = (Function.DIRECTOR, Function.CASEWORKER, Function.CONNECTOR)  # who read the network of employers
EMPLOYERS = OrganisationKind.EMPLOYER
