"""Pages of the files of an alert: the list, adding some, one file, its safe copy, its original, withdrawing it."""

from functools import partial
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from rihai.access.files.keeping import ArrivedFile
from rihai.access.files.pages import (
    answer_copy,
    answer_new,
    answer_original,
    answer_page,
    answer_withdrawal,
    files_listed,
)
from rihai.access.scope import get_visible
from rihai.accounts.models import User
from rihai.accounts.submissions import answers_resends
from rihai.accounts.uploads import takes_files
from rihai.accounts.visitor import visitor
from rihai.intake.attachments import actions
from rihai.intake.attachments.forms import READERS, AttachmentForm
from rihai.intake.attachments.models import Attachment
from rihai.intake.attachments.permissions import can_attach, can_withdraw, check_can_attach, check_can_withdraw
from rihai.intake.models import Alert


@require_GET
def attachment_list(request: HttpRequest, uid: UUID) -> HttpResponse:
    user = visitor(request)
    alert = _alert(user, uid, "attachment.listed")
    files = files_listed(alert.attachments.select_related("added_by", "withdrawn_by"), user)
    context = {"alert": alert, "files": files, "may_add": can_attach(user, alert)}
    return render(request, "intake/attachment_list.html", context)


@takes_files
@answers_resends
def attachment_new(request: HttpRequest, uid: UUID) -> HttpResponse:
    user = visitor(request)
    alert = _alert(user, uid, "attachment.add")
    check_can_attach(user, alert)
    form = AttachmentForm(request.POST or None, request.FILES or None, user=user)

    def keep(files: list[ArrivedFile]) -> object:
        return actions.add_attachments(alert, facts=form.facts(), files=files, by=user)

    return answer_new(request, form, keep, "intake/attachment_new.html", to=_list_of(alert.uid), alert=alert)


@require_GET
def attachment_detail(request: HttpRequest, uid: UUID) -> HttpResponse:
    user = visitor(request)
    return _page(request, user, _attachment(user, uid))


@require_http_methods(["GET", "POST"])
def attachment_copy(request: HttpRequest, uid: UUID) -> HttpResponseBase:
    user = visitor(request)
    attachment = _attachment(user, uid)
    return answer_copy(request, attachment, partial(_page, request, user, attachment), by=user)


@require_POST
def attachment_original(request: HttpRequest, uid: UUID) -> HttpResponseBase:
    user = visitor(request)
    attachment = _attachment(user, uid)
    return answer_original(request, attachment, partial(_page, request, user, attachment), by=user)


@answers_resends
def attachment_withdraw(request: HttpRequest, uid: UUID) -> HttpResponse:
    user = visitor(request)
    attachment = _attachment(user, uid)
    check_can_withdraw(user, attachment)

    def withdraw(reason: str) -> object:
        return actions.withdraw_attachment(attachment, reason=reason, by=user)

    title, about = _("Withdraw this file"), attachment.alert.reference
    return answer_withdrawal(request, attachment, withdraw, title=title, about=about, to=_list_of(attachment.alert_id))


def _list_of(alert: UUID) -> str:
    return reverse("intake:attachment_list", args=[alert])


def _alert(user: User, uid: UUID, verb: str) -> Alert:
    return get_visible(Alert.objects.all(), user, uid, verb)


def _attachment(user: User, uid: UUID) -> Attachment:
    """Whoever may know of the alert knows by code that the file exists; else it is not found."""
    rows = Attachment.objects.select_related("alert", "added_by", "withdrawn_by", "original", "safe_copy")
    attachment = get_object_or_404(rows, pk=uid)
    _alert(user, attachment.alert_id, "attachment.opened")
    return attachment


def _page(request: HttpRequest, user: User, attachment: Attachment, **errors: str) -> HttpResponse:
    return answer_page(
        request,
        attachment,
        "intake/attachment_detail.html",
        by=user,
        pages="intake:attachment",
        readers=READERS,
        alert=attachment.alert,
        may_withdraw=attachment.opens and can_withdraw(user, attachment),
        **errors,
    )
