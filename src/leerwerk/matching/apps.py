from django.apps import AppConfig


class MatchingConfig(AppConfig):
    name = "leerwerk.matching"

    def ready(self) -> None:
        """Let introductions follow the steps of whom they are about."""
        from leerwerk.matching.following import follow_introductions
        from leerwerk.trajectories.followers import follow_steps

        follow_steps("matching.introductions", follow_introductions)
