from django.apps import AppConfig

from leerwerk.parties.letters import sent_by


class NoticesConfig(AppConfig):
    name = "leerwerk.notices"

    def ready(self) -> None:
        """Let the rooms below write their letters here."""
        from leerwerk.notices.links import MemberLinks  # its models exist from here on

        sent_by(MemberLinks())
