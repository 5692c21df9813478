"""The components. Each is a tag with named arguments; an unknown argument or icon is an error, never a silence."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import template
from django.core.paginator import Page
from django.forms import BaseForm, BoundField
from django.forms.widgets import CheckboxInput, CheckboxSelectMultiple, RadioSelect
from django.http import HttpRequest
from django.template import Context
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from leerwerk.web.amounts import euros, percent
from leerwerk.web.icons import DIRECTED, ICONS

register = template.Library()
register.simple_tag(percent)
register.filter(euros)
TONES = frozenset({"neutral", "info", "good", "warn", "bad"})
BUTTONS = {
    "primary": "utrecht-button--primary-action",
    "secondary": "utrecht-button--secondary-action",
    "danger": "utrecht-button--primary-action utrecht-button--danger",
    "quiet": "utrecht-button--subtle",
}
DAYS = (gettext_lazy("Mon"), gettext_lazy("Tue"), gettext_lazy("Wed"), gettext_lazy("Thu"), gettext_lazy("Fri"))
SELECTED = frozenset({CheckboxSelectMultiple, RadioSelect})
ALERTS = {"neutral": "info", "info": "info", "good": "ok", "warn": "warning", "bad": "error"}
BADGES = {"neutral": "neutral", "info": "active", "good": "safe", "warn": "warning", "bad": "danger"}


def _tone(tone: str) -> str:
    if tone not in TONES:
        raise template.TemplateSyntaxError(f"unknown tone {tone!r}; known: {sorted(TONES)}")
    return tone


@register.simple_tag
def icon(name: str, *, label: str = "", large: bool = False) -> SafeString:
    """Return a pictogram; with a label it speaks, without it is decoration."""
    if name not in ICONS:
        raise template.TemplateSyntaxError(f"unknown icon {name!r}")
    spoken = format_html('role="img" aria-label="{}"', label) if label else mark_safe('aria-hidden="true"')
    size = (" lw-icon-large" if large else "") + (" lw-flip" if name in DIRECTED else "")
    return format_html('<svg class="lw-icon{}" viewBox="0 0 24 24" {}><path d="{}"/></svg>', size, spoken, ICONS[name])


@register.simple_tag
def button(
    text: str,
    *,
    href: str = "",
    kind: str = "primary",
    glyph: str = "",
    name: str = "",
    value: object = "",
    form: str = "",
    action: str = "",
    opens: str = "",
) -> SafeString:
    """Return a link that looks like a button (with ``href``), or a button that sends its form or ``opens`` a dialog.

    ``action``: where it sends its form, when not to where the form goes itself.
    """
    if kind not in BUTTONS:
        raise template.TemplateSyntaxError(f"unknown kind of button {kind!r}")
    inside = format_html("{}{}", icon(glyph) if glyph else "", text)
    classes = f"utrecht-button {BUTTONS[kind]}"
    if href:
        return format_html('<a class="{} utrecht-button-link" href="{}">{}</a>', classes, href, inside)
    if opens:
        return format_html(
            '<button type="button" class="{}" data-dialog="{}" aria-haspopup="dialog">{}</button>',
            classes,
            opens,
            inside,
        )
    named = format_html(' name="{}" value="{}"', name, value) if name else ""
    owner = format_html(' form="{}"', form) if form else ""
    where = format_html(' formaction="{}"', action) if action else ""
    return format_html('<button class="{}"{}{}{}>{}</button>', classes, named, owner, where, inside)


@register.simple_tag
def badge(text: object, *, tone: str = "neutral", glyph: str = "") -> SafeString:
    """Return a small label for a state."""
    return format_html(
        '<span class="utrecht-badge-status utrecht-badge-status--{} lw-badge lw-badge-{}">{}{}</span>',
        BADGES[_tone(tone)],
        tone,
        icon(glyph) if glyph else "",
        text,
    )


@register.simple_block_tag
def alert(content: str, *, tone: str = "info") -> SafeString:
    """A message that stands out."""
    glyph = {"good": "check", "info": "info"}.get(_tone(tone), "warning")
    role = "alert" if tone == "bad" else "status"
    return format_html(
        '<div class="utrecht-alert utrecht-alert--{} lw-alert lw-alert-{}" role="{}">{}'
        '<div class="utrecht-alert__content">{}</div></div>',
        ALERTS[tone],
        tone,
        role,
        icon(glyph),
        content,
    )


@register.simple_block_tag
def card(content: str, *, title: object = "", href: str = "", tone: str = "neutral", level: int = 2) -> SafeString:
    """A framed part of a page; ``level`` is the heading's level."""
    heading: str | SafeString = ""
    if title:
        inside = format_html('<a href="{}">{}</a>', href, title) if href else title
        heading = format_html("<h{0}>{1}</h{0}>", level, inside)
    edge = "" if _tone(tone) == "neutral" else f" lw-card-{tone}"
    return format_html('<section class="lw-card{}">{}{}</section>', edge, heading, content)


