from django.apps import AppConfig
from django.db.backends.signals import connection_created

from leerwerk.privacy.wall import stand


class PrivacyConfig(AppConfig):
    name = "leerwerk.privacy"

    def ready(self) -> None:
        """Let no connection that is made in the middle of a request escape the second wall."""
        connection_created.connect(stand, dispatch_uid="leerwerk.privacy.wall")
