"""Signing in elsewhere: OpenID Connect of a municipality or of a broker, for who has an account here already.

Loaded only where the settings name such a house. It vouches for an address each time; nothing of it is kept here.
"""

from collections.abc import Mapping
from typing import Any, NoReturn

from allauth.account.models import EmailAddress
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.decorators import rate_limit
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.internal import jwtkit
from allauth.socialaccount.models import SocialApp, SocialLogin, SocialToken
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from leerwerk.parties.models import Person
from leerwerk.parties.queries import may_sign_in_by_code

SAID = {"email", "email_verified"}  # a house says it in its token, or where one asks who it is
NO_ANSWER = (OSError, KeyError, TypeError, ValueError, OAuth2Error)  # it is away, or says what nobody understands


def refused(request: HttpRequest) -> HttpResponse:
    """Everybody who is not let in reads the same, whatever the reason."""
    return render(request, "parties/refused_elsewhere.html", status=403)


def no_answer(request: HttpRequest) -> HttpResponse:
    """It did not come to signing in: it was stopped, it is too old, or there was no answer."""
    return render(request, "parties/no_answer_elsewhere.html", status=400)


class Elsewhere(DefaultSocialAccountAdapter):  # type: ignore[misc]  # allauth has no types
    """Lets in who has an account with the address that a house vouches for; nobody signs up, nothing is connected."""

    def authenticate_by_email(self, sociallogin: SocialLogin) -> tuple[Person, str] | None:
        """Return whose account it is, and the address; or None."""
        claims = sociallogin.provider.claims
        email = str(claims.get("email") or "").lower()
        if claims.get("email_verified") is not True or not email:
            return None
        address = EmailAddress.objects.filter(email=email, verified=True, primary=True).select_related("user").first()
        if address is None or not address.user.is_active or address.user.email.lower() != email:
            return None
        domains = sociallogin.provider.app.settings["domains"]
        speaks_for = email.rpartition("@")[2] in domains if domains else may_sign_in_by_code(address.user)
        return (address.user, email) if speaks_for else None

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Let nobody in who has no account here."""
        if not sociallogin.is_existing:
            raise ImmediateHttpResponse(refused(request))

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        """Nobody signs up without an invitation."""
        return False

    def on_authentication_error(self, request: HttpRequest, *_provider: Any, **_why: Any) -> NoReturn:
        """Say that nothing happened, and where to try again."""
        raise ImmediateHttpResponse(no_answer(request))


class Asking(OpenIDConnectOAuth2Adapter):  # type: ignore[misc]  # allauth has no types
    """How a house is asked: whatever it says of somebody is signed by it, and is about one and the same person."""

    @property
    def openid_config(self) -> Mapping[str, Any]:
        """Return what the house says of itself, if it is the one that was named."""
        config: Mapping[str, Any] = super().openid_config
        if str(config["issuer"]).rstrip("/") != self.get_provider().app.settings["server_url"]:
            raise OAuth2Error("another issuer")
        return config

    def complete_login(self, request: HttpRequest, app: SocialApp, token: SocialToken, **kwargs: Any) -> SocialLogin:
        """Return who it is, of whom nothing else is kept than what is needed now."""
        signed = jwtkit.verify_and_decode(
            credential=kwargs["response"]["id_token"],
            keys_url=self.openid_config["jwks_uri"],
            issuer=self.openid_config["issuer"],
            audience=app.client_id,
            lookup_kid=jwtkit.lookup_kid_jwk,
        )
        claims = signed
        if not signed.keys() >= SAID and "userinfo_endpoint" in self.openid_config:
            claims = self._fetch_user_info(token.token)
            if claims["sub"] != signed["sub"]:
                raise OAuth2Error("about somebody else")
        return self.get_provider().sociallogin_from_response(request, claims)


class House(OpenIDConnectProvider):  # type: ignore[misc]  # allauth has no types
    """A municipality or a broker; what it says of somebody stays in memory until they are in."""

    oauth2_adapter_class = Asking
    claims: Mapping[str, Any]

    def sociallogin_from_response(self, request: HttpRequest, response: Mapping[str, Any]) -> SocialLogin:
        """Return who it is."""
        self.claims = response
        return super().sociallogin_from_response(request, response)

    def get_redirect_from_request_kwargs(self, request: HttpRequest) -> dict[str, Any]:
        """Take along where somebody was going, and nothing else that an address may hold."""
        asked = super().get_redirect_from_request_kwargs(request)
        return {"process": "login", "next_url": asked.get("next_url")}


def _asking(request: HttpRequest, provider_id: str) -> Asking:
    asking = Asking(request, provider_id)
    try:
        asking.get_provider()
    except SocialApp.DoesNotExist as unknown:
        raise Http404 from unknown
    return asking


@require_http_methods(["GET", "HEAD", "POST"])
@rate_limit(action="login")  # type: ignore[untyped-decorator]  # allauth has no types
def login(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Lead to the page of a house; only a button of ours does."""
    asking = _asking(request, provider_id)
    if request.method != "POST":
        return redirect("account_login")
    try:
        answer: HttpResponse = asking.get_provider().redirect_from_request(request)
    except NO_ANSWER:
        return no_answer(request)
    return answer


@require_safe
def callback(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Take in who comes back from a house."""
    asking = _asking(request, provider_id)
    try:
        answer: HttpResponse = OAuth2CallbackView.adapter_view(asking)(request)
    except NO_ANSWER:
        return no_answer(request)
    return answer
