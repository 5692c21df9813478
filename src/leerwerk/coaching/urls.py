"""Addresses of coaching."""

from django.urls import URLPattern

from leerwerk.coaching.urls_signals import signal_routes

app_name = "coaching"
urlpatterns: list[URLPattern] = [*signal_routes]
