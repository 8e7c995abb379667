"""The risk check as a form: one field for each question that is asked of this operation.

What records show (an acknowledgement, say) is not a field: it cannot be ticked.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from django import forms
from django.forms.boundfield import BoundField
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from rihai.rescue.forms.pieces import AGE, INLINE, long_text
from rihai.rescue.rules.risk import HOW_TO_MEET, LARGEST_COUNT, SHOWN_BY_RECORDS, RiskCheck, RiskItem

REMARK: Final = "remark"
WITNESSES: Final = "witnesses"
WOMEN: Final = "women_among_witnesses"
PHASES: Final = {"before": _("Before the start"), "during": _("During"), "after": _("Afterwards")}


@dataclass(frozen=True)
class Question:
    """An item as it stands on the page: with its field, or shown by records without one."""

    item: RiskItem
    field: BoundField | None
    is_met: bool
    how_to_meet: str | Promise


class RiskForm(forms.Form):
    """The questions of one phase. Every one may stay open; only what changed is saved."""

    mark_optional = False

    remark = long_text(_("A remark to what you answer now"), most=2000, rows=2, required=False, help_text=_("Sealed."))

    def __init__(self, *args: Any, check: RiskCheck, phase: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.check = check
        self.items = [item for item in check.asked() if item.phase == phase]
        for item in self.items:
            if item.code not in SHOWN_BY_RECORDS:
                self.fields[item.code] = _field(item, check.valid_answer(item.code))

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        women, witnesses = self._count(WOMEN), self._count(WITNESSES)
        if WOMEN in self.fields and women is not None and witnesses is not None and women > witnesses:
            self.add_error(WOMEN, _("More women than witnesses are entered. Correct one of the two numbers."))
        return data

    def changed(self) -> list[tuple[str, str]]:
        """(item, answer) of what was answered now and differs from what counts."""
        answers = ((item.code, self.cleaned_data.get(item.code)) for item in self.items)
        given = [(code, str(value)) for code, value in answers if value not in (None, "")]
        return [(code, answer) for code, answer in given if self.check.valid_answer(code) != answer]

    def still_open(self) -> list[Question]:
        """What is not met comes first; an error is never folded away."""
        return [one for one in self._questions() if not one.is_met or (one.field and one.field.errors)]

    def met(self) -> list[Question]:
        return [one for one in self._questions() if one.is_met and not (one.field and one.field.errors)]

    def _count(self, code: str) -> int | None:
        """What is typed now, else what was answered before."""
        typed: int | None = self.cleaned_data.get(code)
        before = self.check.valid_answer(code)
        return typed if typed is not None or before is None else int(before)

    def _questions(self) -> Iterator[Question]:
        for item in self.items:
            field = self[item.code] if item.code in self.fields else None
            yield Question(item, field, self.check.is_met(item), HOW_TO_MEET.get(item.code, ""))


def _field(item: RiskItem, given: str | None) -> forms.Field:
    question, why = str(item.question), str(item.why)
    if item.kind == "number":
        return forms.IntegerField(
            label=question,
            help_text=why,
            required=False,
            min_value=0,
            max_value=LARGEST_COUNT,
            initial=given,
            widget=forms.NumberInput(attrs=AGE),
        )
    widget = forms.RadioSelect(attrs=None if item.options else INLINE)
    return forms.ChoiceField(
        label=question, help_text=why, required=False, choices=item.choices, initial=given, widget=widget
    )
