"""Reading settings from the environment: typed, and loud when something is wrong."""

import os
import re
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured


def text(name: str, default: str | None = None) -> str:
    """Return the variable, or the default; without either, refuse to start."""
    value = os.environ.get(name, default)
    if value is None:
        raise ImproperlyConfigured(f"Set the environment variable {name}.")
    return value


def words(name: str, default: str) -> list[str]:
    """Return a comma-separated variable as a list without empty items."""
    return [word.strip() for word in text(name, default).split(",") if word.strip()]


def number(name: str, default: int) -> int:
    """Return a variable as a number that is not below zero."""
    value = text(name, str(default))
    if not re.fullmatch(r"[0-9]{1,3}", value):
        raise ImproperlyConfigured(f"{name} must be a number, such as 1.")
    return int(value)


def sign_in_elsewhere(*, only_https: bool) -> list[dict[str, Any]]:
    """Return where people may sign in elsewhere by OpenID Connect, as allauth wants it; nothing where none is named.

    ``LEERWERK_OIDC`` names them; of each, ``LEERWERK_OIDC_<NAME>_ISSUER``, ``_CLIENT``, ``_SECRET`` and ``_TITLE`` are
    needed. ``_DOMAINS``: whose addresses it speaks for; ``_PAGES``: where its own page is, if not at the issuer.
    """
    found = []
    for name in words("LEERWERK_OIDC", ""):
        if not re.fullmatch(r"[a-z][a-z0-9]*", name):
            raise ImproperlyConfigured("LEERWERK_OIDC must hold names of small letters and digits, such as utrecht.")
        prefix = f"LEERWERK_OIDC_{name.upper()}"
        issuer = text(f"{prefix}_ISSUER").rstrip("/")
        pages = text(f"{prefix}_PAGES", issuer)
        for variable, address in (("ISSUER", issuer), ("PAGES", pages)):
            if urlsplit(address).scheme not in ({"https"} if only_https else {"https", "http"}):
                raise ImproperlyConfigured(f"{prefix}_{variable} must start with https://.")
        facts = {
            "server_url": issuer,
            "domains": [domain.lower() for domain in words(f"{prefix}_DOMAINS", "")],
            "pages": "{0.scheme}://{0.netloc}".format(urlsplit(pages)),
            "oauth_pkce_enabled": True,
        }
        secret, title = text(f"{prefix}_SECRET"), text(f"{prefix}_TITLE")
        client = text(f"{prefix}_CLIENT")
        found.append({"provider_id": name, "name": title, "client_id": client, "secret": secret, "settings": facts})
    return found


def database(url: str) -> dict[str, Any]:
    """Return Django's settings for ``postgresql://user:password@host:port/name?option=value``.

    A socket folder is given as ``?host=/folder``. Any engine but PostgreSQL is refused.
    """
    parts = urlsplit(url)
    if parts.scheme not in {"postgres", "postgresql"}:
        raise ImproperlyConfigured("DATABASE_URL must start with postgresql:// — leerwerk runs on PostgreSQL only.")
    options = dict(parse_qsl(parts.query))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": options.pop("host", unquote(parts.hostname or "")),
        "PORT": options.pop("port", str(parts.port or "")),
        "OPTIONS": options,
    }


def mail(url: str) -> dict[str, Any]:
    """Return the options of Django's SMTP mailer for ``smtp://``, ``smtp+tls://`` or ``smtps://user:password@host``."""
    parts = urlsplit(url)
    if parts.scheme not in {"smtp", "smtp+tls", "smtps"} or not parts.hostname:
        raise ImproperlyConfigured("LEERWERK_MAIL must look like smtp+tls://user:password@host:587.")
    return {
        "host": parts.hostname,
        "port": parts.port or {"smtp": 25, "smtp+tls": 587, "smtps": 465}[parts.scheme],
        "username": unquote(parts.username or ""),
        "password": unquote(parts.password or ""),
        "use_tls": parts.scheme == "smtp+tls",
        "use_ssl": parts.scheme == "smtps",
        "timeout": 30,  # seconds: a mail server that does not answer keeps no worker
    }
