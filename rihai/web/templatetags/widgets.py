"""The attributes and options of a control as text.

A template for each of them takes half the time of a page with a long form. Here: what stands inside the tags of
`templates/django/forms/widgets/`. Not here: labels, hints and errors, which are templates.
"""

from collections.abc import Iterable, Mapping
from typing import Any, Final

from django import template
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

register = template.Library()
# A width for content of known length, unless the form's author chose one.
WIDTHS: Final = {
    "date": " govuk-input--width-10",
    "time": " govuk-input--width-10",
    "datetime-local": " govuk-input--width-20",
    "tel": " govuk-input--width-20",
    "number": " govuk-input--width-5",
}


@register.filter
def attributes(attrs: Mapping[str, Any]) -> SafeString:
    """All but the class, each after a space; True leaves the name alone, False nothing."""
    parts = [
        f" {name}" if value is True else f' {name}="{conditional_escape(str(value))}"'
        for name, value in attrs.items()
        if name != "class" and value is not False
    ]
    return mark_safe("".join(parts))  # noqa: S308 - names are the programmer's, values are escaped


@register.filter
def classes(widget: Mapping[str, Any], base: str) -> SafeString:
    """The component's own class (its name last in `base`), its form for errors, the author's, and a width."""
    attrs = widget["attrs"]
    own = str(attrs.get("class", ""))
    error = f" {base}--error" if "aria-invalid" in attrs else ""
    width = "" if "width" in own else WIDTHS.get(widget.get("type", ""), "")
    return mark_safe(f' class="{base}{error}{" " if own else ""}{conditional_escape(own)}{width}"')  # noqa: S308 - escaped


@register.filter
def options(groups: Iterable[tuple[Any, list[dict[str, Any]], int]]) -> SafeString:
    """The options of a select, in groups where the choices have groups."""
    parts = []
    for name, entries, _index in groups:
        drawn = "".join(map(_option, entries))
        parts.append(f'<optgroup label="{conditional_escape(name)}">{drawn}</optgroup>' if name else drawn)
    return mark_safe("".join(parts))  # noqa: S308 - each option is escaped


def _option(entry: Mapping[str, Any]) -> str:
    attrs = attributes(entry["attrs"]) if entry["attrs"] else ""
    value, label = conditional_escape(str(entry["value"])), conditional_escape(entry["label"])
    return f'<option value="{value}"{attrs}>{label}</option>'
