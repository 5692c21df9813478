"""Ways to sign in: what a page about them says in another language beside the Dutch, and where else one may go."""

from collections.abc import Mapping
from typing import Any

from django import template
from django.apps import apps
from django.conf import settings
from django.template import Context
from django.utils.translation import get_language_info

from leerwerk.parties.codes import RIGHT_TO_LEFT, language_beside, words

register = template.Library()


@register.simple_tag(takes_context=True)
def beside(context: Context, key: str) -> Mapping[str, Any]:
    """Return a sentence of ``codes.toml`` in the language that stands beside the Dutch; its text is empty for none."""
    language = language_beside(context["request"])
    direction = "rtl" if language in RIGHT_TO_LEFT else "ltr"
    return {"language": language, "direction": direction, "text": words()[language][key] if language else ""}


@register.inclusion_tag("parties/_languages_beside.html", takes_context=True)
def languages_beside(context: Context) -> Mapping[str, Any]:
    """The languages that may stand beside the Dutch, each by its own name."""
    chosen = language_beside(context["request"])
    shown = {code: NAMES.get(code) or get_language_info(code)["name_local"] for code in words()}
    return {"languages": shown.items(), "chosen": chosen, "next": context["request"].GET.get("next", "")}


NAMES = {"ti": "ትግርኛ"}  # Django does not know this language


@register.simple_tag
def elsewhere() -> list[Mapping[str, Any]]:
    """Return where people may sign in elsewhere: ``provider_id`` and ``name`` of each."""
    if not apps.is_installed("allauth.socialaccount"):
        return []
    named: dict[str, Any] = settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]
    return list(named["APPS"])
