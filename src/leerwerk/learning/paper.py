"""A credential as PDF. The text goes in as data, so that nothing in it can be taken for a command."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import typst

TEMPLATE = Path(__file__).parent / "papers" / "credential.typ"


def printed(facts: Mapping[str, Any]) -> bytes:
    """Return the PDF (tagged, PDF/UA-1) of a credential; ``facts`` are the texts that the template names."""
    pdf: bytes = typst.compile(
        str(TEMPLATE), sys_inputs={"facts": json.dumps(facts)}, format="pdf", pdf_standards=["ua-1"]
    )
    return pdf
