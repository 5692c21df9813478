"""The choice of language and the style guide; everything else here is frame."""

from django.urls import path
from django.views.i18n import set_language

from leerwerk.web import views

app_name = "web"
urlpatterns = [
    path("language/", set_language, name="language"),
    path("guide/", views.guide, name="guide"),
    path("guide/plain/", views.guide_plain, name="guide_plain"),
]
