"""Addresses of budgets and business cases."""

from django.urls import path

from leerwerk.funding.views import applications, budgets, cases, figures, workplaces

app_name = "funding"
urlpatterns = [
    path("", budgets.budgets, name="budgets"),
    path("new/", budgets.new_budget, name="new"),
    path("<int:pk>/", budgets.budget, name="budget"),
    path("<int:pk>/change/", budgets.change_budget, name="change"),
    path("<int:pk>/charges/", budgets.add_charge, name="charge"),
    path("charges/<int:pk>/remove/", budgets.remove_charge, name="remove_charge"),
    path("figures/", figures.figures, name="figures"),
    path("figures/<slug:code>/", figures.figure, name="figure"),
    path("figures/<slug:code>/drop/", figures.drop, name="drop_figure"),
    path("workplace/", workplaces.workplace, name="workplace"),
    path("groups/<int:pk>/", cases.case, name="case"),
    path("groups/<int:pk>/document/", cases.document, name="case_document"),
    path("groups/<int:pk>/rows/", cases.rows, name="case_rows"),
    path("groups/<int:pk>/facts/", applications.facts, name="facts"),
    path("groups/<int:pk>/instruments/<slug:code>/", applications.application, name="application"),
]
