"""Addresses of wage value."""

from django.urls import path

from leerwerk.placement.views import wage_values

WAGE_VALUES = [
    path("work/wage/", wage_values.my_wage, name="my_wage"),
    path("work/<int:pk>/wage/", wage_values.wage, name="wage"),
    path("work/<int:pk>/wage/new/", wage_values.wage_new, name="wage_new"),
    path("wage/<int:pk>/", wage_values.wage_round, name="wage_round"),
    path("wage/<int:pk>/tasks/", wage_values.wage_frame, name="wage_frame"),
    path("wage/<int:pk>/agree/", wage_values.wage_agree, name="wage_agree"),
    path("wage/<int:pk>/assess/", wage_values.wage_assess, name="wage_assess"),
    path("wage/<int:pk>/talk/", wage_values.wage_talk, name="wage_talk"),
    path("wage/<int:pk>/words/", wage_values.wage_words, name="wage_words"),
]
