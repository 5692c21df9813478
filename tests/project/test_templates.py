"""Every template compiles, and every page says its language and direction.

That each template is also rendered by a test, with undefined variables as errors, is seen to by ``tests/witness.py``.
"""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.template.loader import get_template
from django.test import RequestFactory

import leerwerk
from leerwerk.home.context import navigation
from leerwerk.web.context import frame as web_frame
from tests.cast import Cast
from tests.witness import template_name, templates

TEMPLATES, SOURCES = templates(), Path(leerwerk.__file__).parent


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


def _given_to_templates(path: Path) -> Iterator[str]:
    """Yield the names that the views in a file give to templates, as far as they stand there."""
    for function in filter(lambda one: isinstance(one, ast.FunctionDef), ast.walk(ast.parse(path.read_text()))):
        calls = [one for one in ast.walk(function) if isinstance(one, ast.Call)]
        given = [one.args[2] for one in calls if getattr(one.func, "id", "") == "render" and len(one.args) > 2]
        named = {one.id for about in given for one in ast.walk(about) if isinstance(one, ast.Name)}
        for one in ast.walk(function):
            if isinstance(one, ast.Assign | ast.AnnAssign) and one.value is not None:
                targets = one.targets if isinstance(one, ast.Assign) else [one.target]
                if any(isinstance(target, ast.Name) and target.id in named for target in targets):
                    given.append(one.value)
        tops = [
            top for about in given for top in ([about.left, about.right] if isinstance(about, ast.BinOp) else [about])
        ]
        for top in tops:
            if isinstance(top, ast.Dict):
                yield from (str(key.value) for key in top.keys if isinstance(key, ast.Constant))


def test_no_view_takes_a_name_that_the_frame_of_every_page_needs(cast: Cast, rf: RequestFactory) -> None:
    request = rf.get("/")
    request.user, request.actor, request.memberships = cast.roos, cast.actor(cast.roos), []  # type: ignore[attr-defined]
    frame = {*navigation(request), *web_frame(request), "messages", "user"}
    views = [path for path in SOURCES.rglob("*.py") if "views" in path.relative_to(SOURCES).as_posix()]
    taken = {path.name: frame & {*_given_to_templates(path)} for path in views}
    assert {name: names for name, names in taken.items() if names} == {}
