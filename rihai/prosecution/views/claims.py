"""Pages of claims: mine, those of one survivor, what could be asked for, one claim and what happens to it."""

from dataclasses import replace
from datetime import date
from typing import Final
from uuid import UUID

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from rihai.access.answers import Asking, ask, press
from rihai.access.scope import get_visible
from rihai.accounts.submissions import answers_resends
from rihai.accounts.undo import offer_undo
from rihai.accounts.visitor import visitor
from rihai.cases.models import Case
from rihai.cases.permissions import works_on
from rihai.law.errors import InputProblem
from rihai.prosecution import actions
from rihai.prosecution.claim_rules import facts_of
from rihai.prosecution.forms.claims import (
    AttachForm,
    ClaimForm,
    ClaimStepForm,
    FilterForm,
    MoneyForm,
    OptionsForm,
    SchemeForm,
    WishForm,
)
from rihai.prosecution.law.claim_options import options_of
from rihai.prosecution.law.coding import as_typed
from rihai.prosecution.law.law_country import elsewhere, has_law, law_counting_for, law_for
from rihai.prosecution.law.said import wrong_facts
from rihai.prosecution.law.schemes import Scheme, appeals, papers_of, schemes, schemes_where
from rihai.prosecution.models import Claim, ClaimMoney, ClaimStep
from rihai.prosecution.permissions import (
    can_advise,
    can_open_legal_case,
    can_record_claim,
    check_can_claim,
    check_can_record_claim,
)
from rihai.prosecution.selectors.claims import (
    aged,
    claim_page,
    claims_listed,
    claims_of_case,
    facts_of_last_check,
    legal_cases_about,
)

PER_PAGE: Final = 25
TABS: Final = (("open", _("Waiting")), ("over", _("Over")))


@require_GET
def claim_list(request: HttpRequest) -> HttpResponse:
    user = visitor(request)
    tab = "over" if request.GET.get("show") == "over" else "open"
    form = FilterForm(request.GET)
    rows = claims_listed(user, tab=tab, kind=request.GET.get("kind", ""), status=request.GET.get("status", ""))
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "rows": aged(list(page), user), "tab": tab, "tabs": TABS, "filters": form}
    return render(request, "prosecution/claim_list.html", context)


