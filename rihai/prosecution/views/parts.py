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

from rihai.access.answers import Asking, ask, press
from rihai.access.scope import get_visible
from rihai.accounts.submissions import answers_resends
from rihai.accounts.visitor import visitor
from rihai.cases.models import Case
from rihai.prosecution import actions
from rihai.prosecution.forms.legal_cases import InsteadForm, PartForm
from rihai.prosecution.models import LegalCase, LegalCaseSurvivor, LegalPart
from rihai.prosecution.part_permissions import (
    can_end,
    can_name_herself,
    can_name_lawyers,
    can_restore,
    check_can_end,
    check_can_name_somebody,
    sits_over,
)
from rihai.prosecution.survivor_permissions import survivor_for
from rihai.prosecution.views.legal_cases import about, legal_case_for


@answers_resends
def legal_case_part(request: HttpRequest, uid: UUID) -> HttpResponse:
    user, legal_case = visitor(request), legal_case_for(request, uid)
    check_can_name_somebody(user, legal_case)
    form = PartForm(
        request.POST or None,
        user=user,
        names_lawyers=can_name_lawyers(user, legal_case),
        names_herself=can_name_herself(user, legal_case),
    )

    def act() -> str:
        actions.add_part(legal_case, **form.cleaned_data, by=user)
        return legal_case.get_absolute_url()

    return ask(request, form, about(legal_case, _("Who works on it?"), _("Name somebody")), act)


@require_GET
def legal_part(request: HttpRequest, uid: UUID) -> HttpResponse:
    """What the row of a part says, also to whoever does not know the legal case any more."""
    user = visitor(request)
    rows = LegalPart.objects.visible_to(user).select_related("legal_case", "user", "added_by", "left_by")
    part = rows.filter(pk=uid).first()
    if part is None:
        raise Http404
    may_open = LegalCase.objects.visible_to(user).filter(pk=part.legal_case_id).exists()
    may_end = part.left_at is None and part.user_id != user.pk and can_end(user, part)
    context = {"part": part, "may_open": may_open, "may_end": may_end, "may_restore": can_restore(user, part)}
    return render(request, "prosecution/part_detail.html", context)


@require_POST
def legal_part_restore(request: HttpRequest, uid: UUID) -> HttpResponse:
    user = visitor(request)
    part = LegalPart.objects.visible_to(user).select_related("legal_case").filter(pk=uid).first()
    if part is None:
        raise Http404
    to = reverse("prosecution:legal_part", args=[part.pk])
    return press(request, lambda: actions.restore_part(part, by=user), to=to, done=_("The part is given back."))


@answers_resends
def legal_part_end(request: HttpRequest, uid: UUID) -> HttpResponse:
    """What ends with it is said first."""
    user = visitor(request)
    part = LegalPart.objects.select_related("legal_case", "user").filter(pk=uid).first()
    if part is None:
        raise Http404
    is_known = LegalCase.objects.visible_to(user).filter(pk=part.legal_case_id).exists()
    if not is_known and not sits_over(user, part):
        raise Http404
    check_can_end(user, part)
    is_self = part.user_id == user.pk
    page = part.legal_case.get_absolute_url() if is_known else reverse("prosecution:legal_part", args=[part.pk])
    form = InsteadForm(request.POST or None, user=user, part=part)

    def act() -> str:
        actions.end_part(part, **form.cleaned_data, by=user)
        return reverse("prosecution:legal_case_list") if is_self else page

    asking = Asking(_("End this part?"), _("End the part"), page, part.legal_case.reference)
    asking = replace(asking, template="prosecution/part_end.html", done=_("Ended."))
    return ask(request, form, asking, act, more={"part": part, "is_self": is_self})


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
