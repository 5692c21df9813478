"""Addresses of signals and of support for employers; ``urls`` includes them."""

from django.urls import URLPattern, path

from leerwerk.coaching.views import signals, support

signal_routes: list[URLPattern] = [
    path("coaching/signals/", signals.signals, name="signals"),
    path("coaching/signals/fared/", signals.fared, name="signals_fared"),
    path("coaching/signals/thresholds/", signals.thresholds, name="thresholds"),
    path("coaching/signals/thresholds/<slug:code>/", signals.threshold, name="threshold"),
    path("coaching/signals/<int:pk>/", signals.signal, name="signal"),
    path("coaching/signals/<int:pk>/helped/", signals.helped, name="signal_helped"),
    path("coaching/support/", support.support, name="support"),
    path("coaching/support/contact/", support.set_contact, name="set_contact"),
    path("coaching/support/teams/<int:pk>/", support.plan_team, name="plan_team"),
    path("coaching/support/<int:pk>/ask/", support.ask_help_about, name="ask_help_about"),
    path("coaching/material/", support.materials, name="materials"),
    path("coaching/material/<slug:slug>/", support.material, name="material"),
    path("coaching/help/", support.ask_help, name="ask_help"),
    path("coaching/help/<int:pk>/", support.help_request, name="help"),
    path("coaching/help/<int:pk>/answer/", support.answer_help, name="answer_help"),
]
