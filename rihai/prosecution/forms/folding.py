"""Many boxes under headings, of which the rare ones are folded beneath each heading until one of them is ticked.

Not here: which ones are rare (`data/fact_groups.yaml`).
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.functional import Promise


@dataclass(frozen=True)
class Part:
    """One heading: what is seen at once, and what is folded. `is_open`: something folded is ticked, or is wrong."""

    label: str | Promise | None
    shown: list[dict[str, Any]]
    folded: list[dict[str, Any]]
    is_open: bool


class FoldedCheckboxes(forms.CheckboxSelectMultiple):
    template_name = "prosecution/widgets/folded_checkboxes.html"
    # Set by the form where an answer to this list cannot be taken: nobody looks for it behind a fold.
    is_unfolded = False

    def __init__(self, *args: Any, rare: Collection[str] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rare = frozenset(rare)

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        context["widget"]["parts"] = list(self._parts(context["widget"]["optgroups"]))
        return context

    def _parts(self, optgroups: list[tuple[Any, list[dict[str, Any]], int]]) -> Iterator[Part]:
        for label, options, _index in optgroups:
            folded = [one for one in options if str(one["value"]) in self.rare]
            shown = [one for one in options if one not in folded]
            yield Part(label, shown, folded, self.is_unfolded or any(one["selected"] for one in folded))
