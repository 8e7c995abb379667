"""One's own account: password, second factors, sessions, language."""

from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import SECRET_SESSION_KEY
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import check_for_language
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_POST
from django.views.i18n import set_language

from rihai.accounts import actions, throttle
from rihai.accounts.forms import NewPasswordForm
from rihai.accounts.fresh import fresh_factor
from rihai.accounts.models import NewStart, User
from rihai.accounts.permissions import Permission
from rihai.accounts.roles import ROLES
from rihai.accounts.selectors import waiting_for
from rihai.accounts.sessions import Stand, current_uid, stand_of
from rihai.accounts.visitor import visitor


@require_GET
def me(request: HttpRequest) -> HttpResponse:
    user = visitor(request)
    return render(
        request,
        "accounts/me.html",
        {
            "roles": [ROLES[role] for role in sorted(user.roles)],
            "seats": user.memberships.in_force().select_related("desk").order_by("desk__name"),
            "factors": Authenticator.objects.filter(user=user).order_by("created_at"),
            "sessions": user.staff_sessions.filter(ended_at=None)[:20],
            "current_uid": current_uid(request),
            "wrong_codes": throttle.wrong_codes(user),
            "waiting": waiting_for(user) if user.has(Permission.ACCOUNT_CONFIRM) else (),
            "may_review": user.has(Permission.ACCESS_REVIEW),
            "may_decide_erasures": user.has(Permission.ERASURE_DECIDE),
            "may_read_trail": user.has(Permission.AUDIT_READ),
        },
    )


@sensitive_post_parameters("present", "new", "again")
def change_password(request: HttpRequest) -> HttpResponseBase:
    """With the present password; after a starting password without, and then nothing else is open."""
    user = visitor(request)
    if not user.needs_new_password and request.method == "GET":
        return fresh_factor(_password_page)(request)
    return _password_page(request)


def _password_page(request: HttpRequest) -> HttpResponseBase:
    user = visitor(request)
    form = NewPasswordForm(request.POST or None, user=user)
    if request.method == "POST" and form.is_valid():
        user = actions.change_password(user, password=form.cleaned_data["new"], by=user, keep=current_uid(request))
        update_session_auth_hash(request, user)
        messages.success(request, _("Your password was changed. You are signed out everywhere else."))
        return redirect("web:my_day")
    starts = NewStart.objects.filter(user=user, told_at=None, given_at__isnull=False)
    return render(request, "accounts/change_password.html", {"form": form, "starts": starts.select_related()})


@require_POST
def end_sessions(request: HttpRequest) -> HttpResponse:
    user = visitor(request)
    ended = actions.end_other_sessions(user, keep=current_uid(request), by=user)
    messages.success(request, _("Signed out elsewhere: %(count)d.") % {"count": ended})
    return redirect("accounts:me")


@require_GET
def second_factor(request: HttpRequest) -> HttpResponse:
    """Where the door sends somebody who has no second factor yet."""
    return render(request, "accounts/second_factor.html")


@require_GET
def totp_qr(request: HttpRequest) -> HttpResponse:
    """The picture an authenticator app reads; its secret is the one the enrolment page has just made."""
    secret = request.session.get(SECRET_SESSION_KEY)
    if not secret:
        raise Http404
    adapter = get_adapter()
    picture = adapter.build_totp_svg(adapter.build_totp_url(request.user, secret))
    return HttpResponse(picture, content_type="image/svg+xml")


@require_POST
def choose_language(request: HttpRequest) -> HttpResponseBase:
    """The framework's own, which sets a cookie; a signed-in person's choice is kept as well."""
    language = request.POST.get("language", "")
    is_offered = check_for_language(language) and language in dict(settings.LANGUAGES)
    # The page is open to all, so the door has not looked: an ended session chooses for its browser only.
    if is_offered and isinstance(request.user, User) and stand_of(request, request.user) is Stand.LIVE:
        actions.change_language(request.user, language=language, by=request.user)
    return set_language(request)
