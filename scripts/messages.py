"""Sentences on screen: find them, carry them into each room's Dutch catalogue, check and compile. No gettext programs.

``python scripts/messages.py update`` (add ``--prune`` to drop what the code no longer says), ``check`` or ``compile``.
"""

import argparse
import io
import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract as babel_extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "src" / "leerwerk"
LANGUAGE = "nl"
# The names of the languages stand in the settings and are said by Django's own catalogues.
SAID_ELSEWHERE = {"config"}
KEYWORDS: dict[str, tuple[int | tuple[int, int] | tuple[int, str], ...] | None] = {"_": None}
for lazy in ("", "_lazy", "_noop"):
    KEYWORDS[f"gettext{lazy}"] = None
    KEYWORDS[f"ngettext{lazy}"] = (1, 2)
    KEYWORDS[f"pgettext{lazy}"] = ((1, "c"), 2)
    KEYWORDS[f"npgettext{lazy}"] = ((1, "c"), 2, 3)
HEADER = f"""# Dutch sentences of {{room}}.
msgid ""
msgstr ""
"Language: {LANGUAGE}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

"""
PLACE = re.compile(r"%\((\w+)\)|%[sd]|\{(\w*)[^{}]*\}")


@dataclass(frozen=True, slots=True)
class Found:
    """One sentence in the source: its context, its text or (singular, plural), and the file that says it."""

    context: str | None
    text: str | tuple[str, str]
    file: str

    @property
    def key(self) -> tuple[str | None, str]:
        """What tells it from others."""
        return self.context, self.text if isinstance(self.text, str) else self.text[0]


def rooms(package: Path = PACKAGE) -> Iterator[Path]:
    """Name the folders that may have a catalogue of their own."""
    for folder in sorted(package.iterdir()):
        if (folder / "__init__.py").exists() and folder.name not in SAID_ELSEWHERE:
            yield folder


def catalogue(room: Path) -> Path:
    """Return where a room's Dutch stands."""
    return room / "locale" / LANGUAGE / "LC_MESSAGES" / "django.po"


def extract(room: Path) -> list[Found]:
    """Return every sentence of a room's code and templates, in the order of its files."""
    found: dict[tuple[str | None, str], Found] = {}
    for path in sorted([*room.rglob("*.py"), *room.rglob("*.html"), *room.rglob("*.txt")]):
        inside = path.relative_to(room)
        if path.suffix != ".py" and "templates" not in inside.parts:
            continue
        if "migrations" in inside.parts:
            continue
        for one in _sentences(path, inside.as_posix()):
            known = found.get(one.key)
            if known is None or (isinstance(known.text, str) and not isinstance(one.text, str)):
                found[one.key] = one
    return list(found.values())


def _sentences(path: Path, name: str) -> Iterator[Found]:
    source = path.read_text(encoding="utf-8")
    if path.suffix != ".py":
        from django.utils.translation.template import templatize

        # What is left of a template is no program: its lines are indented at will.
        source = re.sub(r"(?m)^[ \t]+", "", templatize(source, origin=str(path)))
    file = io.BytesIO(source.encode())
    for _line, said, _comments, context in babel_extract("python", file, KEYWORDS, options={"encoding": "utf-8"}):
        yield Found(context, said if isinstance(said, str) else (said[0], said[1]), name)


def read(path: Path) -> Catalog:
    """Return the catalogue in a file; an empty one when there is none."""
    if not path.exists():
        return Catalog(locale=LANGUAGE)
    with path.open("rb") as file:
        return read_po(file, locale=LANGUAGE)


def update(room: Path, *, prune: bool = False) -> int:
    """Bring a room's catalogue up to its source, keeping every translation; return how many await one."""
    found = extract(room)
    path = catalogue(room)
    old = read(path)
    if not found and not path.exists():
        return 0
    fresh = Catalog(locale=LANGUAGE)
    for one in found:
        before = old.get(one.key[1], one.context)
        fresh.add(one.text, _carried(before, one), locations=[(one.file, 0)], context=one.context, flags=_flags(one))
    spoken = {one.key for one in found}
    for message in old:
        if message.id and not prune and _key(message) not in spoken:
            fresh.add(message.id, message.string, context=message.context, user_comments=message.user_comments)
    body = io.BytesIO()
    write_po(body, fresh, omit_header=True, include_lineno=False, width=118)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(HEADER.format(room=room.name) + body.getvalue().decode().strip("\n") + "\n", encoding="utf-8")
    return sum(1 for message in fresh if message.id and not all(_strings(message)))


