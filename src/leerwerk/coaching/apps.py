from django.apps import AppConfig


class CoachingConfig(AppConfig):
    name = "leerwerk.coaching"

    def ready(self) -> None:
        """Let every step on a path set the clocks of that path."""
        from leerwerk.coaching.actions.signals import follow_signals
        from leerwerk.coaching.actions.winding import follow_path  # its models exist from here on
        from leerwerk.trajectories.followers import follow_steps

        follow_steps("coaching", follow_path)
        follow_steps("coaching.signals", follow_signals)  # after the clocks
