from django.apps import AppConfig


class ExchangeConfig(AppConfig):
    name = "leerwerk.exchange"
