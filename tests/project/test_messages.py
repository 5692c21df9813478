"""The tool that finds sentences and keeps their Dutch: it must find them all, and lose none."""

from pathlib import Path

import pytest

from scripts import messages

CODE = """
from django.utils.translation import gettext_lazy as _, ngettext, pgettext_lazy

TITLE = _("The plan of " "this season")
COUNT = ngettext("%(count)d person", "%(count)d people", 3)
MONTH = pgettext_lazy("month", "May")
NOT_SAID = "never shown"
"""
PAGE = """
<div>
      {% translate "Save" %} (an open bracket, and it's "quoted"
  {% blocktranslate trimmed count n=people|length %}
    {{ name }} sees {{ n }} person
  {% plural %}
    {{ name }} sees {{ n }} people
  {% endblocktranslate %}
  <a title="{% translate 'Go on' context 'button' %}">{{ note|default:_("nothing yet") }}</a>
</div>
"""


@pytest.fixture
def room(tmp_path: Path) -> Path:
    (tmp_path / "templates").mkdir()
    (tmp_path / "__init__.py").write_text(CODE, encoding="utf-8")
    (tmp_path / "templates" / "page.html").write_text(PAGE, encoding="utf-8")
    return tmp_path


def translate(room: Path, english: str, dutch: str) -> None:
    path = messages.catalogue(room)
    before = path.read_text(encoding="utf-8")
    after = before.replace(f'{english}"\nmsgstr ""', f'{english}"\nmsgstr "{dutch}"', 1)
    assert after != before
    path.write_text(after, encoding="utf-8")


def test_every_sentence_of_code_and_page_is_found(room: Path) -> None:
    assert {(one.context, one.text) for one in messages.extract(room)} == {
        (None, "The plan of this season"),
        (None, ("%(count)d person", "%(count)d people")),
        ("month", "May"),
        (None, "Save"),
        (None, ("%(name)s sees %(n)s person", "%(name)s sees %(n)s people")),
        ("button", "Go on"),
        (None, "nothing yet"),
    }


def test_a_room_without_dutch_is_told_every_sentence_it_lacks(room: Path) -> None:
    assert len(list(messages.mistakes(room))) == 7
    assert messages.update(room) == 7
    assert sum("not translated" in line for line in messages.mistakes(room)) == 7


def test_a_translation_survives_an_update_and_is_never_guessed(room: Path) -> None:
    messages.update(room)
    translate(room, "Save", "Bewaren")
    (room / "templates" / "page.html").write_text(PAGE + '{% translate "Save it" %}', encoding="utf-8")
    messages.update(room)
    catalog = messages.read(messages.catalogue(room))
    kept, fresh = catalog.get("Save"), catalog.get("Save it")
    assert kept is not None
    assert kept.string == "Bewaren"
    assert fresh is not None
    assert fresh.string == ""
    assert not any(message.fuzzy for message in catalog if message.id)


def test_what_is_no_longer_said_stays_until_pruned(room: Path) -> None:
    messages.update(room)
    (room / "templates" / "page.html").unlink()
    messages.update(room)
    assert messages.read(messages.catalogue(room)).get("Save") is not None
    messages.update(room, prune=True)
    assert messages.read(messages.catalogue(room)).get("Save") is None


def test_an_update_of_nothing_new_changes_nothing(room: Path) -> None:
    messages.update(room)
    before = messages.catalogue(room).read_bytes()
    messages.update(room)
    assert messages.catalogue(room).read_bytes() == before


def test_a_translation_that_loses_a_name_is_a_mistake(tmp_path: Path) -> None:
    (tmp_path / "__init__.py").write_text('A = gettext("Dear %(name)s")\n', encoding="utf-8")
    messages.update(tmp_path)
    translate(tmp_path, "Dear %(name)s", "Beste %(naam)s")
    assert ["other places" in line for line in messages.mistakes(tmp_path)] == [True]


def test_an_uncertain_translation_is_a_mistake(tmp_path: Path) -> None:
    (tmp_path / "__init__.py").write_text('A = gettext("Leave")\n', encoding="utf-8")
    messages.update(tmp_path)
    translate(tmp_path, "Leave", "Verlof")
    path = messages.catalogue(tmp_path)
    path.write_text(
        path.read_text(encoding="utf-8").replace('msgid "Leave"', '#, fuzzy\nmsgid "Leave"'), encoding="utf-8"
    )
    assert ["uncertain" in line for line in messages.mistakes(tmp_path)] == [True]


def test_two_rooms_that_translate_a_word_differently_are_told(tmp_path: Path) -> None:
    for room, dutch in (("one", "Groep"), ("two", "Klas")):
        (tmp_path / room).mkdir()
        (tmp_path / room / "__init__.py").write_text('A = gettext("Group")\n', encoding="utf-8")
        messages.update(tmp_path / room)
        translate(tmp_path / room, "Group", dutch)
    (quarrel,) = messages.quarrels([tmp_path / "one", tmp_path / "two"])
    assert "Groep" in quarrel
    assert "Klas" in quarrel
