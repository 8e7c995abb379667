"""Forms of accounts: signing in, second factors, one's own account, and managing those of others.

Here: what is typed and whether it makes sense. Not here: whether somebody may do it (`actions`).
"""

from typing import Any

from allauth.account.adapter import get_adapter as get_account_adapter
from allauth.account.forms import LoginForm, ReauthenticateForm
from allauth.core import context
from allauth.mfa.adapter import get_adapter as get_factor_adapter
from allauth.mfa.base import forms as code_forms
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.forms import ActivateTOTPForm
from django import forms
from django.contrib import messages
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.utils.translation import gettext as now
from django.utils.translation import gettext_lazy as _

from rihai.accounts import throttle
from rihai.accounts.adapters import wait_error
from rihai.accounts.factors import checking
from rihai.accounts.models import Desk, User
from rihai.accounts.roles import GIVEN_BY_HAND
from rihai.accounts.sessions import device_of

# After so many failures in a row, whoever signs in is told that somebody tried.
WORTH_TELLING = 3

username_characters = RegexValidator(
    r"^[a-z0-9._-]+$", _("Use small Latin letters, digits, full stop, hyphen and underscore only.")
)


def code_input() -> forms.TextInput:
    return forms.TextInput(
        attrs={
            "autocomplete": "one-time-code",
            "inputmode": "numeric",
            "class": "govuk-input--width-10",
            "autofocus": True,
        }
    )


class SignInForm(LoginForm):  # type: ignore[misc]  # the library ships no types
    """The name stays typed after a mistake; the password does not."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].label = _("Name for signing in")
        self.fields["login"].widget = forms.TextInput(
            attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}
        )
        self.fields["password"].help_text = ""
        self.fields["password"].widget = forms.PasswordInput(attrs={"autocomplete": "current-password"})


class PasswordAgainForm(ReauthenticateForm):  # type: ignore[misc]  # the library ships no types
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"].label = _("Your password")
        self.fields["password"].widget = forms.PasswordInput(attrs={"autocomplete": "current-password"})


class PacedCode:
    """A code may be tried at the account's pace and works once; mixed into the library's code forms."""

    user: User
    authenticator: Authenticator

    def clean_code(self) -> str:
        who = (str(self.user.uid), device_of(context.request, self.user))
        wait = throttle.reserve("code", *who, owner=self.user)
        if wait:
            raise wait_error(wait)
        with checking(self.user):
            code = str(super().clean_code())  # type: ignore[misc]  # the library's form, which is mixed in
        if self.authenticator.type == Authenticator.Type.TOTP and not throttle.spend(self.user, code):
            raise get_factor_adapter().validation_error("incorrect_code")
        self._tell(max(throttle.forget("code", *who), throttle.wrong_codes(self.user)))
        return code

    def _tell(self, failed: int) -> None:
        if failed >= WORTH_TELLING:
            words = now(
                "Before this, %(count)d wrong codes were typed for your account. "
                "If that was not you, tell your administrator."
            )
            messages.warning(context.request, words % {"count": failed})


class CodeForm(PacedCode, code_forms.AuthenticateForm):  # type: ignore[misc]  # the library ships no types
    code = forms.CharField(label=_("Code"), widget=code_input(), max_length=20)


class CodeAgainForm(PacedCode, code_forms.ReauthenticateForm):  # type: ignore[misc]  # the library ships no types
    code = forms.CharField(label=_("Code"), widget=code_input(), max_length=20)


class FirstCodeForm(ActivateTOTPForm):  # type: ignore[misc]  # the library ships no types
    """The code typed here is used as well: it does not also open the door."""

    code = forms.CharField(
        label=_("Code that the app shows now"), widget=code_input(), max_length=20, help_text=_("Six digits.")
    )

    def clean_code(self) -> str:
        code = str(super().clean_code())
        if not throttle.spend(self.user, code):
            raise get_factor_adapter().validation_error("incorrect_code")
        return code


class NewPasswordForm(forms.Form):
    """A new password of one's own. The present one is asked for unless she has just typed a starting password."""

    present = forms.CharField(
        label=_("Present password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    new = forms.CharField(
        label=_("New password"),
        strip=False,
        max_length=200,
        help_text=_("At least 12 characters. Three or four words that do not belong together are good."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    again = forms.CharField(
        label=_("New password again"), strip=False, widget=forms.PasswordInput(attrs={"autocomplete": "new-password"})
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        if user.needs_new_password:
            del self.fields["present"]

    def clean_present(self) -> str:
        """At the pace of the door: an open session must not become a way to guess the password."""
        present: str = self.cleaned_data["present"]
        if not get_account_adapter().reauthenticate(self.user, present):
            raise ValidationError(_("This is not your present password."))
        return present

    def clean_new(self) -> str:
        new: str = self.cleaned_data["new"]
        validate_password(new, self.user)
        if self.user.check_password(new):
            raise ValidationError(_("Choose another password than the present one."))
        return new

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("new") and cleaned.get("again") is not None and cleaned["new"] != cleaned["again"]:
            self.add_error("again", _("This is not the same as the new password. Type both again."))
        return cleaned


class NewUserForm(forms.Form):
    display_name = forms.CharField(label=_("Name shown to colleagues"), max_length=120)
    username = forms.CharField(
        label=_("Name for signing in"),
        max_length=64,
        validators=[username_characters],
        help_text=_("Small letters and digits, for example “asha.k”."),
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "none", "class": "govuk-input--width-20"}
        ),
    )
    language = forms.ChoiceField(label=_("Language"), choices=lambda: User._meta.get_field("language").choices or [])


class GiveRoleForm(forms.Form):
    role = forms.ChoiceField(
        label=_("Role"), choices=[("", _("Choose a role")), *((one, one.label) for one in GIVEN_BY_HAND)]
    )


class JoinDeskForm(forms.Form):
    desk = forms.ModelChoiceField(label=_("Desk"), queryset=Desk.objects.none())

    def __init__(self, *args: Any, by: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["desk"].queryset = Desk.objects.visible_to(by).active()  # type: ignore[attr-defined]  # a ModelChoiceField


class NewDeskForm(forms.Form):
    name = forms.CharField(label=_("Name of the desk"), max_length=80)
    purpose = forms.ChoiceField(
        label=_("Purpose"),
        choices=Desk.Purpose.choices,
        help_text=_("Work is sent to desks by their purpose: alerts to intake, reasons for review to data protection."),
    )
