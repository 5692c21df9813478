"""Addresses of the home pages."""

from django.urls import path

from leerwerk.home import views

app_name = "home"
urlpatterns = [
    path("", views.home, name="home"),
    path("step-in/", views.step_in, name="step_in"),
]
