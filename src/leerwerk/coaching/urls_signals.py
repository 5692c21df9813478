"""Addresses of signals and of support for employers; ``urls`` includes them."""

from django.urls import URLPattern, path

from leerwerk.coaching.views import signals, support

signal_routes: list[URLPattern] = [
    path("signals/", signals.signals, name="signals"),
    path("signals/fared/", signals.fared, name="signals_fared"),
    path("signals/thresholds/", signals.thresholds, name="thresholds"),
    path("signals/thresholds/<slug:code>/", signals.threshold, name="threshold"),
    path("signals/<int:pk>/", signals.signal, name="signal"),
    path("signals/<int:pk>/helped/", signals.helped, name="signal_helped"),
    path("support/", support.support, name="support"),
    path("support/contact/", support.set_contact, name="set_contact"),
    path("support/teams/<int:pk>/", support.plan_team, name="plan_team"),
    path("support/<int:pk>/said/", support.said, name="said"),
    path("support/<int:pk>/ask/", support.ask_help_about, name="ask_help_about"),
    path("material/", support.materials, name="materials"),
    path("material/<slug:slug>/", support.material, name="material"),
    path("help/", support.ask_help, name="ask_help"),
    path("help/<int:pk>/", support.help_request, name="help"),
    path("help/<int:pk>/answer/", support.answer_help, name="answer_help"),
]
