"""The photo of somebody missing or found: kept one at a time, shown once for each purpose that is typed.

Never in a list, never to be saved by a link, and always with the code of whoever looks written across it.
"""

from functools import partial
from typing import Any, Final
from uuid import UUID

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from rihai.access.answers import NOT_WHOLE, Asking, ask, reason_typed
from rihai.access.files.keeping import ArrivedFile
from rihai.access.files.pages import keep_arrived
from rihai.access.reading import Because, read
from rihai.access.scope import get_visible
from rihai.access.showing import SHOWN, WITHOUT_RIGHTS
from rihai.accounts.models import User
from rihai.accounts.submissions import answers_resends
from rihai.accounts.uploads import takes_files
from rihai.accounts.visitor import visitor
from rihai.lib.workflow import NotPossible
from rihai.tracing import actions
from rihai.tracing.forms.reports import ReasonForm
from rihai.tracing.forms.telling import PhotoForm
from rihai.tracing.models import FoundPhoto, FoundRecord, MissingReport, ReportPhoto
from rihai.tracing.permissions import (
    can_work_found,
    can_work_report,
    check_can_work_found,
    check_can_work_report,
)
from rihai.tracing.watermark import written_across

Photo = ReportPhoto | FoundPhoto
Owner = MissingReport | FoundRecord
WITHDRAW: Final = {ReportPhoto: "tracing:report_photo_withdraw", FoundPhoto: "tracing:found_photo_withdraw"}


@takes_files
@answers_resends
def report_photo_new(request: HttpRequest, uid: UUID) -> HttpResponse:
    user = visitor(request)
    report = get_visible(MissingReport.objects.all(), user, uid, "photo.add")
    check_can_work_report(user, report)
    return _keep(request, report, partial(actions.keep_report_photo, report, by=user))


@takes_files
@answers_resends
def found_photo_new(request: HttpRequest, uid: UUID) -> HttpResponse:
    user = visitor(request)
    found = get_visible(FoundRecord.objects.all(), user, uid, "photo.add")
    check_can_work_found(user, found)
    return _keep(request, found, partial(actions.keep_found_photo, found, by=user))


@require_http_methods(["GET", "POST"])
def report_photo(request: HttpRequest, uid: UUID) -> HttpResponse:
    photo = get_object_or_404(ReportPhoto.objects.select_related("report", "safe_copy"), pk=uid)
    report = get_visible(MissingReport.objects.all(), visitor(request), photo.report_id, "photo.opened")
    return _show(request, photo, report, may_withdraw=can_work_report(visitor(request), report))


@require_http_methods(["GET", "POST"])
def found_photo(request: HttpRequest, uid: UUID) -> HttpResponse:
    photo = get_object_or_404(FoundPhoto.objects.select_related("found", "safe_copy"), pk=uid)
    found = get_visible(FoundRecord.objects.all(), visitor(request), photo.found_id, "photo.opened")
    return _show(request, photo, found, may_withdraw=can_work_found(visitor(request), found))


@answers_resends
def report_photo_withdraw(request: HttpRequest, uid: UUID) -> HttpResponse:
    photo = get_object_or_404(ReportPhoto.objects.select_related("report"), pk=uid)
    user = visitor(request)
    report = get_visible(MissingReport.objects.all(), user, photo.report_id, "photo.opened")
    check_can_work_report(user, report)
    return _withdraw(request, photo, report)


@answers_resends
def found_photo_withdraw(request: HttpRequest, uid: UUID) -> HttpResponse:
    photo = get_object_or_404(FoundPhoto.objects.select_related("found"), pk=uid)
    user = visitor(request)
    found = get_visible(FoundRecord.objects.all(), user, photo.found_id, "photo.opened")
    check_can_work_found(user, found)
    return _withdraw(request, photo, found)


def _keep(request: HttpRequest, owner: Owner, act: Any) -> HttpResponse:
    form = PhotoForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():

        def keep(files: list[ArrivedFile]) -> None:
            act(kind=form.cleaned_data["kind"], file=files[0])

        try:
            return keep_arrived(request, form.cleaned_data["chosen"], keep, to=owner.get_absolute_url())
        except NotPossible as error:
            form.add_error(None, str(error))
    context = {"form": form, "owner": owner}
    return render(request, "tracing/photo_new.html", context, status=NOT_WHOLE if form.errors else 200)


def _show(request: HttpRequest, photo: Photo, owner: Owner, *, may_withdraw: bool) -> HttpResponse:
    user = visitor(request)
    if not photo.opens:
        raise Http404
    error = ""
    if request.method == "POST":
        try:
            why = reason_typed(request)
        except ValidationError as problem:
            error = problem.messages[0]
        else:
            return _picture(photo, user, why)
    context = {"photo": photo, "owner": owner, "reason_error": error}
    if may_withdraw:
        context["withdraw_url"] = reverse(WITHDRAW[type(photo)], args=[photo.uid])
    return render(request, "tracing/photo_detail.html", context, status=NOT_WHOLE if error else 200)


def _picture(photo: Photo, user: User, why: Because) -> HttpResponse:
    """Read to its end first: a damaged one is not half shown."""
    if photo.safe_copy_id is None or not photo.is_picture:
        raise Http404
    plain = read((photo, ["safe_copy"]), by=user, why=why)
    picture = written_across(b"".join(plain(photo).safe_copy.pieces()), code=user.uid.hex[:8].upper())
    headers = WITHOUT_RIGHTS | {
        "Content-Disposition": "inline",
        "Content-Security-Policy": SHOWN,
        "X-Frame-Options": "DENY",
    }
    return HttpResponse(picture, content_type="image/jpeg", headers=headers)


def _withdraw(request: HttpRequest, photo: Photo, owner: Owner) -> HttpResponse:
    user = visitor(request)
    form = ReasonForm(request.POST or None)

    def act() -> str:
        actions.withdraw_photo(photo, reason=form.cleaned_data["reason"], by=user)
        return owner.get_absolute_url()

    return ask(
        request, form, Asking(_("Withdraw the photo"), _("Withdraw it"), owner.get_absolute_url(), owner.reference), act
    )
