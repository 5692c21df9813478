"""Every template compiles, and every page says its language and direction."""

from pathlib import Path

import pytest
from django.template.loader import get_template

import leerwerk

ROOT = Path(leerwerk.__file__).parent
TEMPLATES = sorted(path for path in ROOT.rglob("templates/**/*.html"))


def _name(path: Path) -> str:
    return path.as_posix().split("/templates/")[1]


@pytest.mark.parametrize("path", TEMPLATES, ids=_name)
def test_every_template_compiles_and_every_page_has_a_language(path: Path) -> None:
    get_template(_name(path))
    text = path.read_text()
    if "<html" in text:
        tag = text[text.index("<html") :].split("\n\n")[0][:300]
        assert "lang=" in tag
        assert "dir=" in tag


@pytest.mark.parametrize("path", TEMPLATES, ids=_name)
def test_no_template_has_inline_style_or_script(path: Path) -> None:
    text = path.read_text()
    assert " style=" not in text, "the content security policy refuses inline style"
    assert "<style" not in text
    assert " onclick=" not in text
    assert "<script>" not in text