@register.simple_tag
def tile(number: object, label: object, *, href: str = "", note: object = "", glyph: str = "") -> SafeString:
    """A number that opens the list behind it."""
    inside = format_html("<strong>{}</strong><span>{}</span>{}", number, label, icon(glyph) if glyph else "")
    if note:
        inside = format_html("{}<small>{}</small>", inside, note)
    if href:
        return format_html('<a class="lw-tile" href="{}">{}</a>', href, inside)
    return format_html('<div class="lw-tile">{}</div>', inside)


@register.simple_tag
def fill_bar(value: float, maximum: float, *, label: object, tone: str = "brand") -> SafeString:
    """A bar that is filled up to ``value`` of ``maximum``; the label says what, in words."""
    width = 0.0 if not maximum else max(0.0, min(100.0, 100 * float(value) / float(maximum)))
    return format_html(
        '<svg class="lw-bar" viewBox="0 0 100 8" preserveAspectRatio="none" role="img" aria-label="{}: {} / {}">'
        '<rect class="p-track" width="100" height="8" rx="2"/><rect class="p-{}" width="{}" height="8" rx="2"/></svg>',
        label,
        value,
        maximum,
        tone,
        f"{width:.1f}",
    )


@register.simple_tag
def empty(text: object, *, action: object = "", href: str = "", glyph: str = "search") -> SafeString:
    """What to do when there is nothing to show."""
    link = format_html("<p>{}</p>", button(str(action), href=href)) if action else ""
    return format_html('<div class="lw-empty">{}<p>{}</p>{}</div>', icon(glyph), text, link)


@register.simple_tag
def breadcrumbs(*steps: object) -> SafeString:
    """Text and address in turn: ``{% breadcrumbs "Candidates" url "Amal" %}``; the last has no address."""
    pairs = [(steps[i], steps[i + 1] if i + 1 < len(steps) else "") for i in range(0, len(steps), 2)]
    items = format_html_join(
        "",
        '<li class="utrecht-breadcrumb-nav__item">{}</li>',
        (
            (format_html('<a class="utrecht-link utrecht-link--html-a" href="{}">{}</a>', url, text) if url else text,)
            for text, url in pairs
        ),
    )
    return format_html(
        '<nav class="utrecht-breadcrumb-nav lw-crumbs" aria-label="{}">'
        '<ol class="utrecht-breadcrumb-nav__list utrecht-breadcrumb-nav__list--html-ol">{}</ol></nav>',
        _("You are here"),
        items,
    )


@register.simple_block_tag
def table(content: str, *, caption: object, hide_caption: bool = False) -> SafeString:
    """A table around ``thead`` and ``tbody``; cells carry ``data-label`` for the stacked view on a phone."""
    hidden = " lw-hidden" if hide_caption else ""
    return format_html(
        '<div class="utrecht-table-container lw-table-wrap" role="region" aria-label="{0}" tabindex="0">'
        '<table class="utrecht-table lw-table">'
        '<caption class="utrecht-table__caption{1}">{0}</caption>{2}</table></div>',
        caption,
        hidden,
        content,
    )


