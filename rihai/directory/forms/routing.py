"""The question "who is competent there?"."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rihai.directory.fields import PlaceField
from rihai.directory.forms.entries import kinds_by_group
from rihai.directory.rules import hidden_kinds


class CompetentForm(forms.Form):
    """A place and a kind. Homes are not asked for by place: that would tell where they are."""

    mark_optional = False

    place = PlaceField(
        label=gettext_lazy("Place"), help_text=gettext_lazy("Such as: Thane, Maharashtra."), required=True
    )
    kind = forms.ChoiceField(label=gettext_lazy("Kind"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        hidden = hidden_kinds()
        groups = [(label, [row for row in rows if row[0] not in hidden]) for label, rows in kinds_by_group()]
        every: list[tuple[str, Any]] = [("", _("All police"))]
        self.fields["kind"].choices = every + [group for group in groups if group[1]]  # type: ignore[attr-defined]  # a ChoiceField
