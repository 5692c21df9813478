"""Every template compiles, and every page says its language and direction.

That each template is also rendered by a test, with undefined variables as errors, is seen to by ``tests/witness.py``.
"""

from pathlib import Path

import pytest
from django.template.loader import get_template

from tests.witness import template_name, templates

TEMPLATES = templates()


@pytest.mark.parametrize("path", TEMPLATES, ids=template_name)
def test_every_template_compiles_and_every_page_has_a_language(path: Path) -> None:
    get_template(template_name(path))
    text = path.read_text()
    if "<html" in text:
        tag = text[text.index("<html") :].split("\n\n")[0][:300]
        assert "lang=" in tag
        assert "dir=" in tag


@pytest.mark.parametrize("path", TEMPLATES, ids=template_name)
def test_no_template_has_inline_style_or_script(path: Path) -> None:
    text = path.read_text()
    assert " style=" not in text, "the content security policy refuses inline style"
    assert "<style" not in text
    assert " onclick=" not in text
    assert "<script>" not in text
