"""Pages of a legal case: my own, those of one survivor, one of them, what its paper says, who works on it."""

from typing import Final
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from rihai.access.answers import Asking, ask
from rihai.access.reading import OwnWork, read
from rihai.access.scope import get_visible
from rihai.accounts.submissions import answers_resends
from rihai.accounts.visitor import visitor
from rihai.cases.models import Case
from rihai.cases.permissions import works_on
from rihai.prosecution import actions
from rihai.prosecution.forms.legal_cases import (
    CopyForm,
    NewForm,
    PaperForm,
    StepForm,
    SurvivorForm,
    TransferForm,
)
from rihai.prosecution.models import LegalCase
from rihai.prosecution.part_permissions import can_decide_lawyers, can_name_somebody
from rihai.prosecution.permissions import (
    can_advise,
    can_open_legal_case,
    can_record,
    check_can_open_legal_case,
    check_can_record,
)
from rihai.prosecution.selectors.claims import claims_of_legal_case, sees_every_claim
from rihai.prosecution.selectors.coming import coming_of
from rihai.prosecution.selectors.evidence import unused_items
from rihai.prosecution.selectors.legal_case import legal_case_page, legal_cases_listed, legal_cases_of
from rihai.prosecution.selectors.safety import safety_of
from rihai.prosecution.views.clocks_ended import saying_whose_clock_ends

PER_PAGE: Final = 25
TABS: Final = (("open", _("Still open")), ("over", _("Over")))


@require_GET
def legal_case_list(request: HttpRequest) -> HttpResponse:
    user = visitor(request)
    tab = "over" if request.GET.get("show") == "over" else "open"
    page = Paginator(legal_cases_listed(user, tab), PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "prosecution/legal_case_list.html", {"page": page, "tab": tab, "tabs": TABS})


@require_GET
def case_legal(request: HttpRequest, uid: UUID) -> HttpResponse:
    """The legal cases of one survivor, reached from her case."""
    user = visitor(request)
    case = get_visible(Case.objects.select_related("person"), user, uid, "case.opened")
    works_on_it = works_on(user, case)
    found = legal_cases_of(case, user, works_on_it=works_on_it)
    context = {
        "case": case,
        "found": found,
        "works_on_it": works_on_it,
        "may_open": can_open_legal_case(user, case),
        "unused": unused_items(case, user) if found.hers else 0,
    }
    return render(request, "prosecution/case_legal.html", context)


@answers_resends
def legal_case_new(request: HttpRequest, uid: UUID) -> HttpResponse:
    user = visitor(request)
    case = get_visible(Case.objects.select_related("person"), user, uid, "legal.open")
    check_can_open_legal_case(user, case)
    form = NewForm(request.POST or None, user=user)

    def act() -> str:
        data = form.cleaned_data
        facts = form.facts()
        return actions.open_legal_case(
            case=case,
            facts=facts,
            status=data["status"],
            lawyer=data["lawyer"],
            lawyer_part=data["lawyer_part"],
            by=user,
        ).get_absolute_url()

    back = reverse("prosecution:case_legal", args=[case.uid])
    return ask(request, form, Asking(_("Record an FIR or a complaint"), _("Save"), back, case.person.code), act)


@require_GET
def legal_case_detail(request: HttpRequest, uid: UUID) -> HttpResponse:
    user, legal_case = visitor(request), legal_case_for(request, uid)
    may_advise = can_advise(user, legal_case)
    may_name = can_name_somebody(user, legal_case)
    page, safety = legal_case_page(legal_case, user, is_lawyer=may_advise), safety_of(legal_case, user)
    context = {
        "legal_case": legal_case,
        "page": page,
        "coming": coming_of(page, safety, may_name=may_name),
        "may_record": can_record(user, legal_case),
        "may_advise": may_advise,
        "may_decide_parts": can_decide_lawyers(user, legal_case),
        "may_name": may_name,
        "safety": safety,
        "claims": claims_of_legal_case(legal_case, user),
        "sees_every_claim": sees_every_claim(legal_case, user),
        "checks": legal_case.checks.select_related("made_by") if may_advise else (),
    }
    return render(request, "prosecution/legal_case_detail.html", context)


@answers_resends
def legal_case_paper(request: HttpRequest, uid: UUID) -> HttpResponse:
    user, legal_case = visitor(request), legal_case_for(request, uid)
    check_can_record(user, legal_case)
    form = PaperForm(request.POST or None, user=user, keep=legal_case.station_id)
    form.show(legal_case, read((legal_case, ("number", "cnr", "other_sections")), by=user, why=OwnWork())(legal_case))

    def act() -> str:
        form.show_again(legal_case.paper_version)
        seen = form.cleaned_data["seen"]
        return actions.correct_paper(legal_case, facts=form.facts(), by=user, seen=seen).get_absolute_url()

    return ask(request, form, about(legal_case, _("What the paper says"), _("Save")), act)


@answers_resends
def legal_case_step(request: HttpRequest, uid: UUID) -> HttpResponse:
    user, legal_case = visitor(request), legal_case_for(request, uid)
    check_can_record(user, legal_case)
    form = StepForm(request.POST or None, legal_case=legal_case)

    def act() -> str:
        with saying_whose_clock_ends(request, legal_case):
            actions.move_legal_case(legal_case, **form.cleaned_data, by=user)
        return legal_case.get_absolute_url()

    return ask(request, form, about(legal_case, _("What happened next"), _("Save")), act)


@answers_resends
def legal_case_copy(request: HttpRequest, uid: UUID) -> HttpResponse:
    user, legal_case = visitor(request), legal_case_for(request, uid)
    check_can_record(user, legal_case)
    form = CopyForm(request.POST or None)

    def act() -> str:
        return actions.record_copy(legal_case, **form.cleaned_data, by=user).get_absolute_url()

    return ask(request, form, about(legal_case, _("The copy of the FIR has come"), _("Save")), act)


@answers_resends
def legal_case_transfer(request: HttpRequest, uid: UUID) -> HttpResponse:
    user, legal_case = visitor(request), legal_case_for(request, uid)
    check_can_record(user, legal_case)
    form = TransferForm(request.POST or None, user=user)

    def act() -> str:
        return actions.record_transfer(legal_case, **form.cleaned_data, by=user).get_absolute_url()

    return ask(request, form, about(legal_case, _("The zero FIR was transferred"), _("Save")), act)


@answers_resends
def legal_case_survivor(request: HttpRequest, uid: UUID) -> HttpResponse:
    user, legal_case = visitor(request), legal_case_for(request, uid)
    check_can_record(user, legal_case)
    form = SurvivorForm(request.POST or None, user=user)

    def act() -> str:
        actions.add_survivor(legal_case, case=form.cleaned_data["case"], by=user)
        return legal_case.get_absolute_url()

    return ask(request, form, about(legal_case, _("Whom else is it about?"), _("Add")), act)


def about(legal_case: LegalCase, title: object, button: object) -> Asking:
    return Asking(str(title), str(button), legal_case.get_absolute_url(), legal_case.reference)


def legal_case_for(request: HttpRequest, uid: UUID) -> LegalCase:
    rows = LegalCase.objects.select_related("station", "transferred_to", "organisation", "opened_by")
    return get_visible(rows, visitor(request), uid, "legal.opened")
