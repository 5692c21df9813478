"""Setting documents as PDF that a screen reader can read (PDF/UA-1), from a template of our own and data.

Data comes in as JSON and is never part of the template, so that nothing in it is read as an instruction. No network,
no fonts of the machine: the same data gives the same pages everywhere.
"""

import json
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import typst
from django.conf import settings
from django.http import HttpResponse

FONTS_BESIDE_THE_BUNDLE = Path("web") / "print"


class NoFonts(FileNotFoundError):
    """The fonts of documents were not bundled: run ``python -m leerwerk.web.bundle``."""


def fonts() -> Path:
    """Return the folder with the fonts of documents. Raises NoFonts."""
    folder = Path(str(settings.STATICFILES_DIRS[0])) / FONTS_BESIDE_THE_BUNDLE
    if not any(folder.glob("*.ttf")):
        raise NoFonts(folder)
    return folder


def as_pdf(template: Path, data: Mapping[str, Any], *, made_at: datetime) -> bytes:
    """Return the document that a template makes of these JSON values. Raises NoFonts.

    ``made_at`` is all that it says about time. A text in a script that no font has is refused by the standard, and
    raises typst's own error.
    """
    return typst.compile(
        template,
        root=template.parent,
        font_paths=[fonts()],
        ignore_system_fonts=True,
        sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
        pdf_standards=["ua-1"],
        format="pdf",
        timestamp=made_at.replace(microsecond=0),
    )


def pdf_answer(content: bytes, name: str) -> HttpResponse:
    """Return a document as a download; nobody keeps a copy on the way."""
    answer = HttpResponse(content, content_type="application/pdf")
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer["Cache-Control"] = "no-store"
    return answer
