"""Forms for what people decide about an entry: that it is listed twice, that nobody is routed there."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rihai.directory.facts import MarkFacts
from rihai.directory.models import Agency, RouteMark

OFFERED = 5


class DuplicateForm(forms.Form):
    """The other entry, by its reference or by words of its name and place."""

    other = forms.CharField(
        label=gettext_lazy("Which entry may be the same body?"),
        help_text=gettext_lazy("Write its reference, such as PS23, or words of its name and place."),
        max_length=100,
    )

    def __init__(self, *args: Any, agency: Agency, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.agency = agency

    def clean_other(self) -> Agency:
        text = self.cleaned_data["other"]
        rows = Agency.objects.current().exclude(pk=self.agency.pk)
        found = list(rows.filter(ref__iexact=text)[:1]) or list(rows.matching(text)[: OFFERED + 1])
        if not found:
            raise ValidationError(_("No other entry has these words. Write its reference, or one word of its name."))
        if len(found) > 1:
            names = "; ".join(f"{one.name} ({one.ref})" if one.ref else one.name for one in found[:OFFERED])
            raise ValidationError(_("Several entries have these words: %(names)s.") % {"names": names})
        return found[0]


class MarkForm(forms.Form):
    """On which ground, and until when; nothing is marked for ever."""

    ground = forms.ChoiceField(
        label=gettext_lazy("Why is nobody to be sent there?"),
        choices=RouteMark.Ground.choices,
        widget=forms.RadioSelect,
    )
    basis = forms.CharField(
        label=gettext_lazy("What is this based on?"),
        help_text=gettext_lazy("Who saw or heard what, and when. Sealed."),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    expires_on = forms.DateField(
        label=gettext_lazy("Until when?"),
        help_text=gettext_lazy("Within a year. Then it has to be decided again."),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    def clean_expires_on(self) -> Any:
        day = self.cleaned_data["expires_on"]
        if day <= timezone.localdate():
            raise ValidationError(_("Choose a day after today."))
        return day

    def facts(self) -> MarkFacts:
        data = self.cleaned_data
        return MarkFacts(RouteMark.Ground(data["ground"]), data["basis"], data["expires_on"])
