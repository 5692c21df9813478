"""What happens to a workbook that was handed in."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class DeliveryState(TextChoices):
    """From handed in to taken in."""

    WRONG = "wrong", _("has mistakes")
    READY = "ready", _("can be taken in")
    TAKEN = "taken", _("taken in")


EVENT_SENTENCES = {
    "workbook_handed_in": _("handed in a workbook"),
    "workbook_corrected": _("corrected a cell of a workbook"),
    "workbook_taken_in": _("took in a workbook"),
    "region_taken_out": _("took the files of a region out as a workbook"),
    "plan_taken_out": _("took a plan out as a workbook"),
}
