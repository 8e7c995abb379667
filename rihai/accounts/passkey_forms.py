"""Forms behind which a passkey answers: what a browser sends is taken apart with care.

Here: adding a passkey and signing in with one. Not here: the ceremony itself, which is the library's; it
expects a well-formed answer and stumbles over others, which anybody may send.
"""

import struct
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

from allauth.core import context
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authentication_failed
from allauth.mfa.webauthn.forms import (
    AddWebAuthnForm,
    EditWebAuthnForm,
    LoginWebAuthnForm,
    ReauthenticateWebAuthnForm,
)
from allauth.mfa.webauthn.internal.auth import extract_user_from_response
from django import forms
from django.contrib.auth.signals import user_login_failed
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from rihai.accounts.models import User

# What the libraries raise on an answer that no browser would send.
MALFORMED: Final = (AttributeError, LookupError, TypeError, ValueError, struct.error)


@contextmanager
def taken_apart_with_care() -> Iterator[None]:
    """A malformed answer is a wrong one, not a fault of ours."""
    try:
        yield
    except MALFORMED as error:
        raise get_adapter().validation_error("incorrect_code") from error


class TracedAnswer:
    """A passkey that did not open leaves a trace, as a wrong code does; mixed into the library's forms."""

    user: User | None
    data: Any

    def clean_credential(self) -> Authenticator:
        try:
            with taken_apart_with_care():
                return super().clean_credential()  # type: ignore[misc]  # the library's form
        except ValidationError:
            self._leave_trace()
            raise

    def _leave_trace(self) -> None:
        user = self.user or _named_in(self.cleaned_data["credential"])  # type: ignore[attr-defined]  # a form's
        if user is None:
            user_login_failed.send(sender=type(self), credentials={}, request=context.request)
            return
        authentication_failed.send(
            sender=Authenticator,
            request=context.request,
            user=user,
            authenticator=None,
            reauthentication=self.user is not None,
        )


class PasskeySignInForm(TracedAnswer, LoginWebAuthnForm):  # type: ignore[misc]  # the library ships no types
    pass


class PasskeyAgainForm(TracedAnswer, ReauthenticateWebAuthnForm):  # type: ignore[misc]  # the library ships no types
    pass


class PasskeyForm(AddWebAuthnForm):  # type: ignore[misc]  # the library ships no types
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"] = forms.CharField(
            label=_("Name of this passkey"),
            required=False,
            max_length=60,
            help_text=_("So that you can tell it from others, for example “my telephone”."),
        )
        self.fields["passwordless"].label = _("Sign in with this passkey alone")
        self.fields["passwordless"].help_text = _(
            "It asks for your fingerprint, face or the code of the device, and replaces password and code."
        )
        self.fields["passwordless"].initial = True

    def clean(self) -> dict[str, Any]:
        with taken_apart_with_care():
            return dict(super().clean())


class PasskeyNameForm(EditWebAuthnForm):  # type: ignore[misc]  # the library ships no types
    name = forms.CharField(label=_("Name of this passkey"), max_length=60)


def _named_in(credential: Any) -> User | None:
    """Whose passkey the answer says it is: a claim only, good enough for the trail."""
    try:
        with taken_apart_with_care():
            found: User = extract_user_from_response(credential)
    except ValidationError:
        return None
    return found
