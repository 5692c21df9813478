"""A little house that speaks OpenID Connect, with a key of its own: discovery, its page, tokens, keys and who it is."""

import base64
import hashlib
import http.client
import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa
from django.conf import settings
from jwt.algorithms import RSAAlgorithm

CLIENT, SECRET = "leerwerk", "a secret of the house"


def new_key() -> rsa.RSAPrivateKey:
    """Return a key with which a house signs."""
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


class House(ThreadingHTTPServer):
    """What it says can be changed by a test; what it was asked is kept."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Answering)
        self.issuer = f"http://127.0.0.1:{self.server_port}"
        self.key = self.signs_with = new_key()
        self.claims: dict[str, Any] = {"sub": "u-1", "email": "karim@example.org", "email_verified": True}
        self.token: dict[str, Any] = {}  # what differs from a right token
        self.userinfo: dict[str, Any] | None = None  # None: the token and this end say the same
        self.config: dict[str, Any] = {}
        self.asked: dict[str, dict[str, str]] = {}  # by code, what its page was asked
        self.away = False

    def leads_back(self, address: str) -> str:
        """Somebody signs in on its page: return where the browser goes then."""
        parts = urlsplit(address)
        page = http.client.HTTPConnection(parts.netloc, timeout=5)
        page.request("GET", f"{parts.path}?{parts.query}")
        answer = page.getresponse()
        answer.read()
        page.close()
        return str(answer.headers["Location"])

    def page(self, asked: dict[str, str]) -> str:
        """Return where its page leads, with a code."""
        code = f"code-{len(self.asked)}"
        self.asked[code] = asked
        return f"{asked['redirect_uri']}?{urlencode({'code': code, 'state': asked['state']})}"

    def tokens(self, sent: dict[str, str]) -> dict[str, Any] | None:
        """Return the tokens for a code: once, to whom it was given, with the word that was promised."""
        asked = self.asked.pop(sent.get("code", ""), None)
        proof = base64.urlsafe_b64encode(hashlib.sha256(sent.get("code_verifier", "").encode()).digest())
        right = asked is not None and (sent.get("client_id"), sent.get("client_secret")) == (CLIENT, SECRET)
        if asked is None or not right or asked.get("code_challenge") != proof.decode().rstrip("="):
            return None
        now = int(time.time())
        facts = {"iss": self.issuer, "aud": CLIENT, "iat": now - 1, "exp": now + 60}
        claims = {"sub": self.claims["sub"]} if self.userinfo is not None else self.claims
        signed = jwt.encode(facts | claims | self.token, self.signs_with, algorithm="RS256", headers={"kid": "one"})
        return {"access_token": "opens userinfo", "token_type": "Bearer", "id_token": signed}

    def discovery(self) -> dict[str, Any]:
        """Return what it says of itself."""
        ends = {
            "authorization_endpoint": "page",
            "token_endpoint": "token",
            "jwks_uri": "keys",
            "userinfo_endpoint": "userinfo",
        }
        facts = {"issuer": self.issuer, "token_endpoint_auth_methods_supported": ["client_secret_post"]}
        return facts | {name: f"{self.issuer}/{end}" for name, end in ends.items()} | self.config

    def keys(self) -> dict[str, Any]:
        """Return with which key it signs."""
        public = json.loads(RSAAlgorithm.to_jwk(self.key.public_key()))
        return {"keys": [public | {"kid": "one", "use": "sig", "alg": "RS256"}]}


class _Answering(BaseHTTPRequestHandler):
    server: House

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""

    def do_GET(self) -> None:
        """Answer what is looked at."""
        parts = urlsplit(self.path)
        if parts.path == "/page":
            self.send_response(302)
            self.send_header("Location", self.server.page({k: v[0] for k, v in parse_qs(parts.query).items()}))
            self.send_header("Content-Length", "0")
            self.end_headers()
        elif parts.path == "/userinfo":
            allowed = self.headers["Authorization"] == "Bearer opens userinfo"
            self._say((self.server.userinfo or self.server.claims) if allowed else None)
        elif parts.path == "/keys":
            self._say(self.server.keys())
        else:
            self._say(None if self.server.away else self.server.discovery())

    def do_POST(self) -> None:
        """Answer with tokens."""
        sent = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
        self._say(self.server.tokens({name: values[0] for name, values in sent.items()}))

    def _say(self, facts: dict[str, Any] | None) -> None:
        body = json.dumps({"error": "no"} if facts is None else facts).encode()
        self.send_response(400 if facts is None else 200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


@contextmanager
def open_house() -> Iterator[House]:
    """Let a house answer on this machine."""
    house = House()
    thread = threading.Thread(target=house.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield house
    finally:
        house.shutdown()
        thread.join()
        house.server_close()


def names(house: House, *, domains: list[str]) -> dict[str, Any]:
    """Return the settings that name a house, as the environment would, and let a page lead to it."""
    facts = {"server_url": house.issuer, "domains": domains, "pages": house.issuer, "oauth_pkce_enabled": True}
    app = {"provider_id": "house", "name": "Gemeente Utrecht", "client_id": CLIENT, "secret": SECRET, "settings": facts}
    known: dict[str, Any] = settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]
    csp: dict[str, list[str]] = dict(settings.SECURE_CSP)
    return {
        "SOCIALACCOUNT_PROVIDERS": {"openid_connect": {**known, "APPS": [app]}},
        "SECURE_CSP": {**csp, "form-action": [*csp["form-action"], house.issuer]},
    }
