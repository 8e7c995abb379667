"""Forms about the evidence of a legal case: which item it uses, and what that is to show against whom."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rihai.cases.forms import CHOOSE, set_choices
from rihai.offences.models import EvidenceItem
from rihai.prosecution.law.said import shown
from rihai.prosecution.models import AccusedLink, LegalCase
from rihai.prosecution.selectors.evidence import Column


def _nothing_to_choose(ask: tuple[str, ...]) -> str:
    if not ask:
        return _("Record it in the survivor's case first; then say here which items this legal case uses.")
    names = {"names": ", ".join(ask)}
    return _("You may open nothing that is not used yet. Ask whoever works with the survivor: %(names)s.") % names


class UseForm(forms.Form):
    item = forms.ModelChoiceField(
        label=gettext_lazy("Which item?"),
        queryset=EvidenceItem.objects.none(),
        help_text=gettext_lazy("The lawyers of this legal case may open it then."),
        empty_label=CHOOSE[1],
    )

    def __init__(self, *args: Any, items: list[EvidenceItem], ask: Iterable[str] = (), **kwargs: Any) -> None:
        """`ask`: who accompanies the survivors, where somebody else can choose nothing."""
        super().__init__(*args, **kwargs)
        field = self.fields["item"]
        if not items:
            field.help_text = _nothing_to_choose(tuple(ask))
        if isinstance(field, forms.ModelChoiceField):
            field.queryset = EvidenceItem.objects.filter(pk__in=[one.pk for one in items])
            told = [(str(one.pk), f"{one.reference} · {one.get_kind_display()}") for one in items]
            field.widget.choices = [CHOOSE, *told]


class SupportForm(forms.Form):
    elements = forms.MultipleChoiceField(
        label=gettext_lazy("What does it show?"),
        help_text=gettext_lazy("Element by element. The words are those of the law's data."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    accused = forms.ModelMultipleChoiceField(
        label=gettext_lazy("Against whom?"),
        queryset=AccusedLink.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, legal_case: LegalCase, columns: tuple[Column, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        groups = [(one.provision.name, [(each.key, shown(each.words)) for each in one.elements]) for one in columns]
        set_choices(self, elements=groups)
        field = self.fields["accused"]
        if isinstance(field, forms.ModelMultipleChoiceField):
            field.queryset = legal_case.accused_links.select_related("accused")
            codes = [(str(one.pk), one.accused.code) for one in field.queryset]
            field.widget.choices = codes
            if not codes:
                field.widget = forms.MultipleHiddenInput()
