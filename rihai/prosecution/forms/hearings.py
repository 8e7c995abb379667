"""Forms of a day in court: planning it, making the survivor familiar with it, how it went."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rihai.access.seen import SeenForm
from rihai.accounts.models import User
from rihai.cases.forms import INLINE, set_choices
from rihai.directory.agency_field import AgencyField
from rihai.lib.codelists import load_list
from rihai.people.models import YesNoUnknown
from rihai.prosecution.facts.facts import HearingFacts, OutcomeFacts
from rihai.prosecution.forms.bodies import COURTS, offer_bodies
from rihai.prosecution.forms.days import MomentField
from rihai.prosecution.forms.pieces import procedure_words
from rihai.prosecution.models import Hearing, LegalCaseSurvivor


def preparation_items() -> list[tuple[str, str]]:
    """What each item is called, and what it means."""
    rows = load_list("rihai.prosecution", "court_preparation.yaml", "items")
    return [(_(one.label), _(one.hint)) for one in rows]


class HearingForm(forms.Form):
    at = MomentField(label=gettext_lazy("When?"))
    purpose = forms.TypedChoiceField(
        label=gettext_lazy("What for?"),
        choices=Hearing.Purpose.choices,
        coerce=Hearing.Purpose,
        widget=forms.RadioSelect,
    )
    court = AgencyField(label=gettext_lazy("Before which court?"), required=False)

    survivor = forms.ChoiceField(
        label=gettext_lazy("Which survivor?"),
        required=False,
        help_text=gettext_lazy("Needed where a survivor speaks. Those of other survivors do not learn the day."),
    )

    def __init__(
        self, *args: Any, user: User, survivors: Sequence[LegalCaseSurvivor], is_shared: bool, **kwargs: Any
    ) -> None:
        """`survivors`: those whom this user knows; `is_shared`: the legal case is about several."""
        super().__init__(*args, **kwargs)
        offer_bodies(self, "court", user, COURTS)
        self._survivors = {str(one.pk): one for one in survivors}
        self._is_shared = is_shared
        if is_shared:
            named = [
                (key, f"{one.case.person.pseudonym} {one.case.person.code}") for key, one in self._survivors.items()
            ]
            set_choices(self, survivor=[("", gettext_lazy("The matter of all of them")), *named])
        else:
            del self.fields["survivor"]

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if self._is_shared and told.get("purpose") == Hearing.Purpose.SURVIVOR and not told.get("survivor"):
            self.add_error("survivor", _("Say which survivor speaks."))
        return told

    def facts(self) -> HearingFacts:
        data = self.cleaned_data
        survivor = self._survivors.get(data.get("survivor", ""))
        return HearingFacts(at=data["at"], purpose=data["purpose"], court=data["court"], survivor=survivor)


class WhoseForm(forms.Form):
    survivor = forms.ChoiceField(
        label=gettext_lazy("Which survivor speaks?"),
        help_text=gettext_lazy("Whoever accompanies this survivor learns the day; those of other survivors do not."),
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, survivors: Sequence[LegalCaseSurvivor], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._survivors = {str(one.pk): one for one in survivors}
        people = ((key, one.case.person) for key, one in self._survivors.items())
        set_choices(self, survivor=[(key, f"{person.pseudonym} {person.code}") for key, person in people])

    def chosen(self) -> LegalCaseSurvivor:
        return self._survivors[self.cleaned_data["survivor"]]


class PreparationForm(SeenForm):
    mark_optional = False

    prepared = forms.MultipleChoiceField(
        label=gettext_lazy("What has been done?"),
        help_text=gettext_lazy("Make the survivor familiar with the court. Never practise what to say."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    video_wish = forms.ChoiceField(
        label=gettext_lazy("Does the survivor wish to speak by video link?"),
        choices=YesNoUnknown.choices,
        widget=forms.RadioSelect(attrs=INLINE),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = load_list("rihai.prosecution", "court_preparation.yaml", "items")
        set_choices(self, prepared=[(one.code, _(one.label)) for one in rows])


class OutcomeForm(SeenForm):
    outcome = forms.TypedChoiceField(
        label=gettext_lazy("How did it go?"),
        choices=Hearing.Outcome.choices,
        coerce=Hearing.Outcome,
        widget=forms.RadioSelect,
    )
    reason = forms.ChoiceField(
        label=gettext_lazy("If it was adjourned: why?"),
        choices=[("", gettext_lazy("It was not adjourned")), *Hearing.Reason.choices],
        required=False,
    )
    note = procedure_words()
    next_at = MomentField(label=gettext_lazy("Next date"), required=False)

    def clean(self) -> dict[str, Any]:
        """Said at its question; the action says it again to whoever comes another way."""
        told = super().clean() or {}
        if told.get("outcome") == Hearing.Outcome.ADJOURNED and not told.get("reason"):
            self.add_error("reason", _("Say why it was adjourned: who delays is counted."))
        return told

    def facts(self) -> OutcomeFacts:
        return OutcomeFacts(**{name: value for name, value in self.cleaned_data.items() if name != "seen"})
