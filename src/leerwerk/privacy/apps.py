from django.apps import AppConfig


class PrivacyConfig(AppConfig):
    name = "leerwerk.privacy"
