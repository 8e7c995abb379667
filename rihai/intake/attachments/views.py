"""Pages of the files of an alert: the list, adding some, one file, its safe copy, its original, withdrawing it."""

from functools import partial
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from rihai.access.files.forms import WithdrawForm
from rihai.access.files.keeping import ArrivedFile
from rihai.access.files.pages import answer_copy, answer_original, file_page, files_listed, framing, keep_arrived
from rihai.access.scope import get_visible
from rihai.accounts.models import User
from rihai.accounts.submissions import answers_resends, once
from rihai.accounts.uploads import takes_files
from rihai.accounts.visitor import visitor
from rihai.intake.attachments import actions
from rihai.intake.attachments.forms import READERS, AttachmentForm
from rihai.intake.attachments.models import Attachment
from rihai.intake.attachments.permissions import can_attach, can_withdraw, check_can_attach, check_can_withdraw
from rihai.intake.models import Alert
from rihai.lib.workflow import NotPossible

UNPROCESSABLE = 422


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
    if request.method == "POST" and form.is_valid():
        return _keep(request, user, alert, form)
    context = {"alert": alert, "form": form}
    return render(request, "intake/attachment_new.html", context, status=UNPROCESSABLE if form.errors else 200)


def _keep(request: HttpRequest, user: User, alert: Alert, form: AttachmentForm) -> HttpResponse:
    def keep(files: list[ArrivedFile]) -> None:
        actions.add_attachments(alert, facts=form.facts(), files=files, by=user)

    to = reverse("intake:attachment_list", args=[alert.uid])
    return keep_arrived(request, form.cleaned_data["chosen"], keep, to=to)


@require_GET
def attachment_detail(request: HttpRequest, uid: UUID) -> HttpResponse:
    user = visitor(request)
    return _page(request, user, _attachment(user, uid))


@require_http_methods(["GET", "POST"])
def attachment_copy(request: HttpRequest, uid: UUID) -> HttpResponseBase:
    user = visitor(request)
    attachment = _attachment(user, uid)
    again = partial(_page, request, user, attachment)
    return answer_copy(request, attachment, lambda words: again(reason_error=words), by=user)


@require_POST
def attachment_original(request: HttpRequest, uid: UUID) -> HttpResponseBase:
    user = visitor(request)
    attachment = _attachment(user, uid)
    again = partial(_page, request, user, attachment)
    return answer_original(request, attachment, lambda words: again(original_error=words), by=user)


@answers_resends
def attachment_withdraw(request: HttpRequest, uid: UUID) -> HttpResponse:
    user = visitor(request)
    attachment = _attachment(user, uid)
    check_can_withdraw(user, attachment)
    form = WithdrawForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            with once(request) as sent:
                if sent.is_first:
                    actions.withdraw_attachment(attachment, reason=form.cleaned_data["reason"], by=user)
                    sent.goes_to("intake:attachment_list", attachment.alert_id)
            return sent.answer()
        except NotPossible as error:
            form.add_error(None, str(error))
    context = {"alert": attachment.alert, "attachment": attachment, "form": form}
    return render(request, "intake/attachment_withdraw.html", context, status=UNPROCESSABLE if form.errors else 200)


def _alert(user: User, uid: UUID, verb: str) -> Alert:
    return get_visible(Alert.objects.all(), user, uid, verb)


def _attachment(user: User, uid: UUID) -> Attachment:
    """Whoever may know of the alert knows by code that the file exists; else it is not found."""
    rows = Attachment.objects.select_related("alert", "added_by", "withdrawn_by", "original", "safe_copy")
    attachment = get_object_or_404(rows, pk=uid)
    _alert(user, attachment.alert_id, "attachment.opened")
    return attachment


def _page(request: HttpRequest, user: User, attachment: Attachment, **errors: str) -> HttpResponse:
    context = {
        "alert": attachment.alert,
        "document": attachment,
        "page": file_page(attachment, user),
        "may_withdraw": attachment.opens and can_withdraw(user, attachment),
        "readers": READERS.get(attachment.compartment_of("original"), _("Those who may know the name")),
        "copy_url": reverse("intake:attachment_copy", args=[attachment.uid]),
        "original_url": reverse("intake:attachment_original", args=[attachment.uid]),
        "withdraw_url": reverse("intake:attachment_withdraw", args=[attachment.uid]),
        **errors,
    }
    return framing(
        render(request, "intake/attachment_detail.html", context, status=UNPROCESSABLE if errors else 200),
    )
