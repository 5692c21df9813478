"""Addresses of workbooks."""

from django.urls import path

from leerwerk.exchange import views

app_name = "exchange"
urlpatterns = [
    path("", views.exchange, name="exchange"),
    path("template/", views.template, name="template"),
    path("region/", views.region, name="region"),
    path("plans/<int:pk>/", views.plan, name="plan"),
    path("<int:pk>/", views.delivery, name="delivery"),
    path("<int:pk>/take-in/", views.take_in, name="take_in"),
]