@register.simple_tag(takes_context=True)
def sort(context: Context, field: str, label: object) -> SafeString:
    """A column heading that sorts by ``field`` (``?sort=``), and back again on a second press."""
    request: HttpRequest = context["request"]
    query = request.GET.copy()
    now = query.get("sort", "")
    query["sort"] = f"-{field}" if now == field else field
    query.pop("page", None)
    mark = {field: "↑", f"-{field}": "↓"}.get(now, "")
    state = {field: "ascending", f"-{field}": "descending"}.get(now, "none")
    return format_html(
        '<th scope="col" aria-sort="{}"><a href="?{}">{}<span aria-hidden="true">{}</span></a></th>',
        state,
        query.urlencode(),
        label,
        mark,
    )


@register.inclusion_tag("web/ui/pagination.html", takes_context=True)
def pagination(context: Context, page: Page[Any], *, label: object = "") -> dict[str, Any]:
    """Where in the list, with steps back and forth; keeps the filters in the address."""
    query = context["request"].GET.copy()
    query.pop("page", None)
    return {"page": page, "query": query.urlencode(), "label": label or _("Pages")}


@register.inclusion_tag("web/ui/field.html")
def field(bound: BoundField, *, help_text: object = "") -> dict[str, Any]:
    """One field of a form with its label, help and errors."""
    widget = bound.field.widget
    described = [f"{bound.auto_id}_helptext"] * bool(help_text or bound.help_text)
    described += [f"{bound.auto_id}_error"] * bool(bound.errors)
    return {
        "field": bound,
        "control": bound.as_widget(attrs={"aria-describedby": " ".join(described)} if described else None),
        "help_text": help_text or bound.help_text,
        "is_check": isinstance(widget, CheckboxInput),
        "is_choices": type(widget) in SELECTED,
        "described": " ".join(described),
        "wrong": bool(bound.errors),
    }


@register.inclusion_tag("web/ui/errors.html")
def form_errors(forms: BaseForm | Sequence[BaseForm]) -> dict[str, Any]:
    """What is wrong in a form, or in several that are sent together, at the top, with a link to each field.

    A form that says what it is ``about`` puts that before its fields: "Months" alone would not say of what.
    """
    wrong = [f for f in ([forms] if isinstance(forms, BaseForm) else forms) if f.errors]
    return {
        "fields": [
            {"bound": bound, "label": " › ".join(filter(None, (getattr(f, "about", ""), str(bound.label))))}
            for f in wrong
            for bound in f
            if bound.errors
        ],
        "others": [error for f in wrong for error in f.non_field_errors()],
    }


@register.inclusion_tag("web/ui/form.html")
def form_fields(form: BaseForm) -> dict[str, Any]:
    """All fields of a form, with the summary of errors above them."""
    return {"form": form}


@register.simple_tag
def ticks(name: str, boxes: Iterable[tuple[str, object, bool]]) -> SafeString:
    """Tick boxes of one name, each with its value, its words and whether it is ticked; for many of them at once."""
    return format_html_join(
        "",
        '<div><label><input type="checkbox" name="{}" value="{}"{}>{}</label></div>',
        ((name, value, mark_safe(" checked") if on else "", words) for value, words, on in boxes),
    )


@register.inclusion_tag("web/ui/week.html")
def week(mask: int, *, caption: object) -> dict[str, Any]:
    """Ten half days as a small grid; bit 0 of the mask is Monday morning."""
    half = [[bool(mask >> (2 * day + part) & 1) for day in range(5)] for part in range(2)]
    return {"days": DAYS, "mornings": half[0], "afternoons": half[1], "caption": caption}


@register.inclusion_tag("web/ui/week_field.html")
def week_field(bound: BoundField) -> dict[str, Any]:
    """Ten tick boxes as a week, for a field whose choices are the ten half days in order."""
    boxes = list(bound.subwidgets)
    return {"field": bound, "days": DAYS, "mornings": boxes[0::2], "afternoons": boxes[1::2]}


@register.simple_block_tag
def why(content: str, *, title: object, open: bool = False) -> SafeString:
    """Something to unfold for who wants to know."""
    state = mark_safe(" open") if open else ""
    return format_html('<details class="lw-why"{}><summary>{}</summary>{}</details>', state, title, content)


