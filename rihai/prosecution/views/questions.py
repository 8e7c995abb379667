"""Pages of questions to a lawyer: asking from a legal case or a case, my questions, one with its answer."""

from typing import Final
from uuid import UUID

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_POST

from rihai.access.answers import Asking, as_seen, ask, press
from rihai.access.drafts.pages import keeps_draft
from rihai.access.scope import get_visible
from rihai.accounts.models import User
from rihai.accounts.submissions import answers_resends
from rihai.accounts.visitor import visitor
from rihai.cases.models import Case
from rihai.prosecution import actions
from rihai.prosecution.forms.questions import AnswerQuestionForm, QuestionForm
from rihai.prosecution.models import LegalCase, LegalQuestion
from rihai.prosecution.permissions import can_answer, can_take_back, check_can_open_legal_case, check_can_record
from rihai.prosecution.selectors.questions import open_questions, question_page, questions_for
from rihai.prosecution.views.legal_cases import about, legal_case_for

PER_PAGE: Final = 25
TITLE: Final = _("Ask a lawyer")


@require_GET
def question_list(request: HttpRequest) -> HttpResponse:
    user = visitor(request)
    rows = questions_for(user) if request.GET.get("show") == "all" else open_questions(user)
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    tabs = (("open", _("Waiting for an answer")), ("all", _("All")))
    tab = "all" if request.GET.get("show") == "all" else "open"
    return render(request, "prosecution/question_list.html", {"page": page, "tabs": tabs, "tab": tab})


@keeps_draft
@answers_resends
def question_new(request: HttpRequest, uid: UUID) -> HttpResponse:
    user, legal_case = visitor(request), legal_case_for(request, uid)
    check_can_record(user, legal_case)
    form = _form(request, legal_case)

    def act() -> str:
        return _asked(legal_case, form, user)

    return ask(request, form, about(legal_case, TITLE, _("Ask")), act)


@keeps_draft
@answers_resends
def question_of_case(request: HttpRequest, uid: UUID) -> HttpResponse:
    user = visitor(request)
    case = get_visible(Case.objects.select_related("person"), user, uid, "legal.question")
    check_can_open_legal_case(user, case)
    form = _form(request, case)

    def act() -> str:
        return _asked(case, form, user)

    back = reverse("prosecution:case_legal", args=[case.uid])
    return ask(request, form, Asking(TITLE, _("Ask"), back, case.person.code), act)


@keeps_draft
@answers_resends
def question_detail(request: HttpRequest, uid: UUID) -> HttpResponse:
    user, row = visitor(request), _question(request, uid)
    may_answer = can_answer(user, row) and not row.is_erased
    page = question_page(row, user)
    form = _answer_form(request, row, page.answer, may_answer=may_answer)

    def act() -> str:
        with form.asking_for_names():
            answer, looked_at = form.cleaned_data["answer"], form.looked_at()
            return actions.answer_question(row, answer=answer, looked_at=looked_at, by=user).get_absolute_url()

    back, template = reverse("prosecution:question_list"), "prosecution/question_detail.html"
    asking = as_seen(Asking(TITLE, _("Answer"), back, _("Questions"), template), row, row, "answer", "withdrawn_at")
    more = {"page": page, "may_answer": may_answer, "is_asker": can_take_back(user, row)}
    return ask(request, form, asking, act, more=more)


@require_POST
def question_read(request: HttpRequest, uid: UUID) -> HttpResponse:
    user, row = visitor(request), _question(request, uid)
    return press(
        request, lambda: actions.mark_answer_read(row, by=user), to=row.get_absolute_url(), done=_("Noted as read.")
    )


@require_POST
def question_withdraw(request: HttpRequest, uid: UUID) -> HttpResponse:
    user, row = visitor(request), _question(request, uid)
    return press(
        request, lambda: actions.withdraw_question(row, by=user), to=row.get_absolute_url(), done=_("Taken back.")
    )


def _asked(about: LegalCase | Case, form: QuestionForm, user: User) -> str:
    with form.asking_for_names():
        asked = actions.ask_lawyer(about, **form.told(), looked_at=form.looked_at(), by=user)
        return asked.get_absolute_url()


def _form(request: HttpRequest, asked_about: LegalCase | Case) -> QuestionForm:
    """The place one comes from says what it is about."""
    topic = request.GET.get("about")
    known = topic if topic in LegalQuestion.Topic.values else None
    form = QuestionForm(request.POST or None, initial={"topic": known} if known else None)
    form.ask_for_a_look(asked_about, by=visitor(request))
    return form


def _answer_form(request: HttpRequest, row: LegalQuestion, answer: object, *, may_answer: bool) -> AnswerQuestionForm:
    initial = {"answer": answer if isinstance(answer, str) else ""}
    form = AnswerQuestionForm((request.POST or None) if may_answer else None, initial=initial)
    if may_answer and (asked_about := row.legal_case or row.case) is not None:
        form.ask_for_a_look(asked_about, by=visitor(request))
    return form


def _question(request: HttpRequest, uid: UUID) -> LegalQuestion:
    """Whoever works on the legal case, and neither asked nor answers, learns of no question."""
    user = visitor(request)
    get_visible(LegalQuestion.objects.all(), user, uid, "legal.answer")
    row = questions_for(user).filter(pk=uid).first()
    if row is None:
        raise Http404
    return row
