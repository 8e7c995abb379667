"""Pages of planted records: what was planted, who asked for it, and the second look before it stands.

What was asked or written is shown where that was; whoever planted is shown a house that passed it on.
"""

from collections.abc import Callable
from functools import partial
from typing import Any, Final
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from rihai.access.answers import Asking, ask, press
from rihai.access.scope import ScopedQuerySet, get_visible
from rihai.accounts.submissions import answers_resends
from rihai.accounts.visitor import visitor
from rihai.tracing.actions.passing_on import pass_on_hit
from rihai.tracing.actions.planting import confirm_planted, end_planted, plant_record
from rihai.tracing.forms.asking import PlantForm
from rihai.tracing.match_permissions import check_can_plant
from rihai.tracing.models.asking import PlantedHit, PlantedRecord
from rihai.tracing.selectors.planted import awaiting_planted, standing_planted, told_hits

LIST: Final = "tracing:planted_list"


@answers_resends
def planted_list(request: HttpRequest) -> HttpResponse:
    """What was planted, and who asked for it; and the form for one more."""
    user = visitor(request)
    check_can_plant(user)
    form = PlantForm(request.POST or None)
    back = reverse("web:my_day")
    asking = Asking(_("Planted records"), _("Plant it"), back, _("My day"), "tracing/planted_list.html")

    def act() -> str:
        plant_record(fields=form.fields_sought(), why=form.cleaned_data["why"], side=form.cleaned_data["side"], by=user)
        return reverse(LIST)

    more = {"hits": told_hits(user), "awaiting": awaiting_planted(user), "planted": standing_planted(user)}
    return ask(request, form, asking, act, more=more)


@require_POST
@answers_resends
def planted_confirm(request: HttpRequest, uid: UUID) -> HttpResponse:
    return _press(request, PlantedRecord.objects.all(), uid, "planted.confirm", confirm_planted, _("It is planted."))


@require_POST
@answers_resends
def planted_pass_on(request: HttpRequest, uid: UUID) -> HttpResponse:
    done = _("Those who planted her know that our house asked.")
    return _press(request, PlantedHit.objects.all(), uid, "planted.passed_on", pass_on_hit, done)


@require_POST
@answers_resends
def planted_end(request: HttpRequest, uid: UUID) -> HttpResponse:
    return _press(request, PlantedRecord.objects.all(), uid, "planted.plant", end_planted, _("It is taken out."))


def _press(
    request: HttpRequest,
    rows: ScopedQuerySet[Any],
    uid: UUID,
    verb: str,
    act: Callable[..., object],
    done: str | Promise,
) -> HttpResponse:
    user = visitor(request)
    row = get_visible(rows, user, uid, verb)
    return press(request, partial(act, row, by=user), to=reverse(LIST), done=done)