@require_http_methods(["GET", "POST"])
def claim_case(request: HttpRequest, uid: UUID) -> HttpResponse:
    """The claims of one survivor; choosing a scheme leads on to the form."""
    user, case = visitor(request), case_for(request, uid)
    about = law_counting_for(case, legal_cases_about(case, user))
    offered = schemes_where(is_written=has_law(about)).values()
    form = SchemeForm(request.POST or None, offered=offered)
    if request.method == "POST" and form.is_valid():
        return HttpResponse(status=303, headers={"Location": _new_url(case, form.cleaned_data["scheme"])})
    context = {
        "case": case,
        "claims": claims_of_case(case, user),
        "works_on_it": works_on(user, case),
        "may_claim": _may_claim(request, case),
        "may_see_case": Case.objects.visible_to(user, among_few=True).filter(pk=case.pk).exists(),
        "form": form,
        "elsewhere": elsewhere(about),
    }
    return render(request, "prosecution/claim_case.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def claim_options(request: HttpRequest, uid: UUID) -> HttpResponse:
    """What could be asked for. A calculation: the facts are sent so that no address holds them, and none is kept."""
    user, case = visitor(request), case_for(request, uid)
    about = law_counting_for(case, legal_cases_about(case, user))
    if country := elsewhere(about):
        return render(request, "prosecution/claim_options.html", {"case": case, "elsewhere": country})
    if request.method == "POST":
        form = OptionsForm(request.POST)
        given = form.facts() if form.is_valid() else None
        from_check = False
    else:
        given = facts_of_last_check(case, user)
        from_check = given is not None
        form = OptionsForm(initial=as_typed(given or facts_of(case.person)))
    options = None
    if given is not None:
        try:
            options = options_of(given, law_for(about))
        except InputProblem as problem:
            form.add_error(None, wrong_facts(problem))
    context = {
        "case": case,
        "form": form,
        "options": options,
        "fitting": [one for one in options or () if one.is_certain],
        "possible": [one for one in options or () if not one.is_certain],
        "from_check": from_check,
        "may_claim": _may_claim(request, case),
    }
    is_wrong = form.is_bound and bool(form.errors)
    return render(request, "prosecution/claim_options.html", context, status=422 if is_wrong else 200)


@answers_resends
def claim_new(request: HttpRequest, uid: UUID, scheme: str) -> HttpResponse:
    user, case, known = visitor(request), case_for(request, uid), _scheme(scheme)
    about = legal_cases_about(case, user).select_related("organisation")
    if not can_open_legal_case(user, case):
        about = about.filter(pk__in=[one.pk for one in about if can_advise(user, one)])
        check_can_claim(user, case, about.first())
    form = ClaimForm(
        request.POST or None, user=user, majority=case.person.majority(_today()), scheme=known, legal_cases=about
    )

    def act() -> str:
        legal_case = form.cleaned_data.get("legal_case")
        if legal_case is None and not can_open_legal_case(user, case):
            legal_case = about.first()
        claim = actions.begin_claim(
            case=case, facts=form.facts(), wish=form.wish_facts(), legal_case=legal_case, by=user
        )
        return claim.get_absolute_url()

    back = reverse("prosecution:claim_case", args=[case.uid])
    asking = Asking(_("Begin a claim"), _("Save"), back, case.person.code, "prosecution/claim_form.html")
    return ask(request, form, asking, act, more={"scheme": known, "papers": papers_of(known)})


@require_GET
def claim_detail(request: HttpRequest, uid: UUID) -> HttpResponse:
    user, claim = visitor(request), claim_for(request, uid)
    page = claim_page(claim, user)
    context = {
        "claim": claim,
        "page": page,
        "may_record": can_record_claim(user, claim),
        "papers": papers_of(page.aged.scheme),
        "appeals": appeals(is_written=not page.elsewhere),
    }
    return render(request, "prosecution/claim_detail.html", context)


@answers_resends
def claim_wish(request: HttpRequest, uid: UUID) -> HttpResponse:
    user, claim = visitor(request), claim_for(request, uid)
    check_can_record_claim(user, claim)
    form = WishForm(request.POST or None, user=user, majority=claim.case.person.majority(_today()))

    def act() -> str:
        actions.record_claim_wish(claim, facts=form.wish_facts(), by=user)
        return claim.get_absolute_url()

    return ask(request, form, _about(claim, _("What does the survivor wish?")), act)


@answers_resends
def claim_step(request: HttpRequest, uid: UUID) -> HttpResponse:
    user, claim = visitor(request), claim_for(request, uid)
    check_can_record_claim(user, claim)
    form = ClaimStepForm(request.POST or None, claim=claim, user=user)

    def act() -> str:
        step = actions.move_claim(claim, facts=form.facts(), by=user)
        offer_undo(request, _("It is written down."), to=reverse("prosecution:claim_undo", args=[step.uid]))
        return claim.get_absolute_url()

    asking = replace(_about(claim, _("What happened next")), template="prosecution/claim_step.html")
    return ask(request, form, asking, act)


@answers_resends
def claim_money(request: HttpRequest, uid: UUID) -> HttpResponse:
    user, claim = visitor(request), claim_for(request, uid)
    check_can_record_claim(user, claim)
    form = MoneyForm(request.POST or None, claim=claim)

    def act() -> str:
        actions.record_money(claim, facts=form.facts(), by=user)
        return claim.get_absolute_url()

    return ask(request, form, _about(claim, _("Money")), act)


@answers_resends
def claim_attach(request: HttpRequest, uid: UUID) -> HttpResponse:
    user, claim = visitor(request), claim_for(request, uid)
    check_can_record_claim(user, claim)
    about = legal_cases_about(claim.case, user)
    form = AttachForm(request.POST or None, legal_cases=about, initial={"legal_case": claim.legal_case_id})

    def act() -> str:
        actions.attach_claim(claim, legal_case=form.cleaned_data["legal_case"], by=user)
        return reverse("prosecution:claim_case", args=[claim.case_id])

    return ask(request, form, _about(claim, _("Who sees this claim?")), act)


@require_POST
@answers_resends
def claim_undo(request: HttpRequest, uid: UUID) -> HttpResponse:
    """The step that the page showed as the latest: another one may have been added since."""
    user, step = visitor(request), ClaimStep.objects.filter(pk=uid).first()
    if step is None:
        raise Http404
    claim = claim_for(request, step.claim_id)
    check_can_record_claim(user, claim)
    done = _("The step is struck out. It stays readable.")
    return press(request, lambda: actions.strike_claim_step(step, by=user), to=claim.get_absolute_url(), done=done)


@require_POST
@answers_resends
def claim_money_strike(request: HttpRequest, uid: UUID) -> HttpResponse:
    user = visitor(request)
    money = ClaimMoney.objects.select_related("claim").filter(pk=uid).first()
    if money is None:
        raise Http404
    claim = claim_for(request, money.claim_id)
    check_can_record_claim(user, claim)
    done = _("The amount is struck out. It stays readable and counts nowhere.")
    return press(request, lambda: actions.strike_money(money, by=user), to=claim.get_absolute_url(), done=done)


def case_for(request: HttpRequest, uid: UUID) -> Case:
    """For whoever may know of the case, and for the lawyers of a legal case that is about the survivor."""
    user, rows = visitor(request), Case.objects.select_related("person", "organisation", "case_owner")
    case = rows.filter(pk=uid).first()
    if case is not None and any(can_advise(user, one) for one in legal_cases_about(case, user)):
        return case
    return get_visible(rows, user, uid, "claim.opened")


def claim_for(request: HttpRequest, uid: UUID) -> Claim:
    rows = Claim.objects.select_related(
        "case__person", "case__organisation", "case__case_owner", "legal_case", "authority"
    )
    return get_visible(rows.select_related("legal_case"), visitor(request), uid, "claim.opened")


def _may_claim(request: HttpRequest, case: Case) -> bool:
    user = visitor(request)
    return can_open_legal_case(user, case) or any(can_advise(user, one) for one in legal_cases_about(case, user))


def _scheme(code: str) -> Scheme:
    known = schemes().get(code)
    if known is None:
        raise Http404
    return known


def _new_url(case: Case, scheme: str) -> str:
    return reverse("prosecution:claim_new", args=[case.uid, scheme])


def _about(claim: Claim, title: object) -> Asking:
    return Asking(str(title), _("Save"), claim.get_absolute_url(), claim.case.person.code)


def _today() -> date:
    return timezone.localdate()
