"""Addresses of workplaces."""

from django.urls import path

from leerwerk.placement import views

app_name = "placement"
urlpatterns = [
    path("", views.workplaces, name="workplaces"),
    path("new/", views.new, name="new"),
    path("<int:pk>/", views.workplace, name="workplace"),
    path("<int:pk>/change/", views.change, name="change"),
    path("<int:pk>/confirm/", views.confirm, name="confirm"),
    path("<int:pk>/withdraw/", views.withdraw, name="withdraw"),
    path("<int:pk>/offer/", views.offer, name="offer"),
    path("offers/<int:pk>/withdraw/", views.withdraw_offer, name="withdraw_offer"),
]
