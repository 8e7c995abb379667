"""The one choice beside a list: which district."""

from typing import Any
from uuid import UUID

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from rihai.cases.forms import set_choices
from rihai.directory.models import Place


class DistrictForm(forms.Form):
    """Anything else than an offered district shows all of them: an old address leads to the list all the same."""

    mark_optional = False
    district = forms.ChoiceField(label=_("District"), required=False)
    show = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, districts: QuerySet[Place], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = [(str(one.pk), one.label) for one in districts]
        # With one district there is nothing to choose.
        self.offers_more = len(offered) > 1
        set_choices(self, district=[("", _("All districts")), *offered])

    @property
    def chosen(self) -> UUID | None:
        district = self.cleaned_data.get("district") if self.is_valid() else ""
        return UUID(district) if district else None
