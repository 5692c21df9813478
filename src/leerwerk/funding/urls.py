"""Addresses of budgets."""

from django.urls import path

from leerwerk.funding import views

app_name = "funding"
urlpatterns = [
    path("", views.budgets, name="budgets"),
    path("new/", views.new_budget, name="new"),
    path("<int:pk>/", views.budget, name="budget"),
    path("<int:pk>/change/", views.change_budget, name="change"),
    path("<int:pk>/charges/", views.add_charge, name="charge"),
    path("charges/<int:pk>/remove/", views.remove_charge, name="remove_charge"),
]
