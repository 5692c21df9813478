"""Bundle the style sheets, fonts and their licences: ``python -m leerwerk.web.bundle [NODE_MODULES] [TARGET]``.

Concatenates the component style sheets from npm and our own into one file, and copies the fonts beside it. The result
is served as static files from ``TARGET`` (default ``var/bundle``) and is not committed. Unchanged sources do nothing.
Documents are set in whole fonts: parts of one that share its name confuse the typesetter.
"""

import re
import shutil
import sys
from hashlib import sha256
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent.parent
COMPONENTS = (
    "alert",
    "badge-status",
    "breadcrumb-nav",
    "button",
    "button-group",
    "checkbox",
    "data-list",
    "form-field",
    "form-field-description",
    "form-field-error-message",
    "form-fieldset",
    "form-label",
    "link",
    "pagination",
    "radio-button",
    "select",
    "skip-link",
    "table",
    "textarea",
    "textbox",
)
FONTS = ("noto-sans", "noto-sans-arabic", "noto-sans-ethiopic")
PRINTED = ("400Regular", "700Bold")
OWN = (
    *("tokens", "nlds", "frame", "components", "paths", "tables", "forms"),
    *("conversation", "learning", "pictures", "print"),
)


def bundle(modules: Path, target: Path) -> bool:
    """Write the bundle; False when it was already up to date. Raises FileNotFoundError without the npm packages."""
    fonts = [modules / "@fontsource-variable" / font for font in FONTS]
    sheets = [
        *(modules / "@utrecht" / f"{name}-css" / "dist" / "index.min.css" for name in COMPONENTS),
        *(font / "index.css" for font in fonts),
        *(HERE / "css" / f"{name}.css" for name in OWN),
    ]
    text = "\n".join(sheet.read_text(encoding="utf-8") for sheet in sheets)
    text = (
        re.sub(r"url\(['\"]?\./files/", "url(fonts/", text)
        .replace(".woff2')", ".woff2)")
        .replace('.woff2")', ".woff2)")
    )
    printed = [modules / "@expo-google-fonts" / font for font in FONTS]
    about = [folder / "package.json" for folder in (*fonts, *printed)]
    digest = sha256((text + "".join(file.read_text(encoding="utf-8") for file in about)).encode()).hexdigest()
    web, stamp = target / "web", target / ".digest"
    if stamp.exists() and stamp.read_text() == digest and (web / "leerwerk.css").exists():
        return False
    shutil.rmtree(web, ignore_errors=True)
    (web / "fonts").mkdir(parents=True)
    for name in sorted(set(re.findall(r"url\(fonts/([^)]+)\)", text))):
        source = next(font / "files" / name for font in fonts if (font / "files" / name).exists())
        shutil.copyfile(source, web / "fonts" / name)
    for font in fonts:
        shutil.copyfile(font / "LICENSE", web / "fonts" / f"{font.name}-LICENSE.txt")
    (web / "print").mkdir()
    for folder in printed:
        for weight in PRINTED:
            for source in sorted((folder / weight).glob("*.ttf")):
                shutil.copyfile(source, web / "print" / source.name)
        shutil.copyfile(folder / "LICENSE_FONT", web / "print" / f"{folder.name}-LICENSE.txt")
    (web / "leerwerk.css").write_text(text, encoding="utf-8")
    stamp.write_text(digest)
    return True


def main(arguments: list[str]) -> int:
    """Bundle, and say what was done."""
    modules = Path(arguments[0]) if arguments else ROOT / "node_modules"
    target = Path(arguments[1]) if len(arguments) > 1 else ROOT / "var" / "bundle"
    try:
        new = bundle(modules, target)
    except FileNotFoundError as missing:
        sys.stderr.write(f"{missing.filename} is missing: run `npm ci --ignore-scripts` first.\n")
        return 1
    sys.stdout.write("style sheets bundled\n" if new else "style sheets unchanged\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
