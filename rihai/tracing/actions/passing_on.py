"""Telling whoever planted somebody invented that our house asked for her: by those who protect the data here.

A planted name may be a real girl's, planted to hear who looks for her. Whoever can ask the colleague who asked looks
first, and passes on the house and never the colleague. Not here: noting (`noting`).
"""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from rihai.access.scope import get_visible
from rihai.accounts.models import User
from rihai.audit import actions as audit
from rihai.lib.workflow import NotPossible
from rihai.tracing.match_permissions import check_can_pass_on
from rihai.tracing.match_reminders import settle_hit, tell_planters
from rihai.tracing.models.asking import PlantedHit


@transaction.atomic
def pass_on_hit(hit: PlantedHit, *, by: User) -> PlantedHit:
    rows = PlantedHit.objects.select_related("planted__organisation", "planted__planted_by", "entry")
    hit = get_visible(rows.select_for_update(of=("self",)), by, hit.uid, "planted.passed_on")
    check_can_pass_on(by, hit)
    if not hit.is_kept_back:
        raise NotPossible(_("Those who planted her know of this, or are not told of it."))
    settle_hit(hit, by=by)
    hit.organisation = hit.planted.organisation
    hit.save(update_fields=["organisation"])
    audit.record("planted.passed_on", by=by, subject=hit)
    tell_planters(hit)
    return hit
