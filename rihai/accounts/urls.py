"""Addresses of the staff door itself and of accounts.

The sign-in library's pages keep the names it looks them up by; those not listed here (sign-up, mail
addresses, password by mail) do not exist.
"""

from allauth.account import views as account_views
from allauth.mfa.base import views as factor_views
from allauth.mfa.recovery_codes import views as code_views
from allauth.mfa.totp import views as totp_views
from allauth.mfa.webauthn import views as passkey_views
from django.conf import settings
from django.urls import URLPattern, include, path

from rihai.accounts.factors import enrols, keeps_one
from rihai.accounts.views import desks, entry, me, staff


def demonstration(*, is_demo: bool) -> list[URLPattern]:
    """The one-time way in: outside a demonstration the address does not exist."""
    return [path("enter/<str:token>/", entry.enter, name="enter")] if is_demo else []


own: list[URLPattern] = [
    path("account/", me.me, name="me"),
    path("account/password/", me.change_password, name="change_password"),
    path("account/sessions/end/", me.end_sessions, name="end_sessions"),
    path("account/second-factor/new/", me.second_factor, name="second_factor"),
    path("account/second-factor/app/picture.svg", me.totp_qr, name="totp_qr"),
    path("staff/", staff.user_list, name="user_list"),
    path("staff/new/", staff.user_create, name="user_create"),
    path("staff/waiting/", staff.user_waiting, name="user_waiting"),
    path("staff/<uuid:uid>/", staff.user_detail, name="user_detail"),
    path("staff/<uuid:uid>/role/", staff.user_give_role, name="user_give_role"),
    path("staff/<uuid:uid>/desk/", staff.user_join_desk, name="user_join_desk"),
    path("staff/<uuid:uid>/desk/<uuid:desk_uid>/leave/", staff.user_leave_desk, name="user_leave_desk"),
    path("staff/<uuid:uid>/new-start/", staff.user_new_start, name="user_new_start"),
    path("staff/role/<uuid:uid>/confirm/", staff.user_confirm_role, name="user_confirm_role"),
    path("staff/new-start/<uuid:uid>/give/", staff.user_give_new_start, name="user_give_new_start"),
    path("staff/new-start/<uuid:uid>/decline/", staff.user_decline_new_start, name="user_decline_new_start"),
    path("desks/", desks.desk_list, name="desk_list"),
    path("desks/<uuid:uid>/close/", desks.desk_close, name="desk_close"),
    *demonstration(is_demo=settings.DEMO),
]

library: list[URLPattern] = [
    path("language/", me.choose_language, name="set_language"),
    path("sign-in/", account_views.login, name="account_login"),
    path("sign-out/", account_views.logout, name="account_logout"),
    path("sign-in/closed/", account_views.account_inactive, name="account_inactive"),
    path("sign-in/password/", account_views.reauthenticate, name="account_reauthenticate"),
    path("sign-in/second-factor/", factor_views.authenticate, name="mfa_authenticate"),
    path("sign-in/second-factor/again/", factor_views.reauthenticate, name="mfa_reauthenticate"),
    path("sign-in/passkey/", passkey_views.login_webauthn, name="mfa_login_webauthn"),
    path("sign-in/passkey/again/", passkey_views.reauthenticate_webauthn, name="mfa_reauthenticate_webauthn"),
    path("account/second-factor/", factor_views.index, name="mfa_index"),
    path("account/second-factor/app/", enrols(totp_views.activate_totp), name="mfa_activate_totp"),
    path("account/second-factor/app/remove/", keeps_one(totp_views.deactivate_totp), name="mfa_deactivate_totp"),
    path("account/second-factor/codes/", code_views.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("account/second-factor/codes/new/", code_views.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path("account/second-factor/passkeys/", passkey_views.list_webauthn, name="mfa_list_webauthn"),
    path("account/second-factor/passkeys/add/", enrols(passkey_views.add_webauthn), name="mfa_add_webauthn"),
    path(
        "account/second-factor/passkeys/<int:pk>/remove/",
        keeps_one(passkey_views.remove_webauthn),
        name="mfa_remove_webauthn",
    ),
    path("account/second-factor/passkeys/<int:pk>/name/", passkey_views.edit_webauthn, name="mfa_edit_webauthn"),
]

urlpatterns = [path("", include((own, "accounts"))), *library]
