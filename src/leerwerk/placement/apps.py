from django.apps import AppConfig


class PlacementConfig(AppConfig):
    name = "leerwerk.placement"

    def ready(self) -> None:
        """Let what is asked about somebody's work follow their steps."""
        from leerwerk.placement.following import follow_wage, follow_work
        from leerwerk.trajectories.followers import follow_steps

        follow_steps("placement.work", follow_work)
        follow_steps("placement.wage", follow_wage)
