"""Pages of who works on a legal case, and of a survivor who was added by mistake.

Naming somebody, letting somebody go, taking over what nobody has any more.
"""

from dataclasses import replace
from uuid import UUID

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_POST

from rihai.access.answers import ask, press
from rihai.access.scope import get_visible
from rihai.accounts.submissions import answers_resends
from rihai.accounts.visitor import visitor
from rihai.cases.models import Case
from rihai.prosecution import actions
from rihai.prosecution.forms.legal_cases import PartForm
from rihai.prosecution.models import LegalCase, LegalCaseSurvivor, LegalPart
from rihai.prosecution.part_permissions import can_decide_lawyers, check_can_end
from rihai.prosecution.permissions import can_advise, check_can_record
from rihai.prosecution.survivor_permissions import survivor_for
from rihai.prosecution.views.legal_cases import about, legal_case_for


@answers_resends
def legal_case_part(request: HttpRequest, uid: UUID) -> HttpResponse:
    user, legal_case = visitor(request), legal_case_for(request, uid)
    check_can_record(user, legal_case)
    form = PartForm(
        request.POST or None,
        user=user,
        names_lawyers=can_decide_lawyers(user, legal_case),
        names_herself=can_advise(user, legal_case),
    )

    def act() -> str:
        actions.add_part(legal_case, **form.cleaned_data, by=user)
        return legal_case.get_absolute_url()

    return ask(request, form, about(legal_case, _("Who works on it?"), _("Name")), act)


@require_GET
def legal_part(request: HttpRequest, uid: UUID) -> HttpResponse:
    """What the row of a part says, also to whoever does not know the legal case any more."""
    user = visitor(request)
    rows = LegalPart.objects.visible_to(user).select_related("legal_case", "user", "added_by", "left_by")
    part = rows.filter(pk=uid).first()
    if part is None:
        raise Http404
    may_open = LegalCase.objects.visible_to(user).filter(pk=part.legal_case_id).exists()
    return render(request, "prosecution/part_detail.html", {"part": part, "may_open": may_open})


@answers_resends
def legal_part_end(request: HttpRequest, uid: UUID) -> HttpResponse:
    """What ends with it is said first."""
    user = visitor(request)
    part = LegalPart.objects.select_related("legal_case", "user").filter(pk=uid).first()
    if part is None:
        raise Http404
    legal_case = get_visible(LegalCase.objects.all(), user, part.legal_case_id, "legal.part")
    check_can_end(user, part)
    is_self = part.user_id == user.pk

    def act() -> str:
        actions.end_part(part, by=user)
        return reverse("prosecution:legal_case_list") if is_self else legal_case.get_absolute_url()

    asking = about(legal_case, _("End this part?"), _("End the part"))
    asking = replace(asking, template="prosecution/part_end.html", done=_("Ended."))
    return ask(request, forms.Form(request.POST or None), asking, act, more={"part": part, "is_self": is_self})


@answers_resends
def legal_survivor_end(request: HttpRequest, uid: UUID) -> HttpResponse:
    """A survivor was added by mistake. What ends with it is said first."""
    user = visitor(request)
    survivor = survivor_for(user, uid, "legal.record")
    legal_case = survivor.legal_case

    def act() -> str:
        actions.end_survivor(survivor, by=user)
        known = LegalCase.objects.visible_to(user).filter(pk=legal_case.pk).exists()
        return legal_case.get_absolute_url() if known else reverse("prosecution:legal_case_list")

    asking = about(legal_case, _("Not about this survivor?"), _("Take out"))
    asking = replace(asking, template="prosecution/survivor_end.html", done=_("Taken out."))
    return ask(request, forms.Form(request.POST or None), asking, act, more={"survivor": survivor})


@require_POST
def legal_case_take_over(request: HttpRequest, uid: UUID) -> HttpResponse:
    user = visitor(request)
    survivor = LegalCaseSurvivor.objects.select_related("legal_case").filter(pk=uid).first()
    if survivor is None:
        raise Http404
    get_visible(Case.objects.all(), user, survivor.case_id, "legal.take_over")
    to = reverse("prosecution:case_legal", args=[survivor.case_id])
    return press(request, lambda: actions.take_over(survivor, by=user), to=to, done=_("You work on it now."))
