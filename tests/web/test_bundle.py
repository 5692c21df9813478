"""One style sheet and its fonts, made of what npm fetched and of our own."""

import re
from pathlib import Path

import pytest

from leerwerk.web import bundle


@pytest.fixture
def modules(tmp_path: Path) -> Path:
    """A small ``node_modules`` with every package that the bundle wants."""
    root = tmp_path / "node_modules"
    for name in bundle.COMPONENTS:
        sheet = root / "@utrecht" / f"{name}-css" / "dist" / "index.min.css"
        sheet.parent.mkdir(parents=True)
        sheet.write_text(f".utrecht-{name} {{ color: red }}")
    for name in bundle.FONTS:
        font = root / "@fontsource-variable" / name
        (font / "files").mkdir(parents=True)
        (font / "files" / f"{name}-latin.woff2").write_bytes(b"woff2")
        (font / "index.css").write_text(f"@font-face {{ src: url(./files/{name}-latin.woff2) format('woff2') }}")
        (font / "LICENSE").write_text("OFL")
        (font / "package.json").write_text('{"version": "1.0.0"}')
        whole = root / "@expo-google-fonts" / name
        for weight in bundle.PRINTED:
            (whole / weight).mkdir(parents=True)
            (whole / weight / f"{name}_{weight}.ttf").write_bytes(b"ttf")
        (whole / "LICENSE_FONT").write_text("OFL")
        (whole / "package.json").write_text('{"version": "1.0.0"}')
    return root


def test_a_page_loads_one_sheet_whose_fonts_are_beside_it(modules: Path, tmp_path: Path) -> None:
    target = tmp_path / "bundle"
    assert bundle.bundle(modules, target)
    sheet = (target / "web" / "leerwerk.css").read_text(encoding="utf-8")
    assert ".utrecht-button" in sheet
    assert ".lw-card" in sheet
    fonts = re.findall(r"url\((fonts/[^)]+)\)", sheet)
    assert len(fonts) == len(bundle.FONTS)
    assert all((target / "web" / font).exists() for font in fonts)
    assert len(list((target / "web" / "fonts").glob("*-LICENSE.txt"))) == len(bundle.FONTS), "the licence goes along"
    assert len(list((target / "web" / "print").glob("*.ttf"))) == 2 * len(bundle.FONTS)
    assert len(list((target / "web" / "print").glob("*-LICENSE.txt"))) == len(bundle.FONTS)


def test_what_did_not_change_is_not_made_again(modules: Path, tmp_path: Path) -> None:
    target = tmp_path / "bundle"
    bundle.bundle(modules, target)
    assert not bundle.bundle(modules, target)
    (modules / "@utrecht" / "button-css" / "dist" / "index.min.css").write_text(".utrecht-button { color: blue }")
    assert bundle.bundle(modules, target)
    (modules / "@fontsource-variable" / "noto-sans" / "package.json").write_text('{"version": "1.0.1"}')
    assert bundle.bundle(modules, target)


def test_missing_packages_are_named_with_what_to_do(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert bundle.main([str(tmp_path / "nothing"), str(tmp_path / "bundle")]) == 1
    assert "npm ci" in capsys.readouterr().err


def test_our_own_style_sheets_mirror_by_themselves() -> None:
    """Right-to-left comes for free only where no rule names left or right."""
    physical = re.compile(
        r"(?<![\w-])(?:(?:margin|padding|border)-(?:left|right|top|bottom)|(?:left|right|top|bottom)\s*:"
        r"|text-align:\s*(?:left|right)|float:\s*(?:left|right))"
    )
    sheets = {path.stem for path in (bundle.HERE / "css").glob("*.css")}
    assert sheets == set(bundle.OWN), "every sheet is bundled"
    for sheet in sheets:
        text = (bundle.HERE / "css" / f"{sheet}.css").read_text(encoding="utf-8")
        assert not physical.findall(text), sheet
