"""Which claims a funnel shows: whose, of which year, under which scheme. A value that is no choice chooses nothing."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from rihai.accounts.models import User
from rihai.cases.forms import set_choices
from rihai.prosecution.schemes import schemes
from rihai.prosecution.selectors.funnel import Wanted, can_see_house, years_and_schemes

HOUSE = "house"
ALL = ("", gettext_lazy("All"))


class FunnelForm(forms.Form):
    mark_optional = False
    whose = forms.ChoiceField(label=gettext_lazy("Whose claims?"), required=False)
    year = forms.ChoiceField(label=gettext_lazy("Told in"), required=False)
    scheme = forms.ChoiceField(label=gettext_lazy("Scheme"), required=False)

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        mine = ("", gettext_lazy("Those that I work on"))
        house = (HOUSE, gettext_lazy("Those of the organisation"))
        self.may_see_house = can_see_house(user)
        years, codes = years_and_schemes(user, whole_house=self._is_house())
        known = schemes()
        set_choices(
            self,
            whose=[mine, house] if self.may_see_house else [mine],
            year=[ALL, *((str(year), str(year)) for year in years)],
            scheme=[ALL, *((code, known[code].label) for code in codes if code in known)],
        )

    def wanted(self) -> Wanted:
        self.full_clean()
        data = self.cleaned_data
        year = data.get("year") or ""
        return Wanted(self._is_house(), int(year) if year else None, data.get("scheme") or "")

    def _is_house(self) -> bool:
        return self.may_see_house and self.data.get("whose") == HOUSE
