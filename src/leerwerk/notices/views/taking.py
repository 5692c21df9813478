"""Taking a matter, giving it to a colleague, and giving it back to everybody."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from leerwerk.notices import actions, queries, rules
from leerwerk.notices.forms import GiveForm
from leerwerk.notices.kinds import todo
from leerwerk.notices.models import Matter
from leerwerk.privacy.doors import ActorRequest, changes


def _closed(request: ActorRequest) -> None:
    messages.info(request, _("This was done in the meantime. Nothing was changed."))


@changes(rules.PEERS_TAKE_A_MATTER)
def take(request: ActorRequest, matter: Matter) -> HttpResponse:
    """I do this."""
    if request.method == "POST":
        try:
            actions.take_matter(matter=matter, by=request.actor)
        except actions.MatterIsClosed:
            _closed(request)
        else:
            messages.success(request, _("You do this. Your colleagues see that."))
    return redirect("notices:mine")


@changes(rules.PEERS_TAKE_A_MATTER)
def give(request: ActorRequest, matter: Matter) -> HttpResponse:
    """A colleague does this, or anybody of us again."""
    colleagues = queries.colleagues_of(request.actor)
    form = GiveForm(request.POST or None, colleagues=colleagues)
    if request.method == "POST":
        form = GiveForm(request.POST, colleagues=colleagues)
        if form.is_valid():
            to = form.cleaned_data["to"]
            try:
                if to is None:
                    actions.give_back(matter=matter, by=request.actor)
                else:
                    actions.give_matter(matter=matter, to=to, by=request.actor)
            except actions.MatterIsClosed:
                _closed(request)
            else:
                told = _("%(name)s does this.") % {"name": to.person} if to else _("Anybody of you can do this again.")
                messages.success(request, told)
            return redirect("notices:mine")
    (line,) = queries.lines_of(Matter.objects.filter(pk=matter.pk), request.actor)
    context = {
        "form": form,
        "line": line,
        "title": _("Who does this?"),
        "lead": todo(matter.kind).what,
        "back": reverse("notices:mine"),
        "button": _("Save"),
    }
    return render(request, "notices/form.html", context, status=422 if request.method == "POST" else 200)
