"""Signals: the open ones, one with what raised it and what was done, thresholds, and how they fare."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Page
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from leerwerk.coaching import actions
from leerwerk.coaching.forms.signals import AnswerForm, HelpedForm, SignalFilter, ThresholdForm
from leerwerk.coaching.models import Signal, SignalResponse
from leerwerk.coaching.queries import signals as queries
from leerwerk.coaching.rules import signals as rules
from leerwerk.coaching.signal_enums import KEPT_FROM_OTHERS, Code, Done, Helped
from leerwerk.coaching.signal_words import GLYPHS, THRESHOLDS, about_side, reasons_of
from leerwerk.engine.coaching.signal_facts import DEFAULT, OF_CODE, SignalCode
from leerwerk.parties.enums import Function
from leerwerk.parties.models import Region
from leerwerk.privacy.doors import ActorRequest, changes, shows
from leerwerk.trajectories.queries.participants import with_names
from leerwerk.web.paging import CountedUpTo

PER_PAGE = 40


def _shown(line: queries.Line) -> dict[str, Any]:
    signal = line.signal
    return {
        "signal": signal,
        "person": signal.enrolment.participant,
        "group": signal.enrolment.cohort.code,
        "side": about_side(signal),
        "glyph": GLYPHS[Code(signal.code)],
        "reasons": reasons_of(signal),
        "coach": line.coach,
        "last": line.last,
    }


@shows(rules.COACHES_SEE_SIGNALS)
def signals(request: ActorRequest) -> HttpResponse:
    """The open signals about whom somebody mentors, guides or directs, each with what raised it."""
    form = SignalFilter(request.GET, own=request.actor.function == Function.CASEWORKER)
    code = form.cleaned_data["code"] if form.is_valid() else ""
    paginator = CountedUpTo(queries.open_signals(request.actor, code).values_list("pk", flat=True), PER_PAGE)
    page: Page[int] = paginator.get_page(request.GET.get("page"))
    context = {
        "form": form,
        "page": page,
        "more": paginator.more,
        "lines": [_shown(line) for line in queries.lines_of(list(page.object_list))],
        "narrowed": bool(code),
        "directs": request.actor.function == Function.DIRECTOR,
    }
    return render(request, "coaching/signals.html", context)


def _asked_of(signal: Signal, responses: list[SignalResponse], form: HelpedForm | None) -> HelpedForm | None:
    """Return the question whether the last thing that was done helped, when that was not said yet."""
    last = responses[0] if responses else None
    if last is None or last.helped or last.done == Done.NOTHING:
        return None
    return form or HelpedForm(initial={"response": last.pk})


def _page(request: ActorRequest, signal: Signal, form: AnswerForm, helped: HelpedForm | None = None) -> HttpResponse:
    named = with_names([signal.enrolment])
    if not named:
        raise Http404
    responses = list(signal.responses.select_related("organisation", "by"))
    context = {
        "signal": signal,
        "person": named[0].participant,
        "group": signal.enrolment.cohort,
        "side": about_side(signal),
        "glyph": GLYPHS[Code(signal.code)],
        "reasons": reasons_of(signal),
        "coach": queries.coaches_of([signal]).get((signal.enrolment_id, signal.side), ""),
        "responses": responses,
        "earlier": queries.earlier_of(signal, request.actor),
        "form": form,
        "helped_form": _asked_of(signal, responses, helped),
        "own": signal.code in KEPT_FROM_OTHERS,
    }
    return render(request, "coaching/signal.html", context, status=422 if request.method == "POST" else 200)


@changes(rules.COACHES_ANSWER_A_SIGNAL)
def signal(request: ActorRequest, row: Signal) -> HttpResponse:
    """One signal: what raised it, what was done before, and a form for what is done now."""
    form = AnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        actions.answer_signal(signal=row, done=Done(said["done"]), words=said["words"], by=request.actor)
        messages.success(request, _("Saved. In three weeks you are asked whether it helped."))
        return redirect("coaching:signal", pk=row.pk)
    return _page(request, row, form)


@changes(rules.COACHES_ANSWER_A_SIGNAL)
def helped(request: ActorRequest, row: Signal) -> HttpResponse:
    """Whether what was done last helped."""
    if request.method != "POST":
        return redirect("coaching:signal", pk=row.pk)
    form = HelpedForm(request.POST)
    if form.is_valid():
        response = row.responses.select_related("signal__enrolment").filter(pk=form.cleaned_data["response"]).first()
        if response is None:
            raise Http404
        try:
            actions.say_helped(response=response, helped=Helped(form.cleaned_data["helped"]), by=request.actor)
        except actions.SaidMeanwhile:
            messages.error(request, _("Somebody else said meanwhile whether it helped. Look at what they said."))
        else:
            messages.success(request, _("Saved."))
        return redirect("coaching:signal", pk=row.pk)
    return _page(request, row, AnswerForm(), form)


def _set(name: str, thresholds: dict[str, int]) -> int:
    return int(thresholds.get(name, getattr(DEFAULT, name)))


@shows(rules.DIRECTORS_SET_THRESHOLDS)
def thresholds(request: ActorRequest) -> HttpResponse:
    """From when the region raises each signal, beside the usual."""
    today = timezone.localdate()
    own = queries.rules_of(request.actor.region, today)
    rows = [
        {
            "code": code,
            "words": Code(code).label,
            "glyph": GLYPHS[Code(code)],
            "on": own[code].on if code in own else True,
            "since": own[code].since if code in own else None,
            "values": [
                {
                    "words": THRESHOLDS[name],
                    "now": _set(name, own[code].thresholds if code in own else {}),
                    "usual": getattr(DEFAULT, name),
                }
                for name in names
            ],
        }
        for code, names in OF_CODE.items()
    ]
    context = {"rows": rows, "ahead": queries.rules_ahead(request.actor.region, today)}
    return render(request, "coaching/thresholds.html", context)


@changes(rules.DIRECTORS_SET_THRESHOLDS)
def threshold(request: ActorRequest, code: str) -> HttpResponse:
    """Say from when the region raises one signal."""
    if code not in set(SignalCode):
        raise Http404
    asked, today = SignalCode(code), timezone.localdate()
    own = queries.rules_of(request.actor.region, today).get(code)
    now = {name: _set(name, own.thresholds if own else {}) for name in OF_CODE[asked]}
    now_shown: dict[str, Any] = {**now, "on": own.on if own else True, "since": today}
    form = ThresholdForm(request.POST or None, code=asked, initial=now_shown)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        actions.set_thresholds(
            region=Region.objects.get(pk=request.actor.region),
            code=asked,
            on=said["on"],
            thresholds=form.thresholds(),
            since=said["since"],
            by=request.actor,
        )
        messages.success(request, _("Saved."))
        return redirect("coaching:thresholds")
    context = {"form": form, "words": Code(code).label}
    return render(request, "coaching/threshold.html", context, status=422 if request.method == "POST" else 200)


@shows(rules.DIRECTORS_SEE_HOW_SIGNALS_FARE)
def fared(request: ActorRequest) -> HttpResponse:
    """How many signals of each code were raised, answered, and helped, over a year."""
    rows = [
        {"words": Code(one.code).label, "glyph": GLYPHS[Code(one.code)], "one": one}
        for one in queries.fared(request.actor.region, timezone.localdate())
    ]
    return render(request, "coaching/signals_fared.html", {"rows": rows})
