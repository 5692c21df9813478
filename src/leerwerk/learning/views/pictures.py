"""The photo or drawing of a word: shown to who reads the word, and changed by who supplied it."""

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseNotModified
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from leerwerk.learning import rules
from leerwerk.learning.actions import craft as actions
from leerwerk.learning.forms.pictures import PictureForm
from leerwerk.learning.models import VocabularyItem, WordPicture
from leerwerk.learning.queries import craft as queries
from leerwerk.privacy.doors import ActorRequest, changes, shows

KEPT = 24 * 60 * 60  # seconds that a browser need not ask again; another picture has another address


@changes(rules.SUPPLIERS_REMOVE_A_WORD)
def word_picture(request: ActorRequest, word: VocabularyItem) -> HttpResponse:
    """Show the picture of a word, and add, replace or remove it."""
    sent = request.method == "POST"
    if sent and request.POST.get("remove"):
        actions.remove_picture(word=word, by=request.actor)
        messages.success(request, _("The photo or drawing was removed."))
        return redirect("learning:word_picture", pk=word.pk)
    form = PictureForm(request.POST, request.FILES) if sent else PictureForm()
    if sent and form.is_valid():
        try:
            actions.put_picture(word=word, photo=form.cleaned_data["photo"], by=request.actor)
        except VocabularyItem.DoesNotExist:
            raise Http404 from None
        messages.success(request, _("Everybody who reads this word now sees the photo or drawing."))
        return redirect("learning:word_picture", pk=word.pk)
    context = {"form": form, "word": word, "picture": queries.picture_of(word)}
    return render(request, "learning/word_picture.html", context, status=422 if sent else 200)


@shows(rules.READERS_SEE_A_PICTURE)
def picture(request: ActorRequest, word: VocabularyItem) -> HttpResponse:
    """The picture itself, which a browser may keep."""
    known = get_object_or_404(WordPicture, word=word)
    tag = f'"{known.fingerprint}"'
    headers = {
        "ETag": tag,
        "Cache-Control": f"private, max-age={KEPT}",
        "X-Content-Type-Options": "nosniff",
    }
    if request.headers.get("If-None-Match") == tag:
        return HttpResponseNotModified(headers=headers)
    return HttpResponse(bytes(known.content), content_type="image/webp", headers=headers)
