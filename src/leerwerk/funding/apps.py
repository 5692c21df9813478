from django.apps import AppConfig


class FundingConfig(AppConfig):
    name = "leerwerk.funding"
