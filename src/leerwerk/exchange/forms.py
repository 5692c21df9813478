"""Parsing what is handed in."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from leerwerk.exchange.queries.reading import Cells, UnreadableFile, cells_of

MOST_BYTES = 20 * 1024 * 1024
ENDINGS = (".xlsx", ".xls", ".ods", ".csv")


class HandInForm(forms.Form):
    """A workbook, or one table as CSV."""

    file = forms.FileField(
        label=_("Workbook"),
        help_text=_("An .xlsx or .ods workbook like the template, or one sheet as .csv, named after the sheet."),
        widget=forms.ClearableFileInput(attrs={"accept": ",".join(ENDINGS)}),
    )

    def clean_file(self) -> Any:
        """Refuse what cannot be a workbook; keep its cells in ``cells``."""
        file = self.cleaned_data["file"]
        if not str(file.name).lower().endswith(ENDINGS):
            raise forms.ValidationError(_("Choose a workbook that ends in .xlsx, .ods or .csv."))
        if (file.size or 0) > MOST_BYTES:
            raise forms.ValidationError(_("This file is larger than 20 MB. Take it in in parts."))
        try:
            self.cells: Cells = cells_of(str(file.name), file.read())
        except UnreadableFile:
            raise forms.ValidationError(
                _("We cannot read this file. Open it in your spreadsheet program, save it as .xlsx and try again.")
            ) from None
        if not any(self.cells.values()):
            raise forms.ValidationError(
                _("We found no sheet that we know. Begin with the template; its sheets have the right names.")
            )
        return file


def corrections_in(posted: Any) -> dict[tuple[str, int, str], str]:
    """Return the corrected cells in a posted page: fields named ``cell:row:sheet:heading``."""
    found = {}
    for name, text in posted.items():
        parts = str(name).split(":", 3)
        if len(parts) == 4 and parts[0] == "cell" and parts[1].isdecimal() and len(parts[1]) < 10:
            found[(parts[2], int(parts[1]), parts[3])] = str(text).replace("\0", "").strip()[:400]
    return found
