"""The choice of language; everything else here is frame."""

from django.urls import path
from django.views.i18n import set_language

app_name = "web"
urlpatterns = [path("language/", set_language, name="language")]
