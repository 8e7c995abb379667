"""The form of the first decision on an alert."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rihai.accounts.models import User
from rihai.accounts.permissions import Permission
from rihai.cases.forms import CHOOSE, offer_agencies, offer_colleagues, set_choices
from rihai.directory.agency_field import AgencyField
from rihai.intake.labels import explained, offered
from rihai.intake.models import Alert
from rihai.intake.rules import CRISIS
from rihai.people.models import YesNoUnknown


class TriageForm(forms.Form):
    """The first decision: accept with a priority, refer, or dismiss with a reason."""

    mark_optional = False

    decision = forms.ChoiceField(
        label=gettext_lazy("What do we do?"),
        error_messages={"required": gettext_lazy("Choose what we do.")},
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label=gettext_lazy("Your reason, in a sentence"),
        help_text=gettext_lazy("Kept sealed with the alert, so that the decision can be understood later."),
        error_messages={"required": gettext_lazy("Say in a sentence why.")},
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    priority = forms.ChoiceField(label=gettext_lazy("How urgent is it?"), required=False, widget=forms.RadioSelect)
    officer = forms.ModelChoiceField(
        label=gettext_lazy("Who follows it up?"),
        queryset=User.objects.none(),
        required=False,
        empty_label=gettext_lazy("I take it myself"),
        help_text=gettext_lazy("Whoever it is may then read this alert and reach its source."),
    )
    summary = forms.CharField(
        label=gettext_lazy("What the inquiry begins with"),
        help_text=gettext_lazy("From the alert. Whoever works on the inquiry reads this, so leave out who told us."),
        max_length=5000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    refer_to = AgencyField(
        label=gettext_lazy("Which body?"),
        help_text=gettext_lazy("Nothing is sent from here. You will be reminded to tell it."),
        required=False,
    )
    referral = forms.ChoiceField(label=gettext_lazy("Why does another body respond?"), required=False)
    dismissal = forms.ChoiceField(label=gettext_lazy("Why is no response needed?"), required=False)

    def __init__(self, *args: Any, user: User, alert: Alert, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        set_choices(
            self,
            decision=explained("triage_outcomes"),
            priority=explained("priorities"),
            dismissal=[CHOOSE, *offered("dismissal_reasons")],
            referral=[CHOOSE, *offered("referral_reasons")],
        )
        if alert.danger_now == YesNoUnknown.YES:
            self.fields["priority"].initial = CRISIS
        offer_colleagues(self, "officer", user, Permission.INQUIRY_WORK)
        offer_agencies(self, "refer_to", user, near=alert.place)
        officer = self.fields["officer"]
        if isinstance(officer, forms.ModelChoiceField) and not user.has(Permission.INQUIRY_WORK):
            officer.empty_label = _("Leave it at the desk")

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        needed = {
            "accept": [("priority", _("Choose how urgent it is."))],
            "dismiss": [("dismissal", _("Choose why no response is needed."))],
            "refer": [
                ("referral", _("Choose why another body responds.")),
                ("refer_to", _("Choose the body that responds.")),
                ("priority", _("Choose how urgent it is.")),
            ],
        }
        for name, words in needed.get(str(data.get("decision")), []):
            if not data.get(name) and name not in self.errors:
                self.add_error(name, words)
        return data
