"""The page that says in which districts nobody has been asked yet for somebody missing."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from rihai.access.answers import Asking, ask
from rihai.access.scope import get_visible
from rihai.accounts.submissions import answers_resends
from rihai.accounts.visitor import visitor
from rihai.duties.models import Duty
from rihai.rescue import actions
from rihai.rescue.forms.asking import AskingForm
from rihai.rescue.models import Inquiry
from rihai.rescue.permissions import check_can_work_inquiry


@answers_resends
def inquiry_ask_homes(request: HttpRequest, uid: UUID) -> HttpResponse:
    user = visitor(request)
    inquiry = get_visible(Inquiry.objects.all(), user, uid, "inquiry.opened")
    check_can_work_inquiry(user, inquiry)
    owed = Duty.objects.open().filter(rule=actions.ASK_HOMES, subject_uid=inquiry.uid).first()
    state = user.organisation.state
    form = AskingForm(request.POST or None, state=state, owed=owed.detail if owed else "")
    title, button = _("Where has nobody been asked yet?"), _("Save the districts")

    def act() -> str:
        actions.plan_asking(inquiry, places=form.places(), by=user)
        return inquiry.get_absolute_url()

    return ask(request, form, Asking(title, button, inquiry.get_absolute_url(), inquiry.reference), act)
