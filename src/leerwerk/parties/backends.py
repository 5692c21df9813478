"""Who is signed in, found again at each request."""

from allauth.account.auth_backends import AuthenticationBackend

from leerwerk.parties.models import Person
from leerwerk.parties.queries import who_asks


class MemberBackend(AuthenticationBackend):  # type: ignore[misc]  # allauth says nothing of types
    """Signs people in as allauth does. Whoever asks comes with their memberships, in one question for both."""

    def get_user(self, user_id: int) -> Person | None:
        """Return the person of this session, or nobody when the account was closed."""
        person = who_asks(user_id)
        return person if person is not None and self.user_can_authenticate(person) else None
