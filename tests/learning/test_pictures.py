"""A word with a photo or drawing: who adds it, who sees it, and what is refused."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from leerwerk.learning.actions.craft import add_word, put_picture, remove_picture, remove_word, save_process
from leerwerk.learning.enums import EVENT_SENTENCES
from leerwerk.learning.models import VocabularyItem, WordPicture, WorkProcess
from leerwerk.learning.photos import MOST_BYTES, made_anew
from leerwerk.parties.models import Person
from leerwerk.privacy.models import Event
from leerwerk.trajectories.models import Cohort
from tests.cast import candidate
from tests.learning.drawing import claims, colour, drawing, opened, photo_of_a_phone
from tests.learning.lessons import Lessons

pytestmark = pytest.mark.django_db
type As = Callable[[Person], Client]
SAID = {"kind": "2_word", "text": "de schaar", "meaning": "om te knippen", "pictogram": "warning"}


def _who(lessons: Lessons, name: str) -> Person:
    if name == "amal":
        return Person.objects.get(email="amal@example.org")
    person: Person = getattr(lessons.running.cast, name)
    return person


def _process(lessons: Lessons) -> WorkProcess:
    row = WorkProcess(
        blueprint=lessons.cohort.version.blueprint, region=lessons.running.cast.region, title="Snoeien", explanation=""
    )
    return save_process(process=row, by=lessons.actor("lotte"))


def _word(
    lessons: Lessons, text: str = "de schaar", who: str = "lotte", *, file: bytes | None = None
) -> VocabularyItem:
    process = WorkProcess.objects.first() or _process(lessons)
    word = VocabularyItem(process=process, kind="2_word", text=text)
    return add_word(word=word, by=lessons.actor(who), photo=None if file is None else made_anew(file))


def _file(content: bytes, name: str = "foto.jpg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, content_type="image/jpeg")


def _address(word: VocabularyItem) -> str:
    return reverse("learning:picture", args=[word.pk])


def _page(word: VocabularyItem) -> str:
    return reverse("learning:word_picture", args=[word.pk])


def test_a_photo_that_bas_adds_with_a_word_is_what_amal_sees(lessons: Lessons, as_: As) -> None:
    add = reverse("learning:new_word", args=[_process(lessons).pk])
    bas = as_(lessons.running.cast.bas)
    shown = bas.get(add).content.decode()
    assert 'enctype="multipart/form-data"' in shown
    assert 'accept="image/jpeg,image/png,image/webp"' in shown
    assert bas.post(add, SAID | {"photo": _file(photo_of_a_phone())}).status_code == 302
    word = VocabularyItem.objects.get()
    kept = WordPicture.objects.get()
    assert (kept.width, kept.height, kept.added_by) == (427, 640, lessons.running.cast.bas)
    assert WorkProcess.objects.get().revision == 2, "one word, one revision"
    amal = as_(_who(lessons, "amal"))
    own = amal.get(reverse("learning:words", args=[lessons.amal.pk])).content.decode()
    part = own[own.index("<img") :].partition(">")[0]
    for told in (f'src="{_address(word)}?v={kept.fingerprint}"', 'alt="de schaar"', 'loading="lazy"'):
        assert told in part
    assert 'width="427" height="640"' in part
    assert "lw-icon-large" not in own, "it takes the place of the icon"
    answer = amal.get(_address(word))
    assert answer.status_code == 200
    assert answer["Content-Type"] == "image/webp"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Cache-Control"].startswith("private, max-age=")
    image = opened(answer.content)
    assert image.size == (427, 640)
    assert (colour(image, 0.5, 0.1), colour(image, 0.5, 0.9)) == ("red", "blue"), "upright"
    assert not image.getexif()
    again = amal.get(_address(word), headers={"If-None-Match": answer["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_everybody_who_reads_the_words_sees_it_and_nobody_else(lessons: Lessons, as_: As) -> None:
    word = _word(lessons, file=drawing())
    plain = _word(lessons, "het pad")
    for name in ("amal", "karim", "els", "bas", "lotte", "mo", "roos", "fleur", "vera"):
        assert as_(_who(lessons, name)).get(_address(word)).status_code == 200, name
        assert as_(_who(lessons, name)).get(_address(plain)).status_code == 404, "there is none"
    stranger = Person.objects.create(email="nieuw@example.org", given_name="Nieuw")
    row = candidate("U-9", "Nieuw", lessons.running.cast.utrecht)
    type(row).objects.filter(pk=row.pk).update(person=stranger)
    for person in (lessons.running.cast.dirk, stranger):
        assert as_(person).get(_address(word)).status_code == 404, person
    assert Client().get(_address(word)).status_code == 302, "asked to sign in"
    WorkProcess.objects.update(retired_at=timezone.now())
    assert as_(_who(lessons, "amal")).get(_address(word)).status_code == 404, "nobody reads the word any more"


def test_amal_sees_nothing_of_the_words_of_another_group(lessons: Lessons, as_: As) -> None:
    word = _word(lessons, file=drawing())
    Cohort.objects.filter(pk=lessons.cohort.pk).update(region=lessons.running.cast.elsewhere)
    assert as_(_who(lessons, "amal")).get(_address(word)).status_code == 404


def test_a_picture_is_added_later_replaced_and_removed(lessons: Lessons, as_: As) -> None:
    word, lotte = _word(lessons), as_(lessons.running.cast.lotte)
    listed = reverse("learning:processes", args=[word.process.blueprint_id])
    assert _page(word) in lotte.get(listed).content.decode()
    empty = lotte.get(_page(word)).content.decode()
    assert 'name="remove"' not in empty
    assert lotte.post(_page(word), {"photo": _file(drawing())}).status_code == 302
    first = WordPicture.objects.get()
    assert f"?v={first.fingerprint}" in lotte.get(listed).content.decode()
    there = lotte.get(_page(word)).content.decode()
    assert f"?v={first.fingerprint}" in there
    assert 'name="remove"' in there
    assert lotte.post(_page(word), {"photo": _file(drawing())}).status_code == 302
    assert WorkProcess.objects.get().revision == 3, "the same once more changes nothing"
    assert lotte.post(_page(word), {"photo": _file(drawing("WEBP", 400, 300))}).status_code == 302
    second = WordPicture.objects.get()
    assert (second.width, second.fingerprint != first.fingerprint) == (400, True)
    for _press in range(2):
        assert lotte.post(_page(word), {"remove": "yes"}).status_code == 302
    assert not WordPicture.objects.exists()
    assert VocabularyItem.objects.filter(pk=word.pk).exists()
    assert WorkProcess.objects.get().revision == 5
    assert "<img" not in lotte.get(listed).content.decode()


def test_what_was_done_with_pictures_stands_in_the_trail(lessons: Lessons) -> None:
    word, lotte = _word(lessons), lessons.actor("lotte")
    for _press in range(2):
        put_picture(word=word, photo=made_anew(drawing()), by=lotte)
    for _press in range(2):
        remove_picture(word=word, by=lotte)
    told = list(Event.objects.order_by("-id")[:4])[::-1]
    same = "learning.process_left_as_it_was"
    assert [one.kind for one in told] == ["learning.picture_put", same, "learning.picture_removed", same]
    assert told[0].facts == {"word": word.pk, "revision": 3}
    assert {one.kind for one in told} <= EVENT_SENTENCES.keys()


REFUSED: dict[str, Any] = {
    "text with the name of a photo": b"de schaar",
    "another kind": drawing("GIF"),
    "broken": photo_of_a_phone()[:4000],
    "made to fill the memory": claims(30_000, 30_000),
    "empty": b"",
    "too large a file": drawing("BMP", 2000, 1500) + bytes(MOST_BYTES),
}


@pytest.mark.parametrize("file", REFUSED.values(), ids=REFUSED)
def test_what_is_refused_says_so_at_the_field_and_nothing_is_kept(lessons: Lessons, as_: As, file: bytes) -> None:
    word, lotte = _word(lessons, file=drawing()), as_(lessons.running.cast.lotte)
    before = WordPicture.objects.get().fingerprint
    new = reverse("learning:new_word", args=[word.process_id])
    for address, said in ((_page(word), {}), (new, SAID | {"text": "het pad"})):
        answer = lotte.post(address, said | {"photo": _file(file)})
        assert answer.status_code == 422
        told = answer.content.decode()
        assert 'id="id_photo_error"' in told
        assert "Traceback" not in told
    assert WordPicture.objects.get().fingerprint == before
    assert VocabularyItem.objects.count() == 1


def test_a_page_that_is_sent_without_a_file_asks_for_one(lessons: Lessons, as_: As) -> None:
    answer = as_(lessons.running.cast.lotte).post(_page(_word(lessons)))
    assert answer.status_code == 422
    assert 'id="id_photo_error"' in answer.content.decode()


def test_only_who_may_change_the_word_changes_its_picture(lessons: Lessons, as_: As) -> None:
    word, bas = _word(lessons), as_(lessons.running.cast.bas)
    for name in ("bas", "vera", "mo", "karim", "fleur", "dirk", "amal"):
        browser = as_(_who(lessons, name))
        assert browser.get(_page(word)).status_code == 404, name
        assert browser.post(_page(word), {"photo": _file(drawing())}).status_code == 404, name
    assert _page(word) not in bas.get(reverse("learning:processes", args=[word.process.blueprint_id])).content.decode()
    again = {"kind": "2_word", "text": "de schaar", "meaning": "", "pictogram": ""}
    new = reverse("learning:new_word", args=[word.process_id])
    assert as_(_who(lessons, "bas")).post(new, again | {"photo": _file(drawing())}).status_code == 422, "Lotte's word"
    assert not WordPicture.objects.exists()
    assert as_(_who(lessons, "lotte")).post(new, again | {"photo": _file(drawing())}).status_code == 302
    assert as_(_who(lessons, "roos")).post(_page(word), {"remove": "yes"}).status_code == 302
    theirs = _word(lessons, "het pad", "bas")
    assert as_(_who(lessons, "bas")).post(_page(theirs), {"photo": _file(drawing())}).status_code == 302


def test_the_same_word_with_a_picture_keeps_the_word_and_gets_the_picture(lessons: Lessons) -> None:
    word = _word(lessons)
    for file, revision in ((drawing(), 3), (drawing(), 3), (drawing("WEBP", 90, 90), 4)):
        assert _word(lessons, file=file) == word
        assert WorkProcess.objects.get().revision == revision
    assert _word(lessons) == word
    assert WordPicture.objects.get().width == 90, "a word that is written once more without one keeps it"


def test_a_picture_goes_with_its_word(lessons: Lessons) -> None:
    word, lotte = _word(lessons, file=drawing()), lessons.actor("lotte")
    seen = VocabularyItem.objects.get(pk=word.pk)
    remove_word(word=word, by=lotte)
    assert not WordPicture.objects.exists()
    with pytest.raises(VocabularyItem.DoesNotExist):
        put_picture(word=seen, photo=made_anew(drawing()), by=lotte)


def test_thirty_words_cost_what_one_does_and_no_page_reads_the_bytes(lessons: Lessons, as_: As) -> None:
    word = _word(lessons, file=drawing())
    pages = [
        ("amal", reverse("learning:words", args=[lessons.amal.pk])),
        ("bas", reverse("learning:words", args=[lessons.amal.pk])),
        ("lotte", reverse("learning:processes", args=[word.process.blueprint_id])),
        ("lotte", _page(word)),
    ]

    def asked() -> list[int]:
        found = []
        for name, address in pages:
            browser = as_(_who(lessons, name))
            with CaptureQueriesContext(connection) as queries:
                assert browser.get(address).status_code == 200
            told = [one["sql"] for one in queries if "SAVEPOINT" not in one["sql"]]
            assert not any('"learning_wordpicture"."content"' in one for one in told)
            found.append(len(told))
        return found

    one = asked()
    for number in range(29):
        _word(lessons, f"woord {number}", file=drawing() if number % 2 else None)
    assert asked() == one
    assert max(one) <= 10
