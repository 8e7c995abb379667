"""Forms of asking all organisations, and of planting an invented record."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rihai.access.reasons import LONGEST, check_reason
from rihai.cases.forms import CHOOSE, set_choices
from rihai.people.search_entries import LETTERS, EntryFields, at_place
from rihai.tracing.actions.asking import SearchFacts
from rihai.tracing.forms.pieces import WhoForm, long_text, short_text
from rihai.tracing.models.asking import PlantedRecord, SearchRecord


class SoughtForm(WhoForm):
    """What is compared of somebody. Everything may stay empty but a name or what stands for it."""

    guardian = short_text(gettext_lazy("Name of father, mother or husband"))
    village = short_text(gettext_lazy("Village or place of home"))
    marks = long_text(gettext_lazy("Marks: scars, tattoos, anything that stays"), most=1000, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["language"]

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if not any(data.get(name) for name in ("name", "other_name", "guardian", "marks")):
            self.add_error("name", _("Give a name, or the name of father or mother, or a mark."))
        return data

    def fields_sought(self) -> EntryFields:
        data = self.cleaned_data
        on = data.get("last_seen_on")
        fields = EntryFields(
            names=tuple(data[one] for one in ("name", "other_name") if data[one]),
            guardian=data["guardian"],
            sex=LETTERS.get(data["sex"], ""),
            age=None if data["age"] is None else float(data["age"]),
            on=on,
            village=data["village"],
            marks=data["marks"],
        )
        return at_place(fields, data["home_district"])


class SearchForm(SoughtForm):
    last_seen_on = forms.DateField(
        label=gettext_lazy("Last seen on"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    purpose = forms.TypedChoiceField(label=gettext_lazy("Who wants to know?"), coerce=SearchRecord.Purpose)
    why = long_text(
        gettext_lazy("Why do you ask?"),
        most=LONGEST,
        help_text=gettext_lazy("Sealed. Whoever protects the data reads it."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        set_choices(self, purpose=[CHOOSE, *SearchRecord.Purpose.choices])

    def clean_why(self) -> str:
        return check_reason(str(self.cleaned_data["why"]))

    def clean_last_seen_on(self) -> Any:
        day = self.cleaned_data["last_seen_on"]
        if day is not None and day > timezone.localdate():
            raise ValidationError(_("This day lies in the future. Enter when the person was last seen."))
        return day

    def facts(self) -> SearchFacts:
        return SearchFacts(self.fields_sought(), self.cleaned_data["purpose"], self.cleaned_data["why"])


class PlantForm(SoughtForm):
    """Somebody who does not exist. Near enough to what a trafficker would ask for, and nobody's real name."""

    side = forms.TypedChoiceField(
        label=gettext_lazy("Where does she stand?"),
        choices=PlantedRecord.Side.choices,
        coerce=PlantedRecord.Side,
        initial=PlantedRecord.Side.FOUND,
        widget=forms.RadioSelect,
    )
    why = long_text(
        gettext_lazy("Why do you plant her, and how did you invent the name?"),
        most=LONGEST,
        help_text=gettext_lazy("Sealed. The colleague who confirms reads it, and whoever reviews reasons."),
    )

    def clean_why(self) -> str:
        return check_reason(str(self.cleaned_data["why"]))
