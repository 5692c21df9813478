"""Addresses about privacy. The trail of a file or an organisation stands beside that file, behind its own rule."""

from django.urls import path

from leerwerk.privacy import views

app_name = "privacy"
urlpatterns = [path("", views.declared, name="declared")]
