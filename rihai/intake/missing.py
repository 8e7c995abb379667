"""Recording a missing report from an accepted alert: what the alert says is there already.

Here: the page. Not here: the report itself, which is a matter of `tracing`.
"""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _

from rihai.access.answers import Asking, ask
from rihai.access.drafts.pages import keeps_draft
from rihai.access.own import open_own
from rihai.access.scope import get_visible
from rihai.accounts.models import User
from rihai.accounts.submissions import answers_resends
from rihai.accounts.visitor import visitor
from rihai.intake import actions
from rihai.intake.models import Alert
from rihai.intake.permissions import check_can_file_missing
from rihai.lib.precision import ImpreciseDate, Precision
from rihai.tracing.forms.reports import ReportForm


@keeps_draft
@answers_resends
def alert_missing(request: HttpRequest, uid: UUID, person: UUID | None = None) -> HttpResponse:
    user = visitor(request)
    alert = get_visible(Alert.objects.select_related("place", "source", "inquiry"), user, uid, "alert.opened")
    check_can_file_missing(user, alert)
    row = get_object_or_404(alert.people.select_related("person__home_district"), person=person) if person else None
    known = row.person if row else None
    form = ReportForm(request.POST or None, user=user, person=known, source=alert.source)
    if not form.is_bound:
        form.initial = _said(alert, user)

    def act() -> str:
        return actions.file_missing_report(alert, facts=form.facts(), by=user).get_absolute_url()

    title, button = _("Record a missing report"), _("Save and begin the search")
    asking = Asking(title, button, alert.get_absolute_url(), alert.reference, template="tracing/report_new.html")
    return ask(request, form, asking, act, more={"person": known, "source": alert.source})


def _said(alert: Alert, user: User) -> dict[str, Any]:
    """What the alert says, as far as she may read it."""
    opened = open_own((alert, ("what", "where")), by=user)(alert)
    day = ImpreciseDate(alert.happened_on, Precision(alert.precision)) if alert.happened_on else None
    said = {"circumstances": opened.what, "where": opened.where} if opened else {}
    return {**said, "last_seen": day, "place": alert.place}