def _carried(before: Message | None, now: Found) -> str | tuple[str, ...]:
    """Return the translation to keep: the old one where it has the shape of the new sentence."""
    plural = not isinstance(now.text, str)
    if before is None or before.fuzzy or isinstance(before.string, str) == plural:
        return ("", "") if plural else ""
    return before.string if isinstance(before.string, str) else _strings(before)


def _flags(one: Found) -> list[str]:
    text = one.text if isinstance(one.text, str) else one.text[1]
    return ["python-format"] if re.search(r"%\(\w+\)|%[sd]", text) else []


def _key(message: Message) -> tuple[str | None, str]:
    return message.context, message.id if isinstance(message.id, str) else message.id[0]


def _strings(message: Message) -> tuple[str, ...]:
    return (message.string,) if isinstance(message.string, str) else tuple(message.string or ())


def _places(text: str) -> set[str]:
    return {match[0].split("!")[0].split(":")[0].rstrip("}") for match in PLACE.finditer(text.replace("%%", ""))}


def mistakes(room: Path) -> Iterator[str]:
    """Name everything that keeps a room from speaking Dutch: missing, empty, uncertain, or with other gaps to fill."""
    catalog = read(catalogue(room))
    for one in extract(room):
        message = catalog.get(one.key[1], one.context)
        if message is None:
            yield f'{room.name}/{one.file}: the catalogue lacks "{one.key[1]}"'
        elif isinstance(message.id, str) != isinstance(one.text, str):
            yield f'{room.name}/{one.file}: one has a plural, the other has none: "{one.key[1]}"'
    for message in catalog:
        if not message.id:
            continue
        name = _key(message)[1]
        if message.fuzzy:
            yield f'{room.name}: uncertain (fuzzy): "{name}"'
        if not all(text.strip() for text in _strings(message)):
            yield f'{room.name}: not translated: "{name}"'
        else:
            yield from _gaps(room.name, message)


def _gaps(room: str, message: Message) -> Iterator[str]:
    """The Dutch of the plural has the same places as the English; that of the singular may leave the number out."""
    ids = (message.id,) if isinstance(message.id, str) else tuple(message.id)
    *singular, last = _strings(message)
    allowed = set().union(*(_places(text) for text in ids))
    if _places(last) != _places(ids[-1]) or any(not _places(text) <= allowed for text in singular):
        yield f'{room}: other places to fill in than "{ids[-1]}"'


def quarrels(folders: Iterable[Path]) -> Iterator[str]:
    """Name sentences to which two rooms give different Dutch: on screen one of them would win everywhere."""
    said: dict[tuple[str | None, str], tuple[str, tuple[str, ...]]] = {}
    for room in folders:
        for message in read(catalogue(room)):
            if not message.id:
                continue
            first, strings = said.setdefault(_key(message), (room.name, _strings(message)))
            here = _strings(message)
            if not all(strings) or not all(here):
                continue
            for one, other in zip(strings, here, strict=False):  # a plural goes by its singular: both must agree
                if one != other:
                    yield (
                        f'{first} says "{one}", {room.name} says "{other}" for "{_key(message)[1]}": '
                        "make them the same, or give one a context"
                    )


def check() -> int:
    """Print every mistake; return the exit code."""
    folders = list(rooms())
    found = [line for room in folders for line in mistakes(room)] + list(quarrels(folders))
    for line in found:
        print(line)
    sentences = sum(len(extract(room)) for room in folders)
    if not sentences:
        print("found no sentences at all: the search itself must be broken")
        return 1
    print(f"{sentences} sentences in {len(folders)} rooms, {len(found)} mistakes")
    return 1 if found else 0


def compile_all() -> int:
    """Write every catalogue as Django reads it."""
    for room in rooms():
        path = catalogue(room)
        if path.exists():
            compiled = io.BytesIO()
            write_mo(compiled, read(path))
            path.with_suffix(".mo").write_bytes(compiled.getvalue())
            print(path.relative_to(ROOT))
    return 0


def main() -> int:
    """Do what the command line asks."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("task", choices=["update", "check", "compile"])
    parser.add_argument("room", nargs="*", help="with update: only these rooms")
    parser.add_argument("--prune", action="store_true", help="with update: drop sentences that the code no longer says")
    asked = parser.parse_args()
    if asked.task == "check":
        return check()
    if asked.task == "compile":
        return compile_all()
    for room in rooms():
        if not asked.room or room.name in asked.room:
            print(f"{room.name}: {update(room, prune=asked.prune)} to translate")
    return 0


if __name__ == "__main__":
    sys.exit(main())
