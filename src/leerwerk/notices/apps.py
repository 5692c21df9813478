from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "leerwerk.notices"
