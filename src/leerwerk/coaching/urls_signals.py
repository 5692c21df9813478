"""Addresses of signals and of support for employers; ``urls`` includes them."""

from django.urls import URLPattern, path

from leerwerk.coaching.views import signals

signal_routes: list[URLPattern] = [
    path("coaching/signals/", signals.signals, name="signals"),
    path("coaching/signals/fared/", signals.fared, name="signals_fared"),
    path("coaching/signals/thresholds/", signals.thresholds, name="thresholds"),
    path("coaching/signals/thresholds/<slug:code>/", signals.threshold, name="threshold"),
    path("coaching/signals/<int:pk>/", signals.signal, name="signal"),
    path("coaching/signals/<int:pk>/helped/", signals.helped, name="signal_helped"),
]
