"""Every address, by room."""

from django.apps import apps
from django.urls import include, path

urlpatterns = [
    path("", include("leerwerk.home.urls")),
    path("accounts/", include("allauth.account.urls")),
    path("accounts/mfa/", include("allauth.mfa.urls")),
    path("parties/", include("leerwerk.parties.urls")),
    path("candidates/", include("leerwerk.recruitment.urls")),
    path("coaching/", include("leerwerk.coaching.urls")),
    path("workplaces/", include("leerwerk.placement.urls")),
    path("matching/", include("leerwerk.matching.urls")),
    path("trajectories/", include("leerwerk.trajectories.urls")),
    path("learning/", include("leerwerk.learning.urls")),
    path("planning/", include("leerwerk.planning.urls")),
    path("exchange/", include("leerwerk.exchange.urls")),
    path("notices/", include("leerwerk.notices.urls")),
    path("privacy/", include("leerwerk.privacy.urls")),
    path("web/", include("leerwerk.web.urls")),
]
if apps.is_installed("allauth.socialaccount"):
    urlpatterns.append(path("accounts/elsewhere/", include("leerwerk.parties.urls_elsewhere")))

handler400 = "leerwerk.web.views.bad_request"
handler403 = "leerwerk.web.views.forbidden"
handler404 = "leerwerk.web.views.not_found"
handler500 = "leerwerk.web.views.broken"
