"""How the sign-in library is bent to this house: no sign-up, no mail, sealed secrets, our pace.

Here: the two adapters it asks. Not here: pages and forms (`forms.py`, templates).
"""

from io import BytesIO
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from rihai.accounts import throttle
from rihai.accounts.factors import factor_count, factor_owner, has_factor, has_lapsed
from rihai.accounts.models import User
from rihai.accounts.network import network_of
from rihai.accounts.sealing import FACTORS, seal_text, unseal_text
from rihai.accounts.sessions import close_session, device_of, factor_age, open_session, password_age
from rihai.audit import actions as audit

# Enrolment follows the password: it is not asked for twice within this time.
ENROL_WITHIN = 15 * 60
GREETINGS = frozenset({"account/messages/logged_in.txt", "account/messages/logged_out.txt"})


def wait_error(seconds: int) -> ValidationError:
    words = ngettext("Wait %(count)d second, then try again.", "Wait %(count)d seconds, then try again.", seconds)
    return ValidationError(words % {"count": seconds}, code="wait")


def _name(credentials: dict[str, Any]) -> str:
    return str(credentials.get("username", "")).strip().lower()


class StaffAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # the library ships no types
    """Accounts are made by administrators; nothing is sent by mail."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "username_password_mismatch": gettext_lazy("The name or the password is not right. Check both and try again."),
        "invalid_login": gettext_lazy("The name or the password is not right. Check both and try again."),
        "incorrect_password": gettext_lazy("The password is not right."),
        "incorrect_code": gettext_lazy("The code is not right. Wait for the next one and type it."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        raise RuntimeError("Sign-in sends no mail")

    def send_notification_mail(self, *args: Any, **kwargs: Any) -> None:
        """Nothing: what happens to an account is in its trail and on its own page."""

    def add_message(
        self, request: HttpRequest, level: int, message_template: str | None = None, *args: Any, **kwargs: Any
    ) -> None:
        """Greetings tell nobody anything; the rest is shown."""
        if message_template not in GREETINGS:
            super().add_message(request, level, message_template, *args, **kwargs)

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        name = _name(credentials)
        owner = User.objects.filter(username=name).first()
        device, network = device_of(request, owner), network_of(request)
        wait = throttle.reserve("password", name, device, network=network, owner=owner)
        if wait:
            raise wait_error(wait)

    def authenticate(self, request: HttpRequest, **credentials: Any) -> User | None:
        """A closed account gets the same answer as a wrong password."""
        credentials["username"] = _name(credentials)
        user = super().authenticate(request, **credentials)
        if not isinstance(user, User) or not user.is_active:
            return None
        throttle.forget("password", user.username, device_of(request, user), network=network_of(request))
        if has_lapsed(user):
            audit.record("account.lapsed_password", by=None, subject=user)
            raise ValidationError(
                _("This password was not put to use in time. Ask for a new start, as on your first day."),
                code="lapsed",
            )
        return user

    def login(self, request: HttpRequest, user: User) -> None:
        super().login(request, user)
        open_session(request, user)

    def logout(self, request: HttpRequest) -> None:
        close_session(request)
        super().logout(request)

    def get_logout_redirect_url(self, request: HttpRequest) -> str:
        return reverse("account_login")

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Not right after signing in: both factors, or the password alone while there is no factor."""
        request = context.request
        if has_factor(request.user):
            age, limit = factor_age(request), settings.ACCOUNT_REAUTHENTICATION_TIMEOUT
        else:
            age, limit = password_age(request), ENROL_WITHIN
        return age is None or age > limit

    def get_reauthentication_methods(self, user: User) -> list[dict[str, Any]]:
        """Who has a second factor shows that one: the password alone proves too little."""
        methods: list[dict[str, Any]] = super().get_reauthentication_methods(user)
        if user.is_authenticated and has_factor(user):
            return [method for method in methods if method["id"] != "reauthenticate"]
        return methods


class SealedFactors(DefaultMFAAdapter):  # type: ignore[misc]  # the library ships no types
    """Secrets of second factors are sealed; the last factor stays."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": gettext_lazy("The code is not right. Wait for the next one and type it."),
        "cannot_delete_authenticator": gettext_lazy(
            "This is your only second factor. Add another one before you remove it."
        ),
    }

    def encrypt(self, text: str) -> str:
        """For one account only: put under another it opens nobody's door."""
        return seal_text(text, FACTORS, str(factor_owner(context.request).uid))

    def decrypt(self, encrypted_text: str) -> str:
        return unseal_text(encrypted_text, FACTORS, str(factor_owner(context.request).uid))

    def can_delete_authenticator(self, authenticator: Any) -> bool:
        return factor_count(authenticator.user) > 1

    def build_totp_svg(self, url: str) -> str:
        import qrcode  # only this page needs it, and it is slow to load
        from qrcode.image.svg import SvgPathImage

        drawn = BytesIO()
        qrcode.make(url, image_factory=SvgPathImage, border=4).save(drawn)
        return drawn.getvalue().decode()

    def generate_authenticator_name(self, user: User, type: str) -> str:  # noqa: A002 - the library's word
        return _("Passkey %(number)d") % {"number": factor_count(user) + 1}

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        return {"id": context.request.get_host().partition(":")[0], "name": "Rihai"}

    def get_public_key_credential_user_entity(self, user: User) -> dict[str, Any]:
        return {**super().get_public_key_credential_user_entity(user), "display_name": user.display_name}
