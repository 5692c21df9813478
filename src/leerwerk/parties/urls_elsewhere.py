"""Addresses of signing in elsewhere, by the names that allauth knows; there only where such a house is named."""

from django.urls import path

from leerwerk.parties import elsewhere

urlpatterns = [
    path("<slug:provider_id>/", elsewhere.login, name="openid_connect_login"),
    path("<slug:provider_id>/back/", elsewhere.callback, name="openid_connect_callback"),
]