@register.simple_tag
def tabs(items: Sequence[Mapping[str, Any]], *, label: object) -> SafeString:
    """Links that look like tabs; each item has ``label``, ``url`` and ``current``."""
    inside = format_html_join(
        "",
        '<li><a href="{}"{}>{}</a></li>',
        ((i["url"], mark_safe(' aria-current="page"') if i["current"] else "", i["label"]) for i in items),
    )
    return format_html('<nav class="lw-tabs" aria-label="{}"><ul>{}</ul></nav>', label, inside)


@register.simple_tag
def stepper(current: int, *steps: object) -> SafeString:
    """Numbered steps, of which the ``current`` one (from 1) is marked."""
    inside = format_html_join(
        "",
        "<li{}>{}</li>",
        (
            (
                mark_safe(' aria-current="step"') if n == current else mark_safe(" data-done") if n < current else "",
                text,
            )
            for n, text in enumerate(steps, 1)
        ),
    )
    return format_html('<ol class="lw-steps">{}</ol>', inside)


@register.simple_block_tag
def dialog(content: str, *, id: str, title: object) -> SafeString:
    """A native dialog; open it with ``data-dialog`` on a button, close it with ``data-close``."""
    return format_html(
        '<dialog class="lw-dialog" id="{0}" aria-labelledby="{0}-title"><h2 id="{0}-title">{1}</h2>{2}'
        '<button type="button" class="lw-dialog-close" data-close>{3}</button></dialog>',
        id,
        title,
        content,
        icon("cross", label=_("Close")),
    )


@register.simple_block_tag
def facts(content: str) -> SafeString:
    """A list of facts; each ``{% fact %}`` inside is one row."""
    return format_html('<dl class="utrecht-data-list lw-facts">{}</dl>', content)


@register.simple_tag
def fact(label: object, value: object, *, note: object = "") -> SafeString:
    """One row of ``{% facts %}``; a value that is not known is a dash."""
    told = "–" if value is None or value == "" else value
    if note:
        told = format_html("{} <small>{}</small>", told, note)
    return format_html(
        '<dt class="utrecht-data-list__item-key">{}</dt>'
        '<dd class="utrecht-data-list__item-value utrecht-data-list__item-value--html-dd">{}</dd>',
        label,
        told,
    )


@register.simple_block_tag
def explained(content: str, *, term: object) -> SafeString:
    """A word and what it means, in sight: nothing that must be hovered over."""
    return format_html('<dl class="lw-explained"><dt>{}</dt><dd>{}</dd></dl>', term, content)


@register.simple_block_tag(takes_context=True)
def filters(context: Context, content: str, *, action: str = "", label: object = "") -> SafeString:
    """A frame around the fields that narrow a list; shows a way back as soon as something was chosen."""
    clear: str | SafeString = ""
    if context["request"].GET:
        clear = format_html('<a class="lw-filter-clear" href="{}">{}</a>', action or "?", _("Clear all"))
    return format_html(
        '<form method="get" class="lw-filter" role="search" aria-label="{}"{}>{}{}{}</form>',
        label or _("Filter"),
        format_html(' action="{}"', action) if action else "",
        content,
        button(_("Show"), kind="secondary", glyph="search"),
        clear,
    )


@register.simple_tag
def person(name: object, *, href: str = "", note: object = "", state: object = "", tone: str = "neutral") -> SafeString:
    """One line about one person: the name, what matters now, and a state."""
    called = format_html('<a href="{}">{}</a>', href, name) if href else format_html("<strong>{}</strong>", name)
    return format_html(
        '<div class="lw-person">{}<span>{}{}</span>{}</div>',
        icon("person"),
        called,
        format_html("<small>{}</small>", note) if note else "",
        badge(state, tone=tone) if state else "",
    )


@register.simple_tag
def progress(done: float, whole: float, *, label: object) -> SafeString:
    """How far long work is, in a native progress bar."""
    return format_html(
        '<div class="lw-bar-row"><progress class="lw-progress" value="{}" max="{}" aria-label="{}"></progress>'
        "<strong>{}</strong></div>",
        done,
        whole or 1,
        label,
        percent(done / whole if whole else 0.0),
    )
