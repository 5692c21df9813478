from django.apps import AppConfig


class HomeConfig(AppConfig):
    name = "leerwerk.home"
