"""Names that a view of the database shows only to who may meet somebody."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Named(models.Model):
    """Somebody by name. What inherits it is a view of the database, whose migration says who reads a row."""

    given_name = models.CharField(_("given name"), max_length=80)
    family_name = models.CharField(_("family name"), max_length=80)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.given_name} {self.family_name}".strip()
