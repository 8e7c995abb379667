"""How far claims come, as a picture with its table and as a file."""

import csv
import io

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from rihai.accounts.visitor import visitor
from rihai.audit import actions as audit
from rihai.prosecution.forms.funnel import FunnelForm
from rihai.prosecution.selectors.funnel import funnel, is_exact_for


@require_GET
def claim_funnel(request: HttpRequest) -> HttpResponse:
    user = visitor(request)
    form = FunnelForm(request.GET, user=user)
    wanted = form.wanted()
    is_exact = is_exact_for(user, wanted)
    if wanted.whole_house:
        audit.record("funnel.opened", by=user, subject=user.organisation, is_exact=is_exact)
    context = {
        "funnel": funnel(user, wanted, is_exact=is_exact),
        "form": form,
        "today": timezone.localdate(),
    }
    return render(request, "prosecution/claim_funnel.html", context)


@require_GET
def claim_funnel_file(request: HttpRequest) -> HttpResponse:
    """Of one's own claims as on the page; of the organisation's never a slice, for it may be passed on."""
    user = visitor(request)
    wanted = FunnelForm(request.GET, user=user).wanted()
    found = funnel(user, wanted, is_exact=not wanted.whole_house)
    audit.record("funnel.exported", by=user, subject=user.organisation, whole_house=wanted.whole_house)
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(["stage", "claims", "is_hidden", "median_days_from_stage_before", "measured_on", "as_of"])
    day = timezone.localdate().isoformat()
    for one in found.stages:
        writer.writerow([one.status.value, one.count, one.count is None, one.middle, one.measured, day])
    for name, rupees in (("ordered", found.ordered), ("credited", found.credited), ("missing", found.missing)):
        writer.writerow([f"rupees_{name}", rupees, rupees is None, "", "", day])
    answer = HttpResponse(out.getvalue(), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="compensation-funnel.csv"'
    return answer
